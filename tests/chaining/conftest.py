"""Where durable-rules does not build, its tests are left out by name; on a build machine that should have it they
fail.
"""

from __future__ import annotations

import os
import sys

import pytest

from engine.chaining import durable_rules_is_here

EXPECTED = os.environ.get("CI") == "true" and sys.version_info < (3, 13)
LEFT_OUT = not durable_rules_is_here() and not EXPECTED
collect_ignore = ["test_durable.py"] if LEFT_OUT else []


@pytest.fixture(autouse=True)
def _programs_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test counts its own programs, as a process keeps a bounded number, and runs them whatever ran before."""
    if durable_rules_is_here():
        monkeypatch.setattr("engine.chaining.durable._machines", {})
        monkeypatch.setattr("engine.chaining.durable.MOST_WORLDS", 0)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if LEFT_OUT:
        terminalreporter.write_line(
            "left out: tests/chaining/test_durable.py (durable-rules does not import here; the reference loop runs)"
        )
