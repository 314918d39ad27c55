"""Commands as an officer types them: output, exit codes, and bad input."""

import json
import os
import shutil
import signal
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

import redact
from redact.cli import main
from tests.sessions import withhold_all

ROOT = Path(__file__).parent.parent
REAL = ROOT / "seeds/000_ddb42d75a7363c2c.txt"
INVENTED = ROOT / "seeds/synthetic-letter.txt"


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    return Path(shutil.copy(REAL, tmp_path / "letter.txt"))


def commands(group: click.Group, above: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for name, command in group.commands.items():
        found += commands(command, (*above, name)) if isinstance(command, click.Group) else [(*above, name)]
    return found


@pytest.mark.parametrize("words", commands(main), ids=" ".join)
def test_every_command_has_help_with_an_example_and_stands_in_the_readme(words: tuple[str, ...]):
    shown = run(*words, "--help")

    assert shown.exit_code == 0
    assert f"redact {' '.join(words)}" in shown.output.split("Options:")[0].split("\n", 1)[1]
    assert f"redact {' '.join(words)}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_main_job(letter: Path, tmp_path: Path):
    done = run("publish", letter, "-p", "foi-uk-strict", "-o", tmp_path / "disclosed")

    assert done.exit_code == 0
    assert "5 redactions" in done.output
    assert {"disclosure-1.pdf", "disclosure-1.schedule.csv"} <= {
        path.name for path in (tmp_path / "disclosed").iterdir()
    }


def test_propose_diff_and_publish_in_turn(tmp_path: Path):
    letter = Path(shutil.copy(INVENTED, tmp_path / "letter.txt"))

    proposed = run("propose", letter)
    assert proposed.exit_code == 1
    assert "to decide" in proposed.output
    shown = run("diff", letter)
    assert shown.exit_code == 1
    assert "Testcase" not in shown.output
    assert "Testcase" in run("diff", letter, "--reveal").output
    stopped = run("publish", letter, "-o", tmp_path / "out")
    assert stopped.exit_code == 1
    assert "still to decide" in stopped.output
    assert not (tmp_path / "out").exists()
    unwritten = run("publish", letter, "-o", tmp_path / "out", "--undecided", "withhold")
    assert unwritten.exit_code == 1
    assert "still to be written before this may be withheld" in unwritten.output
    withhold_all(letter)
    done = run("publish", letter, "-o", tmp_path / "out")
    assert done.exit_code == 0
    checked = run("verify", tmp_path / "out/disclosure-1.pdf", "--source", letter)
    assert checked.exit_code == 0


def test_find_prints_offsets_and_hides_words(letter: Path):
    row = json.loads(run("find", letter, "--format", "jsonl").output)

    assert row["source"] == "letter.txt"
    assert {"start": 7, "end": 18, "entity": "PERSON"}.items() <= row["findings"][0].items()
    assert "text" not in row["findings"][0]
    shown = json.loads(run("find", letter, "--format", "jsonl", "--reveal").output)
    assert shown["findings"][0]["text"] == "Theresa May"


def test_find_reads_a_folder(letter: Path, tmp_path: Path):
    shutil.copy(INVENTED, tmp_path / "other.txt")

    lines = run("find", tmp_path, "--format", "jsonl").output.splitlines()
    assert [json.loads(line)["source"] for line in lines] == ["letter.txt", "other.txt"]


@pytest.mark.parametrize(
    ("data", "code", "says"),
    [
        (b"", 3, "holds no text"),
        (b"\x7fELF\x00\x01", 3, "NUL byte"),
        ("Dear Ann".encode("utf-16-le"), 3, "UTF-16 without a byte order mark"),
        (b"Dear \x07 Ann", 3, "line 1, column 6: U+0007"),
        ("Сэр".encode("koi8-r"), 3, "neither UTF-8"),
    ],
)
def test_what_cannot_be_read_exits_with_3(tmp_path: Path, data: bytes, code: int, says: str):
    source = tmp_path / "a.txt"
    source.write_bytes(data)
    done = run("publish", source, "-o", tmp_path / "out")

    assert done.exit_code == code
    assert says in done.output
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_other_encodings_are_published_rightly(tmp_path: Path, encoding: str):
    source = tmp_path / "a.txt"
    source.write_bytes("Dear Sir,\n\nThe fee is £5 – “café”.\n\nYours faithfully,\nThe Clerk".encode(encoding))

    assert run("publish", source, "-o", tmp_path / "out", "--undecided", "withhold").exit_code == 0


def test_a_missing_file_a_folder_and_a_place_that_cannot_be_written(letter: Path, tmp_path: Path):
    assert "no such file" in run("publish", tmp_path / "none.txt", "-o", tmp_path / "o").output
    (tmp_path / "empty").mkdir()
    assert "holds no file that can be read" in run("find", tmp_path / "empty").output
    assert "is a folder" in run("diff", tmp_path).output
    stopped = run("publish", letter, "-o", letter)
    assert stopped.exit_code == 3
    assert "cannot be written" in stopped.output
    assert run("publish", letter).exit_code == 2


@pytest.mark.skipif(os.name != "posix", reason="permissions are a matter of POSIX")
def test_a_name_that_is_a_folder_is_refused(letter: Path, tmp_path: Path):
    (tmp_path / "out/released.pdf").mkdir(parents=True)
    stopped = run("publish", letter, "-o", tmp_path / "out", "--name", "released")

    assert stopped.exit_code == 3
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["released.pdf"]


def test_a_review_of_another_text_is_refused(letter: Path, tmp_path: Path):
    assert run("propose", letter).exit_code == 0
    letter.write_text(letter.read_text().replace("pleased", "glad"))
    review = Path(f"{letter}.review.json")
    before = review.read_bytes()
    review.write_text(review.read_text().replace('"rule"', '"by": "Jo", "rule"', 1))
    stopped = run("publish", letter, "-o", tmp_path / "out")

    assert stopped.exit_code in (1, 3)
    assert "text" in stopped.output
    assert before != review.read_bytes()
    assert not (tmp_path / "out").exists()


def test_a_broken_review_file_is_refused_and_untouched(letter: Path, tmp_path: Path):
    review = Path(f"{letter}.review.json")
    review.write_text('{"format": "redact-review/1", "sou')
    for command in (("publish", letter, "-o", tmp_path / "out"), ("diff", letter), ("propose", letter)):
        stopped = run(*command)
        assert stopped.exit_code == 3
        assert "not a whole review file" in stopped.output
    assert review.read_text() == '{"format": "redact-review/1", "sou'


def test_a_policy_with_five_faults_tells_all_five(letter: Path, tmp_path: Path):
    policy = tmp_path / "bad.yaml"
    policy.write_text(
        "id: bad\nversion: 1\ntitle: Bad\nextends: base\nexemptions: foia-uk\ncolour: red\nrules:\n"
        "- id: one\n  when: {entity: PERSONN}\n  then: withhold\n  because: Why not.\n"
        "- id: two\n  when: {entity: PERSON}\n  then: withhold\n  exemption: s.400\n  because: Why not.\n"
        "- id: three\n  when: {entity: UK_NINO}\n  then: hide\n"
        "otherwise: ask\n"
    )
    stopped = run("publish", letter, "-p", policy, "-o", tmp_path / "out")

    assert stopped.exit_code == 3
    for said in ("colour", "PERSON", "s.400", "hide", "because"):
        assert said in stopped.output
    assert stopped.output.count(f"{policy.name}:") >= 5
    assert "Traceback" not in stopped.output


def test_an_unknown_policy_says_which_there_are(letter: Path, tmp_path: Path):
    stopped = run("publish", letter, "-p", "foi-ku", "-o", tmp_path / "out")

    assert stopped.exit_code == 3
    assert "foi-uk" in stopped.output


def test_every_shipped_policy_checks_and_shows():
    listed = run("policy", "list")
    names = [line.split()[0] for line in listed.output.splitlines()]

    assert {"foi-uk", "foi-uk-strict", "full-anonymisation"} <= set(names)
    assert run("policy", "check", *names).exit_code == 0
    for name in names:
        assert redact.load_policy(name).title.split()[0] in run("policy", "show", name).output


def test_two_sources_of_one_name_are_two_publications_that_do_not_tell_it(tmp_path: Path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        shutil.copy(REAL, tmp_path / folder / "zanzibar.txt")
    done = run("publish", tmp_path / "a/zanzibar.txt", tmp_path / "b/zanzibar.txt", "-o", tmp_path / "out")

    assert done.exit_code == 0
    files = sorted((tmp_path / "out").iterdir())
    assert {"disclosure-1", "disclosure-2"} == {path.name.partition(".")[0] for path in files}
    for name in ("disclosure-1.pdf", "disclosure-2.pdf"):
        assert f"{tmp_path / 'out' / name}: {tmp_path}" in done.output
    assert not [path for path in files if b"zanzibar" in path.read_bytes().lower()]


def test_verify_says_what_is_no_pdf(tmp_path: Path):
    (tmp_path / "a.pdf").write_bytes(b"hello")

    assert run("verify", tmp_path / "a.pdf").exit_code == 3
    assert run("verify", tmp_path / "none.pdf").exit_code == 3


def test_a_policy_that_was_changed_stops_publication_where_it_decides_otherwise(letter: Path, tmp_path: Path):
    policy = tmp_path / "own.yaml"
    policy.write_text("id: own\nversion: 1\ntitle: Our own\nextends: foi-uk\n")
    assert run("propose", letter, "-p", policy).exit_code == 0
    unchanged = run("publish", letter, "-p", policy, "-o", tmp_path / "out")
    assert unchanged.exit_code == 0
    policy.write_text(
        "id: own\nversion: 2\ntitle: Our own\nextends: foi-uk\nrules:\n- id: mailbox\n  when: {entity: EMAIL_ADDRESS}\n"
        "  then: withhold\n  exemption: s.40(2)\n  because: Until somebody releases it.\n"
    )
    for command in (("publish", letter, "-o", tmp_path / "out"), ("diff", letter), ("sign", letter, "--as", "Bo")):
        stopped = run(*command, "-p", policy)

        assert stopped.exit_code == 1
        assert "says at line 31, column 5" in stopped.output
        assert f"redact propose {letter} -p own --from {letter}.review.json" in stopped.output
    assert run("propose", letter, "-p", policy, "--from", f"{letter}.review.json").exit_code == 0
    assert run("publish", letter, "-p", policy, "-o", tmp_path / "out").exit_code == 0


def test_a_policy_that_needs_a_data_subject_refuses_before_anything_is_looked_for(
    letter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    looked: list[object] = []
    monkeypatch.setattr("redact.detection.detect", lambda *asked: looked.append(asked))
    stopped = run("publish", letter, "-p", "dsar-uk", "-o", tmp_path / "out")

    assert stopped.exit_code == 3
    assert "--data-subject" in stopped.output
    assert looked == []


def test_publishing_again_adds_a_number_and_says_so_or_replaces_what_is_named(letter: Path, tmp_path: Path):
    command = ("publish", letter, "-p", "foi-uk-strict", "-o", tmp_path / "out")
    first, again, named = run(*command), run(*command), run(*command, "--name", "disclosure-1")

    assert [False, True, False] == ["give its --name" in done.output for done in (first, again, named)]
    assert {"disclosure-1", "disclosure-2"} == {path.name.partition(".")[0] for path in (tmp_path / "out").iterdir()}
    pdfs = {path.read_bytes() for path in (tmp_path / "out").glob("*.pdf")}
    assert 1 == len(pdfs)


def test_publish_that_is_told_to_stop_says_what_is_true(letter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Ctrl-C during the second source: the first is out, whole."""
    from redact.publishing import sets

    original, done = sets._write, 0

    def stop(*arguments: Any) -> None:
        nonlocal done
        done += 1
        if done == 7:
            signal.raise_signal(signal.SIGINT)
        original(*arguments)

    monkeypatch.setattr(sets, "_write", stop)
    stopped = run("publish", letter, letter, "-p", "foi-uk-strict", "-o", tmp_path / "out")

    assert 1 == stopped.exit_code
    assert "holds each publication whole or not at all" in stopped.output
    assert {"disclosure-1"} == {path.name.partition(".")[0] for path in (tmp_path / "out").iterdir()}


def test_a_refusal_shows_the_words_only_where_that_is_asked_for(tmp_path: Path):
    source = tmp_path / "letter.txt"
    source.write_text("Dear Sir\n\nMs Orla Fenwick wrote to us.\n\nYours faithfully\n", encoding="utf-8")
    named = ("publish", source, "-p", "foi-uk-strict", "-o", tmp_path / "out", "--name", "fenwick-papers")

    quiet, told = run(*named), run(*named, "--reveal")
    assert "at line 3, column 1" in quiet.output
    assert "fenwick" not in quiet.output.casefold().replace(str(tmp_path).casefold(), "")
    assert "\n  fenwick\n" in told.output.casefold()
    assert (1, 1) == (quiet.exit_code, told.exit_code)
