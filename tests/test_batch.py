"""Work over many sources, here or elsewhere: failures are values."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from redact.batch import each, sources_in
from redact.errors import InputError
from redact.loaders import load


def count_characters(source: Path) -> int:
    return len(load(source).text)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("b.txt", "Two\n"), ("a.txt", "Three\n"), ("c.pdf", "%PDF"), ("bad.txt", "a\x00b")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("elsewhere", [False, True])
def test_what_fails_stops_nothing_and_order_is_kept(folder: Path, elsewhere: bool):
    sources = [folder / name for name in ("b.txt", "none.txt", "a.txt")]
    if elsewhere:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor:
            outcomes = list(each(count_characters, sources, executor))
    else:
        outcomes = list(each(count_characters, sources))

    assert sources == [outcome.source for outcome in outcomes]
    assert [4, None, 6] == [outcome.value for outcome in outcomes]
    assert [False, True, False] == [isinstance(outcome.error, InputError) for outcome in outcomes]
    assert "none.txt: no such file" in str(outcomes[1].error)


def test_a_fault_of_the_program_is_no_outcome(folder: Path):
    with pytest.raises(ZeroDivisionError):
        list(each(lambda source: 1 // 0, [folder / "a.txt"]))


def test_a_folder_stands_for_its_readable_files_by_name(folder: Path):
    assert ["x", "a.txt", "b.txt", "bad.txt"] == [path.name for path in sources_in([Path("x"), folder])]


def test_a_folder_with_nothing_to_read_is_named(tmp_path: Path):
    (tmp_path / "c.pdf").touch()
    with pytest.raises(InputError, match=r"holds no file that can be read \(\.txt, \.text\)"):
        list(sources_in([tmp_path]))
