"""The real letter under every policy, and the invented one, judged by veraPDF: PDF/UA-1 and PDF/A-2a at once."""

from pathlib import Path

import pytest

import redact
from redact.policy import make_case, policy_names
from tests.renderers import vera
from tests.sessions import withhold_all

SEEDS = Path(__file__).parent.parent / "seeds"
REAL, INVENTED = SEEDS / "000_ddb42d75a7363c2c.txt", SEEDS / "synthetic-letter.txt"
AUTHOR = make_case(["Stephen Greenhalgh"], ["Deputy Mayor for Policing and Crime"])


@pytest.mark.vera
def test_what_is_published_under_every_policy_conforms(tmp_path: Path):
    files = {}
    for name in policy_names():
        if name == "base":
            continue
        policy = redact.load_policy(name)
        policy = policy.with_case(AUTHOR) if name == "dsar-uk" else policy
        for letter in (REAL, INVENTED):
            source = tmp_path / f"{name}-{letter.stem}.txt"
            source.write_bytes(letter.read_bytes())
            withhold_all(source, policy)
            files[source.stem] = redact.publish(source, tmp_path / name, policy).pdf.read_bytes()

    assert len(files) == 2 * 7
    assert vera.ask(files, tmp_path) == []
