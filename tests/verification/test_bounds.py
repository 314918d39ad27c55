"""A file made to do harm, or broken, is refused within bounds: never a crash, never called clean."""

from __future__ import annotations

import base64
import io
import os
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, String

from redact.errors import InputError
from redact.verification import inspect, inspect_apart, verify
from redact.verification.stored.opening import open_pdf
from redact.verification.stored.streams import unpack
from tests.verification.letters import NAME, WITHHELD, edit, letter
from tests.verification.planted import PLANTS, redacted


def raw_pdf(*objects: bytes, root: int = 1) -> bytes:
    """Write objects, numbered from 1, with a right table."""
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n" % number + content + b"\nendobj\n")
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, start))
    return out.getvalue()


def stream(data: bytes, entries: bytes = b"", length: int | None = None) -> bytes:
    return b"<<%s/Length %d>>\nstream\n" % (entries, len(data) if length is None else length) + data + b"\nendstream"


CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X0 5 0 R>>>>>>"


def one_page(*more: bytes, page: bytes = PAGE) -> bytes:
    return raw_pdf(CATALOG, PAGES, page, *more)


def test_hand_made_page_is_read() -> None:
    """The frame that the harmful files below are made of is itself sound."""
    assert verify(one_page(stream(b""), b"null")) == ()


def deep(depth: int) -> bytes:
    return one_page(stream(b""), b"[" * depth + b"]" * depth)


def bomb_in_chain() -> bytes:
    packed = zlib.compress(zlib.compress(bytes((1 << 29) + 1), 9), 9)
    return one_page(stream(packed, b"/Filter[/FlateDecode/FlateDecode]"), b"null")


def bomb_of_runs() -> bytes:
    runs = b"\x81\x00" * 8_000_000
    return one_page(stream(zlib.compress(runs), b"/Filter[/FlateDecode/RunLengthDecode]"), b"null")


def bomb_in_digits() -> bytes:
    """A bomb whose size is lost sight of where runs are followed by digits, of which there are few."""
    packed = zlib.compress(zlib.compress(bytes((1 << 29) + 1), 9), 9).hex().encode()
    filters = b"/Filter[/RunLengthDecode/ASCIIHexDecode/FlateDecode/FlateDecode]"
    return one_page(stream(run_lengths(packed), filters), b"null")


