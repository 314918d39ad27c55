"""The grammar of British postal addresses: bounded regular expressions for their parts and for what joins them.

Kinds of street, of building and of flat follow Royal Mail's PAF and BS 7666; abbreviations and common misspellings
are those of letters. Case matters in a name and not in a kind: `MILL LANE`, `Mill Lane`, but no `a mill lane`.
"""

from __future__ import annotations

import re

from redact.text.characters import CAPITALS
from redact.text.lists import alternatives

QUOTED = r"[ \t]{0,8}(?:>[ \t]?){0,3}"  # how a line of a quoted e-mail begins
BREAK = rf"[ \t\xa0]{{0,3}}\r?\n(?!\s{{0,20}}\n){QUOTED}"
SPACE = r"[ \t\xa0\u2009\u202f]"
GAP = rf"(?:{SPACE}{{1,2}}|{BREAK})"  # between two words
JOIN = rf"(?:[ \xa0]{{0,2}},(?:{BREAK}|[ \t\xa0]{{0,4}})|[ \xa0]{{1,2}}[-–][ \xa0]|{BREAK})"  # between two parts
WORD_START = r"(?<![\w£$€/.:\-])"

CAPITAL = r"(?:St\.|[^\W\d_a-zà-öø-ÿ](?:[^\W\d_]|['’\-]){0,24})"
BEFORE_CAPITAL = r"(?=[^\W\d_a-zà-öø-ÿ])"
SMALL = r"(?:upon|on|le|la|the|under|by|in|y|yr|ar|and|of|next|cum|sub|super|en|with|&)"

# Kinds that mean little else, and kinds that are words of every day too.
STREETS = alternatives("addresses/streets")
OTHER_STREETS = alternatives("addresses/other_streets")
BUILDINGS = alternatives("addresses/buildings")
HOMES = alternatives("addresses/homes")
CELTIC_HOMES = alternatives("addresses/celtic_homes")
NAMED_STREETS = alternatives("addresses/named_streets")
WELSH_STREETS = alternatives("addresses/welsh_streets")
CIVIC = (
    "(?:county|town|city|shire|village|parish|council)[ ](?:hall|offices?|house)|civic[ ](?:centre|offices?)|guildhall"
)

NUMBER = r"(?:(?:no\.?|number)[ \xa0])?(?!(?:19|20)\d\d\b)\d{1,4}[A-Za-z]?(?:[ ]?[-–/&][ ]?\d{1,4}[A-Za-z]?)?"
FLAT = (
    r"(?:(?:flat|apartment|apt\.?|unit|suite|studio|maisonette|penthouse|plot|caravan|pitch|berth)[ \xa0]"
    r"(?:\d{1,4}[a-z]?(?:[/-]\d{1,4})?|[a-z]\d{0,3})\b|(?:room|floor|level|block)[ \xa0][\w.]{1,6}(?=,)|"
    r"(?:ground|first|second|third|fourth|top|basement|lower|upper|\d{1,2}(?:st|nd|rd|th))[ \xa0]"
    r"(?:floor(?:[ \xa0]flat)?|flat)\b)"
)
POSTCODE = (
    r"(?:GIR[ ]?0AA|BFPO[ ]?\d{1,4}|"
    r"[A-PR-UWYZ][A-HK-Y]?\d[A-Z\d]?[ \xa0\u2009\u202f]{0,2}\d[ABD-HJLNP-UW-Z]{2})(?![A-Za-z0-9])"
)
PO_BOX = r"(?i:p\.?[ ]?o\.?[ ]?box|private[ ]bag|freepost)(?:[ \xa0](?:no\.?[ ])?[A-Z0-9][A-Z0-9-]{0,12})"
# What may stand after a place's name: not the verb of somebody called Karim.
AFTER = (
    rf"(?:\s{{0,4}}(?:$|\n|[,.;:)\]\"”’'|])|{SPACE}{{1,30}}(?i:{POSTCODE})|"
    r"[ \xa0](?:and|or|in|on|with|where|who|to|since|for|near|at|but|because|from|by|until|which|that)\b)"
)
STREET = (
    rf"(?:(?:{CAPITAL}{GAP}){{1,4}}?{BEFORE_CAPITAL}"
    rf"(?:(?i:{STREETS})\b|(?<!\bHigh )(?<!\bSupreme )(?<!\bCrown )(?i:{OTHER_STREETS})\b"
    rf"(?=\.?{AFTER}|\.?[ \xa0]{BEFORE_CAPITAL}))"
    rf"(?:\.(?=,|{SPACE}{{1,30}}(?i:{POSTCODE})))?(?i:[ \xa0](?:north|south|east|west)\b)?|"
    rf"{BEFORE_CAPITAL}(?i:{NAMED_STREETS})\b|{BEFORE_CAPITAL}(?i:{WELSH_STREETS})(?:{GAP}(?:{CAPITAL}|y|yr|ar)){{1,3}})"
)
CELTIC_HOME = rf"{BEFORE_CAPITAL}(?i:{CELTIC_HOMES})(?:[ \xa0](?:na|nan|yr?|ar|an|a))?[ \xa0]{CAPITAL}"
HOUSE = (
    rf"(?:(?:\d{{1,4}}[A-Za-z]?[ \xa0])?(?:(?:{CAPITAL}|of|the|on)[ \xa0]){{1,4}}?{BEFORE_CAPITAL}(?i:{BUILDINGS})\b|"
    rf"{CELTIC_HOME})"
)
# A house's name that stands for an address by itself, in a cell or between commas, or after `at`.
HOME = rf"(?:(?:{CAPITAL}[ \xa0]){{1,3}}{BEFORE_CAPITAL}(?i:{HOMES})\b|{CELTIC_HOME})"
HOME_ALONE = re.compile(
    rf"(?:(?P<at>\b(?:at|of|from|c/o)[ \xa0])|^[ \t>*•-]{{0,8}}|[|\t;:(][ \t]{{0,3}}|,[ \t]{{1,2}})(?P<house>{HOME})"
    rf"(?=[ \t]*(?:[|\t;:,.)\n]|$|[ ]{{2}}|[ ](?:and|or|in|near|with|who|where|since|until|to|for|on|but|by)\b))",
    re.M,
)
# What may stand before a number and street: a house's or an inn's name, a door on a Scottish stair.
BEFORE_STREET = re.compile(
    rf"(?:^|[:|\t(\n][ \t]{{0,8}}|\b(?:at|of|in|from)[ ])"
    rf"(?P<house>{HOME}|The(?:[ ]{CAPITAL}){{1,3}}|\d{{1,2}}/\d{{1,2}}),[ ]{{1,2}}\Z"
)
NUMBERED_STREET = rf"(?i:{NUMBER}),?[ \xa0](?!(?i:lane|way)[ ](?i:{STREETS})\b){STREET}"

