"""What becomes of each mutant: refused as it is compiled, noticed by a worked example, or alive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.catalogue import Catalogue
from engine.mutation.documents import rule_bytes
from engine.mutation.mutants import Mutant, mutants
from engine.mutation.noticing import Noticing
from engine.mutation.registers import RegisterMutant, register_mutants
from engine.records import dataclass
from engine.rule_files import RULESET
from engine.source import RULE_FILE, read_yaml


@dataclass(frozen=True, slots=True)
class Fate:
    """`owner`: the rule set. `killed_by`: the worked example that failed.

    `refused`: it does not load, so nobody can come to use it; it counts for nothing.
    """

    owner: str
    mutant: str
    killed_by: str | None
    refused: bool = False

    @property
    def alive(self) -> bool:
        return self.killed_by is None and not self.refused


def ruleset_mutants(catalogue: Catalogue, ruleset: str) -> tuple[Mutant, ...]:
    """The mutants of a rule set that can be read; of another: none."""
    path = f"{ruleset}/{RULESET}"
    document, _ = read_yaml(catalogue.files.read(path) or b"", path, RULE_FILE)
    return tuple(mutants(document.data)) if document is not None else ()


def ruleset_fates(noticing: Noticing, ruleset: str, chosen: Iterable[Mutant]) -> Iterator[Fate]:
    """What becomes of these mutants of a rule set, by its own worked examples."""
    catalogue, path = noticing.catalogue, f"{ruleset}/{RULESET}"
    document, _ = read_yaml(catalogue.files.read(path) or b"", path, RULE_FILE)
    if document is None:
        return
    for mutant in chosen:
        varied = catalogue.varied({path: rule_bytes(mutant.of(document.data))}, {})
        if varied.plan(ruleset)[0] is None:
            yield Fate(ruleset, mutant.name, None, refused=True)
            continue
        failed = noticing.first_failure(varied, [ruleset])
        yield Fate(ruleset, mutant.name, failed.id if failed else None)


def mutants_of_register(catalogue: Catalogue, register: str) -> tuple[RegisterMutant, ...]:
    """The mutants of a register."""
    return tuple(register_mutants(catalogue.registers()[register]))
