"""The page's script: modules that look one way, no variable that two of them share, types that are true."""

import json
import re
import shutil
import subprocess
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from redact import web
from redact.showing import wording
from redact.text.characters import HIDDEN
from redact.web.actions import Request, SharedSession
from tests.groups import grouped_session
from tests.sessions import open_session
from tests.web.conftest import CI

pytestmark = pytest.mark.slow

STATIC = Path(web.__file__).parent / "static"
MODULES = sorted(path.name for path in STATIC.glob("*.js"))
IMPORT = re.compile(
    r"""(?:^|[;}*\s])(?:import|export)\b[^'"`;]*?\bfrom\s*["'](?P<name>[^"']+)["']|@import.*?from\s*["'](?P<type>[^"']+)["']"""
)


def imports(name: str) -> set[str]:
    """Return what a module imports, types included."""
    found = IMPORT.finditer((STATIC / name).read_text(encoding="utf-8"))
    return {match["name"] or match["type"] for match in found}


def test_the_modules_are_those_of_the_design():
    assert {"api.js", "state.js", "letter.js", "card.js", "dialogues.js", "keys.js"} <= set(MODULES)
    assert 12 < sum(len(imports(name)) for name in MODULES)


def test_the_modules_import_one_another_without_a_circle():
    graph = {f"./{name}": imports(name) for name in MODULES}

    assert set() == set().union(*graph.values()) - set(graph)
    assert ["./api.js", "./review.js"] == [list(TopologicalSorter(graph).static_order())[end] for end in (0, -1)]


@pytest.mark.parametrize("name", MODULES)
def test_a_module_holds_no_variable_that_changes(name: str):
    """What changes is in a field of the one state."""
    text = (STATIC / name).read_text(encoding="utf-8")

    assert [] == re.findall(r"^(?:export )?(?:let|var) .*", text, re.MULTILINE)


def test_the_page_loads_its_script_as_a_module():
    assert '<script type="module" src="/review.js">' in (STATIC / "review.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("check", ["formatted", "types", "unit"])
def test_the_script_is_formatted_typed_and_tested(npm: str, check: str):
    """What tests/.ci/package.json runs by these names: prettier, TypeScript over plain JavaScript, Node's own tests."""
    done = subprocess.run([npm, "run", "--silent", "--prefix", str(CI), check], capture_output=True, text=True)

    assert 0 == done.returncode, done.stdout + done.stderr


@pytest.mark.slow
def test_what_the_server_tells_is_what_the_script_expects(npm: str, letter: Path, tmp_path: Path):
    """The types in api.js hold for real answers: nothing is missing, nothing else is told, each value is of its kind."""
    shared = SharedSession(open_session(letter))
    told = {"Letter": shared.letter(), "Review": shared.state(), "Why": shared.why("person-3")}
    told["Count"] = shared.count("the", whole_words=True)
    told["Changes"] = shared.act("withhold", Request({"where": "person-3", "reason": "Private."}), shared.revision)

    assert "" == mistakes(npm, tmp_path, told)
    less = {name: dict(list(answer.items())[1:]) for name, answer in told.items()}
    more = {name: {**answer, "besides": 1} for name, answer in told.items()}
    assert len(told) == mistakes(npm, tmp_path, less).count("but required in type")
    assert len(told) == mistakes(npm, tmp_path, more).count("may only specify known properties")


@pytest.mark.slow
def test_a_group_is_told_as_the_script_expects(npm: str, tmp_path: Path):
    told = SharedSession(grouped_session(tmp_path)).state()

    assert "3 places a name model guessed" in {subject["title"] for subject in told["subjects"].values()}
    assert "" == mistakes(npm, tmp_path, {"Review": told})


def test_every_key_and_button_does_something(npm: str):
    """The table of keys is the program's; the page knows what each of its actions does, and nothing besides."""
    script = f"import('{(STATIC / 'keys.js').as_uri()}').then(keys => console.log(JSON.stringify(Object.keys(keys.ACTIONS))))"
    node = shutil.which("node") or "node"
    done = subprocess.run([node, "--no-warnings", "--eval", script], capture_output=True, text=True, check=True)
    buttons = re.findall(r'data-action="(\w+)"', (STATIC / "review.html").read_text(encoding="utf-8"))
    by_keys = [key.action for key in wording.keys("page")]
    on_the_card = re.findall(
        r'\bbutton\(\s*"[\w-]+",\s*"[^"]+",\s*"(\w+)"', (STATIC / "card.js").read_text(encoding="utf-8")
    )

    assert set(json.loads(done.stdout)) == {*by_keys, *buttons}
    assert 18 == len(on_the_card)
    assert set() == set(on_the_card) - set(by_keys)


def test_the_page_names_the_characters_that_the_table_hides(npm: str):
    """The same class means the same to JavaScript as to Python, over every code point but halves of pairs."""
    script = (
        "const hidden = new RegExp(`[${JSON.parse(process.argv[1])}]`, 'u'); const all = [];"
        "for (let c = 0; c < 0x110000; c++)"
        "  if ((c < 0xd800 || c > 0xdfff) && hidden.test(String.fromCodePoint(c))) all.push(c);"
        "console.log(JSON.stringify(all))"
    )
    command = [shutil.which("node") or "node", "--eval", script, json.dumps(HIDDEN)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)

    assert json.loads(done.stdout) == [c for c in range(0x110000) if re.match(f"[{HIDDEN}]", chr(c))]


def mistakes(npm: str, folder: Path, told: dict[str, object]) -> str:
    """Return what TypeScript finds wrong with some answers, each taken for a type of api.js."""
    lines = [
        f'/** @type {{import("{STATIC.as_posix()}/api.js").{name}}} */\nexport const {name} = {json.dumps(answer)};\n'
        for name, answer in told.items()
    ]
    (folder / "answers.js").write_text("".join(lines), encoding="utf-8")
    settings = {"extends": (CI / "tsconfig.json").as_posix(), "include": ["answers.js"]}
    (folder / "tsconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    command = [npm, "exec", "--prefix", str(CI), "--", "tsc", "--project", str(folder)]
    return subprocess.run(command, capture_output=True, text=True).stdout
