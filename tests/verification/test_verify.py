"""What is planted in a finished file is found; a clean file is clean; what is no whole PDF is refused."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

import redact.verification
from redact.errors import InputError
from redact.verification import verify
from tests.verification.letters import EMAIL, NAME, PHONE, WITHHELD, draw_text, edit, letter


def test_clean_letter_has_no_leaks() -> None:
    assert verify(letter(pages=2), WITHHELD) == ()


def _annotate(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents=NAME)
    pdf.pages[0].Annots = pdf.make_indirect([note])


def _title_in_xmp(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        metadata["dc:title"] = f"Letter to {NAME}"


def _hide_in_stream(pdf: pikepdf.Pdf, data: bytes) -> None:
    pdf.Root.PieceInfo = pdf.make_stream(data)


PLANTED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "text": ("text", lambda: letter(draw_text(f"cc {NAME}"))),
    "text on page 2": ("text", lambda: letter(draw_text(EMAIL), pages=2)),
    "text letter by letter": (
        "text",
        lambda: letter(lambda c: [c.drawString(72 + 9 * i, 400, x) for i, x in enumerate(NAME)]),
    ),
    "text reversed": ("text", lambda: letter(draw_text(NAME[::-1]))),
    "text in capitals": ("text", lambda: letter(draw_text(NAME.upper()))),
    "Info": ("metadata", lambda: edit(lambda pdf: pdf.docinfo.__setitem__("/Author", NAME))),
    "XMP": ("metadata", lambda: edit(_title_in_xmp)),
    "note": ("string", lambda: edit(_annotate)),
    "string in UTF-16": (
        "string",
        lambda: edit(lambda pdf: pdf.Root.__setitem__("/X", pikepdf.String(NAME + " \u0177"))),
    ),
    "name": ("name", lambda: edit(lambda pdf: pdf.Root.__setitem__("/X", pikepdf.Name("/" + NAME.replace(" ", "_"))))),
    "key": ("name", lambda: edit(lambda pdf: pdf.Root.__setitem__("/" + NAME.replace(" ", "_"), 1))),
    "stream in UTF-8": ("stream", lambda: edit(lambda pdf: _hide_in_stream(pdf, NAME.encode()))),
    "stream in UTF-16": ("stream", lambda: edit(lambda pdf: _hide_in_stream(pdf, NAME.encode("utf-16-be")))),
    "stream with hex": (
        "stream",
        lambda: edit(lambda pdf: _hide_in_stream(pdf, b"<" + NAME.encode().hex().encode() + b"> Tj")),
    ),
    "stream with pieces": (
        "stream",
        lambda: edit(lambda pdf: _hide_in_stream(pdf, b"[(Morwenna Tre) -20 (gar) 3 (then)] TJ")),
    ),
    "stream of noise": (
        "stream",
        lambda: edit(lambda pdf: _hide_in_stream(pdf, bytes(range(256)) * 9 + NAME.encode())),
    ),
    "bytes after the end": ("bytes", lambda: letter() + b"\n" + PHONE.encode() + b"\n"),
    "bytes before the head": ("bytes", lambda: PHONE.encode() + b"\n" + letter()),
}


@pytest.mark.parametrize("case", PLANTED)
def test_planted_words_are_found(case: str) -> None:
    channel, make = PLANTED[case]
    assert channel in {leak.channel for leak in verify(make(), WITHHELD)}


@pytest.mark.parametrize("case", PLANTED)
def test_leaks_never_quote(case: str) -> None:
    output = " ".join(f"{leak} {leak!r}" for leak in verify(PLANTED[case][1](), WITHHELD)).casefold()
    assert [word for entry in WITHHELD for word in entry.casefold().split() if word in output] == []


def test_page_is_named() -> None:
    leaks = verify(letter(draw_text(EMAIL), pages=2), WITHHELD)
    assert {leak.page for leak in leaks if leak.channel == "text"} == {2}


def test_words_that_may_be_seen_are_counted() -> None:
    """Where a withheld word also stands in the disclosed text, only more of it is a leak."""
    disclosed = "a meeting in May"
    once = letter(draw_text("a meeting in May"))
    twice = letter(draw_text("a meeting in May with Mrs May"))
    assert verify(once, ["May"], disclosed=disclosed) == ()
    assert {leak.channel for leak in verify(twice, ["May"], disclosed=disclosed)} == {"text"}


@pytest.mark.parametrize("name", ["Page", "Parent", "Font", "Length", "Root"])
def test_people_called_like_a_pdf_key(name: str) -> None:
    """Mr Page must not set off an alarm in every PDF."""
    assert verify(letter(), [name]) == ()


@pytest.mark.parametrize("entry", ["42", "1", "720", "2026", "re", "BT", "Tf", "obj", "n"])
def test_short_entries_in_code(entry: str) -> None:
    """An age or an initial is no leak where a page's code or a table of places happens to hold it."""
    data = letter(draw_text("Notice is given by post", y=420.42))
    assert [leak for leak in verify(data, [entry]) if leak.channel != "text"] == []


