"""One command a verb; no logic. Heavy imports happen inside the commands."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from redact.errors import InputError, RedactError

if TYPE_CHECKING:
    from redact.cautions import Caution
    from redact.model import Finding
    from redact.policy import Policy

_Case = tuple[Path | None, tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def _tell(error: RedactError) -> None:
    """Say what went wrong; a file's name cannot steer the terminal."""
    from redact.changes import printable

    click.echo("\n".join(printable(line) for line in f"redact: {error}".splitlines()), err=True)


class _Program(click.Group):
    """Turns this program's own errors into a message and an exit code; keeps the commands in working order."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except RedactError as error:
            _tell(error)
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            sys.stderr.close()  # the reader, such as `head`, has seen enough
            ctx.exit(0)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(cls=_Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="foi-redact", prog_name="redact")
def main() -> None:
    """Find what is personal in a letter, decide on it, and publish a redacted PDF.

    \b
    redact publish letter.txt -p foi-uk-strict -o disclosed/
    redact propose letter.txt -p foi-uk      then    redact diff letter.txt

    Nothing leaves this machine. Nothing is published while something still waits for a person.
    """


def _paths(paths: tuple[Path, ...]) -> Iterator[Path]:
    """Yield every file named, and the readable files of every folder named."""
    from redact.loaders import LOADERS

    for path in paths:
        if not path.is_dir():
            yield path
            continue
        files = sorted(p for p in path.iterdir() if p.is_file() and p.suffix and p.suffix.lower() in LOADERS)
        if not files:
            raise InputError(f"{path}: holds no file that can be read ({', '.join(s for s in LOADERS if s)})")
        yield from files


@contextmanager
def _working(what: str) -> Iterator[None]:
    """Show on a terminal that something is under way."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(what):
        yield


def _say_cautions(source: Path, cautions: Iterable[Caution]) -> None:
    for caution in cautions:
        click.echo(f"  look again: {source}: {caution}", err=True)


_SOURCES = click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path))
_POLICY = click.option("-p", "--policy", metavar="POLICY", help="A shipped policy or a policy file.  [default: foi-uk]")
_MODEL = click.option(
    "--model", "models", multiple=True, metavar="NAME", help="An installed name model; may be repeated."
)


