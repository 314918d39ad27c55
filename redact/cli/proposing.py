"""redact find, propose, diff: what there is, what the policy says, what would change."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from redact.cli.options import (
    MODEL,
    POLICY,
    SOURCES,
    Case,
    case_options,
    paths_of,
    policy_for,
    say_warnings,
    working,
)


@click.command()
@SOURCES
@POLICY
@MODEL
@case_options
@click.option("--format", "form", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)
@click.option("--reveal", is_flag=True, help="Show the words that were found.")
def find(
    paths: tuple[Path, ...], policy: str | None, models: tuple[str, ...], case: Case, form: str, reveal: bool
) -> None:
    """List what was found, where, how surely and by what means.

    \b
    redact find letter.txt
    redact find letters/ --format jsonl > findings.jsonl
    """
    import json

    from redact import finding
    from redact.loaders import load
    from redact.showing import findings as listing

    for path in paths_of(paths):
        document = load(path)
        chosen = policy_for(path, policy, case)
        with working(f"reading {path}"):
            findings = finding.find(document, chosen, models)
        if form == "jsonl":
            click.echo(json.dumps(listing.record(document, findings, reveal=reveal), ensure_ascii=False))
        else:
            click.echo(listing.table(document, findings, reveal=reveal))


@click.command()
@SOURCES
@POLICY
@MODEL
@case_options
@click.option(
    "--from",
    "from_",
    metavar="REVIEW",
    type=click.Path(path_type=Path),
    help="Carry people's decisions over from the review of an earlier text.",
)
@click.option(
    "--from-text",
    metavar="TEXT",
    type=click.Path(path_type=Path),
    help="The earlier text.  [default: the one beside its review]",
)
def propose(
    paths: tuple[Path, ...],
    policy: str | None,
    models: tuple[str, ...],
    case: Case,
    from_: Path | None,
    from_text: Path | None,
) -> None:
    """Write what the policy proposes to a review file beside each source.

    What people decided in an earlier review of the same text is kept; of another text, with --from, what stands in
    the same words and surroundings, and the rest is listed. Exits with 1 if something needs a person.

    \b
    redact propose letter.txt -p foi-uk
    redact propose letter-2.txt --from letter-1.txt.review.json
    """
    from redact import finding
    from redact import review as reviews
    from redact.loaders import load
    from redact.model import Action
    from redact.proposal import propose as propose_
    from redact.review import carrying, log
    from redact.review.warnings import warn
    from redact.reviewing.session import who
    from redact.showing.hunks import printable, summary

    if from_ is not None and len(paths) != 1:
        raise click.UsageError("--from carries into one source; name one PATH")
    open_ = 0
    for path in paths_of(paths):
        document = load(path)
        target = reviews.path_for(path)
        earlier = reviews.read(target) if target.exists() else None
        old = reviews.read(from_) if from_ is not None else None
        chosen = policy_for(path, policy or (old.policy.id if old is not None and earlier is None else None), case)
        with working(f"reading {path}"):
            findings = finding.find(document, chosen, models)
            review = propose_(document, findings, chosen, earlier)
        if from_ is not None and old is not None:
            old_document = load(from_text or reviews.source_of(from_))
            carried = carrying.carry(old_document, old, document, review)
            review = carried.review
            for line in carrying.not_carried(carried, old_document):
                click.echo(f"not carried: {printable(line)}", err=True)
            click.echo(f"{len(carried.carried)} decisions carried over, {len(carried.left)} not")
        log.write(target, review, did="propose", by=who())
        open_ += len(review.only(Action.UNDECIDED))
        click.echo(f"{target}: {summary(review)}")
        say_warnings(path, warn(document, findings, review, chosen))
    if open_:
        click.echo(f"{open_} to decide; see them with: redact diff {paths[0]}", err=True)
        raise SystemExit(1)


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@POLICY
@MODEL
@case_options
@click.option("--reveal", is_flag=True, help="Show the words in question even when the output is not a terminal.")
@click.option("--format", "form", type=click.Choice(["text", "html", "json"]), default="text", show_default=True)
@click.option(
    "--since", metavar="FILE", type=click.Path(path_type=Path), help="Show what changed since this earlier review file."
)
def diff(
    path: Path,
    policy: str | None,
    models: tuple[str, ...],
    case: Case,
    reveal: bool,
    form: str,
    since: Path | None,
) -> None:
    """Show what would change, paragraph by paragraph, and why. Exits with 1 while something is undecided.

    \b
    redact diff letter.txt
    redact diff letter.txt --format html > restricted/letter-diff.html
    redact diff letter.txt --since yesterday/letter.txt.review.json
    """
    import json

    from rich.console import Console

    from redact import publishing
    from redact import review as reviews
    from redact.loaders import load
    from redact.model import Action
    from redact.showing import comparison, lines, page, records

    if since is not None and form == "html":
        raise click.UsageError("--since is shown as text or json")
    document = load(path)
    chosen = policy_for(path, policy, case)
    with working(f"reading {path}"):
        review, warnings = publishing.review_of(path, document, chosen, models)
    earlier = reviews.read(since) if since is not None else None
    shown = reveal or (sys.stdout.isatty() and form == "text")
    console = Console(highlight=False, markup=False, emoji=False)
    if form == "json":
        record = (
            comparison.comparison_record(document, earlier, review)
            if earlier is not None
            else records.record(document, review, chosen, reveal=shown)
        )
        click.echo(json.dumps(record, ensure_ascii=False))
    elif form == "html":
        click.echo(page.page(document, review, chosen, reveal=shown), nl=False)
    elif earlier is not None:
        lines.write(comparison.comparison_lines(document, earlier, review, chosen, reveal=shown), console)
    else:
        lines.write(lines.diff_lines(document, review, chosen, reveal=shown), console)
    say_warnings(path, warnings)
    if review.only(Action.UNDECIDED):
        raise SystemExit(1)
