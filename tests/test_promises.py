"""The promises: each is a test over the whole way from letter to PDF, and none is ever weakened."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest

import redact
from redact import publishing, redaction, renderers, schedule
from redact import review as reviews
from redact.errors import RedactError
from redact.model import Action, Decision, Document, Review, Show, Span
from tests.sessions import on_record, withhold_all

ROOT = Path(__file__).parent.parent
REAL = ROOT / "seeds/000_ddb42d75a7363c2c.txt"
INVENTED = ROOT / "seeds/synthetic-letter.txt"
STRICT = ["Theresa", "Greenhalgh", "MOPAC081215", "22378", "PCC@", "hmic"]


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    return Path(shutil.copy(REAL, tmp_path / "letter.txt"))


def published(source: Path, out: Path, policy: str) -> dict[str, bytes]:
    redact.publish(source, out, policy, undecided="withhold")
    return {path.name: path.read_bytes() for path in sorted(out.iterdir())}


def test_the_source_and_its_neighbours_stay_as_they_were(letter: Path, tmp_path: Path):
    published(letter, tmp_path / "out", "foi-uk-strict")

    assert letter.read_bytes() == REAL.read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("policy", ["foi-uk", "foi-uk-strict", "full-anonymisation"])
def test_same_in_same_out(letter: Path, tmp_path: Path, policy: str):
    assert published(letter, tmp_path / "one", policy) == published(letter, tmp_path / "two", policy)


def test_a_publication_is_a_pdf_and_its_schedule(letter: Path, tmp_path: Path):
    files = published(letter, tmp_path / "out", "foi-uk-strict")

    assert {"disclosure-1.pdf", "disclosure-1.schedule.csv"} <= set(files)
    rows = list(csv.DictReader(io.StringIO(files["disclosure-1.schedule.csv"].decode())))
    assert [row["number"] for row in rows] == [str(n) for n in range(1, 6)]
    assert {row["code"] for row in rows} == {"s.40(2)"}


def test_outside_readers_see_no_withheld_word(letter: Path, tmp_path: Path):
    pdftotext = shutil.which("pdftotext")
    if pdftotext is None:
        pytest.skip("pdftotext is not installed")
    published(letter, tmp_path / "out", "foi-uk-strict")
    pdf = tmp_path / "out/disclosure-1.pdf"

    seen = subprocess.run([pdftotext, "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    printable = "\n".join(run.decode() for run in re.findall(rb"[\x20-\x7e]{4,}", pdf.read_bytes()))
    assert "Mayor for Policing and Crime" in seen
    for word in STRICT:
        assert word not in seen
        assert word not in printable


def swapped(document: Document, review: Review, words: str) -> tuple[Document, Review]:
    """Return the same letter and decisions with every withheld stretch turned into other words."""
    text, at = "", 0
    moved: list[Decision] = []
    for decision in review.decisions:
        text += document.text[at : decision.span.start]
        start = len(text)
        text += words if decision.action is Action.WITHHOLD else document[decision.span]
        moved.append(replace(decision, span=Span(start, len(text))))
        at = decision.span.end
    other = redact.load_text(text + document.text[at:])
    return other, Review(other.digest, review.policy, tuple(moved))


@pytest.mark.parametrize("source", [REAL, INVENTED], ids=["real", "invented"])
@pytest.mark.parametrize("policy_name", ["foi-uk", "foi-uk-strict"])
def test_the_swap_test(source: Path, policy_name: str):
    """Change only the withheld words, keep the decisions: the published files have the same bytes.

    tests/test_swap.py does the same with many letters.
    """
    document, policy = redact.load(source), redact.load_policy(policy_name)
    review = redact.propose(document, redact.find(document, policy), policy)
    review = publishing.withhold_undecided(review, document)
    outputs = set()
    for other, others in (
        (document, review),
        swapped(document, review, "x"),
        swapped(document, review, "Ŵ 1.\n\nDear Sir,\n\n" + "and so on " * 30 + "end"),
    ):
        publication = redaction.apply(other, others, policy)
        typeset = renderers.typeset(publication)
        outputs.add((typeset.data, schedule.public(publication, typeset.pages)))

    assert len(outputs) == 1


NO_NETWORK = """
    import os, sys, tempfile
    tried = []
    def watch(event, args):
        if event in ("socket.getaddrinfo", "socket.connect", "socket.gethostbyname"):
            tried.append(event)
            raise RuntimeError("the network was tried: " + event)
    sys.addaudithook(watch)
    from redact.cli import main
    for command in (
        ["propose", sys.argv[1], "-p", "foi-uk-strict"],
        ["find", sys.argv[1], "--format", "jsonl"],
        ["publish", sys.argv[1], "-p", "foi-uk-strict", "-o", sys.argv[2]],
        ["verify", sys.argv[2] + "/disclosure-1.pdf", "--source", sys.argv[1]],
        ["policy", "list"],
    ):
        try:
            main(command, prog_name="redact")
        except SystemExit as left:
            assert not left.code, (command, left.code)
    assert not tried, tried
