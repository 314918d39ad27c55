"""Whoever is withheld in one place is withheld in every place and file, or publication is refused."""

from dataclasses import replace
from pathlib import Path

import pytest

from redact import publishing
from redact import review as reviews
from redact.errors import LeakError
from redact.loaders import load
from redact.model import Action, Decision, Review, Span
from redact.policy import Case, Policy, load_policy

POLICY = load_policy("foi-uk")
PEOPLE = Path(__file__).parent / "verification" / "people"


@pytest.fixture
def withheld(tmp_path):
    """Return a function that writes a letter and a review which withholds words at their first place."""

    def write(text: str, *words: str, entity: str = "PERSON", name: str = "letter.txt", **disclosed: str) -> Path:
        source = tmp_path / name
        source.write_text(text, encoding="utf-8")
        document = load(source)
        decisions = [
            Decision(_at(text, each), Action.WITHHOLD, entity, f"{entity.lower()}-1", ("s.40(2)",)) for each in words
        ]
        for each, by in disclosed.items():
            span = Span(text.rindex(each), text.rindex(each) + len(each))
            decisions.append(Decision(span, Action.DISCLOSE, entity, "person-1", by=by, at="2026-01-01T00:00:00Z"))
        decisions.sort(key=lambda decision: decision.span)
        reviews.write(reviews.path_for(source), Review(document.digest, POLICY.reference, tuple(decisions)))
        return source

    return write


def prepare(source: Path, policy: Policy = POLICY, **how: str) -> publishing.Prepared:
    return publishing.of_review(source, load(source), reviews.read(reviews.path_for(source)), policy, **how)


def _at(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


@pytest.mark.parametrize(
    "rest",
    [
        "Later Fenwick rang.",
        "Orla was calm.",
        "The Fenwicks moved.",
        "A note by FENWICK.",
        "ORLA FENWICK came.",
        "We saw Ms Fenwick.",
    ],
)
def test_a_part_of_a_withheld_name_that_is_open_is_refused_with_both_places(withheld, rest):
    source = withheld(f"Dear Sir\n\nMs Orla Fenwick wrote on Monday.\n\n{rest}\n", "Ms Orla Fenwick")

    with pytest.raises(LeakError) as refused:
        prepare(source)
    assert "line 5" in str(refused.value)
    assert "withheld at line 3, column 1" in str(refused.value)
    assert "Fenwick" not in str(refused.value)
    assert "Orla" not in str(refused.value)


def test_what_a_person_disclosed_there_stands(withheld):
    text = "Dear Sir\n\nMs Orla Fenwick wrote on Monday.\n\nLater Fenwick rang.\n"

    assert prepare(withheld(text, "Ms Orla Fenwick", Fenwick="Jo Officer"))


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("Mrs Theresa May", "It is due in May. You may ask the Mayor."),
        ("Mr Colin Young", "Young people met; a young man spoke."),
        ("Mr Will Grant", "Will you pay the grant?"),
        ("Ms Ada Park", "We met in Green Park."),
    ],
)
def test_another_word_is_no_alarm(withheld, name, rest):
    assert prepare(withheld(f"Dear Sir\n\n{name} wrote on Monday.\n\n{rest}\n", name))


def test_declared_initials_of_somebody_withheld_are_looked_for_as_they_are_written(withheld):
    text = "Present: Ola Fenwick (OF), clerk of works\n\nWe spoke of it. {}\n"
    calm = withheld(text.format("All of us."), "Ola Fenwick", "OF")
    assert prepare(calm)

    with pytest.raises(LeakError):
        prepare(withheld(text.format("Later OF left."), "Ola Fenwick", "OF"))


@pytest.mark.parametrize(
    "name", ["Fenwick_O_complaint", "OrlaFenwick", "complaint Fenwick", "ofenwick", "fenwick-orla"]
)
def test_no_file_is_named_after_somebody_withheld(withheld, name):
    source = withheld("Dear Sir\n\nMs Orla Fenwick wrote on Monday.\n", "Ms Orla Fenwick", name=f"{name}.txt")

    with pytest.raises(LeakError, match="give others with --name"):
        prepare(source, name=name)
    assert "" == prepare(source).name


def test_no_file_is_named_after_a_case_that_bears_the_name_of_somebody_withheld(withheld):
    source = withheld("Dear Sir\n\nMs Orla Fenwick wrote on Monday.\n", "Ms Orla Fenwick")
    policy = POLICY.with_case(Case(id="Fenwick 2026/7"))

    with pytest.raises(LeakError, match="give others with --name"):
        prepare(source, policy)
    assert prepare(source, policy, name="released")


def test_a_title_does_not_name_somebody_withheld(withheld):
    source = withheld("Dear Sir\n\nMs Orla Fenwick wrote on Monday.\n", "Ms Orla Fenwick")

    with pytest.raises(LeakError, match="give others with --name and --title"):
        prepare(source, title="The complaint of Fenwick")


@pytest.mark.parametrize(
    ("words", "entity", "rest", "alarm"),
    [
        ("Acme Lettings", "ORGANIZATION", "Acme Lettings replied.", True),
        ("White", "NRP", "The white van.", False),
        ("12", "AGE", "Room 12 is free.", False),
        ("020 7946 0123", "PHONE_NUMBER", "Ring 02079460123.", True),
    ],
)
def test_a_value_is_looked_for_as_what_it_is(withheld, words, entity, rest, alarm):
    source = withheld(f"Dear Sir\n\nIt was {words} that day.\n\n{rest}\n", words, entity=entity)
    if alarm:
        with pytest.raises(LeakError):
            prepare(source)
    else:
        assert prepare(source)


@pytest.mark.parametrize("pdf", sorted(path.stem for path in PEOPLE.glob("*.pdf")))
def test_anybody_s_pdf_that_tells_a_withheld_name_in_any_of_its_writings_is_a_leak(withheld, pdf):
    """By whole name, surname, account, words run together, and the title among its properties."""
    text = "Northmoor County Council\n\nDear Sir\n\nMs Orla Fenwick wrote to us on Monday.\n\nYours faithfully\n"
    source = withheld(text, "Ms Orla Fenwick")

    report = publishing.verify_file(PEOPLE / f"{pdf}.pdf", *publishing.words_of(source))

    assert any(leak.entries for leak in report.leaks)


def test_a_review_that_hides_one_place_only_is_refused_although_it_was_proposed(withheld):
    text = "Dear Sir\n\nMs Orla Fenwick wrote on Monday.\n\nMs Orla Fenwick rang.\n"
    source = withheld(text, "Ms Orla Fenwick")
    path = reviews.path_for(source)
    review = reviews.read(path)
    reviews.write(path, replace(review, decisions=review.decisions[:1]))

    with pytest.raises(LeakError, match="is open at line 5"):
        prepare(source)
