"""redact policy: policies as a person reads them."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

import click

from redact.cli.options import (
    MODEL,
    POLICY,
    SOURCES,
    Case,
    case_options,
    paths_of,
    policy_for,
    working,
)

if TYPE_CHECKING:
    from redact.model import Finding
    from redact.policy import Policy


@click.group()
def policy() -> None:
    """Read and check policies."""


@policy.command("list")
def policy_list() -> None:
    """List the policies that come with the program.

    \b
    redact policy list
    """
    from redact.policy import list_policies

    for each in list_policies():
        click.echo(f"{each.id:20} {each.title}")


@policy.command("show")
@click.argument("name")
def policy_show(name: str) -> None:
    """Show a policy as sentences, with what it inherits.

    \b
    redact policy show foi-uk
    """
    from redact.policy import load_policy, show

    click.echo(show(load_policy(name)))


@policy.command("check")
@click.argument("names", nargs=-1, required=True, metavar="POLICY...")
def policy_check(names: tuple[str, ...]) -> None:
    """Check policies: every fault at once, each with its place and its remedy.

    \b
    redact policy check foi-uk my-policy.yaml
    """
    from redact.policy import check, load_policy

    severe = 0
    for name in names:
        faults = check(name)
        severe += sum(fault.severe for fault in faults)
        click.echo("".join(f"{fault}\n" for fault in faults), err=True, nl=False)
        if not any(fault.severe for fault in faults):
            click.echo(f"{name}: {len(load_policy(name).rules)} rules, no fault")
    if severe:
        click.echo(f"{severe} to put right", err=True)
        raise SystemExit(3)


def _found_in_example(policy: Policy, words: str) -> tuple[Finding, ...]:
    from redact import finding
    from redact.loaders.lines import blocks_of
    from redact.model import Document

    return finding.find(Document("example", words, blocks_of(words)), policy)


@policy.command("test")
@click.argument("names", nargs=-1, required=True, metavar="POLICY...")
def policy_test(names: tuple[str, ...]) -> None:
    """Try the examples that stand beside the rules, with detection in front of them. Exits with 1 if one fails.

    \b
    redact policy test foi-uk my-policy.yaml
    """
    from redact.policy import load_policy, try_examples

    failed = 0
    for name in names:
        chosen = load_policy(name).with_invented_case()
        found = functools.partial(_found_in_example, chosen)
        trials = try_examples(chosen, found)
        for trial in trials:
            if not trial.passed:
                click.echo(f"{name}: {trial}")
        failed += sum(not trial.passed for trial in trials)
        click.echo(f"{name}: {sum(trial.passed for trial in trials)} of {len(trials)} examples hold")
    if failed:
        raise SystemExit(1)


@policy.command("explain")
@click.argument("path", type=click.Path(path_type=Path))
@click.argument("place", metavar="LINE[:COLUMN]")
@POLICY
@MODEL
@case_options
def policy_explain(path: Path, place: str, policy: str | None, models: tuple[str, ...], case: Case) -> None:
    """Say why something is withheld or not: what was found there, the rule that decided, the rules that did not.

    \b
    redact policy explain letter.txt 15
    redact policy explain letter.txt 15:42 -p foi-uk
    """
    from redact import finding
    from redact.loaders import load
    from redact.policy import explain, explain_line

    line, _, column = place.partition(":")
    if not line.isdecimal() or (column and not column.isdecimal()):
        raise click.UsageError("a place is a line, or a line and a column: 15 or 15:42")
    document = load(path)
    offset = document.offset(int(line), int(column or 1))
    if offset is None:
        raise click.UsageError(f"{path} has no line {place}")
    chosen = policy_for(path, policy, case)
    with working(f"reading {path}"):
        findings = finding.find(document, chosen, models)
    if column:
        click.echo(explain(document, findings, chosen, offset))
    else:
        click.echo(explain_line(document, findings, chosen, int(line)))


@policy.command("diff")
@click.argument("old")
@click.argument("new")
@SOURCES
@MODEL
def policy_diff(old: str, new: str, paths: tuple[Path, ...], models: tuple[str, ...]) -> None:
    """Say what two policies would decide differently. Exits with 1 if anything is.

    \b
    redact policy diff foi-uk my-policy.yaml letter.txt
    redact policy diff foi-uk foi-uk-strict letters/
    """
    from redact import finding
    from redact.loaders import load
    from redact.policy import load_policy
    from redact.proposal import propose as propose_
    from redact.review.comparing import compare

    differing = 0
    policies = [load_policy(name) for name in (old, new)]
    for path in paths_of(paths):
        document = load(path)
        with working(f"reading {path}"):
            before, after = (propose_(document, finding.find(document, each, models), each) for each in policies)
        differences = compare(document, before, after)
        differing += len(differences)
        for difference in differences:
            click.echo(str(difference))
    click.echo(f"{differing} decided differently")
    if differing:
        raise SystemExit(1)