@pytest.mark.parametrize("entry", ["GB", "en", "D", "Z", "A", "B", "UCS", "1"])
def test_initials_in_codes(entry: str) -> None:
    """Somebody's initials are no leak in a language, a date or a level of conformance."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Lang = pikepdf.String("en-GB")
        pdf.docinfo["/CreationDate"] = "D:20260223120000Z"
        with pdf.open_metadata() as metadata:
            metadata["pdfaid:part"], metadata["pdfaid:conformance"] = "2", "A"

    assert [leak for leak in verify(edit(change), [entry]) if leak.channel != "text"] == []


def test_short_entries_that_can_be_read() -> None:
    assert {leak.channel for leak in verify(letter(draw_text("aged 42 (Bo)")), ["42", "Bo"])} == {"text"}


def _encrypted(user: str) -> bytes:
    return edit(lambda pdf: None, encryption=pikepdf.Encryption(owner="owner", user=user))


def _bomb(count: int) -> bytes:
    import zlib

    packed = zlib.compress(bytes(1 << 27), 9)
    body = b"".join(
        b"%d 0 obj<</Length %d/Filter/FlateDecode>>stream\n" % (i, len(packed)) + packed + b"\nendstream endobj\n"
        for i in range(count)
    )
    return b"%PDF-1.7\n" + body + b"trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n"


def _loop(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)


REFUSED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "empty": ("not a PDF", lambda: b""),
    "text": ("not a PDF", lambda: b"Dear Madam,\n" * 99),
    "cut in half": ("cut off", lambda: letter()[: len(letter()) // 2]),
    "cut before the table": ("cut off|damaged", lambda: letter()[:-40] + b"\n%%EOF"),
    "cut in the middle": ("damaged", lambda: letter()[:700] + letter()[900:]),
    "user password": ("encrypted", lambda: _encrypted("user")),
    "owner password": ("encrypted", lambda: _encrypted("")),
    "bomb": ("unpacks to more", lambda: _bomb(5)),
    "page tree in a circle": ("circle|damaged", lambda: edit(_loop)),
    "no pages": ("no pages|damaged", lambda: edit(lambda pdf: pdf.pages.__delitem__(0))),
}


@pytest.mark.slow
@pytest.mark.parametrize("case", REFUSED)
def test_refused_with_a_reason(case: str) -> None:
    """A file that cannot be read whole is never called clean."""
    reason, make = REFUSED[case]
    with pytest.raises(InputError, match=reason) as caught:
        verify(make(), WITHHELD)
    assert caught.value.exit_code == 3


ROOM = Path(redact.verification.__file__).parent
# Each file of the verifier, with each module that it imports from.
IMPORTS = [
    (path.relative_to(ROOM), node.module or "")
    for path in sorted(ROOM.rglob("*.py"))
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    if isinstance(node, ast.ImportFrom)
]


def test_never_imports_the_renderers() -> None:
    """The verifier trusts nothing of what made the file."""
    allowed = ("redact.verification", "redact.errors", "redact.model", "redact.sandbox", "redact.text")
    for _, module in IMPORTS:
        assert not module.startswith("redact.") or module.startswith(allowed)
        assert "reportlab" not in module


def test_each_floor_looks_down() -> None:
    """Words and report at the bottom, then what is stored and what is drawn, the opened file, checks, and the run."""
    floors = [{"words", "report"}, {"stored"}, {"drawn"}, {"inspection"}, {"checks"}, {"run"}]
    level = {name: i for i, floor in enumerate(floors) for name in floor}
    within = [
        (path.parts[0].removesuffix(".py"), module.split(".")[2])
        for path, module in IMPORTS
        if module.startswith("redact.verification.") and path.name != "__init__.py"
    ]
    assert [(room, other) for room, other in within if room != other and level[room] <= level[other]] == []
    assert {room for room, _ in within} >= {"stored", "drawn", "inspection", "checks", "run"}
