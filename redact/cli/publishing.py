"""The commands publish and verify: what goes out, and what it still tells."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from redact.cli.options import MODEL, POLICY, SOURCES, case_options, say_warnings, tell, working

if TYPE_CHECKING:
    from redact.policy import Case
    from redact.publishing import Published


@click.command()
@SOURCES
@POLICY
@MODEL
@case_options
@click.option("-o", "--out", required=True, metavar="FOLDER", type=click.Path(path_type=Path), help="Where to write.")
@click.option(
    "--undecided",
    type=click.Choice(["stop", "withhold"]),
    default="stop",
    show_default=True,
    help="What becomes of what still waits for a person.",
)
@click.option("--title", default="", help="The title printed and announced.  [default: the subject line]")
@click.option(
    "--name",
    default="",
    help="The name of the files, without ending; those of that name are replaced.  [default: the case's reference or "
    "disclosure-1]",
)
@click.option("--date", "released", type=click.DateTime(["%Y-%m-%d"]), help="The date of release that the files carry.")
@click.option("--reveal", is_flag=True, help="Where publication is refused, show the words that stop it.")
@click.option(
    "--records",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Where to write what stays inside: schedule with the words, marked-up copy, check certificate.",
)
def publish(
    paths: tuple[Path, ...],
    policy: str | None,
    models: tuple[str, ...],
    case: Case | None,
    out: Path,
    undecided: str,
    title: str,
    name: str,
    released: datetime | None,
    records: Path | None,
    reveal: bool,
) -> None:
    """Publish each source as PDF and HTML with its schedule of redactions: whole, checked, or not at all.

    \b
    redact publish letter.txt -p foi-uk-strict -o disclosed/
    redact publish letter.txt -o disclosed/ --undecided withhold --title "FOI 2026/0143"
    redact publish letter.txt -o disclosed/ --date 2026-03-02 --records restricted/
    """
    from redact import publishing
    from redact.batch import each, sources_in
    from redact.errors import LeakError, RedactError
    from redact.text.characters import printable

    sources = list(sources_in(paths))
    if len(sources) > 1 and (name or title):
        raise click.UsageError("--name and --title are for one source")

    def publish_one(source: Path) -> Published:
        with working(f"publishing {source}"):
            return publishing.publish(
                source,
                out,
                publishing.policy_for(source, policy, case),
                undecided=undecided,
                title=title,
                name=name,
                models=models,
                released=released.date() if released else None,
                records=records,
            )

    exit_code = 0
    earlier = not name and any(out.glob("*.publication.json"))
    try:
        for outcome in each(publish_one, sources):
            if outcome.error is not None:
                tell(outcome.error)
                if reveal and isinstance(outcome.error, LeakError):
                    click.echo("".join(f"  {printable(word)}\n" for word in outcome.error.words), err=True, nl=False)
                exit_code = max(exit_code, outcome.error.exit_code)
            elif outcome.value is not None:
                _say_published(outcome.source, outcome.value)
                if earlier:
                    click.echo(f"  what {out} held before stays; to replace a publication, give its --name", err=True)
                    earlier = False
    except KeyboardInterrupt:
        raise RedactError(
            f"stopped; {out} holds each publication whole or not at all: see it for how far this came"
        ) from None
    if exit_code:
        raise SystemExit(exit_code)


def _say_published(source: Path, done: Published) -> None:
    plural = "" if done.pages == 1 else "s"
    click.echo(f"{done.pdf}: {source}, {done.pages} page{plural}, {done.redactions} redactions, checked: no leak")
    click.echo("".join(f"  {path}\n" for path in (*done.files[1:], *done.records)), nl=False)
    say_warnings(source, done.warnings)


@click.command()
@click.argument("pdf", type=click.Path(path_type=Path))
@click.option("--source", type=click.Path(path_type=Path), help="The source; its review says what was withheld.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--reveal", is_flag=True, help="Name the withheld words that can be read, instead of their numbers.")
def verify(pdf: Path, source: Path | None, form: str, reveal: bool) -> None:
    """Look for what a finished PDF still tells, as an outsider would: ours or anybody's.

    Exits with 1 if there is a leak. With --source, the words that its review withholds are looked for too, in any
    writing of them. No word is quoted.

    \b
    redact verify disclosed/disclosure-1.pdf --source letter.txt
    redact verify somebody-elses.pdf --format json
    """
    import json

    from redact import publishing
    from redact.text.characters import printable

    words, disclosed = publishing.words_of(source) if source is not None else ((), "")
    with working(f"reading {pdf}"):
        report = publishing.verify_file(pdf, words, disclosed)
    if form == "json":
        click.echo(json.dumps(report.to_json(), ensure_ascii=False, indent=2))
    else:
        for leak in report.leaks:
            told = f" ({'; '.join(printable(words[number - 1]) for number in leak.entries)})" if reveal else ""
            click.echo(f"{pdf}: {leak}{told if leak.entries else ''}")
        for note in report.notes:
            click.echo(f"{pdf}: note: {note}")
        for width in report.widths:
            click.echo(f"{pdf}: width: {width}")
        for check in report.checks:
            if not check.done:
                click.echo(f"{pdf}: not looked at: {check.name}: {check.reason}")
        leaks = f"{len(report.leaks)} leaks" if report.leaks else "no leak found"
        click.echo(
            f"{pdf}: {leaks}; {report.pages} pages, {sum(check.done for check in report.checks)} checks, "
            f"{len(words)} withheld values looked for"
        )
    if report.leaks:
        raise SystemExit(1)
