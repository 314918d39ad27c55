"""What a signature is bound to."""

from redact.model import LegendEntry, Passage, Publication, Redaction
from redact.review.requirements import publication_digest


def test_signatures_given_by_earlier_versions_still_hold():
    """The digest of this publication stands in signatures that people have given: it must never change."""
    holes = Redaction(1, ("s.40(2)",)), Redaction(2, ("s.40(2)",), "[Official 1]", "pseudonym")
    passages = Passage(("Dear ", holes[0], ",")), Passage((holes[1],), "line", 0, "signature")
    legend = (LegendEntry("s.40(2)", "Personal information", "It names somebody."),)
    publication = Publication("Title", "en-GB", "foi-uk@1", passages, legend)

    assert "58384f3016978719cb52c2ce618231366907e83c3716651e3ac993627a2e6723" == publication_digest(publication)