STARTS = re.compile(
    rf"{WORD_START}(?:(?P<flat>(?i:{FLAT}))|(?P<street>{NUMBERED_STREET})|(?P<box>{PO_BOX})|"
    rf"(?P<house>{HOUSE}(?={JOIN}(?:(?i:{NUMBER}),?{GAP})?{STREET})|(?i:{CIVIC})(?={JOIN}{CAPITAL})))"
)
LOWER_STARTS = re.compile(
    rf"{WORD_START}(?!(?:19|20)\d\d\b)\d{{1,3}}[a-z]?,?[ \xa0](?!lane|way|new)"
    rf"(?P<street>(?:[a-z'’]{{2,20}}[ \xa0]){{1,2}}?(?:{STREETS})\b)",
    re.IGNORECASE,
)
PARTS = re.compile(
    rf"(?P<postcode>(?i:{POSTCODE}))|(?P<flat>(?i:{FLAT}))|(?P<box>{PO_BOX})|"
    rf"(?P<street>(?:(?i:{NUMBER}),?[ \xa0])?{STREET})(?![\w-])|(?P<house>{HOUSE})(?![\w-])|"
    rf"(?P<locality>{CAPITAL}(?:(?:[ \xa0-]|{GAP}(?=[a-z]{{1,5}}{GAP}))"
    rf"(?:{CAPITAL}|{SMALL}(?=[ \xa0-]))){{0,4}})(?![\w-])"
)
NUMBERED = re.compile(rf"(?i:{NUMBER}),?[ \xa0](?:{CAPITAL}[ \xa0]?){{1,4}}")
NUMBER_TO_POSTCODE = re.compile(
    rf"{WORD_START}(?i:{NUMBER}),?[ \xa0](?:[^\W\d_][\w'’.\-]{{0,24}},?{SPACE}{{1,3}}){{1,8}}$"
)
NUMBER_AFTER_LABEL = re.compile(rf"(?i:{NUMBER}),?(?:[ \xa0][^\W\d_][\w'’\-]{{1,24}}){{1,4}}")
POSTCODES = re.compile(rf"{WORD_START}(?i:{POSTCODE})")
JOINS = re.compile(JOIN)
FLAT_JOIN = re.compile(rf"(?<=[\w)])[ \xa0](?=(?:\d|{CAPITAL}))")
TO_POSTCODE = re.compile(rf"(?:{JOIN}|{SPACE}{{1,30}}|\.[ \xa0]{{1,2}})(?=(?i:{POSTCODE}))")
SPACE_LOCALITY = re.compile(
    rf"[ \xa0](?P<locality>(?:{CAPITAL}[ \xa0]){{0,2}}{CAPITAL})(?=[ \t\xa0]{{0,2}}(?:,|[ \xa0](?i:{POSTCODE})))"
)
AFTER_LOCALITY = re.compile(AFTER)
TAIL = re.compile(
    rf"(?:^|(?:\b(?:of|at|in|to|from|near)|;|[-–(])[ \xa0])(?P<locality>(?:{CAPITAL}[ \xa0]){{0,3}}{CAPITAL})$"
)
LABEL = re.compile(
    r"\b(?:(?:home|postal|current|correspondence|business|previous|forwarding|delivery|site|property|registered|his|"
    r"her|their|my|your)[ \xa0])?(?P<address>address(?:es)?)"
    r"(?:[ \t\xa0]{0,6}[:=][ \t\xa0]{0,8}|[ \xa0](?:is|was|as|of)[ \xa0])(?=["
    rf"{CAPITALS}0-9\"“'‘])|"
    r"\b(?:(?P<home>live|lives|lived|living|reside|resides|resided|residing|resident|domiciled)|staying|placed|moved|"
    r"accommodation)[ \xa0](?:(?P<at>at)|to|in|on)[ \xa0]|"
    rf"(?<![\w'’])(?-i:[{CAPITALS}][\w'’-]{{1,24}}),?[ ](?P<of>of)[ ](?=[^\W\d_])|\bc/o[ \xa0]|\bcare of[ \xa0]",
    re.IGNORECASE,
)
BLANK = re.compile(r"\n[ \t\xa0>]*\r?\n")
CELL = re.compile(r"\t|[ \xa0]{3,}|\|")
COLUMN_GAP = re.compile(rf"(?<=\S)(?:[ \xa0]{{3,}}|\t)(?=\S)(?!(?i:{POSTCODE}))")
FIELD = re.compile(r"[ >]{0,8}[A-Za-z][A-Za-z ]{1,29}:[ \t\xa0]{0,8}")
