"""What a document has beside its pages: attachments, scripts, media, annotations, forms, links, signatures."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from redact.verification.inspection import Inspection
from redact.verification.report import Leak
from redact.verification.stored.objects import Node, name, text

_SCRIPTS = set("JavaScript Launch SubmitForm ImportData Rendition RichMediaExecute GoToE GoToR Trans".split())
_MEDIA = {"Movie", "Sound", "Screen", "3D", "RichMedia"}
_MARKUP = set(
    "Text FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Caret Stamp Ink Popup "
    "Watermark Projection".split()
)
_WORDS = ("/Contents", "/RC", "/T", "/Subj")
_HIDDEN = 2 | 32  # annotation flags Hidden and NoView, ISO 32000-1 table 165


def check_attachments(inspection: Inspection) -> Iterator[Leak]:
    """Look for files within the file: named, associated (/AF), in annotations, or left behind."""
    for node in inspection.nodes_with("/EF"):
        yield inspection.leak("attachment", node, "a file is attached", "strict")
    for node in inspection.nodes_with("/Type"):
        if name(node.value.get("/Type")) == "EmbeddedFile":
            yield inspection.leak("attachment", node, "a file is embedded", "strict")


def check_scripts(inspection: Inspection) -> Iterator[Leak]:
    """Look for scripts and for actions that run, send or fetch something."""
    for node in inspection.nodes_with("/S"):
        if name(node.value.get("/S")) in _SCRIPTS and name(node.value.get("/Type")) in ("", "Action"):
            yield inspection.leak("script", node, "an action runs, sends or opens something", "strict")
    for node in inspection.nodes_with("/JS"):
        if "/S" not in node.value:
            yield inspection.leak("script", node, "a script", "strict")


def check_media(inspection: Inspection) -> Iterator[Leak]:
    """Look for sound, film and three-dimensional models."""
    for node in inspection.nodes_with("/Subtype"):
        if name(node.value.get("/Subtype")) in _MEDIA and "/Rect" in node.value:
            yield inspection.leak("media", node, "an annotation plays sound, film or a model", "strict")


def check_annotations(inspection: Inspection) -> Iterator[Leak]:
    """Look for notes and marks, also those that no page shows any more."""
    for node in inspection.nodes_with("/Subtype"):
        kind = name(node.value.get("/Subtype"))
        if "/Rect" not in node.value:
            continue
        words = {key: text(node.value.get(key)) for key in _WORDS}
        if kind in _MARKUP:
            if any(part.strip() for part in words.values()):
                yield inspection.leak("annotation", node, "an annotation holds words", "strict")
            else:
                yield inspection.leak("annotation", node, "a mark is not part of the page", "strict")
        elif kind == "Link" and any(part.strip() and not _is_plain(inspection, node, part) for part in words.values()):
            yield inspection.leak("annotation", node, "a link's description says what no page says", "strict")


def _is_plain(inspection: Inspection, node: Node, words: str) -> bool:
    """Tell whether a link's description says only what a page or the link's own target says."""
    action = node.value.get("/A")
    target = text(action.get("/URI")) if hasattr(action, "keys") and action is not None else ""
    return inspection.is_on_pages(words) or words.strip() in target or (bool(target) and target in words)


def check_unapplied(inspection: Inspection) -> Iterator[Leak]:
    """Look for redactions that were marked and never carried out."""
    for node in inspection.nodes_with("/Subtype"):
        if name(node.value.get("/Subtype")) == "Redact":
            yield inspection.leak("unapplied redaction", node, "a redaction was marked and never carried out")


def check_forms(inspection: Inspection) -> Iterator[Leak]:
    """Look for form fields that hold something, seen or not."""
    for node in inspection.nodes_with("/XFA"):
        yield inspection.leak("form", node, "an XFA form holds its own text", "strict")
    for node in inspection.nodes_with("/FT"):
        values = {key: text(node.value.get(key)) for key in ("/V", "/DV", "/RV", "/TU")}
        if name(node.value.get("/FT")) == "Sig":
            continue
        if values["/DV"] and values["/DV"] != values["/V"]:
            yield inspection.leak("form", node, "a field's default is not what it shows", "strict")
        elif values["/V"] or values["/RV"]:
            yield inspection.leak("form", node, "a field holds a value", "strict")
        elif values["/TU"] and not inspection.is_on_pages(values["/TU"]):
            yield inspection.leak("form", node, "a field's description says what no page says", "strict")


def check_signatures(inspection: Inspection) -> Iterator[Leak]:
    """Look for digital signatures: they name the person who signed."""
    for node in inspection.nodes_with("/ByteRange"):
        yield inspection.leak("signature", node, "a digital signature names who signed", "strict")


def check_links(inspection: Inspection) -> Iterator[Leak]:
    """Look for links to people, to files and to hosts inside an organisation."""
    for node in inspection.nodes_with("/URI"):
        target = text(node.value.get("/URI"))
        if not target:
            continue
        try:
            parts = urlsplit(target)
            host = parts.hostname or ""
        except ValueError:
            yield inspection.leak("link", node, "a link that is no address", "strict")
            continue
        scheme = parts.scheme.casefold()
        if scheme == "file" or re.match(r"[A-Za-z]:|\\\\", target):
            yield inspection.leak("link", node, "a link to a file", "strict")
        elif scheme in ("mailto", "tel", "sip", "sms", "callto"):
            if not inspection.is_on_pages(re.split(r"[?;]", unquote(parts.path or parts.netloc))[0]):
                yield inspection.leak("link", node, "a link to a person whom no page names", "strict")
        elif _is_inside(host):
            yield inspection.leak("link", node, "a link to a host inside an organisation", "strict")


def _is_inside(host: str) -> bool:
    if not host:
        return False
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return "." not in host or host.endswith(
            (".local", ".internal", ".lan", ".intranet", ".corp", ".home", ".localdomain")
        )
