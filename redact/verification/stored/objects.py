"""The objects of a PDF as a graph: which dictionary has which key, and what can be reached from where."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from redact.errors import InputError
from redact.verification.stored import file as reading
from redact.verification.stored import streams

if TYPE_CHECKING:
    import pikepdf


class Held(NamedTuple):
    """A dictionary, or a stream's dictionary, and where it stands."""

    place: str
    found: pikepdf.Object
    owner: pikepdf.Object


def index_of(pdf: pikepdf.Pdf) -> dict[str, list[Held]]:
    """Return every dictionary under each of its keys."""
    import pikepdf

    index: dict[str, list[Held]] = {}
    for place, owner in reading.objects_of(pdf):
        waiting: list[tuple[pikepdf.Object, int]] = [(owner, 0)]
        while waiting:
            node, depth = waiting.pop()
            if depth > streams.MOST_DEPTH:
                raise InputError("the PDF nests its objects too deeply to be read")
            if isinstance(node, pikepdf.Array):
                waiting.extend((kid, depth + 1) for kid in node if _inside(kid))
            elif isinstance(node, pikepdf.Dictionary | pikepdf.Stream):
                held = Held(place, node, owner)
                for key, kid in node.items():
                    index.setdefault(key, []).append(held)
                    if _inside(kid):
                        waiting.append((kid, depth + 1))
    return index


def _inside(kid: object) -> bool:
    import pikepdf

    return isinstance(kid, pikepdf.Array | pikepdf.Dictionary) and not kid.is_indirect


def reachable_from(pdf: pikepdf.Pdf) -> set[tuple[int, int]]:
    """Return every object that can be reached from the trailer."""
    import pikepdf

    seen: set[tuple[int, int]] = set()
    waiting: list[pikepdf.Object] = [pdf.trailer]
    while waiting:
        node = waiting.pop()
        kids = list(node) if isinstance(node, pikepdf.Array) else [kid for _, kid in node.items()]
        for kid in kids:
            if not isinstance(kid, pikepdf.Object):
                continue
            if kid.is_indirect:
                if kid.objgen in seen:
                    continue
                seen.add(kid.objgen)
            if isinstance(kid, pikepdf.Array | pikepdf.Dictionary | pikepdf.Stream):
                waiting.append(kid)
    return seen


def pages_by_object(file: reading.File) -> dict[tuple[int, int], int]:
    """Return the page of each page object, of its content, annotations and the things it draws."""
    import pikepdf

    found: dict[tuple[int, int], int] = {}

    def add(kid: object, number: int) -> None:
        if isinstance(kid, pikepdf.Object) and kid.is_indirect:
            found.setdefault(kid.objgen, number)

    for number, objgen in enumerate(file.pages, 1):
        if objgen == (0, 0):
            continue
        page = file.pdf.get_object(objgen)
        add(page, number)
        for key in ("/Contents", "/Annots"):
            value = page.get(key)
            add(value, number)
            if isinstance(value, pikepdf.Array):
                for kid in value:
                    add(kid, number)
        resources = page.get("/Resources")
        drawn = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
        if isinstance(drawn, pikepdf.Dictionary):
            for _, kid in drawn.items():
                add(kid, number)
    return found


def text(value: object) -> str:
    """Return what a PDF string says, or the empty string for what is none."""
    import pikepdf

    return str(value) if isinstance(value, pikepdf.String) else ""


def name(value: object) -> str:
    """Return a PDF name without its slash, or the empty string for what is none."""
    import pikepdf

    if not isinstance(value, pikepdf.Name):
        return ""
    try:
        return str(value)[1:]
    except UnicodeDecodeError:  # a name need not be UTF-8
        return value.unparse().decode("latin-1")[1:]