def laughs() -> bytes:
    """Ten forms, each of which draws the next ten times: ten thousand million drawings."""
    forms = [
        stream(
            b"/X0 Do " * 10, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X0 %d 0 R>>>>" % (6 + i)
        )
        for i in range(10)
    ]
    last = stream(b"0 0 9 9 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    return one_page(stream(b"/X0 Do"), *forms, last)


def form_in_itself() -> bytes:
    form = stream(b"/X0 Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X0 5 0 R>>>>")
    return one_page(stream(b"/X0 Do"), form)


def huge_picture() -> bytes:
    entries = b"/Type/XObject/Subtype/Image/Width 100000/Height 100000/BitsPerComponent 8/ColorSpace/DeviceRGB"
    return one_page(stream(b"/X0 Do"), stream(b"\0", entries))


def page_circle() -> bytes:
    return raw_pdf(CATALOG, b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>", PAGE, stream(b""), b"null")


def kids_circle() -> bytes:
    return raw_pdf(CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>>")


HARMFUL: dict[str, Callable[[], bytes]] = {
    "nesting of 150": lambda: deep(150),
    "nesting of 100,000": lambda: deep(100_000),
    "stream that claims 2 GB": lambda: one_page(stream(b"BT ET", length=2**31), b"null"),
    "stream that claims less than nothing": lambda: one_page(stream(b"BT ET", length=-1), b"null"),
    "bomb in a bomb": bomb_in_chain,
    "bomb of runs": bomb_of_runs,
    "bomb in digits in runs": bomb_in_digits,
    "forms that draw forms": laughs,
    "form that draws itself": form_in_itself,
    "picture of 30 GB": huge_picture,
    "page tree in a circle": page_circle,
    "page tree whose kid is its parent": kids_circle,
    "page that is a number": lambda: raw_pdf(CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"7"),
    "no catalogue": lambda: raw_pdf(b"7"),
    "catalogue without pages": lambda: raw_pdf(b"<</Type/Catalog>>"),
    "only a head and an end": lambda: b"%PDF-1.7\n%%EOF\n",
    "a table that points nowhere": lambda: letter().replace(b"startxref\n", b"startxref\n9"),
}


@pytest.mark.slow
@pytest.mark.parametrize("case", HARMFUL)
def test_harmful_files_are_refused(case: str) -> None:
    with pytest.raises(InputError) as caught:
        verify(HARMFUL[case](), WITHHELD)
    assert caught.value.exit_code == 3
    assert str(caught.value)


@pytest.mark.slow
def test_many_objects_are_checked() -> None:
    """50,000 objects are no reason to give up, and the one that tells is found among them."""

    def many(pdf: pikepdf.Pdf) -> None:
        kept = [pdf.make_indirect(Dictionary(A=i)) for i in range(50_000)]
        kept.append(pdf.make_indirect(Dictionary(A=String(NAME))))
        pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(K=Array(kept)))

    leaks = verify(edit(many), WITHHELD)
    assert {leak.channel for leak in leaks} >= {"string"}


@pytest.mark.slow
def test_refusals_say_the_same_apart() -> None:
    """A check in a process of its own refuses what a check in this one refuses, with the same words."""
    for case in ("form that draws itself", "no catalogue"):
        with pytest.raises(InputError) as here:
            inspect(HARMFUL[case]())
        with pytest.raises(InputError) as there:
            inspect_apart(HARMFUL[case]())
        assert str(there.value) == str(here.value)


@pytest.mark.slow
def test_reports_are_the_same_apart() -> None:
    data = PLANTS["form value"].make()
    assert inspect_apart(data, WITHHELD, without=["words in pictures"]) == inspect(
        data, WITHHELD, without=["words in pictures"]
    )


def test_time_is_bounded_apart() -> None:
    """A check that does not come back is ended, and the file refused."""
    with pytest.raises(InputError, match="took more than"):
        inspect_apart(redacted(), seconds=0.001)


def test_faults_in_the_asking_are_told_apart() -> None:
    with pytest.raises(ValueError, match="is empty"):
        inspect_apart(redacted(), [" "])


def run_lengths(data: bytes) -> bytes:
    parts = (data[i : i + 128] for i in range(0, len(data), 128))
    return b"".join(bytes([len(part) - 1]) + part for part in parts) + b"\x80"


ENCODERS: dict[bytes, Callable[[bytes], bytes]] = {
    b"/FlateDecode": zlib.compress,
    b"/ASCIIHexDecode": lambda data: data.hex().encode() + b">",
    b"/ASCII85Decode": lambda data: base64.a85encode(data) + b"~>",
    b"/RunLengthDecode": run_lengths,
}
chains = st.lists(st.sampled_from(sorted(ENCODERS)), max_size=4)


def unpacked(data: bytes, filters: list[bytes]) -> bytes | None:
    """Pack data by each filter, the last one first, and unpack them as the checks do."""
    for name in reversed(filters):
        data = ENCODERS[name](data)
    with open_pdf(one_page(stream(data, b"/Filter[" + b"".join(filters) + b"]"), b"null")) as file:
        return unpack(file.pdf.pages[0].obj.Contents)


@given(st.binary(min_size=1, max_size=400), chains)
def test_what_is_small_is_unpacked_whatever_the_filters(data: bytes, filters: list[bytes]) -> None:
    assert unpacked(data, filters) == data


@pytest.mark.slow
@settings(max_examples=8)
@given(chains)
def test_a_bomb_is_refused_whatever_the_filters_around_it(filters: list[bytes]) -> None:
    bomb = zlib.compress(zlib.compress(bytes((1 << 29) + 1), 9), 9)
    for name in reversed(filters):
        bomb = ENCODERS[name](bomb)
    names = b"".join(filters) + b"/FlateDecode/FlateDecode"
    with pytest.raises(InputError, match="unpacks to more"):
        verify(one_page(stream(bomb, b"/Filter[" + names + b"]"), b"null"))


SMALL = [
    path.read_bytes()
    for path in sorted((Path(__file__).parent / "ordinary").glob("*.pdf"))
    if path.stat().st_size < 15_000
]
PLANTED = ["black box over a scan", "layer switched off", "form value", "old revision", "outline", "EXIF"]


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """Change a few bytes of a file: overwrite, cut, repeat, or write another number."""
    data = bytearray(draw(st.sampled_from([*SMALL, *(PLANTS[case].make() for case in PLANTED)])))
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(data) - 1))
        length = draw(st.integers(1, 60))
        match draw(st.sampled_from(["overwrite", "cut", "repeat", "number"])):
            case "overwrite":
                data[at] = draw(st.integers(0, 255))
            case "cut":
                del data[at : at + length]
            case "repeat":
                data[at:at] = data[at : at + length]
            case "number":
                data[at : at + 1] = str(draw(st.sampled_from([0, -1, 1, 2**31, 10**11]))).encode()
        if not data:
            break
    return bytes(data)


@pytest.mark.slow
@settings(max_examples=int(os.environ.get("REDACT_FUZZ", "150")))
@given(mutated())
def test_mutated_files_are_read_or_refused(data: bytes) -> None:
    """REDACT_FUZZ=10000 asks for more of them."""
    try:
        report = inspect(data, WITHHELD, without=["words in pictures"])
    except InputError:
        return  # exit code 3; anything else would fail here
    assert all(check.done for check in report.checks if check.name != "words in pictures")


@given(st.binary(max_size=300))
def test_noise_is_refused(data: bytes) -> None:
    for noise in (data, b"%PDF-1.7\n" + data, b"%PDF-1.7\n" + data + b"\n%%EOF\n"):
        with pytest.raises(InputError):
            inspect(noise)
