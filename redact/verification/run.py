"""Every check by name, and the order in which a file goes through them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

from redact.errors import InputError
from redact.text.search import withhold
from redact.verification.checks import (
    attached,
    concealed,
    font_subsets,
    hidden,
    leftovers,
    metadata,
    pictures,
    widths,
    words,
)
from redact.verification.drawn.bars import says_redacted
from redact.verification.drawn.page import Page
from redact.verification.drawn.pictures import tesseract
from redact.verification.inspection import Inspection
from redact.verification.report import Check, Leak, Report
from redact.verification.stored import bounds
from redact.verification.stored.opening import open_pdf

PAGE_CHECKS: dict[str, Callable[[Inspection, Page], Iterator[Leak]]] = {
    "text under bars": hidden.check_covered_text,
    "invisible text": hidden.check_invisible_text,
    "unseen text": hidden.check_unseen_text,
    "clipped text": hidden.check_clipped_text,
    "text off the page": hidden.check_text_off_page,
    "layers": hidden.check_layers,
    "see-through bars": hidden.check_see_through,
    "pictures under bars": hidden.check_covered_pictures,
    "drawings under bars": hidden.check_covered_drawings,
    "struck text": concealed.check_struck,
    "unseen drawings": concealed.check_unseen_drawings,
    "pens on scans": concealed.check_pen,
    "cropped pictures": pictures.check_cropped,
    "words in pictures": pictures.check_words_in_pictures,
}
FILE_CHECKS: dict[str, Callable[[Inspection], Iterator[Leak]]] = {
    "words on pages": words.check_pages,
    "words in objects": words.check_objects,
    "words in bytes": words.check_outside,
    "attachments": attached.check_attachments,
    "scripts": attached.check_scripts,
    "media": attached.check_media,
    "annotations": attached.check_annotations,
    "unapplied redactions": attached.check_unapplied,
    "forms": attached.check_forms,
    "signatures": attached.check_signatures,
    "links": attached.check_links,
    "document information": metadata.check_information,
    "XMP": metadata.check_xmp,
    "programs' own data": metadata.check_private,
    "thumbnails": metadata.check_thumbnails,
    "outline": metadata.check_outlines,
    "named places": metadata.check_destinations,
    "page labels": metadata.check_page_labels,
    "layer names": metadata.check_layer_names,
    "colour names": metadata.check_colour_names,
    "spoken text": metadata.check_spoken,
    "spoken text in pages": metadata.check_spoken_inline,
    "user properties": metadata.check_properties,
    "old revisions": leftovers.check_revisions,
    "unlisted objects": leftovers.check_unlisted,
    "bytes outside": leftovers.check_between,
    "comments": leftovers.check_comments,
    "unused objects": leftovers.check_unreachable,
    "pages left out": leftovers.check_pages_left,
    "unused resources": leftovers.check_unused,
    "unreadable streams": leftovers.check_unreadable,
    "bar widths": widths.check_widths,
    "fonts": font_subsets.check_fonts,
    "font maps": concealed.check_font_maps,
    "picture headers": pictures.check_headers,
    "private keys": leftovers.check_keys,
}
_NEED_WORDS = {"words on pages", "words in objects", "words in bytes", "words in pictures"}


def run(
    data: bytes, withheld: Sequence[str], disclosed: str, redacted: bool | None, without: Collection[str]
) -> Report:
    """Put a file through every check but those in `without`."""
    searched = withhold(withheld)
    left_out = dict.fromkeys(without, "left out on request")
    if unknown := left_out.keys() - PAGE_CHECKS.keys() - FILE_CHECKS.keys():
        raise ValueError(f"no such check: {', '.join(sorted(unknown))}")
    if not searched:
        left_out |= dict.fromkeys(_NEED_WORDS - left_out.keys(), "the withheld words are not known")
    elif tesseract() is None:
        left_out.setdefault("words in pictures", "tesseract is not installed")
    with open_pdf(data) as file:
        inspection = Inspection(file, searched, disclosed, tuple(withheld))
        try:
            bound(inspection)
            leaks, shows_redactions = check_pages(inspection, left_out)
            for name, check_file in FILE_CHECKS.items():
                if name not in left_out:
                    leaks += ((name, leak) for leak in check_file(inspection))
            bar_widths = inspection.bar_widths if "bar widths" not in left_out else ()
        except InputError:
            raise
        except Exception as error:
            # What a library trips over is damage in the file: refused, never called clean.
            raise InputError(
                f"the PDF is damaged: a reader gave up on it ({type(error).__name__}); save it anew and check that"
            ) from None
    held_as_redacted = shows_redactions if redacted is None else redacted
    settled = {(name, leak.settle(held_as_redacted)) for name, leak in leaks}
    counts = Counter(name for name, leak in settled if leak.level == "leak")
    ordered = sorted({leak for _, leak in settled}, key=_reading_order)
    return Report(
        leaks=tuple(leak for leak in ordered if leak.level == "leak"),
        notes=tuple(leak for leak in ordered if leak.level == "note"),
        checks=tuple(
            Check(name, name not in left_out, left_out.get(name, ""), counts[name])
            for name in (*PAGE_CHECKS, *FILE_CHECKS)
        ),
        widths=tuple(width for _, width in bar_widths),
        pages=len(file.pages),
        redacted=held_as_redacted,
    )


def run_on_json(data: bytes, arguments: dict[str, Any]) -> dict[str, object]:
    """Do as `run`, with arguments and report as plain values: what the sandbox calls."""
    return run(data, **arguments).to_json()


def bound(inspection: Inspection) -> None:
    """Refuse a file that readers would read differently, or that would take too much to draw."""
    _ = inspection.nodes_by_key  # walks every object, and refuses what is nested too deeply
    if inspection.file.pdf.get_warnings():
        raise InputError("the PDF is damaged: readers would disagree about what it holds; save it anew and check that")
    bounds.bound_pictures(inspection.file.pdf)
    bounds.bound_forms(inspection.file)


def check_pages(inspection: Inspection, left_out: Collection[str]) -> tuple[list[tuple[str, Leak]], bool]:
    """Return what the checks of pages find, each with the check's name, and whether the file shows redactions."""
    leaks: list[tuple[str, Leak]] = []
    shows_redactions = False
    for page in inspection.pages():
        shows_redactions = shows_redactions or bool(page.bars) or says_redacted(inspection.by_pdfium[page.number - 1])
        for name, check_page in PAGE_CHECKS.items():
            if name not in left_out:
                leaks += ((name, leak) for leak in check_page(inspection, page))
        if not page.complete:
            raise InputError(f"page {page.number} draws too many things to be checked: save it anew, simplified")
    return leaks, shows_redactions


def _reading_order(leak: Leak) -> tuple[int, str, str, str]:
    return leak.page or 0, leak.channel, leak.place, leak.detail
