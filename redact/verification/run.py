"""Every check by name, and the order in which a file goes through them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence

from redact.errors import InputError
from redact.verification.checks import attached, fonts, hidden, leftovers, metadata, widths
from redact.verification.checks import words as wording
from redact.verification.drawn import pictures
from redact.verification.drawn.bars import shows_redactions
from redact.verification.drawn.page import Scene
from redact.verification.inspection import Evidence
from redact.verification.report import Check, Leak, Report
from redact.verification.stored import bounds
from redact.verification.stored import file as reading
from redact.verification.words import withhold

PAGE_CHECKS: dict[str, Callable[[Evidence, Scene], Iterator[Leak]]] = {
    "text under bars": hidden.check_covered_text,
    "invisible text": hidden.check_invisible_text,
    "unseen text": hidden.check_unseen_text,
    "clipped text": hidden.check_clipped_text,
    "text off the page": hidden.check_text_off_page,
    "layers": hidden.check_layers,
    "see-through bars": hidden.check_see_through,
    "pictures under bars": hidden.check_covered_pictures,
    "drawings under bars": hidden.check_covered_drawings,
    "cropped pictures": hidden.check_cropped_pictures,
    "words in pictures": pictures.check_words_in_pictures,
}
FILE_CHECKS: dict[str, Callable[[Evidence], Iterator[Leak]]] = {
    "words on pages": wording.check_pages,
    "words in objects": wording.check_objects,
    "words in bytes": wording.check_outside,
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
    "fonts": fonts.check_fonts,
    "picture headers": pictures.check_headers,
    "private keys": leftovers.check_keys,
}
_NEED_WORDS = {"words on pages", "words in objects", "words in bytes", "words in pictures"}


def run(
    data: bytes, withheld: Sequence[str], disclosed: str, redacted: bool | None, without: Collection[str]
) -> Report:
    """Put a file through every check but those in `without`."""
    words = withhold(withheld)
    left_out = dict.fromkeys(without, "left out on request")
    if unknown := left_out.keys() - PAGE_CHECKS.keys() - FILE_CHECKS.keys():
        raise ValueError(f"no such check: {', '.join(sorted(unknown))}")
    if not words:
        left_out |= dict.fromkeys(_NEED_WORDS - left_out.keys(), "the withheld words are not known")
    elif pictures.tesseract() is None:
        left_out.setdefault("words in pictures", "tesseract is not installed")
    found: list[tuple[str, Leak]] = []
    with reading.open_pdf(data) as file:
        evidence = Evidence(file, words, disclosed, tuple(withheld))
        try:
            shown = _check(evidence, left_out, found)
            measured = tuple(width for _, width in evidence.bar_widths)
        except InputError:
            raise
        except Exception as error:
            # What a library trips over is damage in the file: refused, never called clean.
            raise InputError(
                f"the PDF is damaged: a reader gave up on it ({type(error).__name__}); save it anew and check that"
            ) from None
    held_as_redacted = shown if redacted is None else redacted
    settled = {(name, leak.settle(held_as_redacted)) for name, leak in found}
    counted = Counter(name for name, leak in settled if leak.level == "leak")
    checks = tuple(
        Check(name, name not in left_out, left_out.get(name, ""), counted[name])
        for name in (*PAGE_CHECKS, *FILE_CHECKS)
    )
    ordered = sorted({leak for _, leak in settled}, key=_reading_order)
    return Report(
        leaks=tuple(leak for leak in ordered if leak.level == "leak"),
        notes=tuple(leak for leak in ordered if leak.level == "note"),
        checks=checks,
        widths=measured,
        pages=len(evidence.file.pages),
        redacted=held_as_redacted,
    )


def _check(evidence: Evidence, left_out: Collection[str], found: list[tuple[str, Leak]]) -> bool:
    """Put every finding into `found`, and return whether the file shows redactions."""
    evidence.having("/Type")  # walks every object, and refuses what is nested too deeply
    if evidence.file.pdf.get_warnings():
        raise InputError("the PDF is damaged: readers would disagree about what it holds; save it anew and check that")
    bounds.bound_pictures(evidence.file.pdf)
    bounds.bound_forms(evidence.file)
    shown = False
    for scene in evidence.scenes():
        shown = shown or shows_redactions(scene, evidence.by_pdfium[scene.number - 1])
        for name, check_page in PAGE_CHECKS.items():
            if name not in left_out:
                found += ((name, leak) for leak in check_page(evidence, scene))
        if "bar widths" not in left_out:
            evidence.gaps += widths.collect(scene)
        if not scene.complete:
            raise InputError(f"page {scene.number} draws too many things to be checked: save it anew, simplified")
    for name, check_file in FILE_CHECKS.items():
        if name not in left_out:
            found += ((name, leak) for leak in check_file(evidence))
    return shown


def _reading_order(leak: Leak) -> tuple[int, str, str, str]:
    return leak.page or 0, leak.channel, leak.place, leak.detail
