"""Invented values: addresses, bodies, posts, references, dates; numbers from ranges that belong to nobody."""

from __future__ import annotations

import random
import string
from collections.abc import Callable
from functools import cache
from pathlib import Path

from people import Names

# A value is parts: words, and what they are ("" for nothing).
Value = list[tuple[str, str]]
_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_AREAS = (
    "AB B BA BB BD BH BL BN BS BT CA CB CF CH CM CO CR CT CV DA DD DE DH DL DN DT DY E EC EH EN EX FK FY G GL GU "
    "HA HD HG HP HR HS HU HX IG IP IV KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA "
    "PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF "
    "WN WR WS WV YO ZE "
).split()
_GRADES = ("", "", "", "Senior", "Deputy", "Assistant", "Principal", "Interim", "Acting", "Lead", "Chief", "Trainee")
_FIELDS = ("Planning Policy", "Tenancy", "Highways", "Revenues", "Estates", "Payroll", "Clinical", "Digital", "Waste")
_FIELDS += ("Licensing", "Parks", "Archives", "Benefits", "Adult Care", "Education", "Transport", "Trading Standards")
_ROLES = (
    "Officer",
    "Manager",
    "Adviser",
    "Director",
    "Clerk",
    "Assistant",
    "Inspector",
    "Co-ordinator",
    "Analyst",
    "Lead",
)
_BODIES = ("Community Trust", "Housing Association", "Parish Council", "Town Council", "Health Centre", "Advice Bureau")
_BODIES += ("Primary School", "Academy", "Harbour Commissioners", "Water Board", "Residents' Association", "Food Bank")
_BODIES += (
    "Cricket Club",
    "Infirmary",
    "Building Society",
    "Chamber of Commerce",
    "Wildlife Trust",
    "Medical Practice",
)
_DOMAINS = (
    "example.org",
    "example.com",
    "example.gov.uk",
    "example.net",
    "mail.example",
    "nhs.example",
    "police.example",
)


class Values:
    """What fills the slots that are no people, from lists of one entry a line."""

    def __init__(self, lists: Path, names: Names) -> None:
        self._lists, self._names = lists, names

    @cache
    def entries(self, name: str) -> list[str]:
        return [line.strip() for line in (self._lists / f"{name}.txt").read_text("utf-8").splitlines() if line.strip()]

    def one(self, rng: random.Random, *names: str) -> str:
        return rng.choice(self.entries(rng.choice(names)))

    def fill(self, slot: str, rng: random.Random) -> Value:
        """Return the value of a slot; raise KeyError where there is no such slot."""
        return _SLOTS[slot](self, rng)

    def street(self, rng: random.Random) -> str:
        number = str(rng.randint(1, 240)) + (rng.choice("ABCab") if rng.random() < 0.08 else "")
        road = self.one(rng, "streets")
        if rng.random() < 0.15:
            kind = rng.choice(("Road", "Street", "Close", "Avenue", "Way", "Court", "Drive"))
            road = f"{self._names.person(rng).surname} {kind}"
        draw = rng.random()
        if draw < 0.12:
            return f"Flat {rng.randint(1, 60)}, {self.one(rng, 'buildings')}, {number} {road}"
        if draw < 0.2:
            return f"{self.one(rng, 'buildings')}, {road}"
        return f"{number}{rng.choice((' ', ' ', ' ', ', '))}{road}"

    def address(self, rng: random.Random, comma: str = ", ") -> str:
        lines = [self.street(rng)]
        if rng.random() < 0.25:
            lines.append(self.one(rng, "areas"))
        lines.append(self.one(rng, "towns").upper() if rng.random() < 0.1 else self.one(rng, "towns"))
        if rng.random() < 0.2:
            lines.append(self.one(rng, "counties"))
        if rng.random() < 0.85:
            code = postcode(rng)
            if rng.random() < 0.4 and comma == ", ":
                lines[-1] += " " + code
            else:
                lines.append(code)
        if comma == "\n" and rng.random() < 0.7:
            return "\n".join(part for line in lines for part in line.split(", "))
        return comma.join(lines)

    def firm(self, rng: random.Random) -> str:
        if rng.random() < 0.45:
            one, two = (self._names.person(rng).surname for _ in range(2))
            end = rng.choice(
                (
                    "Solicitors",
                    "LLP",
                    "Ltd",
                    "Limited",
                    "& Sons",
                    "Associates",
                    "Builders",
                    "Group",
                    "plc",
                    "Care",
                    "Homes",
                    "Funeral Directors",
                    "Estates",
                )
            )
            return rng.choice(
                (f"{one} {end}", f"{one} & {two} {end}", f"{one} and {two}", f"{one} {two} {end}", f"{one}'s {end}")
            )
        return self.one(rng, "firms")

    def post(self, rng: random.Random) -> str:
        """Return a post: one of the list, or one put together, so that the list is not learnt by heart."""
        if rng.random() < 0.6:
            return self.one(rng, "jobs")
        return " ".join(part for part in (rng.choice(_GRADES), rng.choice(_FIELDS), rng.choice(_ROLES)) if part)

    def body(self, rng: random.Random) -> str:
        """Return a body: one of the lists, one put together, or an acronym."""
        draw = rng.random()
        if draw < 0.2:
            place = self.one(rng, "towns") if rng.random() < 0.7 else self._names.person(rng).surname
            return f"{place} {rng.choice(_BODIES)}"
        if draw < 0.28:
            return "".join(rng.choices(string.ascii_uppercase, k=rng.choice((3, 3, 4, 4, 5))))
        name = rng.choice(
            (
                "councils",
                "departments",
                "departments",
                "nhs",
                "nhs",
                "schools",
                "police",
                "courts",
                "charities",
                "firms",
            )
        )
        return self.firm(rng) if name == "firms" else self.one(rng, name)


