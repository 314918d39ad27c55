"""The pages for developers are true: what they name exists, what they draw is so, and their recipes work as written."""

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import redact
from redact import loaders, renderers
from redact.policy import check
from tests.imports import HEIGHT, PACKAGE, ROOT, modules, room

PAGES = ("README.md", "CONTRIBUTING.md", "docs/architecture.md")
ARCHITECTURE = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
RECIPES = dict(re.findall(r"^```\w+ (\S+)\n(.*?)^```$", ARCHITECTURE, re.M | re.S))
PATHS = re.compile(r"`((?:redact|policies|tests|docs|benchmarks|\.ci|\.github)/[\w./-]*)`")


def recipe(path: str, folder: Path):
    """Import the module that a recipe would add."""
    file = folder / Path(path).name
    file.write_text(RECIPES[path], encoding="utf-8")
    spec = importlib.util.spec_from_file_location(f"recipe_{file.stem}", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def policy(folder: Path, text: str) -> Path:
    path = folder / "ours.yaml"
    path.write_text(f"id: ours\nversion: 1\ntitle: Ours\nextends: foi-uk\n{text}", encoding="utf-8")
    assert [] == [str(fault) for fault in check(path) if fault.severe]
    return path


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_a_page_names_is_there(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    links = re.findall(r"\]\(([\w./-]+?)(?:#[\w-]+)?\)", text)

    assert [] == [path for path in PATHS.findall(text) if not (ROOT / path).exists()]
    assert [] == [link for link in links if not (ROOT / page).parent.joinpath(link).exists()]


def test_the_tree_lists_every_room_and_no_other():
    listed = re.findall(r"^\| `redact/(\w+)(?:\.py|/)` \|", ARCHITECTURE, re.M)

    assert sorted(listed) == sorted({room(module) for module in modules()} & HEIGHT.keys())


def test_the_picture_of_the_imports_is_what_the_script_draws():
    code = "import draw_imports; print(draw_imports.draw(), end='')"
    drawn = subprocess.run([sys.executable, "-c", code], cwd=ROOT / "docs", capture_output=True, check=True, text=True)

    assert drawn.stdout == (ROOT / "docs/imports.svg").read_text(encoding="utf-8"), "run: python docs/draw_imports.py"


def test_the_recipe_for_a_format_reads_and_publishes_it(tmp_path, monkeypatch):
    module = recipe("redact/loaders/minutes.py", tmp_path)
    monkeypatch.setitem(loaders.LOADERS, ".json", module.load)
    source = tmp_path / "minutes.json"
    source.write_text(json.dumps(["Present: Ms Ann Sample.", "She rang 020 7946 0958."]), encoding="utf-8")
    done = redact.publish(source, tmp_path / "out", "foi-uk-strict", undecided="withhold")

    assert 2 == done.redactions
    assert done.pdf.exists()
    source.write_text("{", encoding="utf-8")
    with pytest.raises(redact.errors.InputError, match=r"minutes\.json: is no list of paragraphs"):
        redact.load(source)


def test_the_recipe_for_a_pattern_finds_it_and_a_rule_decides_on_it(tmp_path):
    (tmp_path / "allotments.yaml").write_text(RECIPES["policies/recognizers/allotments.yaml"], encoding="utf-8")
    ours = policy(
        tmp_path,
        "recognizers: [allotments.yaml]\n"
        "rules:\n- id: allotment\n  when: {entity: ALLOTMENT}\n  then: withhold\n  exemption: s.40(2)\n"
        "  because: A plot leads to its tenant.\n",
    )
    source = tmp_path / "letter.txt"
    source.write_text("Your rent for Plot 118/C is due.\n", encoding="utf-8")
    document, chosen = redact.load(source), redact.load_policy(ours)
    review = redact.propose(document, redact.find(document, chosen, ("none",)), chosen)

    assert [("Plot 118/C", "allotment")] == [(document[each.span], each.rule) for each in review.decisions]


def test_the_recipe_for_an_exemption_prints_its_words(tmp_path):
    shipped = (ROOT / "policies/exemptions/foia-uk.yaml").read_text(encoding="utf-8")
    (tmp_path / "law.yaml").write_text(shipped + RECIPES["policies/exemptions/foia-uk.yaml"], encoding="utf-8")
    ours = policy(
        tmp_path,
        "exemptions: law.yaml\n"
        "rules:\n- id: telephone\n  when: {entity: PHONE_NUMBER}\n  then: withhold\n  exemption: s.99\n"
        "  because: The example says so.\n",
    )
    source = tmp_path / "letter.txt"
    source.write_text("Please ring 020 7946 0958.\n", encoding="utf-8")
    document, chosen = redact.load(source), redact.load_policy(ours)
    review = redact.propose(document, redact.find(document, chosen, ("none",)), chosen)

    assert ["Release would spoil the example."] == [
        entry.plain for entry in redact.apply(document, review, chosen).legend
    ]


def test_the_recipe_for_an_output_shows_what_may_be_seen(tmp_path, monkeypatch):
    module = recipe("redact/renderers/plaintext.py", tmp_path)
    monkeypatch.setitem(renderers.RENDERERS, "words", module.render_words)
    source = tmp_path / "letter.txt"
    source.write_text("Please ring 020 7946 0958.\n", encoding="utf-8")
    document, chosen = redact.load(source), redact.load_policy("foi-uk-strict")
    review = redact.propose(document, redact.find(document, chosen, ("none",)), chosen)

    assert b"Please ring [\xe2\x80\xa6]." == redact.render(redact.apply(document, review, chosen), "words")


def test_no_command_asks_the_registry_for_this_package():
    """It is not there under its name: whatever answers to the name is somebody else's."""
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md"), *PACKAGE.rglob("*.py")]
    asks = re.compile(r"(?:pip|uv|pipx|uvx)\b[^\n]*(?<![\w./-])(?:foi-redact|redact\[)")

    assert asks.search('pip install "foi-redact[extra]"')
    assert [] == [str(page) for page in pages if asks.search(page.read_text(encoding="utf-8"))]
