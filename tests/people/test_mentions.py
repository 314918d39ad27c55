"""Where a known person stands, and where the same word is another."""

import pytest

from redact.people import mentions_of
from tests.marked_text import document


def mentions(text: str, *names: str, initials: tuple[str, ...] = ()) -> list[str]:
    page = document(text)
    return [page[mention.span] for mention in mentions_of(page, names, initials) if not mention.whole]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Gary Okonkwo", "PNC check: Okonkwo has a conviction.", ["Okonkwo"]),
        ("Gary Okonkwo", "Okonkwo's file; the Okonkwos moved; OKONKWO.", ["Okonkwo", "Okonkwos", "OKONKWO"]),
        ("Gary Okonkwo", "Gary left. Mr Okonkwo stayed.", ["Gary", "Okonkwo"]),
        ("Gary Okonkwo", "see gary.okonkwo@example.org and /home/okonkwo", []),
        ("Theresa May", "It is due in May. The May meeting. May 2024. You may go.", []),
        ("Theresa May", "Mrs May left. Later May rang us.", ["May", "May"]),
        ("Colin Young", "Young people met. A young man. Mr Young left; we wrote to Young again.", ["Young", "Young"]),
        ("Grace Adu", "Grace said so. By the grace of it. Grace period.", ["Grace"]),
        ("Will Grant", "Will you? The grant will be paid. Grant Thornton audits.", []),
        ("Ada Marriage", "The marriage ended. Marriage certificate.", []),
        ("Vasile Munteanu", "Vas was asleep.", ["Vas"]),
        ("Mei Xu", "the Xus moved out", ["Xus"]),
    ],
)
def test_a_part_of_a_name_is_its_bearer_where_the_words_around_do_not_say_otherwise(
    name: str, text: str, found: list[str]
):
    assert found == mentions(text, name)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("UK: No comment.", ["UK"]),
        ("I asked UK about it.", ["UK"]),
        ("He lives in the UK. The UK Government.", []),
        ("MP noted it.", []),
    ],
)
def test_declared_initials_are_theirs_whatever_they_spell(text: str, found: list[str]):
    assert found == mentions(text, "Ümit Karataş", initials=("UK",))


@pytest.mark.parametrize("written", ["O. Kaya", "P & J Kaya", "Kaya"])
def test_initials_beside_a_surname_go_with_it(written: str):
    page = document(f"It was for {written} to say.")

    assert written in [page[mention.span] for mention in mentions_of(page, ["Osman Kaya"])]
