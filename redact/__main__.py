"""`python -m redact` is `redact`."""

from redact.cli import main

main(prog_name="redact")
