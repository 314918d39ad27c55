"""The library as a stranger meets it: its names, their help, and nothing imported before it is used."""

import ast
import inspect
import pydoc
import subprocess
import sys
from pathlib import Path

import pytest

import redact

VERBS = [name for name in redact.__all__ if name[0].islower()]
COMMANDS = {
    "find": "find",
    "propose": "start_review",
    "diff": "diff",
    "review": "Session",
    "sign": "sign",
    "publish": "publish",
    "verify": "verify_file",
    "policy test": "try_policy",
    "policy explain": "explain_place",
    "policy diff": "compare_policies",
    "policy list": "list_policies",
}


def test_dir_names_what_there_is_and_no_more():
    assert redact.__all__ == dir(redact)
    assert {"load", "apply", "draft", "Document", "Session"} <= set(dir(redact))


def test_rooms_are_there_without_being_imported_by_name():
    program = "import redact; print(redact.policy.show, redact.policy.check, hasattr(redact, 'nothing_of_it'))"
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert shown.stdout.strip().endswith("False")


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_its_function(command):
    assert COMMANDS[command] in redact.__all__
    assert f"redact {command.split()[0]}" in redact.__doc__ or COMMANDS[command] in redact.__doc__


def test_help_lists_each_verb_with_what_it_does():
    shown = pydoc.plain(pydoc.render_doc(redact))
    functions = shown[shown.index("\nFUNCTIONS") :]

    for verb in VERBS:
        first = inspect.getdoc(getattr(redact, verb)).splitlines()[0]
        assert first.endswith(".") or inspect.getdoc(getattr(redact, verb))
        assert f"    {verb}(" in functions
        assert first in functions


def test_type_checkers_are_told_of_the_same_names():
    tree = ast.parse(Path(redact.__file__).read_text(encoding="utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    told = {alias.asname: node.module for node in block.body for alias in node.names}

    assert told.keys() == set(redact.__all__)
    assert told == redact._MODULES


def test_importing_the_library_imports_nothing_of_it():
    shown = subprocess.run(
        [sys.executable, "-c", "import redact, sys; print([m for m in sys.modules if m.startswith('redact.')])"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert "[]" == shown.stdout.strip()
