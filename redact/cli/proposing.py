"""The commands find, propose and diff: what there is, what the policy says, what would change."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from redact.cli.options import MODEL, POLICY, SOURCES, case_options, say_warnings, working

if TYPE_CHECKING:
    from redact.policy import Case


@click.command()
@SOURCES
@POLICY
@MODEL
@case_options
@click.option("--format", "form", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)
@click.option("--reveal", is_flag=True, help="Show the words that were found.")
def find(
    paths: tuple[Path, ...], policy: str | None, models: tuple[str, ...], case: Case | None, form: str, reveal: bool
) -> None:
    """List what was found, where, how surely and by what means.

    \b
    redact find letter.txt
    redact find letters/ --format jsonl > findings.jsonl
    """
    import json

    import redact
    from redact.batch import sources_in
    from redact.publishing import policy_for
    from redact.showing import findings as listing

    for path in sources_in(paths):
        document = redact.load(path)
        with working(f"reading {path}"):
            findings = redact.find(document, policy_for(path, policy, case), models)
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
    case: Case | None,
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
    import redact
    from redact.batch import sources_in
    from redact.model import Action
    from redact.review.questions import counted, open_questions
    from redact.showing.hunks import summary
    from redact.text.characters import printable

    if from_ is not None and len(paths) != 1:
        raise click.UsageError("--from carries into one source; name one PATH")
    undecided = questions = 0
    for path in sources_in(paths):
        with working(f"reading {path}"):
            started = redact.start_review(
                path, policy, case=case, models=models, earlier=from_, earlier_source=from_text
            )
        for line in started.left:
            click.echo(f"not carried: {printable(line)}", err=True)
        if from_ is not None:
            plural = "" if started.carried == 1 else "s"
            click.echo(f"{started.carried} decision{plural} carried over, {len(started.left)} not")
        for name in started.void:
            click.echo(f"{path}: the signature of {printable(name)} no longer holds: redact sign {path}", err=True)
        undecided += len(started.review.only(Action.UNDECIDED))
        questions += open_questions(started.document, started.review, started.policy)
        click.echo(f"{started.path}: {summary(started.document, started.review, started.policy)}")
        say_warnings(path, started.warnings)
    if undecided:
        click.echo(f"{counted(questions, undecided)} to decide; see them with: redact diff {paths[0]}", err=True)
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
    case: Case | None,
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
    from rich.console import Console

    import redact
    from redact import publishing, review
    from redact.model import Action
    from redact.showing.diff import lines_of
    from redact.showing.diff_lines import write

    if since is not None and form == "html":
        raise click.UsageError("--since is shown as text or json")
    document = redact.load(path)
    chosen = publishing.policy_for(path, policy, case)
    with working(f"reading {path}"):
        proposed, warnings = publishing.review_of(path, document, chosen, models)
    earlier = review.read(since) if since is not None else None
    reveal = reveal or (form == "text" and sys.stdout is not None and sys.stdout.isatty())
    if form == "text":
        console = Console(highlight=False, markup=False, emoji=False)
        write(lines_of(document, proposed, chosen, since=earlier, reveal=reveal), console)
    else:
        click.echo(redact.diff(document, proposed, chosen, form=form, since=earlier, reveal=reveal), nl=False)
    say_warnings(path, warnings)
    if proposed.only(Action.UNDECIDED):
        raise SystemExit(1)
