"""How names of people are written in British official letters. Standard library only.

    wide   The Rt Hon Dame Harriet Lockwood DBE MP
    name                   Harriet Lockwood

Honorifics and post-nominals surround a name and go with it when it is withheld; they are not the name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# Written as regular expressions, lower case; read with re.I where the text's capitals cannot be trusted.
HONORIFICS = (
    r"the (?:rt\.?|right) hon(?:ourable|\.)?",
    r"(?:rt\.?|right) hon(?:ourable|\.)?",
    r"the hon(?:ourable|\.)?",
    r"hon\.",
    r"mr|mrs|ms|miss|mx|messrs|master",
    r"dr|doctor|prof|professor",
    r"sir|dame|lord|lady|baroness|baron|viscount|viscountess|countess|earl",
    r"rev|revd|reverend|canon|fr|father|pastor|imam|rabbi|archdeacon|bishop",
    r"cllr|clr|councillor|cynghorydd|alderman|ald",
    r"his honour(?: judge)?|her honour(?: judge)?|hhj|judge|justice|mr justice|mrs justice|dj",
    r"pc|wpc|pcso|ps|sgt|sergeant|insp|inspector|ch(?:ief)? insp(?:ector)?|supt|superintendent|ch(?:ief)? supt"
    r"|chief superintendent|dc|ds|di|dci|dsu|det(?:ective)? (?:constable|sergeant|inspector|superintendent)"
    r"|det(?:ective)? chief (?:inspector|superintendent)|acc|dcc|ch(?:ief)? constable|constable|pso|csi",
    r"capt|captain|maj|major|col|colonel|lt|lieutenant|cpl|corporal|brigadier|gen|general|admiral|cdr|commander",
    r"sister|sr|nurse|staff nurse|matron|midwife",
    r"uncle|auntie|aunty|aunt",
    r"mr and mrs|mr & mrs|dr and mrs|sir and lady",
)
# Single words that stand before a surname and say man or woman; the rest say neither.
MALE = frozenset("mr sir lord baron viscount earl father fr uncle taid grandad".split())
FEMALE = frozenset(
    "mrs ms miss dame lady baroness viscountess countess sister auntie aunty aunt nain nan nanna".split()
)
# Those who bear these act in public office or speak in Parliament.
SENIOR_BEFORE = re.compile(
    r"\b(?:(?:rt\.?|right)\s+hon|lord|baroness|baron|viscount|earl|cllr|clr|councillor|cynghorydd|alderman|hhj"
    r"|(?:his|her) honour|judge|justice|ch(?:ief)?\.? (?:supt|superintendent|constable)|superintendent|supt|acc|dcc)\b",
    re.I,
)
SENIOR_AFTER = re.compile(r"\b(?:MP|MSP|MS|AM|MLA|MEP|TD)\b")
POST_NOMINALS = (
    "MP MSP MS AM MLA MEP TD KC QC OBE CBE MBE DBE KBE GBE KCB DCB GCB CB CMG KCMG DCMG GCMG CVO LVO MVO KCVO BEM "
    "QPM KPM "
    "QFSM KFSM QAM JP DL PC VC GC GM CH OM FRS FBA FRSA FCA ACA CIPFA FCIPD MCIPD PhD DPhil MD MRCP FRCP MRCS FRCS "
    "FRCA "
    "MRCGP FRCGP FRCOG MRCPsych FRCPsych FFPH MFPH MBBS MBChB BDS RN RGN RMN RM BSc BA BEng LLB LLM MA MSc MBA MPhil "
    "MEng CEng FICE MICE MRTPI FRICS MRICS SFHEA Esq Bt"
).split()
PARTICLES = frozenset(
    "de da di do dos das du del della der den la le van von zu ten ter al el bin binti ibn ap ab ferch ni nic mac ó o "
    "y e st st. ben abu".split()
)
MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec".split()
)
# Names that are also words a letter may well use with a capital letter.
WORD_NAMES = MONTHS | frozenset(
    """
    will mark grant bill rose hope grace faith joy dawn summer autumn ivy olive lily violet iris daisy poppy heather
    hazel holly amber ruby pearl jade crystal penny frank jack guy rob sue pat bob drew art chase chance dean earl
    miles rich carol melody harmony sky star christian bishop pope king queen prince duke knight baron lord lady judge
    law laws lawless young old long short small little best good goode wise bright sharp strong armstrong hardy savage
    wild noble black white brown green grey gray gold golden silver scarlet rust reed reid field fields wood woods
    forest hill hills dale dales ford lake lakes rivers brook brooks banks marsh moor moore park parks street lane
    lanes church churches chapel house hall halls castle tower towers gates gate bridge bridges well wells pool stone
    stones steel iron glass salt pepper rice bean berry cherry peach lemon apple plum flower flowers bush branch root
    day days week weeks night winter frost snow rain storm gale waters flood cook baker butler carter mason potter
    taylor tailor smith fisher hunter shepherd farmer miller walker turner parker porter archer page fuller glover
    cooper barber carpenter draper gardener painter piper weaver sawyer skinner slater tanner thatcher tyler wright
    clerk clark price prices cash sterling pound penny pence money bond bonds sale sales trust trusts case cases bell
    bells ball cross crosses lock locks keys key love darling sweet swan swann crow drake finch martin nightingale
    partridge peacock robin sparrow wren wolf fox hart lamb bull hogg pike bass north south east west england english
    french german ireland irish scott welsh london york kent sussex lancaster lincoln major minor constable sargent
    marshall warden chancellor chamberlain proctor beadle bailey read reader speed swift hurst hunt lot lots may
    sharpe power powers self sell seller tell read rush sage victor constant hand hands head heads foot legge back
    cope cure doctor leader chair speaker bacon ham hogg onions garland garden gardens barley oats hay
    """.split()
)
_CAP = r"(?:[^\W\d_a-zà-öø-ÿ][^\W\d_]*)"  # starts with a letter that is not lower case


def _alternatives(words: tuple[str, ...]) -> str:
    return "|".join(sorted((w for group in words for w in _split(group)), key=len, reverse=True))


def _split(group: str) -> list[str]:
    """Split on bars that stand outside brackets."""
    parts, depth, part = [], 0, ""
    for character in group:
        depth += (character == "(") - (character == ")")
        if character == "|" and not depth:
            parts.append(part)
            part = ""
        else:
            part += character
    return [*parts, part]


HONORIFIC = rf"(?:(?i:{_alternatives(HONORIFICS)})\b\.?)"
HONORIFIC_RUN = rf"(?:{HONORIFIC}[ \t\u00a0]{{1,3}})"
TITLES = re.compile(rf"{HONORIFIC_RUN}+")
# For text put into lower case: four times as fast as leaving capitals out of account.
LOW_HONORIFIC = rf"(?:(?:{_alternatives(HONORIFICS)})\b\.?)"
POST_NOMINAL = rf"(?:\(?(?:{'|'.join(sorted(POST_NOMINALS, key=len, reverse=True))})\b\)?)"
POST_NOMINAL_RUN = rf"(?:,?[ \t]{{1,3}}{POST_NOMINAL})"
_HONORIFIC_WORDS = re.compile(rf"{HONORIFIC}\Z", re.I)


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart: `given` in order, `surname`; either may be missing. All lower case, accents as written."""

    given: tuple[str, ...]
    surname: str

    @property
    def full(self) -> bool:
        return bool(self.given and self.surname)


def is_honorific(words: str) -> bool:
    """Tell whether words are an honorific and nothing else."""
    return bool(_HONORIFIC_WORDS.match(words.strip()))


def words_of(name: str) -> list[str]:
    """Return the words of a name as written; `O'Rourke`, `Adebayo-Clarke` and `St.` are one word each."""
    return re.findall(r"[^\W\d_](?:[^\W_]|['’.-](?=[^\W\d_]))*\.?", name)


def lowered(text: str) -> str:
    """Return text in lower case, character for character."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def normal(word: str) -> str:
    """Return a word as it is compared: lower case, straight apostrophes, no full stop at its end."""
    return word.casefold().replace("’", "'").rstrip(".")


def taken_apart(name: str) -> Name:
    """Split a name into given names and surname; `Okonkwo, Chidinma` is the other way round."""
    if name.count(",") == 1:
        before, after = name.split(",")
        if words_of(before) and words_of(after):
            name = f"{after} {before}"
    words = [normal(word) for word in words_of(name)]
    if not words:
        return Name((), "")
    if len(words) == 1:
        return Name((), words[0])
    first = len(words) - 1
    while first > 1 and words[first - 1] in PARTICLES:
        first -= 1
    return Name(tuple(words[:first]), " ".join(words[first:]))
