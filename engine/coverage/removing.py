"""Whether some worked example fails when what puts a point into effect is taken out of the rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from engine.catalogue import Catalogue
from engine.coverage.citing import Clause
from engine.coverage.counting import EntryCoverage, SourceCoverage
from engine.coverage.statuses import RULE_BEARING, SPEAKING
from engine.diagnostics import Diagnostic
from engine.mutation import first_failure, rule_bytes, without_citing, without_clauses
from engine.plan import Register
from engine.records import dataclass
from engine.rule_files import RULESET
from engine.source import RULE_FILE, read_yaml

REGISTERS = "registers/"


@dataclass(frozen=True, slots=True)
class Removal:
    """What came of taking out the clauses that cite an entry.

    `noticed_by`: the rule set and the id of the first worked example that failed; None: none did.
    `faults`: why the rules less these clauses do not load; then nothing was run.
    """

    reference: str
    clauses: tuple[Clause, ...]
    noticed_by: str | None
    faults: tuple[str, ...] = ()


def removals(catalogue: Catalogue, sources: Iterable[SourceCoverage]) -> Iterator[Removal]:
    """Each entry that bears a rule and is in effect, taken out by itself."""
    for source in sources:
        for one in source.entries:
            if one.entry.status in RULE_BEARING and one.in_effect:
                yield removal(catalogue, one)


def removal(catalogue: Catalogue, one: EntryCoverage) -> Removal:
    """One entry taken out: its clauses of every rule set, and its rows and lists of every register."""
    files = {path: _file_without(catalogue, path, clauses) for path, clauses in _by_ruleset(one.cited_by).items()}
    registers = {register.id: without_citing(register, one.reference) for register in _registers(catalogue, one)}
    varied = catalogue.varied(files, registers)
    owners = [path.removesuffix(f"/{RULESET}") for path in files]
    rulesets = [*owners, *(name for name in _using(catalogue, owners, set(registers)) if name not in owners)]
    faults = [fault.message.en for name in rulesets for fault in _faults(varied, name)]
    if faults:
        return Removal(one.reference, one.cited_by, None, tuple(faults))
    failed = first_failure(varied, rulesets)
    return Removal(one.reference, one.cited_by, f"{failed.ruleset} {failed.id}" if failed else None)


def _by_ruleset(clauses: Sequence[Clause]) -> dict[str, list[Clause]]:
    """The clauses to take out of each rule set. The covered period only where nothing else cites: all hangs on it."""
    found: dict[str, list[Clause]] = defaultdict(list)
    others = [clause for clause in clauses if clause.kind not in {*SPEAKING, "period"}]
    for clause in clauses:
        if clause.file.endswith(f"/{RULESET}") and not (others and clause.kind == "period"):
            found[clause.file].append(clause)
    return found


def _file_without(catalogue: Catalogue, path: str, clauses: Sequence[Clause]) -> bytes:
    document, _ = read_yaml(catalogue.files.read(path) or b"", path, RULE_FILE)
    if document is None:
        return b""
    registers = catalogue.registers()
    return rule_bytes(without_clauses(document.data, [clause.pointer for clause in clauses], registers))


def _registers(catalogue: Catalogue, one: EntryCoverage) -> list[Register]:
    known = catalogue.registers()
    names = dict.fromkeys(
        clause.owner.removeprefix(REGISTERS) for clause in one.cited_by if clause.file.startswith(REGISTERS)
    )
    return [known[name] for name in names if name in known]


def _using(catalogue: Catalogue, owners: Sequence[str], registers: set[str]) -> Iterator[str]:
    """The rule sets that use one of the registers, or that are determined together with one of the owners."""
    for name in catalogue.ids():
        plan, _ = catalogue.plan(name)
        if plan is not None and (registers & set(plan.registers) or set(owners) & set(plan.companions)):
            yield name


def _faults(varied: Catalogue, name: str) -> Iterator[Diagnostic]:
    plan, found = varied.plan(name)
    yield from found if plan is None else ()
