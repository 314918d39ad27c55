"""The record stands: a review file or a record that says what nobody decided is not published, by any command."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from redact import review as reviews
from redact.cli import main
from redact.loaders import load
from redact.model import Action, Decision, Review
from redact.policy import load_policy
from redact.redaction import apply
from redact.review import editing, log
from redact.reviewing.session import Session
from redact.reviewing.signing import sign
from tests.sessions import LETTER, NOON, POLICY, at, on_record

CODE = next(code for code, exemption in POLICY.exemptions.items() if reviews.SECOND_REVIEWER in exemption.needs)
OTHERS = ("person-3", "postal-address-1")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def publish(source: Path, *more: object) -> Result:
    return run("publish", source, "-o", source.parent / "out", "--name", "released", *more)


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a letter, reviewed by one person and signed by another, that may be published."""
    source = tmp_path_factory.mktemp("signed") / "letter.txt"
    source.write_text(LETTER, encoding="utf-8")
    session = Session.open(source, POLICY, by="Ada Reviewer", clock=lambda: NOON)
    for person in ("person-1", "person-2"):
        session.withhold(person)
    for other in OTHERS:
        session.disclose(other)
    session.withhold(at(LETTER, "It is privileged"), [CODE, "s.42(1)"], reason="Advice.")
    session.disclose("legal-privilege-cue-1")
    for key in session.missing():
        if not key.endswith(reviews.SECOND_REVIEWER):
            code = next(code for code in (CODE, "s.42(1)") if key.startswith(f"{code} "))
            session.note(code, key.removeprefix(f"{code} "), "Weighed.")
    sign(source, POLICY, by="Bo Second", clock=lambda: NOON)
    return source


@pytest.fixture
def source(signed: Path, tmp_path: Path) -> Path:
    for path in signed.parent.iterdir():
        if path.is_file():
            shutil.copyfile(path, tmp_path / path.name)
    return tmp_path / "letter.txt"


def test_what_was_decided_and_signed_is_published(source: Path):
    done = publish(source)

    assert 0 == done.exit_code, done.output


Lines = dict[str, dict[str, object]]


def on(words: str, nth: int = 0) -> Callable[[dict[str, object]], bool]:
    span = at(LETTER, words, nth)
    return lambda line: line.get("span") == [span.start, span.end]


PHONE, PERSON, ADVICE = on("020 7946 0018"), on("Mr Bo Sample"), on("It is privileged")


def change(which: Callable[[dict[str, object]], bool], **values: object) -> Callable[[Path], None]:
    """Return a forgery of one line of a review; a value of None takes the key out."""

    def forge(source: Path) -> None:
        path = reviews.path_for(source)
        data = json.loads(path.read_text(encoding="utf-8"))
        (line,) = filter(which, data["decisions"])
        line |= values
        for key in [key for key, value in line.items() if value is None]:
            del line[key]
        path.write_text(json.dumps(data), encoding="utf-8")

    return forge


def drop(which: Callable[[dict[str, object]], bool]) -> Callable[[Path], None]:
    def forge(source: Path) -> None:
        path = reviews.path_for(source)
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [
            each
            for each in lines
            if not (each.lstrip().startswith('{"span"') and which(json.loads(each.strip(" ,\n"))))
        ]
        assert len(kept) == len(lines) - 1
        path.write_text("".join(kept), encoding="utf-8")

    return forge


def amended(how: Callable[[Review], Review]) -> Callable[[Path], None]:
    def forge(source: Path) -> None:
        path = reviews.path_for(source)
        reviews.write(path, how(reviews.read(path)))

    return forge


def logged(how: Callable[[list[str]], list[str]]) -> Callable[[Path], None]:
    def forge(source: Path) -> None:
        path = log.path_for(reviews.path_for(source))
        path.write_text("".join(how(path.read_text(encoding="utf-8").splitlines(keepends=True))), encoding="utf-8")

    return forge


def resigned(source: Path) -> None:
    """Open a name, and put a signature under it that fits: the right digests, and never on record."""
    change(PERSON, action="disclose", exemptions=None, show=None)(source)
    path = reviews.path_for(source)
    review = reviews.read(path)
    publication = apply(load(source), review, POLICY)
    parts = review.signatures[0][1].split()
    parts[1:3] = (
        f"decisions:{reviews.decisions_digest(review)}",
        f"publication:{reviews.publication_digest(publication)}",
    )
    reviews.write(path, replace(review, signatures=(("Bo Second", " ".join(parts)),)))


def chained(lines: list[str]) -> list[str]:
    """Take the last event out and leave the review as it is: the chain before it is whole."""
    return lines[:-1]


