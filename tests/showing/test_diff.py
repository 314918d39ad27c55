"""A review shown as a diff: on a terminal, as a page, for a program, and against an earlier review."""

import io
import json
import re
from html.parser import HTMLParser

import pytest
from rich.console import Console

from redact.errors import StaleReview
from redact.model import Action, Review, Show, Span
from redact.review.comparing import compare
from redact.showing.comparison import comparison_lines, comparison_record
from redact.showing.diff import diff
from redact.showing.diff_lines import diff_lines, plain, write
from redact.showing.diff_page import page
from redact.showing.hunks import hunks, summary
from redact.showing.preview import holes
from redact.showing.records import record
from redact.showing.wording import MARKS
from tests.sessions import HOSTILE, LETTER, at, hostile_session, open_session

SECRETS = ("Bo Sample", "Mr Sample", "020 7946 0018", "Ms Example", "Cy Model")


def shown(session, **options) -> str:
    return diff(session.document, session.review, session.policy, **options)


def test_each_paragraph_stands_as_it_is_and_as_it_would_be_published(source):
    lines = shown(open_session(source), reveal=True).splitlines()

    assert "@@ line 3, body @@" in lines
    assert any(
        line.startswith("- {Mr Bo Sample} of the Works Office") and "reached on {020 7946 0018}." in line
        for line in lines
    )
    assert any(
        line.startswith("+ [Junior official] of the Works Office") and "reached on ████ s.40(2)." in line
        for line in lines
    )


def test_each_change_tells_subject_ground_rule_means_and_state(source):
    text = shown(open_session(source))

    assert "■ withheld   person-2  PERSON  s.40(2)  junior-official  model+structure" in text
    assert "? to decide  person-3  PERSON  s.40(2)  other-person  model" in text


def test_a_persons_decision_tells_who_when_and_why(source):
    session = open_session(source)
    session.disclose("person-2", "He spoke in public.")

    assert "Ada Reviewer, 2026-01-02T12:00:00Z: He spoke in public." in shown(session)


def test_the_closing_table_counts_each_exemption_and_names_missing_notes(source):
    session = open_session(source)
    session.withhold(at(LETTER, "Counsel's advice"), ["s.42(1)"])
    text = shown(session)

    assert ["s.40(2)", "3", "2"] in [line.split()[:3] for line in text.splitlines()]
    assert ["s.42(1)", "1", "-"] in [line.split()[:3] for line in text.splitlines()]
    assert "to write before publishing: s.42(1) public interest test" in text


@pytest.mark.parametrize("form", ["text", "html", "json"])
def test_words_are_hidden_unless_they_are_asked_for(source, form):
    session = open_session(source)
    forms = {
        "text": lambda reveal: shown(session, reveal=reveal),
        "html": lambda reveal: page(session.document, session.review, session.policy, reveal=reveal),
        "json": lambda reveal: json.dumps(record(session.document, session.review, session.policy, reveal=reveal)),
    }

    assert [] == [secret for secret in SECRETS if secret in forms[form](False)]
    assert [] == [secret for secret in SECRETS if secret not in forms[form](True)]


def test_nothing_to_look_at_is_said_in_words(source):
    session = open_session(source)
    bare = Review(session.review.source, session.review.policy)

    assert "it would be published word for word" in diff(session.document, bare, session.policy)
    assert "published word for word" in page(session.document, bare, session.policy)


def test_the_summary_counts(source):
    session = open_session(source)

    assert "3 withheld · 2 questions about 2 places to decide · 0 disclosed" == summary(
        session.document, session.review, session.policy
    )


def test_holes_look_as_they_will_be_printed(source):
    session = open_session(source)
    session.set_show("person-2", Show("pseudonym", "Official"))
    session.set_show("person-3", Show("pseudonym", "Official"))
    session.set_show("phone-1", Show("mask", "4"))
    printed = [str(hole) for hole in holes(session.document, session.review, session.policy)]

    assert ["████ s.40(2)", "[Official 1]", "[Official 1]", "[…0018]", "[Official 2]"] == printed


@pytest.mark.parametrize(("action", "times"), [(Action.WITHHOLD, 1), (Action.DISCLOSE, 2)])
def test_a_decision_over_two_blocks_is_one_hole_or_in_both_and_told_once(source, action, times):
    session = open_session(source)
    both = Span(at(LETTER, "It is privileged").start, at(LETTER, "Yours").end)
    if action:
        session.withhold(both, ["s.42(1)"])
    else:
        session.disclose(both, "It is known.")
    numbers = [
        change.number for hunk in hunks(session.document, session.review, session.policy) for change in hunk.changes
    ]

    assert times == numbers.count(5)
    assert 1 == shown(session).count(f"  5 {MARKS[action]} ")


