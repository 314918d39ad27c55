"""Publishing in four steps, the names of its files, and errors that say where to look."""

import pickle
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redact import publishing
from redact.errors import LeakError, OutputError
from redact.loaders import load
from redact.model import Action, Decision, Passage, Review
from redact.policy import load_policy
from tests.sessions import LETTER, at, on_record

POLICY = load_policy("foi-uk")


@pytest.fixture
def reviewed(source):
    """Withhold one person at both places on record."""
    spans = at(LETTER, "Mr Bo Sample"), at(LETTER, "Mr Sample")
    on_record(source, (Decision(span, Action.WITHHOLD, "PERSON", "person-1", ("s.40(2)",)) for span in spans))
    return source


@pytest.mark.slow
def test_all_but_the_writing_may_be_done_elsewhere(reviewed, tmp_path):
    """What another process prepares, makes and checks is what is published here."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        prepared = pool.submit(publishing.prepare, reviewed, "foi-uk", records=True).result()
        release = pool.submit(publishing.make, prepared).result()
        report = pool.submit(publishing.check, prepared, release).result()
    assert not (tmp_path / "far").exists()
    publishing.write(prepared, release, report, tmp_path / "far", tmp_path / "far-records")
    publishing.publish(reviewed, tmp_path / "near", "foi-uk", records=tmp_path / "near-records")

    for kind in ("", "-records"):
        far, near = tmp_path / f"far{kind}", tmp_path / f"near{kind}"
        assert {path.name: path.read_bytes() for path in far.iterdir()} == {
            path.name: path.read_bytes() for path in near.iterdir()
        }
    assert 5 == len(list((tmp_path / "far").iterdir()))
    assert 3 == len(list((tmp_path / "far-records").iterdir()))


@pytest.mark.parametrize(("out", "records"), [("o", "o"), ("o", "o/records"), ("o/public", "o"), ("o", "p/../o/x")])
def test_records_lie_neither_beside_nor_below_nor_above_what_is_released(reviewed, tmp_path, out, records):
    with pytest.raises(OutputError, match="never lie beside, below or above"):
        publishing.publish(reviewed, tmp_path / out, "foi-uk", records=tmp_path / records)
    assert not (tmp_path / "o").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="files have no modes")
def test_records_are_for_their_owner_alone(reviewed, tmp_path):
    done = publishing.publish(reviewed, tmp_path / "o", "foi-uk", records=tmp_path / "records")

    assert {0o600} == {path.stat().st_mode & 0o777 for path in done.records}
    assert {0o600} != {path.stat().st_mode & 0o777 for path in done.files}


def test_what_is_prepared_shows_no_withheld_word(reviewed):
    assert "Bo Sample" not in repr(publishing.prepare(reviewed, "foi-uk"))


def test_a_source_is_never_overwritten_by_what_is_published_of_it(reviewed):
    prepared = publishing.prepare(reviewed, "foi-uk")
    release = publishing.make(prepared)
    report = publishing.check(prepared, release)
    before = reviewed.read_bytes()

    with pytest.raises(OutputError, match="would be overwritten; publish into another folder"):
        publishing.write(
            replace(prepared, name="letter"), replace(release, files={"txt": b"open"}), report, reviewed.parent
        )
    assert before == reviewed.read_bytes()


def test_what_lies_between_the_steps_can_be_pickled(reviewed):
    prepared = publishing.prepare(reviewed, "foi-uk")
    release = publishing.make(prepared)

    assert (prepared, release) == pickle.loads(pickle.dumps((prepared, release)))


def test_preparing_making_and_checking_write_nothing(reviewed, tmp_path):
    before = sorted(tmp_path.rglob("*"))
    prepared = publishing.prepare(reviewed, "foi-uk", records=True)
    publishing.check(prepared, publishing.make(prepared))

    assert before == sorted(tmp_path.rglob("*"))


@pytest.mark.parametrize("ending", ["pdf", "html", "schedule.csv", "schedule.json"])
def test_a_leak_is_named_with_its_place_in_the_source_and_what_to_do(reviewed, ending):
    """The name is put back into one finished file, as a broken renderer might."""
    prepared = publishing.prepare(reviewed, "foi-uk")
    release = publishing.make(prepared)
    publication = replace(prepared.publication, passages=(Passage(("Mr Bo Sample wrote.",)),))
    if ending == "pdf":
        broken = publishing.make(replace(prepared, publication=publication)).made
        release = replace(release, made=replace(broken, frame=release.made.frame))
    else:
        release = replace(release, files={**release.files, ending: b"Mr Bo Sample wrote."})

    with pytest.raises(LeakError) as refused:
        publishing.check(prepared, release)
    assert f"withheld at {prepared.document.place(at(LETTER, 'Mr Bo Sample').start)}" in str(refused.value)
    assert f"redact review {reviewed}" in str(refused.value)
    assert "Sample" not in str(refused.value)


def test_a_value_open_elsewhere_is_named_with_both_places(reviewed):
    """Withheld at its second place only."""
    text = LETTER.replace("Mr Bo Sample", "Mr Sample___")
    reviewed.write_text(text, encoding="utf-8")
    document = load(reviewed)
    hidden = Decision(at(text, "Mr Sample", 1), Action.WITHHOLD, "PERSON", "person-1", ("s.40(2)",))
    review = Review(document.digest, POLICY.reference, (hidden,))

    with pytest.raises(LeakError, match=r"is open at line 3, column 1 \(withheld at line 3, column \d+\)"):
        publishing.of_review(reviewed, document, review, POLICY)


@pytest.mark.parametrize("value", ["schedule", "Black", "number", "box", "personal", "row", "2048"])
def test_words_that_the_files_say_of_their_own_accord_are_no_leak(tmp_path, value):
    source = tmp_path / "letter.txt"
    source.write_text(f"Dear Madam,\n\nWe wrote to {value} about it.\n", encoding="utf-8")
    document = load(source)
    on_record(source, [Decision(at(document.text, value), Action.WITHHOLD, "PERSON", "person-1", ("s.40(2)",))])

    assert 1 == publishing.publish(source, tmp_path / "out", "foi-uk").redactions


@pytest.mark.parametrize(
    "name",
    [
        *("a/b", "..\\b", "a:b", "a*", "what?", 'say "so"', "<a>", "a|b", "tab\t", "null\0", "del\x7f", "../up"),
        *("", " ", ".", "..", "name.", "name ", "con", "CON", "Nul.txt", "com1", "LPT9.pdf", "com²", "aux ", "conin$"),
        "x" * 201,
    ],
)
def test_a_name_that_some_system_refuses_is_refused(name):
    with pytest.raises(OutputError, match="choose another: --name"):
        publishing.check_name(name)


@pytest.mark.parametrize("name", ["letter.pdf", ".hidden", "a.b", "../up", "a/b", "..", "."])
def test_what_is_published_is_named_by_a_stem_alone(reviewed, tmp_path, name):
    with pytest.raises(OutputError, match="choose another: --name"):
        publishing.publish(reviewed, tmp_path / "out", "foi-uk", name=name)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["letter", "FOI 2026-0143", "console", "com", "com10", "llythyr-tŷ", ".hidden", "a.b"])
def test_an_ordinary_name_is_taken(name):
    assert name == publishing.check_name(name)


@given(st.text(max_size=12))
def test_no_name_leads_out_of_the_folder(tmp_path_factory, name):
    try:
        publishing.check_name(name)
    except OutputError:
        return
    folder = tmp_path_factory.getbasetemp()

    assert folder == (folder / f"{name}.pdf").resolve().parent