def postcode(rng: random.Random) -> str:
    inward = f"{rng.randint(0, 9)}{''.join(rng.choices('ABDEFGHJLNPQRSTUWXYZ', k=2))}"
    district = f"{rng.choice(_AREAS)}{rng.randint(1, 29)}"
    return f"{district}{'' if rng.random() < 0.1 else ' '}{inward}"


def date(rng: random.Random, first: int = 1995, last: int = 2026) -> str:
    day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(first, last)
    name = _MONTHS[month - 1]
    ending = "th" if 10 < day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return rng.choice(
        (
            f"{day} {name} {year}",
            f"{day} {name} {year}",
            f"{day}{ending} {name} {year}",
            f"{day:02}/{month:02}/{year}",
            f"{day}/{month}/{year % 100:02}",
            f"{day}.{month}.{year}",
            f"{day} {name[:3]} {year}",
            f"{year}-{month:02}-{day:02}",
            f"{day:02}-{name[:3]}-{year % 100:02}",
            f"{rng.choice(_DAYS)} {day} {name} {year}",
            f"{name} {day}, {year}",
        )
    )


def short_date(rng: random.Random) -> str:
    day, month = rng.randint(1, 28), rng.choice(_MONTHS)
    return rng.choice(
        (
            f"{day} {month}",
            f"{day} {month[:3]}",
            f"{day}/{rng.randint(1, 12)}",
            f"{month} {rng.randint(2000, 2026)}",
            f"{day}th {month}",
        )
    )


def reference(rng: random.Random) -> str:
    shape = rng.choice(
        (
            "AAA/99/9999",
            "AA9999999",
            "99/99999/AAA",
            "AAA-9999-99",
            "AAAA999999-99999",
            "99999999",
            "A999999",
            "AA/9999/A9/999",
            "9999/99/AAAA",
            "AAA 99 9999",
            "AA-AA-9999999",
            "999-999-999",
            "AAA9999/99",
            "AAA99999",
            "9999-9999-9999",
            "AA99AAA9999",
            "AA.99.999",
            "AAAA/9999",
            "A9/99/9999999",
            "AAA/AA/9999",
            "99/9999",
            "AA999",
            "999999",
            "FOI9999",
            "FOI/99/999",
            "REF 9999999",
        )
    )
    if shape.startswith(("FOI", "REF")):
        return shape[:3] + _shaped(shape[3:], rng)
    return _shaped(shape, rng)


