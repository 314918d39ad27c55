"""Check digits and other arithmetic that a regular expression cannot do, by entity.

A validator answers True where the number proves itself, and None where nothing can be said: a mistyped number after
its label is still somebody's number. False, which drops the match, is kept for what cannot be the thing at all.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Sequence

_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def _bare(text: str) -> str:
    return _NOT_ALPHANUMERIC.sub("", text).upper()


def _weighted(digits: str, weights: Sequence[int]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))


def check_nhs_number(text: str) -> bool | None:
    """Tell whether the tenth digit is right, modulus 11 (NHS Data Dictionary, NHS NUMBER)."""
    digits = _bare(text)
    if len(digits) != 10 or not digits.isdecimal():
        return None
    check = (11 - _weighted(digits, range(10, 1, -1)) % 11) % 11
    # Ten equal digits pass the sum and are never issued.
    return True if check == int(digits[9]) and len(set(digits)) > 1 else None


def check_chi_number(text: str) -> bool | None:
    """Tell whether a Scottish CHI number has a day of birth and the right check digit."""
    digits = _bare(text)
    if len(digits) != 10 or not (1 <= int(digits[:2]) <= 31 and 1 <= int(digits[2:4]) <= 12):
        return None
    return check_nhs_number(digits)


def check_card(text: str) -> bool | None:
    """Tell whether a payment card's last digit is right (ISO/IEC 7812-1, annex B: Luhn)."""
    digits = _bare(text)
    if not digits.isdecimal() or not 12 <= len(digits) <= 19 or len(set(digits)) == 1:
        return None
    doubled = (int(digit) * (1 + i % 2) for i, digit in enumerate(reversed(digits)))
    return True if sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0 else None


def check_iban(text: str) -> bool | None:
    """Tell whether an IBAN's check digits are right (ISO 13616, ISO 7064 MOD 97-10)."""
    iban = _bare(text)
    if not 15 <= len(iban) <= 34 or not iban.isascii():
        return None
    return True if int("".join(str(int(c, 36)) for c in iban[4:] + iban[:4])) % 97 == 1 else None


def check_pupil_number(text: str) -> bool | None:
    """Tell whether a Unique Pupil Number's first letter is right, modulus 23 (DfE, UPN guide)."""
    upn = _bare(text)
    if len(upn) != 13 or not upn[1:12].isdecimal():
        return None
    last = int(upn[12]) if upn[12].isdecimal() else _UPN_LETTERS.find(upn[12])
    total = _weighted(upn[1:12], range(2, 13)) + last * 13
    return True if last >= 0 and _UPN_LETTERS[total % 23] == upn[0] else None


def check_taxpayer_reference(text: str) -> bool | None:
    """Tell whether the first digit of a Unique Taxpayer Reference is right, modulus 11."""
    digits = _bare(text).removesuffix("K")
    if len(digits) != 10 or not digits.isdecimal():
        return None
    return True if "21987654321"[_weighted(digits[1:], (6, 7, 8, 9, 10, 5, 4, 3, 2)) % 11] == digits[0] else None


def check_network_address(text: str) -> bool | None:
    """Drop what looks like an IP address and is none (RFC 791, RFC 4291); hardware addresses pass."""
    if re.fullmatch(r"(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}|(?:[0-9A-Fa-f]{4}\.){2}[0-9A-Fa-f]{4}", text):
        return None
    host = re.sub(r"[\[\](){}\s]", "", text.split("/")[0])
    if host.count(".") == 3:
        host = host.split(":")[0]
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return None


VALIDATORS: dict[str, Callable[[str], bool | None]] = {
    "UK_NHS": check_nhs_number,
    "UK_CHI": check_chi_number,
    "CREDIT_CARD": check_card,
    "IBAN_CODE": check_iban,
    "UK_UPN": check_pupil_number,
    "UK_UTR": check_taxpayer_reference,
    "IP_ADDRESS": check_network_address,
}
