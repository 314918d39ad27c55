"""Whatever a file makes its reader do, this process lives, and says that the file is refused."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redact import sandbox
from redact.errors import InputError

pytestmark = pytest.mark.slow


def run(function: str, data: bytes = b"", **more):
    arguments = more.pop("arguments", {})
    return sandbox.run(f"tests.sandboxed:{function}", data, arguments, **more)


plain = st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda kids: st.lists(kids, max_size=3))


@settings(max_examples=5)
@given(st.binary(max_size=99), st.dictionaries(st.text(min_size=6), plain, max_size=3))
def test_what_goes_in_and_comes_out_is_unchanged(data, arguments):
    assert {"bytes": list(data), **arguments} == run("echo", data, arguments=arguments)


def test_what_does_not_end_is_ended():
    with pytest.raises(InputError, match="took more than 1 seconds"):
        run("loop", seconds=1)


@pytest.mark.skipif(sys.platform != "linux", reason="the limit of memory is Linux's")
def test_what_wants_too_much_memory_is_refused():
    assert run("eat", arguments={"mebibytes": 8}, memory=512 << 20) == 8 << 20
    with pytest.raises(InputError, match="more than 512 MiB of memory"):
        run("eat", arguments={"mebibytes": 600}, memory=512 << 20)


@pytest.mark.parametrize("function", ["crash", "leave", "no_json", "forbidden", "missing"])
def test_a_process_that_ends_without_an_answer_is_a_file_refused(function):
    with pytest.raises(InputError, match="ended the program that read it") as error:
        run(function)
    assert "Tregarthen" not in str(error.value)


def test_what_is_printed_is_no_answer(capfd):
    """A library that writes to standard output cannot spoil the answer, or forge one."""
    assert run("print_rubbish") == "the answer"
    assert capfd.readouterr() == ("", "")


def test_a_refusal_says_the_same_here():
    with pytest.raises(InputError, match=r"^page 3 is missing$"):
        run("refuse")
    with pytest.raises(ValueError, match=r"^withheld entry 1 is empty$"):
        run("complain")


@pytest.mark.slow
def test_where_there_is_no_limit_of_memory_that_of_time_holds(tmp_path, monkeypatch):
    """On Windows there is no module `resource`."""
    (tmp_path / "resource.py").write_text("raise ImportError('not on this system')")
    monkeypatch.syspath_prepend(tmp_path)
    assert run("eat", arguments={"mebibytes": 300}, memory=200 << 20) == 300 << 20
    with pytest.raises(InputError, match="took more than"):
        run("loop", seconds=1)


def test_modules_beside_a_file_are_not_imported(tmp_path: Path, monkeypatch):
    """Somebody may hand over a folder with a `json.py` in it."""
    for name in ("json", "redact"):
        (tmp_path / f"{name}.py").write_text("import os; os._exit(0)")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", ["", *filter(os.path.isabs, sys.path)])
    assert run("echo") == {"bytes": []}