def _shaped(shape: str, rng: random.Random) -> str:
    return "".join(
        rng.choice(string.ascii_uppercase) if c == "A" else rng.choice(string.digits) if c == "9" else c for c in shape
    )


def telephone(rng: random.Random) -> str:
    end = f"{rng.randint(0, 999):03}"
    return rng.choice(
        (
            f"01632 960{end}",
            f"01632 960 {end}",
            f"020 7946 0{end}",
            f"0161 496 0{end}",
            f"0113 4960{end}",
            f"(01632) 960{end}",
            f"+44 1632 960{end}",
            f"0800 80011{end[:2]}",
        )
    )


def mobile(rng: random.Random) -> str:
    end = f"{rng.randint(0, 999):03}"
    return rng.choice(
        (f"07700 900{end}", f"07700900{end}", f"+44 7700 900{end}", f"07700 900 {end}", f"0044 7700 900{end}")
    )


def age(rng: random.Random) -> Value:
    years = str(rng.randint(1, 99))
    draw = rng.random()
    if draw < 0.35:
        return [(years, "AGE")]
    if draw < 0.6:
        return [("aged ", ""), (years, "AGE")]
    if draw < 0.9:
        return [(rng.choice((f"{years} years old", f"{years}-year-old", f"{years} years of age", f"{years}yo")), "AGE")]
    return [(rng.choice(("fifty-two", "sixteen", "eighty", "thirty-four", "nine", "seventy-one")), "AGE")]


def _identifier(shape: str) -> Callable[[Values, random.Random], Value]:
    return lambda values, rng: [(_shaped(shape, rng), "REFERENCE")]


def _listed(kind: str, *names: str) -> Callable[[Values, random.Random], Value]:
    return lambda values, rng: [(values.one(rng, *names), kind)]


def mailbox(values: Values, rng: random.Random) -> str:
    word = rng.choice(
        (
            "foi",
            "enquiries",
            "planning",
            "info",
            "complaints",
            "office",
            "press",
            "hr",
            "admin",
            "housing",
            "licensing",
            "data.protection",
        )
    )
    return f"{word}@{rng.choice(_DOMAINS)}"


def address_of(given: str, surname: str, rng: random.Random) -> str:
    one, two = ("".join(c for c in part.lower() if c.isalpha()) or "x" for part in (given, surname))
    local = rng.choice(
        (
            f"{one}.{two}",
            f"{one[0]}.{two}",
            f"{one}{two}",
            f"{two}{one[0]}",
            f"{one}",
            f"{one}.{two}{rng.randint(1, 99)}",
            f"{one}_{two}",
        )
    )
    return f"{local}@{rng.choice(_DOMAINS)}"


def user_of(given: str, surname: str, rng: random.Random) -> str:
    one, two = ("".join(c for c in part.lower() if c.isalpha()) or "x" for part in (given, surname))
    return rng.choice(
        (
            f"{one[0]}{two}",
            f"@{one}{two}{rng.randint(1, 99)}",
            f"{two}{one[0]}{rng.randint(1, 9)}",
            f"{one}{rng.randint(10, 99)}",
            f"{two[:5]}{one[0]}",
        )
    )


def _url(values: Values, rng: random.Random) -> Value:
    word = rng.choice(("www.example.org", "https://www.example.gov.uk", "example.com", "http://example.org.uk"))
    return [
        (
            word + rng.choice(("", "/contact", "/foi", f"/case/{rng.randint(100, 9999)}", "/planning/search?id=4")),
            "CONTACT",
        )
    ]