@pytest.mark.parametrize("width", [30, 60, 80, 200])
def test_on_a_terminal_lines_are_wrapped_under_their_signs(source, width):
    session = open_session(source)
    drawn = io.StringIO()
    console = Console(file=drawn, width=width, force_terminal=True, color_system=None, highlight=False)
    write(diff_lines(session.document, session.review, session.policy, reveal=True), console)
    lines = drawn.getvalue().splitlines()

    assert max(map(len, lines)) <= width
    texts = (shown(session, reveal=True), "\n".join(lines))
    plus = [[word for word in text.split() if word not in ("+", "-")] for text in texts]
    assert "".join(plus[0]) == "".join(plus[1])


def test_in_a_pipe_nothing_is_wrapped_or_coloured(source):
    session = open_session(source)
    drawn = io.StringIO()
    write(diff_lines(session.document, session.review, session.policy), Console(file=drawn, width=40, highlight=False))

    assert shown(session) == "".join(f"{line.rstrip()}\n" for line in drawn.getvalue().splitlines())


def test_no_color_keeps_the_signs(source):
    session = open_session(source)
    drawn = io.StringIO()
    console = Console(
        file=drawn, width=80, force_terminal=True, color_system="truecolor", no_color=True, highlight=False
    )
    write(diff_lines(session.document, session.review, session.policy), console)

    assert not any(f"\x1b[{code}" in drawn.getvalue() for code in ("31", "32", "33", "36", "1;3"))
    assert "- {person-2}" in re.sub(r"\x1b\[[0-9;]*m", "", drawn.getvalue())


class Tags(HTMLParser):
    """Notes which elements a page has, and everything it would fetch."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.fetched: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.said = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        values = dict(attrs)
        self.ids += [values["id"]] if "id" in values else []
        if tag == "a":
            self.links.append(values["href"])
        self.fetched += [
            v for k, v in attrs if k in ("src", "srcset", "data", "action") or (k == "href" and tag != "a")
        ]

    def handle_data(self, data):
        self.said += data


def test_the_page_says_its_changes_in_words_and_fetches_nothing(source):
    session = open_session(source)
    text = page(session.document, session.review, session.policy)
    tags = Tags(text)

    assert [] == tags.fetched
    assert "script" not in tags.tags
    assert tags.tags.count("del") == tags.tags.count("ins") == 5
    assert {"h1", "h2", "main", "header"} <= set(tags.tags)
    assert {link.removeprefix("#") for link in tags.links} <= set(tags.ids)
    assert "withheld:" in tags.said
    assert "to decide:" in tags.said
    assert "INTERNAL" not in tags.said
    assert "INTERNAL" in page(session.document, session.review, session.policy, reveal=True)


def test_hostile_letters_are_text_in_every_form(tmp_path):
    session = hostile_session(tmp_path)
    text = shown(session, reveal=True)
    html = page(session.document, session.review, session.policy, reveal=True)

    assert "\x1b" in HOSTILE
    assert set() == {c for c in text + html if not c.isprintable()} - {"\n"}
    assert not {"script", "b", "bold"} & set(Tags(html).tags)
    drawn = io.StringIO()
    write(diff_lines(session.document, session.review, session.policy, reveal=True), Console(file=drawn, markup=False))
    assert "[bold]No markup[/bold]" in drawn.getvalue()


def test_what_a_colleague_changed_is_shown_as_a_diff_of_decisions(source):
    session = open_session(source)
    before = session.review
    session.disclose("person-2", "He spoke in public.")
    session.note("s.42(1)", "harm", "Weighed.")
    text = plain(comparison_lines(session.document, before, session.review, session.policy))

    assert "2 places decided otherwise" in text
    assert "- " in text
    assert "■ withheld   person-2" in text
    assert "· disclosed  person-2" in text
    assert "Ada Reviewer, 2026-01-02T12:00:00Z: He spoke in public." in text
    assert "+ note s.42(1) harm: Weighed." in text
    assert "Bo Sample" not in text
    assert ["withheld", "disclosed"] == [
        each[side][0]["state"]
        for each in comparison_record(session.document, before, session.review)["differences"][:1]
        for side in ("before", "after")
    ]


def test_decisions_that_overlap_stand_in_one_difference(source):
    session = open_session(source)
    before = session.review
    session.move_edge(at(LETTER, "Mr Bo Sample"), start=1, reason="A title names nobody.")
    (difference,) = compare(session.document, before, session.review, record=True)

    assert (at(LETTER, "Mr Bo Sample"), 1, 2) == (difference.span, len(difference.old), len(difference.new))
    assert () == compare(session.document, session.review, session.review, record=True)


def test_reviews_of_two_texts_are_not_compared(source):
    session = open_session(source)
    other = Review("0" * 64, session.review.policy)
    with pytest.raises(StaleReview):
        plain(comparison_lines(session.document, other, session.review, session.policy))
