"""Which chainer runs, and that nothing heavy is imported where nothing is to be concluded."""

from __future__ import annotations

import subprocess
import sys

import pytest

from engine.chaining import conclude, durable_rules_is_here
from engine.errors import MisuseError
from tests.chaining.worlds import determination, finding, rule

ONE = [determination("eligible", {"a": "met"})]


def test_auto_runs_durable_rules_where_it_is_installed() -> None:
    """In a process of its own: one in which many sets of rules have run already has no room for another."""
    code = (
        "from tests.chaining.test_interface import ONE, conclude, finding, rule; "
        "print(conclude([rule('report', finding('a'))], ONE)[1])"
    )
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip()
    assert ran == ("durable-rules" if durable_rules_is_here() else "reference")


def test_the_reference_runs_on_request() -> None:
    assert conclude([rule("report", finding("a"))], ONE, chainer="reference")[1] == "reference"


def test_without_durable_rules_the_reference_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "engine.chaining.durable", None)
    monkeypatch.delattr("engine.chaining.durable", raising=False)
    conclusions, ran = conclude([rule("report", finding("a"))], ONE)
    assert ([conclusion.id for conclusion in conclusions], ran) == (["report"], "reference")
    with pytest.raises(MisuseError, match="durable-rules is not installed"):
        conclude([rule("report", finding("a"))], ONE, chainer="durable-rules")


def test_the_order_of_rules_given_is_the_order_of_conclusions() -> None:
    rules = [rule(name, finding("a")) for name in ("c", "a", "b")]
    assert [conclusion.id for conclusion in conclude(rules, ONE)[0]] == ["c", "a", "b"]


def test_nothing_is_imported_where_there_is_nothing_to_conclude() -> None:
    code = "import sys, engine.chaining as c; c.conclude([], []); sys.exit('durable' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
