"""Other people's checkers find nothing in what we publish, and something in what they should."""

from __future__ import annotations

from pathlib import Path

import pytest

from redact.model import LegendEntry, Passage, Publication, Redaction
from redact.renderers import render
from tests.peers import peers
from tests.verification.planted import PLANTS

pytestmark = pytest.mark.slow

LEGEND = (
    LegendEntry(
        "s.40(2)", "Personal information", "This would tell who somebody is.", "Freedom of Information Act 2000"
    ),
)
BAR = Redaction(1, ("s.40(2)",))
PUBLICATIONS = {
    "one bar": (Passage(("We wrote to ", BAR, " about the moorings.")),),
    "no bar": (Passage(("We wrote to nobody about the moorings.",)),),
    "replaced": (Passage(("We wrote to ", Redaction(1, ("s.40(2)",), "[Junior official]", "replace"), ".")),),
    "heading, items and rows": (
        Passage(("Moorings",), "heading", 1),
        Passage(("Notice is given by post.",), "item"),
        Passage(("Berth\tFee",), "row"),
        Passage(("North 1\t", BAR), "row"),
        Passage(("Welsh tŷ, Greek Αθήνα, Cyrillic Київ",)),
    ),
    "many pages": tuple(Passage(("Fees are due in March. " * 30, Redaction(n, ("s.40(2)",)))) for n in range(1, 61)),
}


@pytest.fixture(params=PUBLICATIONS)
def published(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "letter.pdf"
    path.write_bytes(render(Publication("Moorings", "en-GB", "foi-uk@1", PUBLICATIONS[request.param], LEGEND)))
    return path


@pytest.mark.skipif(bool(peers.missing(peers.X_RAY)), reason=peers.missing(peers.X_RAY))
class TestXRay:
    def test_finds_nothing_in_our_output(self, published: Path) -> None:
        assert peers.ask_x_ray(published) == 0

    def test_finds_what_it_should(self, tmp_path: Path) -> None:
        """The peer works: a black box over text, it sees."""
        path = tmp_path / "bad.pdf"
        path.write_bytes(PLANTS["black box over text"].make())
        assert peers.ask_x_ray(path) == 1


@pytest.mark.skipif(bool(peers.missing(peers.REDACTION_CHECK)), reason=peers.missing(peers.REDACTION_CHECK))
class TestRedactionCheck:
    def test_finds_nothing_in_our_output(self, published: Path) -> None:
        assert peers.ask_redaction_check(published) == []

    def test_finds_what_it_should(self, tmp_path: Path) -> None:
        """The peer works: an attached file, it sees."""
        path = tmp_path / "bad.pdf"
        path.write_bytes(PLANTS["attached file"].make())
        assert peers.ask_redaction_check(path) != []
