"""Whatever a file holds, reading it gives data or faults, never a traceback."""

from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redact.errors import PolicyError
from redact.policy import POLICIES, check, load_policy
from redact.policy.yaml import LARGEST, _Walk, parse, read

PIECES = [
    "a",
    "id: x",
    "rules:",
    "- ",
    "  ",
    "\n",
    ": ",
    "{",
    "}",
    "[",
    "]",
    "'",
    '"',
    "*a",
    "&a ",
    "!t ",
    "|\n",
    ">",
    "?",
]
PIECES += [
    "#",
    "%YAML 1.9\n",
    "---\n",
    "...\n",
    "\t",
    "\\",
    "<<: ",
    "é",
    "\u2028",
    "1e9",
    "~",
    "@",
    "`",
    "null",
    ",",
    "-",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=200))
@settings(max_examples=400, deadline=None)
def test_any_text_gives_contents_or_faults(text: str) -> None:
    source, faults = parse(Path("p.yaml"), text)
    assert source is not None or faults
    for fault in faults:
        assert 1 <= fault.line <= text.count("\n") + text.count("\r") + 2
        assert str(fault)


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_bytes_give_contents_or_faults(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("bytes") / "p.yaml"
    path.write_bytes(data)
    assert isinstance(check(path), tuple)


def test_every_key_and_value_remembers_its_place() -> None:
    source, faults = parse(Path("p.yaml"), "id: x\nrules:\n- id: one\n  when: {entity: [PERSON, URL]}\n- id: two\n")
    assert faults == ()
    assert source is not None
    assert source.data == {"id": "x", "rules": [{"id": "one", "when": {"entity": ["PERSON", "URL"]}}, {"id": "two"}]}
    assert source.values[("rules", 0, "when", "entity", 1)] == (4, 27)
    assert source.keys[("rules", 1, "id")] == (5, 3)


def test_scalars_are_read_as_yaml_1_2_does() -> None:
    text = "a: no\nb: on\nc: 1\nd: 1.5\ne: true\nf: ~\ng: '1'\nh: 2026-01-01\ni: 0x1f\nj: 12_3"
    source, _ = parse(Path("p.yaml"), text)
    assert source is not None
    expected = {"a": "no", "b": "on", "c": 1, "d": 1.5, "e": True, "f": None, "g": "1"}
    assert {**expected, "h": "2026-01-01", "i": "0x1f", "j": "12_3"} == source.data


HOSTILE = {
    "empty": (b"", "empty"),
    "only a comment": (b"# nothing\n", "empty"),
    "list": (b"- id: x\n", "a list"),
    "scalar": (b"just a sentence\n", "a single word or sentence"),
    "bell": (b"id: x\ntitle: a\x07b\n", "U+0007"),
    "turned round": ("id: x\ntitle: a\u202eb\n".encode(), "U+202E"),
    "binary": (bytes(range(256)), "not a text file"),
    "latin-1": ("id: x\ntitle: café\n".encode("latin-1"), "not UTF-8"),
    "utf-16": ("id: x\n".encode("utf-16"), "UTF-16"),
    "deep brackets": (b"a: " + b"[" * 3000 + b"]" * 3000, "nested more than"),
    "deep lists": (b"- " * 3000 + b"x", "nested more than"),
    "deep maps": ("".join(f"{' ' * i}a:\n" for i in range(3000))[:900_000].encode(), "nested more than"),
    "alias bomb": (b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "an alias"),
    "a tag": (b"id: !!python/object/apply:os.system [ls]\n", "a YAML tag"),
    "too large": (b"# " + b"x" * LARGEST, "larger than 1 MB"),
    "two documents": (b"id: x\n---\nid: y\n", "a second document"),
    "two keys": (b"id: x\ntitle: a\nid: y\n", "'id' stands twice; first on line 1"),
    "a tab": (b"id: x\nrules:\n\t- id: y\n", "a tab"),
    "a colon in a sentence": (b"id: x\ntitle: Withheld: names\n", "put the sentence in quotation marks"),
    "an open quotation": (b"id: 'x\n", "never closed"),
    "a complex key": (b"? {a: b}\n: c\n", "a key that is not a word"),
}


@pytest.mark.parametrize(("data", "said"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_with_its_reason(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "p.yaml"
    path.write_bytes(data)
    with pytest.raises(PolicyError) as caught:
        load_policy(path)
    assert said in str(caught.value)
    assert f"{path}:" in str(caught.value)
    assert caught.value.exit_code == 3


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="a folder"):
        load_policy(tmp_path)
    (tmp_path / "ours.yaml").touch()
    with pytest.raises(PolicyError, match=r"did you mean 'ours\.yaml'"):
        load_policy(tmp_path / "our.yaml")
    assert "a folder" in str(read(tmp_path)[1][0])


def test_a_long_line_is_shown_around_its_fault() -> None:
    _, faults = parse(Path("p.yaml"), "title: " + "x" * 500 + " : y: z")
    shown = str(faults[0]).splitlines()
    assert len(shown[1]) < 130
    assert shown[2][-1] == "^"
    assert len(shown[2]) <= len(shown[1]) + 1


def test_windows_line_ends_do_not_move_a_place() -> None:
    _, faults = parse(Path("p.yaml"), dedent("id: x\r\ntitle: y\r\nid: z\r\n"))
    assert [(fault.line, fault.column) for fault in faults] == [(3, 1)]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
@settings(max_examples=300, deadline=None)
def test_the_fast_parser_reads_nothing_else_than_the_slow_one(text: str) -> None:
    fast, faults = _Walk(Path("p.yaml"), text, "policy", pure=False).result()
    slow, wrong = _Walk(Path("p.yaml"), text, "policy", pure=True).result()
    if fast and slow and not faults and not wrong:
        assert slow.data == fast.data
        assert slow.keys == fast.keys
        assert slow.values == fast.values


@pytest.mark.parametrize("path", sorted(POLICIES.rglob("*.yaml")), ids=lambda path: path.stem)
def test_both_parsers_read_the_shipped_files_alike(path: Path) -> None:
    fast, slow = (
        _Walk(path, path.read_text(encoding="utf-8"), "policy", pure=pure).result()[0] for pure in (False, True)
    )
    assert fast is not None
    assert slow is not None
    assert (slow.data, slow.keys, slow.values) == (fast.data, fast.keys, fast.values)
