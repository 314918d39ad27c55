"""The structure tree of a PDF (ISO 32000-1, 14.7): what a screen reader reads, in the order it was drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from redact.renderers.typesetting.tags import Node

if TYPE_CHECKING:
    from pikepdf import Object, Pdf


# What a table needs even where it is empty: every row has as many cells (ISO 14289-1, 7.5).
CELLS = ("TR", "TH", "TD")


def write_structure(pdf: Pdf, tree: Node, counts: Sequence[int]) -> None:
    """Attach the tree to the catalogue, and point each page's marked content back at it.

    `counts` is how many pieces of marked content each page has.
    """
    from pikepdf import Array, Dictionary, Name

    pages = [page.obj for page in pdf.pages]
    owners: list[list[Object | None]] = [[None] * count for count in counts]
    named: list[tuple[str, Object]] = []
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))

    def write(node: Node, parent: Object) -> Any:
        if not node.kids and node.tag not in CELLS:
            return None
        element: Object = pdf.make_indirect(describe(node, parent))
        kids: list[Any] = []
        own_page = next((kid[0] for kid in node.kids if isinstance(kid, tuple)), None)
        for kid in node.kids:
            if isinstance(kid, Node):
                if (written := write(kid, element)) is not None:
                    kids.append(written)
                continue
            page, number = kid
            owners[page][number] = element
            kids.append(number if page == own_page else Dictionary(Type=Name.MCR, Pg=pages[page], MCID=number))
        if own_page is not None:
            element.Pg = pages[own_page]
        if kids:
            element.K = kids[0] if len(kids) == 1 else Array(kids)
        if node.id:
            named.append((node.id, element))
        return element

    root.K = write(tree, root) or Array([])
    numbers: list[Any] = []
    for i, page in enumerate(pages):
        page.StructParents = i
        page.Tabs = Name.S
        numbers += [i, pdf.make_indirect(Array(owners[i]))]
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
    root.ParentTreeNextKey = len(pages)
    if named:
        named.sort(key=lambda pair: pair[0])
        pairs = [part for name, element in named for part in (text(name), element)]
        root.IDTree = pdf.make_indirect(Dictionary(Names=Array(pairs)))
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def describe(node: Node, parent: Object) -> Any:
    """Return the dictionary of an element, without its kids."""
    from pikepdf import Dictionary, Name

    entries: dict[str, Any] = {"/Type": Name.StructElem, "/S": Name("/" + node.tag), "/P": parent}
    if node.language:
        entries["/Lang"] = text(node.language)
    if node.actual:
        entries["/ActualText"] = text(node.actual)
    if node.id:
        entries["/ID"] = text(node.id)
    if node.attributes:
        owner = {"TH": "/Table", "L": "/List"}[node.tag]
        values = {f"/{key}": Name(f"/{value}") for key, value in node.attributes.items()}
        entries["/A"] = Dictionary({"/O": Name(owner), **values})
    return Dictionary(entries)


def text(words: str) -> Any:
    from pikepdf import String

    return String(words)
