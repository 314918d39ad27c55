"""How the tests themselves are run: markers, workers, and no skipping in CI. Each is tried on a small suite."""

from pathlib import Path

import pytest

from tests.imports import ROOT

pytest_plugins = "pytester"
pytestmark = pytest.mark.slow
TESTS = """
import pytest

def test_quick(): pass

@pytest.mark.slow
def test_slow(): pass

@pytest.mark.vera
def test_vera(): pass

@pytest.fixture
def playwright(): pass

def test_page(playwright): pass
"""
SKIPS = {
    "test_body": "import pytest\ndef test(): pytest.skip('no tool')",
    "test_mark": "import pytest\n@pytest.mark.skipif(True, reason='no tool')\ndef test(): pass",
    "test_module": "import pytest\npytest.importorskip('not_installed')\ndef test(): pass",
    "test_fixture": "import pytest\n@pytest.fixture\ndef tool(): pytest.skip('no tool')\ndef test(tool): pass",
}


@pytest.fixture
def suite(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """Return an empty suite with this suite's own conftest and settings."""
    monkeypatch.delenv("REDACT_CI", raising=False)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    pytester.makepyprojecttoml(
        (ROOT / "pyproject.toml").read_text(encoding="utf-8").replace('testpaths = ["tests"]', "")
    )
    pytester.makeconftest(Path(__file__).with_name("conftest.py").read_text(encoding="utf-8"))
    return pytester


def run(suite: pytest.Pytester, *options: str) -> dict[str, int]:
    return suite.runpytest_subprocess(*options).parseoutcomes()


def test_a_test_without_a_marker_is_fast(suite):
    suite.makepyfile(TESTS)

    assert {"passed": 1, "deselected": 3} == run(suite, "-n", "0", "-m", "fast")
    assert {"passed": 1, "deselected": 3} == run(suite, "-n", "0", "-m", "browser")
    assert {"passed": 2, "deselected": 2} == run(suite, "-n", "0", "-m", "fast or slow")


def test_a_marker_that_nobody_declared_is_an_error(suite):
    suite.makepyfile("import pytest\n\n@pytest.mark.slwo\ndef test(): pass")

    assert {"errors": 1} == run(suite, "-n", "0")


@pytest.mark.parametrize("workers", ["0", "2"])
def test_what_is_skipped_fails_a_run_in_ci_and_no_other(suite, monkeypatch, workers):
    suite.makepyfile(test_runs="def test(): pass", **SKIPS)

    assert suite.runpytest_subprocess("-n", workers).ret == pytest.ExitCode.OK
    monkeypatch.setenv("REDACT_CI", "1")
    done = suite.runpytest_subprocess("-n", workers)
    assert done.ret == pytest.ExitCode.TESTS_FAILED
    for name in SKIPS:
        done.stdout.fnmatch_lines(f"*skipped in CI, where nothing may be: *{name}.py*")


def test_one_file_starts_no_worker_and_several_do(suite):
    suite.makepyfile(test_one="def test(): pass", test_other="def test(): pass")

    assert "bringing up nodes" not in suite.runpytest_subprocess("test_one.py").stdout.str()
    assert "bringing up nodes" in suite.runpytest_subprocess().stdout.str()
