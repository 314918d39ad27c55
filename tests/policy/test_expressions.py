"""An expression that can take for ever is refused; one that cannot is not."""

import pytest

from redact.errors import PolicyError
from redact.policy import expressions
from redact.policy.expressions import Expression, fault_of

pytestmark = pytest.mark.slow

HOSTILE = [
    r"(a+)+$",
    r"(a*)*$",
    r"([a-z]+)*!",
    r"(a|a)*$",
    r"(a.|[ab]b)*c",
    r"(\w+\s?)*$",
    r"(\w+,?)+;",
    r"(.*a)*b",
    r"(?:[A-Z]\w*)+x",
    r"((ab)*)*c",
    r"(x+x+)+y",
    r"(\d+)*[a-z]$",
    r"((a{1,50}){1,50})+b",
    r"(?i)(?:a+|b)+$",
]
HARMLESS = [
    r"(?i)\bmrs?\b",
    r"\bW\d{6}\b",
    r"(\w+\s)+end",
    r"(?:\d{3}-)+\d",
    r"(a|b)*c",
    r"(?:ab?)*c",
    r"[A-Z]{2,5}/\d{1,6}(?:/\d{2,4})?",
    r"^(?:Mr|Ms|Dr)\.? [A-Z]\w+",
    r"(?:,\s*\w+)*$",
    r"(a+b)+c",
    r"x*y*z*",
    r"",
]


@pytest.mark.parametrize("expression", HOSTILE)
def test_a_runaway_is_refused(expression: str) -> None:
    assert fault_of(expression)


@pytest.mark.parametrize("expression", HARMLESS)
def test_a_harmless_one_is_not(expression: str) -> None:
    assert "" == fault_of(expression)


@pytest.mark.parametrize("expression", HARMLESS)
def test_what_is_called_harmless_ends(expression: str) -> None:
    for unit in ("a", "ab", "x ", "1", "123-", "A", ", a"):
        Expression(expression, "a rule").search(unit * 300 + "!")


def test_an_expression_that_does_not_end_stops_the_run_and_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its words stay unsaid: a term of a case may be somebody's name."""
    monkeypatch.setattr(expressions, "PATIENCE", 0.05)
    slow = Expression("a*a*a*a*a*a*Quail", "the term 'swap'")
    with pytest.raises(PolicyError, match="the expression of the term 'swap' was stopped") as caught:
        slow.search("a" * 3000 + " Quail")
    assert "Quail" not in str(caught.value)


def test_nothing_makes_it_stumble() -> None:
    for expression in ("(", "[", "(?P<a>b)(?(a)c|d)", "(?>a+)b", "a*+b", r"(a)\1*", "(" * 500 + ")" * 500, r"(?=a+)a"):
        assert isinstance(fault_of(expression), str)
