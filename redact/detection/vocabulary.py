"""Vocabulary: words that tell names from prose, by lists and by how words end."""

from __future__ import annotations

from redact.text.lists import alternatives, words

# Never part of anybody's name, even with a capital letter.
NEVER_IN_NAMES = words("names/never_inside", "prose/weekdays")
# May stand inside a name, never at its start.
NEVER_STARTS_NAMES = words("names/never_first")
# Words that open or carry sentences: not names where a whole line is in capitals, or where no line is.
OPENERS = words("prose/openers")
# People by what they are to somebody.
RELATIONS = alternatives("names/relations")


def is_common(word: str) -> bool:
    """Tell whether a word without capitals is an ordinary word of English prose."""
    plain = word.lower().replace("’", "'")
    if (
        plain in OPENERS
        or plain in NEVER_IN_NAMES
        or plain in NEVER_STARTS_NAMES
        or plain in words("prose/common_words")
    ):
        return True
    return plain.endswith(("ing", "tion", "ment", "ness", "able", "ible", "ous", "ful", "ally", "ised", "ized", "n't"))


def is_body_word(word: str) -> bool:
    """Tell whether a word ends or begins the names of bodies."""
    return word in words("bodies/words")


def first_names() -> frozenset[str]:
    """Return first names borne in Britain, of many origins, without those that are words or places too."""
    return words("names/first_names")