"""


@pytest.mark.slow
def test_no_network(letter: Path, tmp_path: Path):
    """The whole main job, in a new process with an empty cache of public suffixes, looks nothing up."""
    letter.write_text(letter.read_text() + "\n\nWrite to ada@example.org or bo@dept.internal.\n")
    environment = {
        **os.environ,
        "TLDEXTRACT_CACHE": str(tmp_path / "cache"),
        "HOME": str(tmp_path),
        "XDG_CACHE_HOME": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(NO_NETWORK), str(letter), str(tmp_path / "out")],
        capture_output=True,
        text=True,
        env=environment,
    )

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out/disclosure-1.pdf").exists()


@pytest.mark.slow
def test_no_message_quotes_a_document(tmp_path: Path):
    """Errors and non-interactive output hold no word of what was withheld or asked about."""
    marker = "Zebedee Quillfeather"
    source = tmp_path / "letter.txt"
    source.write_text(
        f"Dear Ann,\n\nMr {marker} of 4 Quay Road, Northmoor, NM1 4AB called on 020 7946 0018.\n\nYours sincerely,\nMs Bo Sample"
    )
    said = []
    for command in (
        ["find", source],
        ["propose", source, "-p", "foi-uk"],
        ["diff", source],
        ["publish", source, "-o", tmp_path / "out"],
        ["publish", source, "-o", tmp_path / "out", "--name", marker, "--undecided", "withhold"],
        ["publish", source, "-o", source / "out", "--undecided", "withhold"],
    ):
        done = subprocess.run(
            [sys.executable, "-m", "redact", *map(str, command)], capture_output=True, text=True, cwd=ROOT
        )
        said.append(done.stdout + done.stderr)
    document = redact.load(source)
    said.append(repr(document))
    try:
        redaction.apply(document, reviews.read(reviews.path_for(source)), redact.load_policy("foi-uk"))
    except RedactError as error:
        said.append(str(error))

    for text in said[:4] + said[5:]:
        assert "Quillfeather" not in text
        assert "0018" not in text
    assert "Quillfeather" not in said[4].replace(marker, "")


LETTERS = [json.loads(line) for line in (Path(__file__).parents[1] / "benchmarks/data/letters.jsonl").open()]


@pytest.mark.slow
@pytest.mark.parametrize("policy", ["foi-uk", "foi-uk-strict"])
@pytest.mark.parametrize("number", range(len(LETTERS)))
def test_what_the_program_proposes_is_never_refused_as_half_withheld(tmp_path: Path, number: int, policy: str):
    """Everything undecided withheld, as `--undecided withhold` does: no false alarm on any letter of the project."""
    source = tmp_path / "note.txt"
    source.write_text(LETTERS[number]["text"], encoding="utf-8", newline="")

    withhold_all(source, policy)

    assert publishing.publish(source, tmp_path / "out", policy, name="disclosure-1").redactions


def test_a_leak_stops_publication_and_leaves_nothing_behind(letter: Path, tmp_path: Path):
    """A name withheld in one place and open in another is refused."""
    document, policy = redact.load(letter), redact.load_policy("foi-uk")
    at = document.text.index("Stephen Greenhalgh")
    hidden = Decision(
        Span(at, at + 18), Action.WITHHOLD, "PERSON", "", ("s.40(2)",), Show(), by="Jo", reason="Asked for."
    )
    text = document.text.replace("Dear Theresa,", "Dear Theresa, and Stephen GREENHALGH,")
    letter.write_text(text)
    document = redact.load(letter)
    at = document.text.rindex("Stephen Greenhalgh")
    hidden = replace(hidden, span=Span(at, at + 18))
    on_record(letter, [hidden], policy)

    with pytest.raises(RedactError, match="is open at line 7"):
        redact.publish(letter, tmp_path / "out")
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())


@pytest.mark.slow
def test_ten_lines_of_library_do_the_whole_job(tmp_path: Path):
    """The README's example runs as it stands."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    example = re.search(r"```python\n(.*?)```", readme, re.S)
    assert example is not None
    done = subprocess.run(
        [sys.executable, "-c", example.group(1).replace("seeds/", f"{ROOT}/seeds/")],
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )

    assert done.returncode == 0, done.stderr
    assert list(tmp_path.rglob("*.pdf"))
