"""The commands: options, words and exit codes. Heavy imports happen inside, so that help is there at once."""

from __future__ import annotations

import sys
from typing import Any

import click

from redact.cli import policies, proposing, publishing, reviewing
from redact.cli.options import tell
from redact.cli.printing import printing
from redact.errors import OutputError, RedactError


class Program(click.Group):
    """Turns this program's own errors into a message and an exit code; keeps the commands in working order."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except RedactError as error:
            tell(error)
            ctx.exit(error.exit_code)

    def main(self, *args: Any, **extra: Any) -> Any:
        with printing() as printed:
            try:
                return super().main(*args, **extra)
            except SystemExit as done:
                sys.stdout.flush()
                fault = printed.fault if printed else None
                if fault is None or isinstance(fault, BrokenPipeError):
                    raise  # the reader, such as `head`, has seen enough
                tell(OutputError(f"standard output cannot be written: {fault.strerror}; what was done stands"))
                raise SystemExit(done.code or OutputError.exit_code) from None

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="foi-redact", prog_name="redact")
def main() -> None:
    """Find what is personal in a letter, decide on it, and publish a redacted PDF.

    \b
    redact publish letter.txt -p foi-uk-strict -o disclosed/
    redact propose letter.txt -p foi-uk      then    redact diff letter.txt

    Nothing leaves this machine. Nothing is published while something still waits for a person.
    """


for command in (
    proposing.find,
    proposing.propose,
    proposing.diff,
    reviewing.review,
    reviewing.sign_,
    publishing.publish,
    publishing.verify,
    policies.policy,
):
    main.add_command(command)
