"""The commands review and sign: what people decide."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from redact.cli.options import AS, MODEL, POLICY, case_options

if TYPE_CHECKING:
    from redact.policy import Case


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@POLICY
@MODEL
@case_options
@AS
@click.option("--plain", is_flag=True, help="One question at a time, line by line: for screen readers and scripts.")
@click.option("--web", is_flag=True, help="As a page in your browser, with the published page beside the letter.")
def review(
    path: Path, policy: str | None, models: tuple[str, ...], case: Case | None, by: str, plain: bool, web: bool
) -> None:
    """Decide on each person and value, with the text before you. Everything is saved at once and can be undone.

    Bodies, places, dates and the like that one answer can serve are asked about together; s answers one of them apart.

    \b
    redact review letter.txt
    redact review letter.txt --plain --as "Ada Reviewer"
    redact review letter.txt --web
    """
    from redact.publishing import policy_for
    from redact.reviewing.session import Session, who

    if plain and web:
        raise click.UsageError("--plain and --web are two ways to review: choose one")
    session = Session.open(path, policy_for(path, policy, case), by=who(by), models=models)
    if plain:
        from redact.terminal import plain as plain_

        plain_.run(session, sys.stdin, lambda text: click.echo(text, nl=False))
    elif web:
        from redact.web import review_in_browser

        review_in_browser(session, say=click.echo)
    else:
        from redact.terminal import screen as terminal

        terminal.run(session)


@click.command("sign")
@click.argument("path", type=click.Path(path_type=Path))
@POLICY
@AS
def sign_(path: Path, policy: str | None, by: str) -> None:
    """Sign a finished review as the second person: for these decisions and this publication, void on any change.

    \b
    redact sign letter.txt --as "Bo Second"
    """
    from redact.reviewing.session import who
    from redact.reviewing.signing import sign

    signed = sign(path, policy, by=who(by))
    click.echo(f"{path}: signed by {signed.signatures[-1][0]}; any change to a decision voids it")
