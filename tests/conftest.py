"""What every test may rely on: fixtures, markers, and that CI skips nothing."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.renderers import vera

settings.register_profile("redact", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("redact")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Write the letter of tests/sessions.py, which `open_session` opens."""
    from tests.sessions import LETTER

    path = tmp_path / "letter.txt"
    path.write_text(LETTER, encoding="utf-8")
    return path


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives a browser, skip what cannot be asked here, call the rest `fast`, and begin with the long ones."""
    for item in items:
        if "playwright" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
        if item.get_closest_marker("vera") and vera.why_not():
            item.add_marker(pytest.mark.skip(reason=vera.why_not()))
        if not any(item.get_closest_marker(name) for name in ("vera", "browser", "slow")):
            item.add_marker("fast")
    items.sort(key=lambda item: item.get_closest_marker("fast") is not None)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Start no workers for one file or one test: they take longer to start than most files to run."""
    return 0 if len(config.args) == 1 and ".py" in config.args[0] else None


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run in CI that skipped anything: there, everything that a test needs is installed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("REDACT_CI") and reporter is not None and reporter.stats.get("skipped"):
        for report in reporter.stats["skipped"]:
            reporter.write_line(f"skipped in CI, where nothing may be: {report.nodeid}", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
