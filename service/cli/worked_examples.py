"""`hantei test`: the worked examples beside the rules."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from engine.diagnostics import Diagnostic, Text
from engine.examples import ExampleResult, run_examples
from engine.text import quoted
from service.authoring.lint_results import example_json
from service.checks.faults import no_such_ruleset
from service.cli.exits import FOUND
from service.cli.faults import refuse, say_faults
from service.cli.rules_folder import open_rules
from service.cli.terminal import Terminal, terminal
from service.json_body import encoded

if TYPE_CHECKING:
    from engine.catalogue import Catalogue


def run(named: Sequence[str], *, name: str | None, as_json: bool, lang: str | None, rules: Path | None) -> None:
    """Prints how each example came out. Raises typer.Exit: 1 where one does not hold, 2 where there is none to run."""
    here = terminal(lang)
    catalogue = open_rules(here, rules)
    rulesets = _rulesets(here, catalogue, named)
    results = [result for ruleset in rulesets for result in run_examples(catalogue, ruleset, name)]
    if not results:
        raise refuse(here, [_nothing_to_run(name)])
    here.answer(encoded(_json(results)) if as_json else _text(results, here.lang))
    if not as_json:
        say_faults(here, dict.fromkeys(fault for result in results for fault in result.diagnostics))
    if any(not result.passed for result in results):
        raise typer.Exit(FOUND)


def _rulesets(here: Terminal, catalogue: Catalogue, named: Sequence[str]) -> list[str]:
    """The ids named, by themselves or by a folder at or above them; all where none is named."""
    known = catalogue.ids()
    if not named:
        return list(known)
    found = {one: _inside(catalogue.root, one, known) for one in named}
    missing = [no_such_ruleset(catalogue, one) for one, ids in found.items() if not ids]
    if missing:
        raise refuse(here, missing)
    return list(dict.fromkeys(ruleset for ids in found.values() for ruleset in ids))


def _inside(root: Path, named: str, known: Sequence[str]) -> list[str]:
    if named in known:
        return [named]
    path = Path(named).resolve()
    folder = path.parent if path.is_file() else path
    return [ruleset for ruleset in known if (root / ruleset).resolve().is_relative_to(folder)]


def _nothing_to_run(name: str | None) -> Diagnostic:
    if name is None:
        return Diagnostic("no-examples", Text("there is no worked example to run", "実行する例題がありません"))
    return Diagnostic(
        "no-examples",
        Text(f"no worked example has {quoted(name)} in its id", f"id に {quoted(name)} を含む例題がありません"),
        Text("`hantei test` without -k lists all", "-k を付けない `hantei test` で一覧を見られます"),
    )


def _json(results: Sequence[ExampleResult]) -> dict[str, Any]:
    return {
        "passed": sum(result.passed for result in results),
        "failed": sum(not result.passed for result in results),
        "examples": [example_json(result) for result in results],
    }


def _text(results: Sequence[ExampleResult], lang: str) -> str:
    """One line an example; under one that does not hold, each field with what was expected and what came."""
    lines: list[str] = []
    for result in results:
        mark = Text("ok  ", "適合").in_(lang) if result.passed else Text("FAIL", "相違").in_(lang)
        lines.append(f"{mark}  {result.ruleset}  {result.id}  {result.title.in_(lang)}")
        for one in result.faults:
            said = Text(f"expected {one.expected}, found {one.found}", f"期待 {one.expected} / 結果 {one.found}")
            lines.append(f"      {one.field}: {said.in_(lang)}")
        if result.faults and result.why:
            lines.append(f"      {Text('why', '根拠').in_(lang)}: {result.why}")
    failed = sum(not result.passed for result in results)
    held = len(results) - failed
    summary = Text(f"{held} hold, {failed} do not", f"適合 {held} 件、相違 {failed} 件")
    return "\n".join([*lines, summary.in_(lang)]) + "\n"
