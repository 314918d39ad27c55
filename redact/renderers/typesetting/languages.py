"""The language of a passage, where it is plainly another than the publication's (WCAG 2.2, 3.1.2)."""

from __future__ import annotations

import re

from redact.model import Passage

_WORD = re.compile(r"[a-zâêîôûŵŷäëïöüáéíóúàèìòù]+(?:'[a-z]+)?", re.IGNORECASE)
# Frequent words that the other language does not have, or hardly ever.
WELSH = """
yn y yr ac mae ar eich ein ei gan gyda wedi bod roedd hyn hwn ni nid ond neu ddim sydd bydd yw annwyl diolch gyfer trwy
drwy rhwng dros llythyr cyngor llywodraeth gwaith gywir gofion unrhyw rydym rwyf
"""
ENGLISH = """
the of and to in is that for with as it was be by on not this are have from at or which you we our your has been will
would dear yours sincerely thank letter about their there they
"""
_WELSH, _ENGLISH = frozenset(WELSH.split()), frozenset(ENGLISH.split())
# Scripts that are written for one language alone, by a stretch of code points.
_SCRIPTS = (
    ("el", re.compile("[\u0370-\u03ff\u1f00-\u1fff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("ja", re.compile("[\u3041-\u30ff]")),
)


def language_of(passage: Passage, default: str) -> str:
    """Return the language of a passage, or nothing where that is the publication's own or not plain."""
    text = " ".join(part for part in passage.parts if isinstance(part, str))
    base = default.split("-")[0]
    if not text.isascii():
        letters = sum(character.isalpha() for character in text)
        for language, script in _SCRIPTS:
            if len(script.findall(text)) * 2 > letters:
                return language if language != base else ""
    words = [word.lower() for word in _WORD.findall(text)]
    welsh, english = (sum(word in known for word in words) for known in (_WELSH, _ENGLISH))
    if base != "cy" and welsh >= 2 and welsh > 2 * english:
        return "cy"
    if base != "en" and english >= 3 and english > 2 * welsh:
        return "en-GB"
    return ""