def _case_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say what is known of one request, and hand them on as one `case`."""

    @functools.wraps(command)
    def with_case(
        case: Path | None, data_subject: tuple[str, ...], post: tuple[str, ...], official: tuple[str, ...], **rest: Any
    ) -> Any:
        return command(case=(case, data_subject, post, official), **rest)

    for option in (
        click.option(
            "--official", multiple=True, metavar="NAME", help="An official who may be named; may be repeated."
        ),
        click.option("--post", multiple=True, metavar="POST", help="The data subject's post; may be repeated."),
        click.option("--data-subject", multiple=True, metavar="NAME", help="Whose own data was asked for."),
        click.option("--case", type=click.Path(path_type=Path), help="A file of such values, and of extra terms."),
    ):
        with_case = option(with_case)
    return with_case


def _policy_for(source: Path, policy: str | None, case: _Case) -> Policy:
    """Return the policy asked for, with what is known of the case."""
    from redact import publishing
    from redact.policy import load_case, make_case

    chosen = publishing.policy_for(source, policy)
    file, names, posts, officials = case
    if not any(case):
        return chosen
    return chosen.with_case(make_case(names, posts, officials, load_case(file) if file else None))


_AS = click.option(
    "--as", "by", default="", metavar="NAME", help="Who decides.  [default: git's user.name or the login name]"
)


@main.command()
@_SOURCES
@_POLICY
@_MODEL
@_case_options
@click.option("--format", "form", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)
@click.option("--reveal", is_flag=True, help="Show the words that were found.")
def find(
    paths: tuple[Path, ...], policy: str | None, models: tuple[str, ...], case: _Case, form: str, reveal: bool
) -> None:
    """List what was found, where, how surely and by what means.

    \b
    redact find letter.txt
    redact find letters/ --format jsonl > findings.jsonl
    """
    import json

    from redact import listing, publishing
    from redact.loaders import load

    for path in _paths(paths):
        document = load(path)
        chosen = _policy_for(path, policy, case)
        with _working(f"reading {path}"):
            findings = publishing.find(document, chosen, models)
        if form == "jsonl":
            click.echo(json.dumps(listing.record(document, findings, reveal=reveal), ensure_ascii=False))
        else:
            click.echo(listing.table(document, findings, reveal=reveal))


@main.command()
@_SOURCES
@_POLICY
@_MODEL
@_case_options
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
    case: _Case,
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
    from redact import history, publishing, revisions
    from redact import review as reviews
    from redact.cautions import look_again
    from redact.changes import printable, summary
    from redact.loaders import load
    from redact.model import Action
    from redact.proposal import propose as propose_
    from redact.session import who

    if from_ is not None and len(paths) != 1:
        raise click.UsageError("--from carries into one source; name one PATH")
    open_ = 0
    for path in _paths(paths):
        document = load(path)
        target = reviews.path_for(path)
        earlier = reviews.read(target) if target.exists() else None
        old = reviews.read(from_) if from_ is not None else None
        chosen = _policy_for(path, policy or (old.policy.id if old is not None and earlier is None else None), case)
        with _working(f"reading {path}"):
            findings = publishing.find(document, chosen, models)
            review = propose_(document, findings, chosen, earlier)
        if from_ is not None and old is not None:
            old_document = load(from_text or reviews.source_of(from_))
            carried = revisions.carry(old_document, old, document, review)
            review = carried.review
            for line in revisions.not_carried(carried, old_document):
                click.echo(f"not carried: {printable(line)}", err=True)
            click.echo(f"{len(carried.carried)} decisions carried over, {len(carried.left)} not")
        history.write(target, review, did="propose", by=who())
        open_ += len(review.only(Action.UNDECIDED))
        click.echo(f"{target}: {summary(review)}")
        _say_cautions(path, look_again(document, findings, review, chosen))
    if open_:
        click.echo(f"{open_} to decide; see them with: redact diff {paths[0]}", err=True)
        raise SystemExit(1)


@main.command()
@click.argument("path", type=click.Path(path_type=Path))
@_POLICY
@_MODEL
@_case_options
@click.option("--reveal", is_flag=True, help="Show the words in question even when the output is not a terminal.")
@click.option("--format", "form", type=click.Choice(["text", "html", "json"]), default="text", show_default=True)
@click.option(
    "--since", metavar="FILE", type=click.Path(path_type=Path), help="Show what changed since this earlier review file."
)
def diff(
    path: Path,
    policy: str | None,
    models: tuple[str, ...],
    case: _Case,
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
    from redact.changes import comparison, page, records, text
    from redact.loaders import load
    from redact.model import Action

    if since is not None and form == "html":
        raise click.UsageError("--since is shown as text or json")
    document = load(path)
    chosen = _policy_for(path, policy, case)
    with _working(f"reading {path}"):
        review, cautions = publishing.review_of(path, document, chosen, models)
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
        text.write(comparison.comparison_lines(document, earlier, review, chosen, reveal=shown), console)
    else:
        text.write(text.diff_lines(document, review, chosen, reveal=shown), console)
    _say_cautions(path, cautions)
    if review.only(Action.UNDECIDED):
        raise SystemExit(1)


@main.command()
@click.argument("path", type=click.Path(path_type=Path))
@_POLICY
@_MODEL
@_case_options
@_AS
@click.option("--plain", is_flag=True, help="One question at a time, line by line: for screen readers and scripts.")
@click.option("--web", is_flag=True, help="As a page in your browser, with the published page beside the letter.")
def review(
    path: Path, policy: str | None, models: tuple[str, ...], case: _Case, by: str, plain: bool, web: bool
) -> None:
    """Decide on each person and value, with the text before you. Everything is saved at once and can be undone.

    \b
    redact review letter.txt
    redact review letter.txt --plain --as "Ada Reviewer"
    redact review letter.txt --web
    """
    from redact.session import Session, who

    if plain and web:
        raise click.UsageError("--plain and --web are two ways to review: choose one")
    session = Session.open(path, _policy_for(path, policy, case), by=who(by), models=models)
    if plain:
        from redact import plain as plain_

        plain_.run(session, sys.stdin, lambda said: click.echo(said, nl=False))
    elif web:
        from redact.web import review_in_browser

        review_in_browser(session, say=click.echo)
    else:
        from redact import terminal

        terminal.run(session)


@main.command()
@click.argument("path", type=click.Path(path_type=Path))
@_POLICY
@_AS
def sign(path: Path, policy: str | None, by: str) -> None:
    """Sign a finished review as the second person: for these decisions and this publication, void on any change.

    \b
    redact sign letter.txt --as "Bo Second"
    """
    from redact import publishing, signing
    from redact.session import who

    signed = signing.sign(path, publishing.policy_for(path, policy), by=who(by))
    click.echo(f"{path}: signed by {signed.signatures[-1][0]}; any change to a decision voids it")


@main.command()
@_SOURCES
@_POLICY
@_MODEL
@_case_options
@click.option("-o", "--out", required=True, metavar="FOLDER", type=click.Path(path_type=Path), help="Where to write.")
@click.option(
    "--undecided",
    type=click.Choice(["stop", "withhold"]),
    default="stop",
    show_default=True,
    help="What becomes of what still waits for a person.",
)
@click.option("--title", default="", help="The title printed and announced.  [default: the subject line]")
@click.option("--name", default="", help="The name of the files, without ending.  [default: the source's]")
@click.option("--date", "released", type=click.DateTime(["%Y-%m-%d"]), help="The date of release that the files carry.")
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
    case: _Case,
    out: Path,
    undecided: str,
    title: str,
    name: str,
    released: datetime | None,
    records: Path | None,
) -> None:
    """Publish each source as PDF and HTML with its schedule of redactions: whole, checked, or not at all.

    \b
    redact publish letter.txt -p foi-uk-strict -o disclosed/
    redact publish letter.txt -o disclosed/ --undecided withhold --title "FOI 2026/0143"
    redact publish letter.txt -o disclosed/ --date 2026-03-02 --records restricted/
    """
    from redact import publishing

    sources = list(_paths(paths))
    if len(sources) > 1 and (name or title):
        raise click.UsageError("--name and --title are for one source")
    stems = [source.stem for source in sources]
    if len(set(stems)) < len(stems):
        raise click.UsageError("two sources have the same name; publish them one at a time with --name")
    failed: list[RedactError] = []
    for source in sources:
        try:
            with _working(f"publishing {source}"):
                done = publishing.publish(
                    source,
                    out,
                    _policy_for(source, policy, case),
                    undecided=undecided,
                    title=title,
                    name=name,
                    models=models,
                    released=released.date() if released else None,
                    records=records,
                )
        except RedactError as error:
            _tell(error)
            failed.append(error)
            continue
        plural = "" if done.pages == 1 else "s"
        click.echo(f"{done.pdf}: {done.pages} page{plural}, {done.redactions} redactions, checked: no leak")
        click.echo("".join(f"  {path}\n" for path in (*done.files[1:], *done.records)), nl=False)
        _say_cautions(source, done.cautions)
        if done.missing:
            click.echo(f"  still to be written for the file: {'; '.join(done.missing)}", err=True)
    if failed:
        raise SystemExit(max(error.exit_code for error in failed))


@main.command()
@click.argument("pdf", type=click.Path(path_type=Path))
@click.option("--source", type=click.Path(path_type=Path), help="The source; its review says what was withheld.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def verify(pdf: Path, source: Path | None, form: str) -> None:
    """Look for what a finished PDF still tells, as an outsider would: ours or anybody's.

    Exits with 1 if there is a leak. With --source, the words that its review withholds are looked for too, in any
    writing of them. No word is quoted.

    \b
    redact verify disclosed/letter.pdf --source letter.txt
    redact verify somebody-elses.pdf --format json
    """
    import json

    from redact import publishing, verification

    try:
        data = pdf.read_bytes()
    except OSError as error:
        raise InputError(f"{pdf}: cannot be read: {error.strerror}") from None
    words, disclosed = publishing.words_of(source) if source is not None else ((), "")
    try:
        with _working(f"reading {pdf}"):
            report = verification.inspect_apart(data, words, disclosed=disclosed)
    except InputError as error:
        raise InputError(f"{pdf}: {error}") from None
    if form == "json":
        click.echo(json.dumps(report.to_json(), ensure_ascii=False, indent=2))
    else:
        for leak in report.leaks:
            click.echo(f"{pdf}: {leak}")
        for note in report.notes:
            click.echo(f"{pdf}: note: {note}")
        for width in report.widths:
            click.echo(f"{pdf}: width: {width}")
        for check in report.checks:
            if not check.done:
                click.echo(f"{pdf}: not looked at: {check.name}: {check.reason}")
        found = f"{len(report.leaks)} leaks" if report.leaks else "no leak found"
        click.echo(
            f"{pdf}: {found}; {report.pages} pages, {sum(check.done for check in report.checks)} checks, "
            f"{len(words)} withheld values looked for"
        )
    if report.leaks:
        raise SystemExit(1)


@main.group()
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
    from redact import publishing
    from redact.loaders.letter import blocks_of
    from redact.model import Document

    return publishing.find(Document("example", words, blocks_of(words)), policy)


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
@_POLICY
@_MODEL
@_case_options
def policy_explain(path: Path, place: str, policy: str | None, models: tuple[str, ...], case: _Case) -> None:
    """Say why something is withheld or not: what was found there, the rule that decided, the rules that did not.

    \b
    redact policy explain letter.txt 15
    redact policy explain letter.txt 15:42 -p foi-uk
    """
    from redact import publishing
    from redact.loaders import load
    from redact.policy import explain, explain_line

    line, _, column = place.partition(":")
    if not line.isdecimal() or (column and not column.isdecimal()):
        raise click.UsageError("a place is a line, or a line and a column: 15 or 15:42")
    document = load(path)
    offset = document.offset(int(line), int(column or 1))
    if offset is None:
        raise click.UsageError(f"{path} has no line {place}")
    chosen = _policy_for(path, policy, case)
    with _working(f"reading {path}"):
        findings = publishing.find(document, chosen, models)
    if column:
        click.echo(explain(document, findings, chosen, offset))
    else:
        click.echo(explain_line(document, findings, chosen, int(line)))


@policy.command("diff")
@click.argument("old")
@click.argument("new")
@_SOURCES
@_MODEL
def policy_diff(old: str, new: str, paths: tuple[Path, ...], models: tuple[str, ...]) -> None:
    """Say what two policies would decide differently. Exits with 1 if anything is.

    \b
    redact policy diff foi-uk my-policy.yaml letter.txt
    redact policy diff foi-uk foi-uk-strict letters/
    """
    from redact import publishing
    from redact.loaders import load
    from redact.policy import compare, load_policy
    from redact.proposal import propose as propose_

    differing = 0
    policies = [load_policy(name) for name in (old, new)]
    for path in _paths(paths):
        document = load(path)
        with _working(f"reading {path}"):
            before, after = (propose_(document, publishing.find(document, each, models), each) for each in policies)
        differences = compare(document, before, after)
        differing += len(differences)
        for difference in differences:
            click.echo(str(difference))
    click.echo(f"{differing} decided differently")
    if differing:
        raise SystemExit(1)
