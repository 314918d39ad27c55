"""The objects of a PDF as a graph: which dictionary has which key, and what can be reached from where."""

from __future__ import annotations

from typing import NamedTuple

import pikepdf

from redact.errors import InputError
from redact.verification.stored.opening import File, name_of, objects_of
from redact.verification.stored.streams import MOST_DEPTH


class Node(NamedTuple):
    """A dictionary, or a stream's dictionary; the object that it stands in; and the place of that."""

    place: str
    value: pikepdf.Object
    owner: pikepdf.Object


def index_of(pdf: pikepdf.Pdf) -> dict[str, list[Node]]:
    """Return every dictionary under each of its keys."""
    index: dict[str, list[Node]] = {}
    for place, owner in objects_of(pdf):
        waiting: list[tuple[pikepdf.Object, int]] = [(owner, 0)]
        while waiting:
            node, depth = waiting.pop()
            if depth > MOST_DEPTH:
                raise InputError("the PDF nests its objects too deeply to be read")
            if isinstance(node, pikepdf.Array):
                waiting.extend((kid, depth + 1) for kid in node if is_inside(kid))
            elif isinstance(node, pikepdf.Dictionary | pikepdf.Stream):
                entry = Node(place, node, owner)
                for key, kid in node.items():
                    index.setdefault(key, []).append(entry)
                    if is_inside(kid):
                        waiting.append((kid, depth + 1))
    return index


def is_inside(kid: object) -> bool:
    """Tell whether a value is an array or dictionary that stands inside its parent."""
    return isinstance(kid, pikepdf.Array | pikepdf.Dictionary) and not kid.is_indirect


def reachable_from(pdf: pikepdf.Pdf) -> set[tuple[int, int]]:
    """Return every object that can be reached from the trailer."""
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


def pages_by_object(file: File) -> dict[tuple[int, int], int]:
    """Return the page of each page object, of its content, annotations and the things it draws."""
    pages: dict[tuple[int, int], int] = {}

    def add(kid: object, number: int) -> None:
        if isinstance(kid, pikepdf.Object) and kid.is_indirect:
            pages.setdefault(kid.objgen, number)

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
    return pages


def text(value: object) -> str:
    """Return what a PDF string says, or the empty string for what is none."""
    return str(value) if isinstance(value, pikepdf.String) else ""


def name(value: object) -> str:
    """Return a PDF name without its slash, or the empty string for what is none."""
    return name_of(value) if isinstance(value, pikepdf.Name) else ""
