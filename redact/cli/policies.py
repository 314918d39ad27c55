"""The commands of `redact policy`: policies as a person reads them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from redact.cli.options import MODEL, POLICY, SOURCES, case_options, working

if TYPE_CHECKING:
    from redact.policy import Case


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


@policy.command("test")
@click.argument("names", nargs=-1, required=True, metavar="POLICY...")
def policy_test(names: tuple[str, ...]) -> None:
    """Try the examples that stand beside the rules, with detection in front of them. Exits with 1 if one fails.

    \b
    redact policy test foi-uk my-policy.yaml
    """
    from redact import load_policy, try_policy

    failed = 0
    for name in names:
        trials = try_policy(load_policy(name))
        failures = [trial for trial in trials if not trial.passed]
        click.echo("".join(f"{name}: {trial}\n" for trial in failures), nl=False)
        click.echo(f"{name}: {len(trials) - len(failures)} of {len(trials)} examples hold")
        failed += len(failures)
    if failed:
        raise SystemExit(1)


@policy.command("explain")
@click.argument("path", type=click.Path(path_type=Path))
@click.argument("place", metavar="LINE[:COLUMN]")
@POLICY
@MODEL
@case_options
def policy_explain(path: Path, place: str, policy: str | None, models: tuple[str, ...], case: Case | None) -> None:
    """Say why something is withheld or not: what was found there, the rule that decided, the rules that did not.

    \b
    redact policy explain letter.txt 15
    redact policy explain letter.txt 15:42 -p foi-uk
    """
    from redact import explain_place, load
    from redact.publishing import policy_for

    line, _, column = place.partition(":")
    if not line.isdecimal() or (column and not column.isdecimal()):
        raise click.UsageError("a place is a line, or a line and a column: 15 or 15:42")
    chosen = policy_for(path, policy, case)
    with working(f"reading {path}"):
        explanation = explain_place(load(path), chosen, int(line), int(column or 0), models)
    click.echo(explanation)


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
    from redact import compare_policies, load, load_policy
    from redact.batch import sources_in

    differing = 0
    before, after = load_policy(old), load_policy(new)
    for path in sources_in(paths):
        with working(f"reading {path}"):
            differences = compare_policies(load(path), before, after, models)
        differing += len(differences)
        click.echo("".join(f"{difference}\n" for difference in differences), nl=False)
    click.echo(f"{differing} decided differently")
    if differing:
        raise SystemExit(1)