_SLOTS: dict[str, Callable[[Values, random.Random], Value]] = {
    "address": lambda v, r: [(v.address(r), "ADDRESS")],
    "address.lines": lambda v, r: [(v.address(r, "\n"), "ADDRESS")],
    "street": lambda v, r: [(v.street(r), "ADDRESS")],
    "postcode": lambda v, r: [(postcode(r), "ADDRESS")],
    "town": _listed("LOCATION", "towns"),
    "county": _listed("LOCATION", "counties"),
    "area": _listed("LOCATION", "areas"),
    "country": _listed("LOCATION", "countries"),
    "building": _listed("LOCATION", "buildings"),
    "org": lambda v, r: [(v.body(r), "ORGANIZATION")],
    "council": _listed("ORGANIZATION", "councils"),
    "dept": _listed("ORGANIZATION", "departments"),
    "firm": lambda v, r: [(v.firm(r), "ORGANIZATION")],
    "charity": _listed("ORGANIZATION", "charities"),
    "hospital": _listed("ORGANIZATION", "nhs"),
    "school": _listed("ORGANIZATION", "schools"),
    "police": _listed("ORGANIZATION", "police"),
    "court": _listed("ORGANIZATION", "courts"),
    "job": lambda v, r: [(v.post(r), "JOB_TITLE")],
    "ref": lambda v, r: [(reference(r), "REFERENCE")],
    "crime": _identifier("99999/9999999/99"),
    "nino": lambda v, r: [
        (f"QQ {r.randint(10, 99)} {r.randint(10, 99)} {r.randint(10, 99)} {r.choice('ABCD')}", "REFERENCE")
    ],
    "nhs": lambda v, r: [(f"999 {r.randint(0, 999):03} {r.randint(0, 9999):04}", "REFERENCE")],
    "account": _identifier("99999999"),
    "sortcode": lambda v, r: [(f"00-{r.randint(0, 99):02}-{r.randint(0, 99):02}", "REFERENCE")],
    "vehicle": _identifier("AA99 AAA"),
    "passport": _identifier("999999999"),
    "dob": lambda v, r: [(date(r, 1925, 2020), "BIRTH")],
    "date": lambda v, r: [(date(r), "DATE")],
    "shortdate": lambda v, r: [(short_date(r), "DATE")],
    "month": lambda v, r: [(r.choice(_MONTHS), "DATE")],
    "year": lambda v, r: [(str(r.randint(1985, 2026)), "DATE")],
    "weekday": lambda v, r: [(r.choice(_DAYS), "?DATE")],
    "time": lambda v, r: [
        (
            r.choice(
                (
                    f"{r.randint(0, 23):02}:{r.randint(0, 59):02}",
                    f"{r.randint(1, 12)}.{r.randint(10, 59)}pm",
                    f"{r.randint(1, 12)}am",
                    f"{r.randint(0, 23):02}{r.randint(10, 59)} hrs",
                )
            ),
            "?DATE",
        )
    ],
    "age": lambda v, r: age(r),
    "phone": lambda v, r: [(telephone(r), "CONTACT")],
    "mobile": lambda v, r: [(mobile(r), "CONTACT")],
    "emailrole": lambda v, r: [(mailbox(v, r), "CONTACT")],
    "url": _url,
    "money": lambda v, r: [
        (
            r.choice(
                (
                    f"£{r.randint(1, 999)}",
                    f"£{r.randint(1, 99)},{r.randint(0, 999):03}",
                    f"£{r.randint(1, 900)}.{r.randint(0, 99):02}",
                    f"£{r.randint(1, 40)}m",
                )
            ),
            "",
        )
    ],
    "number": lambda v, r: [(str(r.randint(1, r.choice((9, 99, 999, 9999)))), "")],
    "n": lambda v, r: [(str(r.randint(1, 20)), "")],
    "nationality": _listed("NRP", "nationalities"),
    "drug": _listed("", "drugs"),
    "condition": _listed("", "conditions"),
    "product": _listed("", "products"),
    "act": _listed("", "acts"),
    "heading": _listed("", "headings"),
}
