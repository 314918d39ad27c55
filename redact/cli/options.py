"""The options that commands share, and how commands report."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from redact.errors import RedactError

if TYPE_CHECKING:
    from redact.review.warnings import ReviewWarning


def tell(error: RedactError) -> None:
    """Say what went wrong; a file's name cannot steer the terminal."""
    from redact.text.characters import printable

    click.echo("\n".join(printable(line) for line in f"redact: {error}".splitlines()), err=True)


@contextmanager
def working(what: str) -> Iterator[None]:
    """Show on a terminal that something is under way."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(what):
        yield


def say_warnings(source: Path, warnings: Iterable[ReviewWarning]) -> None:
    for warning in warnings:
        click.echo(f"  look again: {source}: {warning}", err=True)


SOURCES = click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path))
POLICY = click.option("-p", "--policy", metavar="POLICY", help="A shipped policy or a policy file.  [default: foi-uk]")
MODEL = click.option(
    "--model",
    "models",
    multiple=True,
    metavar="NAME",
    help="A name model instead of the policy's: names-uk (ours), an installed spaCy model, none. May be repeated.",
)


def case_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say what is known of one request, and hand them on as one `case`, None without any."""

    @functools.wraps(command)
    def with_case(
        case: Path | None, data_subject: tuple[str, ...], post: tuple[str, ...], official: tuple[str, ...], **rest: Any
    ) -> Any:
        from redact.policy import load_case, make_case

        if not any((case, data_subject, post, official)):
            return command(case=None, **rest)
        file = load_case(case) if case else None
        return command(case=make_case(data_subject, post, official, file), **rest)

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


AS = click.option(
    "--as", "by", default="", metavar="NAME", help="Who decides.  [default: git's user.name or the login name]"
)