def other_log(source: Path) -> None:
    """Put the record of another review, whole and unbroken, in place of this one's."""
    other = source.parent / "other.txt"
    other.write_text(LETTER, encoding="utf-8")
    on_record(other, [Decision(at(LETTER, "Mr Bo Sample"), Action.WITHHOLD, "PERSON", "", ("s.40(2)",))])
    log.path_for(reviews.path_for(other)).replace(log.path_for(reviews.path_for(source)))


FORGERIES: dict[str, Callable[[Path], None]] = {
    "a machine's line lost": drop(PHONE),
    "a person's line lost": drop(PERSON),
    "words that only a person saw lost": drop(ADVICE),
    "a machine's action flipped": change(PHONE, action="disclose", exemptions=None, show=None),
    "a person's action flipped": change(PERSON, action="disclose", exemptions=None, show=None),
    "a machine's span cut short": change(PHONE, span=[at(LETTER, "020 7946 0018").start, at(LETTER, "0018").start]),
    "a person's span cut short": change(PERSON, span=[at(LETTER, "Mr Bo Sample").start, at(LETTER, "ple").start]),
    "a span moved": change(PHONE, span=[at(LETTER, "be reached").start, at(LETTER, "reached").end]),
    "somebody's name under a machine's line": change(
        PHONE, action="disclose", exemptions=None, show=None, by="Ada Reviewer", at="2026-01-02T12:00:00Z"
    ),
    "a decision by somebody who was never there": amended(
        lambda review: editing.overwrite(
            review, [Decision(at(LETTER, "Mr Sample"), Action.DISCLOSE, "PERSON", by="Cy Stranger", reason="Public.")]
        )
    ),
    "a reason edited": change(ADVICE, reason="No advice."),
    "an exemption exchanged": change(PHONE, exemptions=["s.38(1)(a)"]),
    "a look that shows the end": change(PHONE, show="mask: 4"),
    "a look that shows all": change(PHONE, show="mask: -3"),
    "a look that is no number": change(PHONE, show="mask: 1e400"),
    "another subject": change(PHONE, subject="phone-number-7"),
    "another kind": change(PHONE, entity="DATE_TIME"),
    "found by a guess alone": change(PHONE, found_by=["model"]),
    "a note edited": amended(lambda review: replace(review, notes=((review.notes[0][0], "Other."), *review.notes[1:]))),
    "a signature by somebody else": amended(
        lambda review: replace(review, signatures=(("Di Figure", review.signatures[0][1]),))
    ),
    "a signature over another decision": resigned,
    "a signature made up": amended(
        lambda review: replace(review, signatures=(("Di Figure", "2026-01-02T12:00:00Z decisions:0 record:0"),))
    ),
    "no record": lambda source: log.path_for(reviews.path_for(source)).unlink(),
    "an empty record": logged(lambda lines: []),
    "the end of the record taken off": logged(chained),
    "the record turned round": logged(lambda lines: [lines[1], lines[0], *lines[2:]]),
    "a line of the record edited": logged(
        lambda lines: [lines[0], lines[1].replace("Ada Reviewer", "Di Figure"), *lines[2:]]
    ),
    "a line of the record taken out": logged(lambda lines: [lines[0], *lines[2:]]),
    "a line of the record twice": logged(lambda lines: [*lines, lines[-1]]),
    "the record of another review": other_log,
    "another policy's digest over a flipped action": lambda source: (
        change(PHONE, action="disclose", exemptions=None, show=None)(source),
        amended(lambda review: replace(review, policy=replace(review.policy, digest="0" * 64)))(source),
    )[-1],
    "another text's digest": amended(lambda review: replace(review, source="0" * 64)),
    "two lines on the same words": lambda source: _twice(source),
}


def _twice(source: Path) -> None:
    path = reviews.path_for(source)
    data = json.loads(path.read_text(encoding="utf-8"))
    (line,) = filter(PHONE, data["decisions"])
    data["decisions"].insert(data["decisions"].index(line), {**line, "action": "disclose"})
    path.write_text(json.dumps(data), encoding="utf-8")


@pytest.mark.parametrize("forgery", FORGERIES)
def test_no_forgery_is_published(source: Path, forgery: str):
    FORGERIES[forgery](source)

    for undecided in ("stop", "withhold"):
        stopped = publish(source, "--undecided", undecided)
        # What was lost is asked about, and may be withheld; it is never opened.
        if stopped.exit_code == 0 and undecided == "withhold" and "line lost" in forgery:
            assert "7946" not in (source.parent / "out/released.html").read_text(encoding="utf-8")
            continue
        assert stopped.exit_code in (1, 3), stopped.output
        assert not isinstance(stopped.exception, Exception) or isinstance(stopped.exception, SystemExit)
        assert not (source.parent / "out").exists()
    assert run("sign", source, "--as", "Ed Third").exit_code in (1, 3)
    assert run("diff", source).exit_code in (1, 3)


