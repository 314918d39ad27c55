"""What is found, whoever looks: detection, the lists of a policy and of a case, the reviewer's search. One reading."""

import pytest

from redact.finding import add_terms, find
from redact.model import Action, Document
from redact.policy import Case, load_policy
from redact.proposal import propose
from redact.review.editing import occurrences
from redact.review.warnings import warn
from redact.text import reading
from tests.marked_text import document

WRITINGS = (
    "harbour swap",
    "Harbour\u00a0Swap",
    "harbour sw\u00adap",
    "har\u200bbour swap",
    "har-\nbour swap",
    "harbour\n   swap",
    "h\u0430rb\u043eur sw\u0430p",
    "ｈａｒｂｏｕｒ swap",
)
SWAP = {"id": "swap", "text": "harbour swap", "exemption": "s.40(2)", "because": "It is under way."}


def policy(**case: object):
    return load_policy("foi-uk").with_case(Case.model_validate(case))


def words(page: Document, entity: str, chosen) -> list[str]:
    return [page[finding.span] for finding in find(page, chosen, ("none",)) if finding.entity == entity]


@pytest.mark.parametrize("writing", WRITINGS, ids=ascii)
def test_a_term_is_found_however_it_is_written(writing: str):
    page = document(f"The {writing} goes on.\n")

    assert [writing] == words(page, "TERM", policy(terms={"withhold": [SWAP]}))


@pytest.mark.parametrize("writing", WRITINGS, ids=ascii)
def test_a_term_is_found_however_the_policy_writes_it(writing: str):
    page = document("The harbour swap goes on.\n")
    term = {**SWAP, "text": writing.replace("-\n", "")}

    assert ["harbour swap"] == words(page, "TERM", policy(terms={"withhold": [term]}))


@pytest.mark.parametrize(
    "writing", ["long-term plan", "long-\nterm plan", "long\u2011term plan", "long\u2013term plan"]
)
def test_a_hyphen_of_a_term_s_own_may_stand_at_a_line_s_end(writing: str):
    page = document(f"The {writing} goes on.\n")

    assert [writing] == words(page, "TERM", policy(terms={"withhold": [{**SWAP, "text": "long-term plan"}]}))


@pytest.mark.parametrize("writing", WRITINGS, ids=ascii)
def test_the_reviewer_s_search_finds_what_a_reader_would(writing: str):
    page = document(f"The {writing} goes on.\n")

    assert [writing] == [page[span] for span in occurrences(page, "harbour swap")]
    assert [writing] == [page[span] for span in occurrences(page, writing)]


@pytest.mark.parametrize("writing", ["Jo Sample", "J\u00ado\u00a0Sam\u200bple", "Jo Sam-\nple"], ids=ascii)
def test_the_data_subject_is_known_however_the_name_is_written(writing: str):
    page = document(f"The file of {writing} was lost.\n")
    traits = {page[f.span]: f.traits for f in find(page, policy(data_subject={"names": ["Jo Sample"]}), ("none",))}

    assert "data-subject" in traits[writing]


def test_a_clash_of_terms_is_told_however_they_are_written():
    page = document("The har\u00adbour swap goes on.\n")
    chosen = policy(terms={"withhold": [SWAP], "release": [{"id": "port", "text": "harbour", "because": "Known."}]})
    findings = find(page, chosen, ("none",))
    review = propose(page, findings, chosen)

    assert [("clash", "har\u00adbour swap")] == [
        (caution.kind, page[caution.span])
        for caution in warn(page, findings, review, chosen)
        if caution.kind == "clash" and caution.span
    ]
    assert Action.WITHHOLD in {decision.action for decision in review.decisions}


def test_terms_added_by_themselves_stand_in_the_document_s_own_offsets():
    page = document("Then: har\u00adbour swap.\n")
    [finding] = add_terms(page, (), policy(terms={"withhold": [SWAP]}))

    assert "har\u00adbour swap" == page[finding.span]


def test_a_document_is_read_once(monkeypatch: pytest.MonkeyPatch):
    read: list[str] = []
    page = document("Dear There\u200bsa,\n\nThe har\u00adbour swap.\n")
    monkeypatch.setattr("redact.model.document.read", lambda *asked: read.append(asked[0]) or reading.read(*asked))
    find(page, policy(terms={"withhold": [SWAP]}), ("none",))
    occurrences(page, "harbour swap")

    assert [page.text] == read
