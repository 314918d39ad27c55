"""What check digits prove, and what they do not disprove."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redact.detection.validators import VALIDATORS

RIGHT = {
    "UK_NHS": ["999 000 0018", "9990000018", "999-000-0018"],
    "UK_CHI": ["010199 0014"],
    "CREDIT_CARD": ["4111 1111 1111 1111", "3782 822463 10005"],
    "IBAN_CODE": ["GB82 WEST 1234 5698 7654 32", "DE89370400440532013000"],
    "UK_UPN": ["X813200001012"],
    "UK_UTR": ["1123456789"],
}
SAYS_NOTHING = {
    "UK_NHS": ["999 000 0019", "000 000 0000", "999 000 001", "9990000O18"],
    "UK_CHI": ["990199 0010", "010199 0011", "short"],
    "CREDIT_CARD": ["4111 1111 1111 1112", "1111 1111 1111 1111", "4111"],
    "IBAN_CODE": ["GB83 WEST 1234 5698 7654 32", "GB82", "ГБ82 WEST 1234 5698 7654 32"],
    "UK_UPN": ["A813200001012", "H81320000101", "H81320000101!"],
    "UK_UTR": ["2123456789", "112345678"],
    "IP_ADDRESS": ["81.2.69.144", "10.0.0.0/8", "10.0.0.1:443", "2001:db8::1", "2001:db8::/32", "00:1b:44:11:3a:b7"],
}


def _cases(table: dict[str, list[str]]) -> list[object]:
    return [
        pytest.param(entity, text, id=f"{entity.lower()}-{number}")
        for entity, texts in table.items()
        for number, text in enumerate(texts, 1)
    ]


@pytest.mark.parametrize(("entity", "text"), _cases(RIGHT))
def test_a_right_check_digit_proves_the_number(entity: str, text: str):
    assert VALIDATORS[entity](text) is True


@pytest.mark.parametrize(("entity", "text"), _cases(SAYS_NOTHING))
def test_a_wrong_one_does_not_hide_a_mistyped_number(entity: str, text: str):
    assert VALIDATORS[entity](text) is None


@pytest.mark.parametrize(
    "text", ["256.1.1.1", "1:2:3:4:5:6:7:8:9", "1::2::3"], ids=["octet", "nine-groups", "two-gaps"]
)
def test_what_is_no_network_address_is_dropped(text: str):
    assert VALIDATORS["IP_ADDRESS"](text) is False


@given(st.integers(0, 999_999_999))
def test_one_digit_at_most_completes_an_nhs_number(stem: int):
    right = [digit for digit in range(10) if VALIDATORS["UK_NHS"](f"{stem:09}{digit}")]

    assert len(right) <= 1


@given(st.sampled_from(sorted(VALIDATORS)), st.text(max_size=40))
def test_no_text_breaks_a_validator(entity: str, text: str):
    assert VALIDATORS[entity](text) in (True, False, None)