def test_a_line_lost_in_a_merge_counts_as_undecided(tmp_path: Path):
    """Nobody had worked on this review: it has no record, and what it leaves out is found again."""
    source = tmp_path / "letter.txt"
    text = "Northmoor County Council\n\nDear Sir\n\nMs Orla Fenwick wrote to us. Her mobile is 07700 900123.\n"
    source.write_text(text, encoding="utf-8")
    assert 0 == run("propose", source, "-p", "foi-uk-strict").exit_code
    path = reviews.path_for(source)
    whole = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text(
        "".join(line for line in whole if "PHONE" not in line).replace("},\n  ]", "}\n  ]"), encoding="utf-8"
    )
    left = "".join(line for line in whole if "PHONE" not in line)
    path.write_text(left.replace("},\n  ],", "}\n  ],"), encoding="utf-8")

    assert 1 == run("diff", source).exit_code
    stopped = publish(source)
    assert (1, True) == (stopped.exit_code, "1 place still to decide, the first at line 5, column 44" in stopped.output)
    assert 0 == publish(source, "--undecided", "withhold").exit_code
    assert "900123" not in (tmp_path / "out/released.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("forgery", ["a person's action flipped", "a machine's action flipped", "no record"])
def test_one_command_takes_over_what_the_file_says_and_puts_that_on_record(source: Path, forgery: str):
    FORGERIES[forgery](source)
    stopped = publish(source)
    remedy = f"redact propose {source} -p foi-uk --from {reviews.path_for(source)}"

    assert remedy in stopped.output
    done = run(*remedy.split()[1:])
    assert "the signature of Bo Second no longer holds" in done.output
    assert log.TAKEN_OVER == log.verify(reviews.path_for(source))[-1].did
    assert "second person signs" in publish(source).output
    sign(source, POLICY, by="Ed Third", clock=lambda: NOON)
    assert 0 == publish(source).exit_code
    assert "7946" not in (source.parent / "out/released.html").read_text(encoding="utf-8")


def test_a_review_saved_by_notepad_is_read(source: Path):
    path = reviews.path_for(source)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))

    assert 0 == publish(source).exit_code


def test_a_decision_taken_out_on_record_is_not_asked_about_again(tmp_path: Path):
    source = tmp_path / "letter.txt"
    source.write_text(LETTER, encoding="utf-8")
    on_record(source, [Decision(at(LETTER, "Mr Bo Sample"), Action.WITHHOLD, "PERSON", "", ("s.40(2)",))])
    path = reviews.path_for(source)
    review = reviews.read(path)
    log.write(path, editing.without(review, [at(LETTER, "020 7946 0018")]), did="take out", by="Jo Officer")

    assert "7946" in LETTER
    stopped = run("diff", source)
    assert 0 == stopped.exit_code


def test_a_change_killed_before_it_reached_the_file_never_took_place(source: Path):
    path = reviews.path_for(source)
    before = path.read_bytes()
    review = editing.overwrite(
        reviews.read(path), [Decision(at(LETTER, "figures"), Action.DISCLOSE, by="Ada Reviewer")]
    )
    log.write(path, review, did="disclose", by="Ada Reviewer")
    path.write_bytes(before)

    assert 1 == publish(source).exit_code
    Session.open(source, POLICY, by="Ada Reviewer")
    assert 0 == publish(source).exit_code


@pytest.mark.skipif("sys.platform == 'win32'", reason="files have no modes")
def test_reviews_and_records_are_for_their_owner_alone(source: Path, tmp_path: Path):
    fresh = tmp_path / "fresh.txt"
    fresh.write_text(LETTER, encoding="utf-8")
    Session.open(fresh, load_policy("foi-uk"), by="Ada Reviewer")

    for path in (reviews.path_for(fresh), log.path_for(reviews.path_for(fresh))):
        assert 0o600 == path.stat().st_mode & 0o777


def test_the_digest_of_a_record_is_in_each_signature(source: Path):
    path = reviews.path_for(source)
    lines = log.lines_of(log.path_for(path))

    assert f"record:{sha256(b''.join(lines[:-1])).hexdigest()}" in reviews.read(path).signatures[0][1].split()
