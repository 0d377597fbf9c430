"""The words of a command line as a request, and what is wrong with them as such."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from engine.diagnostics import Diagnostic, misuse
from engine.records import dataclass
from engine.text import quoted
from service.cli.facts_files import STDIN


@dataclass(frozen=True, slots=True)
class Named:
    """What `RULESET… FACTS` names."""

    rulesets: tuple[str, ...]
    files: tuple[str, ...]


def read_named(arguments: Sequence[str], everything: Sequence[str] | None) -> tuple[Named, list[Diagnostic]]:
    """The rule sets and the file of facts. `everything`: the ids of all rule sets where `--all` was given."""
    *rulesets, last = arguments
    if everything is not None:
        return Named(tuple(everything), (last,)), [_all_and_some(rulesets)] if rulesets else []
    if rulesets:
        return Named(tuple(rulesets), (last,)), []
    if last == STDIN or Path(last).suffix.lower() in {".yaml", ".yml", ".json"}:
        return Named((), (last,)), [_no_ruleset(last)]
    return Named((last,), ()), [_no_facts(last)]


def read_readings(written: Sequence[str]) -> tuple[dict[str, str], list[Diagnostic]]:
    """`NAME=SIDE` as a mapping."""
    readings: dict[str, str] = {}
    faults: list[Diagnostic] = []
    for one in written:
        name, equals, side = (part.strip() for part in one.partition("="))
        if not (name and equals and side):
            faults.append(_not_a_reading(one))
        elif readings.get(name, side) != side:
            faults.append(_two_sides(name))
        else:
            readings[name] = side
    return readings, faults


def standard_input_twice(files: Sequence[str]) -> list[Diagnostic]:
    if files.count(STDIN) < 2:
        return []
    return [
        misuse(
            "stdin-named-twice",
            "`-` is named twice, but standard input can be read only once",
            "`-` が二度指定されていますが、標準入力は一度しか読めません",
            "put one of the two in a file",
            "どちらかをファイルにしてください",
        )
    ]


def _all_and_some(rulesets: Sequence[str]) -> Diagnostic:
    return misuse(
        "all-and-some",
        f"`--all` and the rule set {quoted(rulesets[0])} are both given",
        f"`--all` と規則集 {quoted(rulesets[0])} が両方指定されています",
        "with `--all` the only argument is the file of facts; further files follow `--with`",
        "`--all` のときは事実のファイルだけを指定し、追加のファイルは `--with` に続けてください",
    )


def _no_ruleset(file: str) -> Diagnostic:
    return misuse(
        "no-ruleset-named",
        f"no rule set is named before {quoted(file)}",
        f"{quoted(file)} の前に規則集が指定されていません",
        "name one, as `hantei check jcm/model-projects proposal.yaml`, or give `--all`",
        "`hantei check jcm/model-projects proposal.yaml` のように指定するか、`--all` を付けてください",
    )


def _no_facts(ruleset: str) -> Diagnostic:
    return misuse(
        "no-facts-named",
        f"no file of facts is named after {quoted(ruleset)}",
        f"{quoted(ruleset)} の後に事実のファイルが指定されていません",
        "name one, or `-` for standard input",
        "ファイルを指定するか、標準入力なら `-` と書いてください",
    )


def _not_a_reading(written: str) -> Diagnostic:
    return misuse(
        "not-a-reading",
        f"{quoted(written)} does not choose a side of a reading",
        f"{quoted(written)} は解釈の選択になっていません",
        "write `--reading jf-08=b`",
        "`--reading jf-08=b` の形で書いてください",
    )


def _two_sides(name: str) -> Diagnostic:
    return misuse(
        "two-sides-of-a-reading",
        f"two sides of the reading {quoted(name)} are chosen",
        f"解釈 {quoted(name)} に二つの選択肢が指定されています",
        "choose one; to see both, choose none: a determination shows each side where it matters",
        "一つだけ選んでください。選ばなければ、結果が分かれるときに両方が示されます",
    )
