"""Find British postal addresses: flat, building, number and street, locality, town, county, postcode.

An address has no fixed shape, so it is read from two ends: forward from what can only begin one (a number and a
street, a flat, a PO box, a label) and backward from a postcode. No address crosses a blank line. Every repetition is
bounded, so that the time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from redact.model import Document, Finding, Span

_QUOTED = r"[ \t]{0,8}(?:>[ \t]?){0,3}"  # how a line of a quoted e-mail begins
_BREAK = rf"[ \t\xa0]{{0,3}}\r?\n(?!\s*\n){_QUOTED}"
_GAP = rf"(?:[ \t\xa0\u2009\u202f]{{1,2}}|{_BREAK})"  # between two words
_JOIN = rf"(?:[ \xa0]{{0,2}},(?:{_BREAK}|[ \t\xa0]{{0,4}})|[ \xa0]{{1,2}}[-–][ \xa0]|{_BREAK})"  # between two parts
_CAPITAL = r"(?:St\.|[^\W\d_a-zà-öø-ÿ](?:[^\W\d_]|['’\-]){0,24})"
_SMALL = r"(?:upon|on|le|la|the|under|by|in|y|yr|ar|and|of|next|cum|sub|super|en|with|&)"
_STREETS = (
    "street|road|avenue|lane|drive|close|crescent|cresent|way|place|terrace|gardens?|grove|square|court|row|walk|rise|yard|"
    "mews|hill|parade|approach|embankment|quay|wharf|view|green|gate|circus|passage|vale|park|parkway|bank|croft|fold|path|"
    "mount|esplanade|promenade|boulevard|broadway|bridge|common|chase|dene|dell|drove|garth|glebe|glade|grange|heath|"
    "heights|hollow|loan|meadows?|orchard|paddock|ridge|spinney|villas|wood|wynd|brae|gait|cottages|buildings|estate|"
    "crossing|reach|ride|bypass|causeway|cross|fields?|end|st|rd|ave?|ln|dr|cl|cres|crt|ct|pl|terr?|gdns?|grv|sq|pde|blvd"
)
_SURE = "street|road|avenue|lane|crescent|cresent|cresant|terrace|gardens|grove|mews|drive|close"
_BUILDINGS = (
    "house|court|lodge|cottages?|farm|farmhouse|hall|mansions?|buildings?|towers?|villas?|mill|barn|rectory|vicarage|manse|"
    "manor|forge|chambers|point|heights|grange|granary|stables|priory|croft|bungalow|gatehouse|apartments|works|"
    "wharf|plaza|exchange|arcade|centre|library"
)
_ALONE = (
    "whitehall|broadway|cheapside|piccadilly|kingsway|strand|holborn|aldwych|millbank|haymarket|cornhill|poultry|cowgate|"
    "canongate|eastgate|westgate|northgate|southgate|deansgate|briggate|parkway|headrow|moorgate|aldgate|queensway"
)
_WELSH = "heol|ffordd|lôn|stryd|rhodfa|maes|clos|cwrt|rhiw|teras|gerddi"
_NUMBER = r"(?:(?:no\.?|number)[ \xa0])?(?!(?:19|20)\d\d\b)\d{1,4}[A-Za-z]?(?:[ ]?[-–/&][ ]?\d{1,4}[A-Za-z]?)?"
_FLAT = (
    r"(?:(?:flat|apartment|apt\.?|unit|suite|studio|maisonette|penthouse|plot|caravan|pitch|berth)[ \xa0]"
    r"(?:\d{1,4}[a-z]?(?:[/-]\d{1,4})?|[a-z]\d{0,3})\b|(?:room|floor|level|block)[ \xa0]\w{1,4}(?=,)|"
    r"(?:ground|first|second|third|fourth|top|basement|lower|upper|\d{1,2}(?:st|nd|rd|th))[ \xa0](?:floor(?:[ \xa0]flat)?|flat)\b)"
)
_POSTCODE = r"(?:GIR[ ]?0AA|BFPO[ ]?\d{1,4}|[A-PR-UWYZ][A-HK-Y]?\d[A-Z\d]?[ \xa0\u2009\u202f]{0,2}\d[ABD-HJLNP-UW-Z]{2})(?![A-Za-z0-9])"
_DIRECTION = r"(?:[ \xa0](?:north|south|east|west)\b)?"
_TITLE = r"(?=[^\W\d_a-zà-öø-ÿ])"  # the next letter is a capital
_STREET = (
    rf"(?:(?:{_CAPITAL}{_GAP}){{1,4}}?{_TITLE}(?i:(?:{_STREETS})\b\.?{_DIRECTION})|{_TITLE}(?i:{_ALONE})\b|"
    rf"{_TITLE}(?i:{_WELSH})(?:{_GAP}(?:{_CAPITAL}|y|yr|ar)){{1,3}})"
)
_HOUSE = rf"(?:\d{{1,4}}[A-Za-z]?[ \xa0])?(?:(?:{_CAPITAL}|of|the|on)[ \xa0]){{1,4}}?{_TITLE}(?i:{_BUILDINGS})\b"
_PO_BOX = r"(?i:p\.?[ ]?o\.?[ ]?box|private[ ]bag|freepost)(?:[ \xa0](?:no\.?[ ])?[A-Z0-9][A-Z0-9-]{0,12})"
_WORD = r"(?<![\w£$€/.:\-])"

_STARTS = re.compile(
    rf"{_WORD}(?:(?P<flat>(?i:{_FLAT}))|(?P<street>(?i:{_NUMBER}),?[ \xa0]{_STREET})|(?P<box>{_PO_BOX})|"
    rf"(?P<house>{_HOUSE}(?={_JOIN}(?:(?i:{_NUMBER}),?{_GAP})?{_STREET})))"
)
_LOWER_STREET = re.compile(
    rf"{_WORD}(?P<street>(?!(?:19|20)\d\d\b)\d{{1,3}}[a-z]?,?[ \xa0](?:[a-z'’]{{2,20}}[ \xa0]){{1,2}}?(?:{_SURE})\b)",
    re.IGNORECASE,
)
_PARTS = re.compile(
    rf"(?P<postcode>(?i:{_POSTCODE}))|(?P<flat>(?i:{_FLAT}))|(?P<box>{_PO_BOX})|"
    rf"(?P<street>(?:(?i:{_NUMBER}),?[ \xa0])?{_STREET})(?![\w-])|(?P<house>{_HOUSE})(?![\w-])|"
    rf"(?P<locality>{_CAPITAL}(?:(?:[ \xa0-]|{_GAP}(?=[a-z]{{1,5}}{_GAP}))(?:{_CAPITAL}|{_SMALL}(?=[ \xa0-]))){{0,4}})(?![\w-])"
)
_CIVIC = r"(?:(?:County|Town|City|Shire|Village|Parish|Council)[ ](?:Hall|Offices?|House)|Civic[ ](?:Centre|Offices?)|Guildhall)"
_JOINS = re.compile(_JOIN)
_FLAT_JOIN = re.compile(rf"(?<=[\w)])[ \xa0](?=(?:\d|{_CAPITAL}))")
_TO_POSTCODE = re.compile(rf"(?:{_JOIN}|[ \t\xa0\u2009\u202f]{{1,30}}|\.[ \xa0]{{1,2}})(?=(?i:{_POSTCODE}))")
_SPACE_LOCALITY = re.compile(
    rf"[ \xa0](?P<locality>(?:{_CAPITAL}[ \xa0]){{0,2}}{_CAPITAL})(?=[ \t\xa0]{{0,2}}(?:,|[ \xa0](?i:{_POSTCODE})))"
)
_POSTCODES = re.compile(rf"{_WORD}(?i:{_POSTCODE})")
_LABEL = re.compile(
    r"\b(?:(?:home|postal|current|correspondence|business|previous|last known|forwarding|delivery|site|property|registered|his|her|their|my|your)[ \xa0])?"
    r"address(?:es)?(?:[ \t\xa0]{0,6}[:=][ \t\xa0]{0,8}|[ \xa0](?:is|was|as|of)[ \xa0])(?=[A-Z0-9\"“'‘])|"
    r"\b(?:live|lives|lived|living|reside|resides|resided|residing|resident|domiciled|staying|based|placed|moved|flat|accommodation)[ \xa0](?:at|to)[ \xa0]|\bc/o[ \xa0]|\bcare of[ \xa0]",
    re.IGNORECASE,
)
_BLANK = re.compile(r"\n[ \t\xa0>]*\r?\n")
_NOT_PLACES = frozenset(
    "mr mrs ms miss mx dr prof professor sir dame lord lady rev cllr councillor dear tel telephone phone fax mobile email e-mail "
    "our your my his her their its this that these those the if when while we you he she they it i on in at from to by for with "
    "ref reference date dob re subject sent cc and but or so as not no yes please thank thanks yours january february march april "
    "may june july august september october november december monday tuesday wednesday thursday friday saturday sunday ni nino utr "
    "case direct ddi web www website http https attn fao account sort iban name contact number passport who where which minister "
    "secretary director head chief officer department council police constabulary nhs trust ltd limited plc llp".split()
)
_COUNTIES = frozenset(
    "england scotland wales cymru uk beds berks bucks cambs cheshire cornwall cumbria derbyshire devon dorset durham essex glos "
    "gloucestershire hampshire hants herefordshire herts hertfordshire kent lancashire lancs leicestershire leics lincolnshire lincs "
    "london middlesex norfolk northamptonshire northants northumberland nottinghamshire notts oxfordshire oxon powys rutland salop "
    "shropshire somerset staffordshire staffs suffolk surrey sussex warwickshire wilts wiltshire worcestershire worcs yorkshire "
    "gwynedd clwyd dyfed gwent anglesey fife highland moray angus lothian strathclyde antrim armagh down fermanagh tyrone".split()
)
_FORBIDDEN_BETWEEN = frozenset(
    "to is was are were be been for with he she they i we you my his her our your their this that these those from by or if but not "
    "no has have had will would at it as than then when who which about after before".split()
)


_CIVICS = re.compile(rf"{_WORD}(?i:{_CIVIC})(?={_JOIN}{_CAPITAL})")
_NUMBERED = re.compile(rf"(?i:{_NUMBER}),?[ \xa0](?:{_CAPITAL}[ \xa0]?){{1,4}}")
_NUMBER_TO_POSTCODE = re.compile(
    rf"{_WORD}(?i:{_NUMBER}),?[ \xa0](?:[^\W\d_][\w'’.\-]{{0,24}},?[ \t\xa0]{{1,3}}){{1,8}}$"
)
_NUMBER_AFTER_LABEL = re.compile(rf"(?i:{_NUMBER}),?(?:[ \xa0][^\W\d_][\w'’\-]{{1,24}}){{1,4}}")
_AFTER_LOCALITY = re.compile(
    rf"\s{{0,4}}(?:$|\n|[,.;:)\]\"”’'|])|[ \t\xa0]{{1,30}}(?i:{_POSTCODE})|[ \xa0](?:and|or|in|on|with|where|who|to|since|for|near|at|but|because|from|by|until|which|that)\b"
)
_CELL = re.compile(r"\t|[ \xa0]{3,}|\|")
_SIDE = re.compile(rf"(?<=\S)(?:[ \xa0]{{3,}}|\t)(?=\S)(?!(?i:{_POSTCODE}))")
_FIELD = re.compile(r"[ >]{0,8}[A-Za-z][A-Za-z ]{1,29}:[ \t\xa0]{0,8}")
_TAIL = re.compile(
    rf"(?:^|(?:\b(?:of|at|in|to|from|near)|;|[-–(])[ \xa0])(?P<locality>(?:{_CAPITAL}[ \xa0]){{0,3}}{_CAPITAL})$"
)
_STRONG = frozenset({"flat", "street", "box", "house"})


def find_addresses(document: Document) -> Iterator[Finding]:
    """Yield each postal address as one span, its postcode included, in reading order.

    Scores: 0.97 with a number and a postcode, less for what has only one of them.
    """
    for start, end in _runs(document.text):
        block = document.block_at(start)
        standing_alone = block is not None and block.part in ("letterhead", "addressee")
        run = document.text[start:end]
        spans = [
            (start + places[begin], start + places[stop - 1] + 1, score)
            for column, places in _columns(run)
            for first, last, score in _addresses(column, standing_alone)
            for begin, stop in (_lines(column, first, last) if len(places) < len(run) else [(first, last)])
        ]
        for begin, stop, score in sorted(spans):
            yield Finding(Span(begin, stop), "POSTAL_ADDRESS", score, ("pattern",))


def _columns(run: str) -> list[tuple[str, Sequence[int]]]:
    """Return the columns of text set side by side, each with the place of every character; mostly there is one.

    An address that stands left of `NINO: ...` would otherwise be cut by it. Its lines come out as spans of their own.
    """
    lines = run.split("\n")
    if len(lines) < 3 or sum(bool(_SIDE.search(line)) for line in lines) < 2:
        return [(run, range(len(run)))]
    columns: dict[int, tuple[list[str], list[int]]] = {}
    at = 0
    for line in lines:
        begin = 0
        for number, gap in enumerate([*_SIDE.finditer(line), None]):
            end = gap.start() if gap else len(line)
            words, places = columns.setdefault(min(number, 3), ([], []))
            words.append(line[begin:end] + "\n")
            places.extend(range(at + begin, at + end + 1))
            begin = gap.end() if gap else end
        at += len(line) + 1
    return [("".join(words)[:-1], places) for words, places in columns.values()]


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the lines of a stretch of text, without the space around them."""
    for line in re.finditer(r"[^\s\n][^\n]{0,300}", text[start:end]):
        yield start + line.start(), start + line.start() + len(line.group().rstrip())


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of text without a blank line."""
    start = 0
    for blank in _BLANK.finditer(text):
        if start < blank.start():
            yield start, blank.start()
        start = blank.end()
    if start < len(text):
        yield start, len(text)


def _addresses(run: str, standing_alone: bool) -> list[tuple[int, int, float]]:
    found: list[tuple[int, int, float]] = []
    for starts in (_STARTS, _CIVICS, _LABEL, _LOWER_STREET):
        position = 0
        while match := starts.search(run, position):
            address = (
                _from_label(run, match)
                if starts is _LABEL
                else _grow(run, match.start(), match.end(), standing_alone, match.lastgroup == "flat")
            )
            if starts is _CIVICS and address and "," not in run[address[0] : address[1]]:
                address = None
            if address:
                found.append(address if starts is not _LOWER_STREET else (*address[:2], min(address[2], 0.75)))
            position = max(match.end(), address[1] if address else 0)
    found = _longest(found)
    for postcode in _POSTCODES.finditer(run):
        if not any(begin <= postcode.start() and postcode.end() <= stop for begin, stop, _ in found):
            address = _grow_back(run, postcode.start(), postcode.end())
            if address:
                found.append(address)
    return _longest(found)


def _longest(found: list[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    """Return what is left when addresses that overlap become one."""
    merged: list[tuple[int, int, float]] = []
    for begin, stop, score in sorted(found):
        if merged and begin < merged[-1][1]:
            before = merged.pop()
            begin, stop, score = before[0], max(before[1], stop), max(before[2], score)
        merged.append((begin, stop, score))
    return merged


def _grow(
    run: str, start: int, position: int, standing_alone: bool = False, after_flat: bool = False
) -> tuple[int, int, float]:
    """Follow the parts of an address onward from its first one, and stop at its postcode or at what is no part."""
    kept, line_broken, weak = position, False, False
    for _ in range(8):
        if to_postcode := _TO_POSTCODE.match(run, position):
            postcode = _POSTCODES.match(run, to_postcode.end())
            if postcode:
                return start, postcode.end(), 0.97
        join = _JOINS.match(run, position) or (_FLAT_JOIN.match(run, position) if after_flat else None)
        part = _PARTS.match(run, join.end()) if join else _SPACE_LOCALITY.match(run, position)
        if part is None or not part.lastgroup:
            break
        after_flat = part.lastgroup == "flat"
        if join is not None and "\n" in join.group():
            line_broken = True
        if part.lastgroup == "locality":
            words = part.group("locality")
            if not _is_place(words) or not _AFTER_LOCALITY.match(run, part.end()):
                break
            position = part.end()
            if not line_broken or words.lower() in _COUNTIES or (standing_alone and position >= len(run.rstrip())):
                kept = position
            weak = True
        elif weak and part.lastgroup in ("flat", "house", "box"):
            break
        else:
            position = kept = part.end()
    return start, len(run[:kept].rstrip(" .,\n\r\t\xa0")), 0.85


def _is_place(words: str) -> bool:
    return not any(word.strip(".,").lower() in _NOT_PLACES for word in re.split(r"[ \xa0\n-]", words) if word)


def _from_label(run: str, label: re.Match[str]) -> tuple[int, int, float] | None:
    """Read the address that a label or `lives at` announces."""
    at = label.end()
    while at < len(run) and run[at] in "\"“'‘ ":
        at += 1
    named = "address" in label.group().lower()
    part = _PARTS.match(run, at)
    if part and part.lastgroup in _STRONG:
        return _grow(run, at, part.end())
    if part and part.lastgroup == "locality" and named and _is_place(part.group()):
        start, stop, score = _grow(run, at, part.end())
        return (start, stop, score) if score > 0.9 or "," in run[start:stop] else None
    if numbered := _NUMBER_AFTER_LABEL.match(run, at):
        words = numbered.group().split()
        for count, word in enumerate(words[1:], 1):
            if word.lower() in _FORBIDDEN_BETWEEN | {"next", "near", "and", "months", "years", "days", "weeks", "per"}:
                words = words[:count]
                break
        if len(words) > 1:
            return _grow(run, at, at + len(" ".join(words)))
    return None


def _grow_back(run: str, postcode: int, stop: int) -> tuple[int, int, float] | None:
    """Follow the parts of an address backward from its postcode, over at most six lines."""
    line_start = run.rfind("\n", 0, postcode) + 1
    window = max(line_start, postcode - 160)
    if numbered := _NUMBER_TO_POSTCODE.search(run[window:postcode]):
        words = {word.strip(",.").lower() for word in numbered.group().split()}
        if not words & _FORBIDDEN_BETWEEN:
            return window + numbered.start(), stop, 0.9
    strong: int | None = None
    local: int | None = None
    house_allowed = True
    end = postcode
    for line in range(6):
        window = max(line_start, end - 160)
        begin, kinds, whole = _parts_back(run, window, end)
        for place, kind in kinds:
            if kind == "locality":
                if strong is not None:
                    # One name before the street may be the house's: "Trelawney, Fore Street".
                    if house_allowed and (line == 0 or " " not in run[place:].split("\n")[0].split(",")[0].strip()):
                        strong, house_allowed = place, False
                    whole = False
                    break
                if line == 0:
                    local = place
            else:
                if strong is not None and kind == "street":
                    whole = False
                    break
                strong = place
        if not whole or window > line_start or line_start == 0 or strong is not None and not house_allowed:
            break
        if line == 0 and begin is None and run[window:end].strip(" \t>,"):
            break
        end = line_start - 1
        line_start = run.rfind("\n", 0, max(end, 0)) + 1
    if strong is not None:
        return strong, stop, 0.93
    return (local, stop, 0.6) if local is not None else None


def _parts_back(run: str, start: int, end: int) -> tuple[int | None, list[tuple[int, str]], bool]:
    """Return where the parts of an address that end a line begin, last part first, and whether they fill the line."""
    while end > start and run[end - 1] in " \t\xa0,.\r":
        end -= 1
    for cell in _CELL.finditer(run, start, end):
        start = cell.end()
    if field := _FIELD.match(run, start, end):
        start = field.end()
    while start < end and run[start] in " >\t\xa0":
        start += 1
    found: list[tuple[int, str]] = []
    while start < end:
        comma = run.rfind(",", start, end)
        begin = comma + 1 if comma >= 0 else start
        while begin < end and run[begin] in " \xa0\t":
            begin += 1
        if comma >= 0 and begin == comma + 1:
            return (found[-1][0] if found else None), found, False
        part = _PARTS.fullmatch(run, begin, end) or _NUMBERED.fullmatch(run, begin, end)
        if part is not None and part.lastgroup == "locality" and not _is_place(part.group()):
            part = None
        if part is None:
            for inner in _STARTS.finditer(run, begin, end):
                if _grow(run[:end], inner.start(), inner.end())[1] == end:
                    found.append((inner.start(), "street"))
                    return inner.start(), found, False
            tail = _TAIL.search(run[begin:end])
            if tail and _is_place(tail.group("locality")):
                found.append((begin + tail.start("locality"), "locality"))
            return (found[-1][0] if found else None), found, False
        found.append((begin, part.lastgroup or "street"))
        end = comma if comma >= 0 else start
        while end > start and run[end - 1] in " \xa0\t":
            end -= 1
    return (found[-1][0] if found else None), found, True
