"""What hangs on a document beside its pages: attachments, scripts, media, annotations, forms, links, signatures."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from redact.verification.inspection import Evidence
from redact.verification.report import Leak, Level
from redact.verification.stored.objects import Held, name, text

_SCRIPTS = {
    "JavaScript",
    "Launch",
    "SubmitForm",
    "ImportData",
    "Rendition",
    "RichMediaExecute",
    "GoToE",
    "GoToR",
    "Trans",
}
_MEDIA = {"Movie", "Sound", "Screen", "3D", "RichMedia"}
_MARKUP = {
    "Text", "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine", "Highlight", "Underline", "Squiggly",
    "StrikeOut", "Caret", "Stamp", "Ink", "Popup", "Watermark", "Projection",
}  # fmt: skip
_SAID = ("/Contents", "/RC", "/T", "/Subj")
_HIDDEN = 2 | 32  # annotation flags Hidden and NoView, ISO 32000-1 table 165


def _leak(evidence: Evidence, channel: str, held: Held, detail: str, level: Level = "leak") -> Leak:
    return Leak(channel, evidence.page_of(held.owner), held.place, detail, level)


def check_attachments(evidence: Evidence) -> Iterator[Leak]:
    """Look for files within the file: named, associated (/AF), in annotations, or left behind."""
    for held in evidence.having("/EF"):
        yield _leak(evidence, "attachment", held, "a file is attached")
    for held in evidence.having("/Type"):
        if name(held.found.get("/Type")) == "EmbeddedFile":
            yield _leak(evidence, "attachment", held, "a file is embedded")


def check_scripts(evidence: Evidence) -> Iterator[Leak]:
    """Look for scripts and for actions that run, send or fetch something."""
    for held in evidence.having("/S"):
        if name(held.found.get("/S")) in _SCRIPTS and name(held.found.get("/Type")) in ("", "Action"):
            yield _leak(evidence, "script", held, "an action runs, sends or opens something")
    for held in evidence.having("/JS"):
        if "/S" not in held.found:
            yield _leak(evidence, "script", held, "a script")


def check_media(evidence: Evidence) -> Iterator[Leak]:
    """Look for sound, film and three-dimensional models."""
    for held in evidence.having("/Subtype"):
        if name(held.found.get("/Subtype")) in _MEDIA and "/Rect" in held.found:
            yield _leak(evidence, "media", held, "an annotation plays sound, film or a model")


def check_annotations(evidence: Evidence) -> Iterator[Leak]:
    """Look for notes and marks, also those that no page shows any more."""
    for held in evidence.having("/Subtype"):
        kind = name(held.found.get("/Subtype"))
        if "/Rect" not in held.found:
            continue
        said = [text(held.found.get(key)) for key in _SAID]
        if kind in _MARKUP:
            flags = held.found.get("/F", 0)
            open_text = kind in ("FreeText", "Watermark") and not (isinstance(flags, int) and flags & _HIDDEN)
            if any(part.strip() for part in said):
                level: Level = "note" if open_text and not said[1] and not said[3] else "leak"
                yield _leak(
                    evidence, "annotation", held, "an annotation holds words", "strict" if level == "note" else level
                )
            else:
                yield _leak(evidence, "annotation", held, "a mark is not part of the page", "strict")
        elif kind == "Link" and any(part.strip() and not _says_nothing_new(evidence, held, part) for part in said):
            yield _leak(evidence, "annotation", held, "a link's description says what no page says", "strict")


def _says_nothing_new(evidence: Evidence, held: Held, words: str) -> bool:
    action = held.found.get("/A")
    target = text(action.get("/URI")) if hasattr(action, "keys") and action is not None else ""
    return evidence.repeats(words) or words.strip() in target or (bool(target) and target in words)


def check_unapplied(evidence: Evidence) -> Iterator[Leak]:
    """Look for redactions that were marked and never carried out."""
    for held in evidence.having("/Subtype"):
        if name(held.found.get("/Subtype")) == "Redact":
            yield _leak(evidence, "unapplied redaction", held, "a redaction was marked and never carried out")


def check_forms(evidence: Evidence) -> Iterator[Leak]:
    """Look for form fields that hold something, seen or not."""
    for held in evidence.having("/XFA"):
        yield _leak(evidence, "form", held, "an XFA form holds its own text")
    for held in evidence.having("/FT"):
        values = {key: text(held.found.get(key)) for key in ("/V", "/DV", "/RV", "/TU")}
        if name(held.found.get("/FT")) == "Sig":
            continue
        flags = held.found.get("/F", 0)
        unseen = isinstance(flags, int) and bool(flags & _HIDDEN)
        if values["/DV"] and values["/DV"] != values["/V"]:
            yield _leak(evidence, "form", held, "a field's default is not what it shows")
        elif values["/V"] or values["/RV"]:
            yield _leak(evidence, "form", held, "a field holds a value", "leak" if unseen else "strict")
        elif values["/TU"] and not evidence.repeats(values["/TU"]):
            yield _leak(evidence, "form", held, "a field's description says what no page says", "strict")


def check_signatures(evidence: Evidence) -> Iterator[Leak]:
    """Look for digital signatures: they name the person who signed."""
    for held in evidence.having("/ByteRange"):
        yield _leak(evidence, "signature", held, "a digital signature names who signed", "strict")


def check_links(evidence: Evidence) -> Iterator[Leak]:
    """Look for links to people, to files and to hosts inside an organisation."""
    for held in evidence.having("/URI"):
        target = text(held.found.get("/URI"))
        if not target:
            continue
        try:
            parts = urlsplit(target)
            host = parts.hostname or ""
        except ValueError:
            yield _leak(evidence, "link", held, "a link that is no address", "strict")
            continue
        scheme = parts.scheme.casefold()
        if scheme == "file" or re.match(r"[A-Za-z]:|\\\\", target):
            yield _leak(evidence, "link", held, "a link to a file")
        elif scheme in ("mailto", "tel", "sip", "sms", "callto"):
            if not evidence.repeats(re.split(r"[?;]", unquote(parts.path or parts.netloc))[0]):
                yield _leak(evidence, "link", held, "a link to a person whom no page names", "strict")
        elif _is_inside(host):
            yield _leak(evidence, "link", held, "a link to a host inside an organisation", "strict")


def _is_inside(host: str) -> bool:
    if not host:
        return False
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return "." not in host or host.endswith(
            (".local", ".internal", ".lan", ".intranet", ".corp", ".home", ".localdomain")
        )
