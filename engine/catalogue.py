"""All rule sets of a folder, each loaded when it is first asked for: from the cache, or compiled.

A bad file never takes down the rule sets that do not need it. What is loaded from the cache has passed every check.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from engine.cache import Cache, cache_of
from engine.codec import CodecError
from engine.compiler.shared import Cited, Vocabulary
from engine.diagnostics import Diagnostic, Place, Severity, Text, has_errors
from engine.plan import FactSpec, Plan, Register
from engine.plan_store import LANGUAGE, STORED, Warnings, named
from engine.records import dataclass
from engine.resources import rules_root
from engine.rule_files import CASE, RULESET, RuleFiles
from engine.territories import Territories
from engine.text import nearest, quoted

if TYPE_CHECKING:
    from engine.cases import CaseDefinition
    from engine.compiler.shared import Found, Outline

T = TypeVar("T")
TERRITORIES = "registers/territories.yaml"


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage as people are told of it."""

    reference: str
    title: Text
    section: Text
    publisher: Text
    date: date
    url: str | None
    grade: str | None


@dataclass(slots=True)
class Catalogue:
    """The rule sets under `root`, and what they share. Safe to use from several threads: loading twice is harmless."""

    root: Path
    store: Cache
    files: RuleFiles
    _plans: dict[str, tuple[Plan | None, list[Diagnostic]]] = field(default_factory=dict)
    _parts: dict[str, object] = field(default_factory=dict)
    _found: list[Found] = field(default_factory=list)
    _cases: dict[str, tuple[CaseDefinition | None, list[Diagnostic]]] = field(default_factory=dict)

    def ids(self) -> tuple[str, ...]:
        """The ids of all rule sets, sorted, those with faults included."""
        return self.files.ids()

    def plan(self, ruleset_id: str) -> tuple[Plan | None, list[Diagnostic]]:
        """The plan of a rule set, or everything that is wrong with it. With a plan come at most warnings."""
        if ruleset_id not in self.ids():
            return None, [_unknown(ruleset_id, self.ids())]
        if ruleset_id not in self._plans:
            self._plans[ruleset_id] = self._stored_plan(ruleset_id) or self._compiled_plan(ruleset_id)
        return self._plans[ruleset_id]

    def case_ids(self) -> tuple[str, ...]:
        """The ids of all types of cases, sorted, those with faults included."""
        return self.files.case_ids()

    def case(self, case_id: str) -> tuple[CaseDefinition | None, list[Diagnostic]]:
        """A type of case, or everything that is wrong with it. With a definition come at most warnings."""
        if case_id not in self._cases:
            self._cases[case_id] = self._compiled_case(case_id)
        return self._cases[case_id]

    def vocabulary(self) -> Mapping[str, FactSpec]:
        """All facts of all subjects, by name."""
        return self._part("vocabulary", Vocabulary).facts

    def territories(self) -> Territories:
        """The countries and areas that facts and registers may name."""
        return self._part("territories", Territories)

    def cited(self) -> Cited:
        """All sources and passages."""
        return self._part("cited", Cited)

    def registers(self) -> Mapping[str, Register]:
        """The registers by id, as their files say them."""
        return self._shared().registers

    def passage(self, reference: str) -> Citation | None:
        """A passage by its reference (`source-id#passage-id`), for display; None where there is none."""
        cited = self.cited()
        passage = cited.passages.get(reference)
        if passage is None:
            return None
        source = cited.sources[passage.source]
        return Citation(
            reference,
            source.title,
            passage.section,
            source.publisher,
            source.date,
            source.url,
            source.grade,
        )

    def sources(self) -> Mapping[str, Citation]:
        """Every passage by its reference, for display."""
        found = {reference: self.passage(reference) for reference in self.cited().passages}
        return {reference: citation for reference, citation in found.items() if citation is not None}

    def places(self) -> Mapping[str, Place]:
        """Where facts, sources, passages and registers are said, by `kind:id` (`passage:c2c-2020#table-8`)."""
        found = self._shared().places
        return {name: replace(place, file=str(self.root / place.file)) for name, place in found.items()}

    def shown(self, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
        """The diagnostics with files that can be opened: their paths lead from where the root does."""
        return [
            found.at(replace(found.place, file=str(self.root / found.place.file))) if found.place else found
            for found in diagnostics
        ]

    def varied(self, files: Mapping[str, bytes], registers: Mapping[str, Register]) -> Catalogue:
        """The catalogue as if these rule files (by path under the root) and registers (by id) said something else.

        Facts, sources and territories are the same. Rule sets that say or use what is changed are compiled when they
        are asked for; nothing is stored.
        """
        shared = self._shared()
        found = replace(shared, registers={**shared.registers, **registers})
        kept = {
            name: (plan, faults)
            for name, (plan, faults) in self._plans.items()
            if f"{name}/{RULESET}" not in files and (plan is None or registers.keys().isdisjoint(plan.registers))
        }
        return Catalogue(self.root, Cache(None), self.files.with_changed(files), kept, self._parts, [found])

    def _stored_plan(self, ruleset_id: str) -> tuple[Plan | None, list[Diagnostic]] | None:
        """A plan and its warnings from the cache, if what other rule sets said of it is still what they say."""
        text = self.store.get(self._key(ruleset_id))
        if text is None:
            return None
        try:
            others, warnings, said = text.split("\n", 2)
            if any(self.files.hash([path]) != was for path, was in json.loads(others)):
                return None
            found, plan = STORED.loads(warnings, Warnings).found, STORED.loads(said, Plan)
        except (CodecError, ValueError, TypeError):
            return None
        return (plan, self.shown(found)) if plan.id == ruleset_id else None

    def _compiled_plan(self, ruleset_id: str) -> tuple[Plan | None, list[Diagnostic]]:
        from engine.compiler.compilation import compile_ruleset  # noqa: PLC0415 - a cached plan needs none of it
        from engine.compiler.shared import Surroundings  # noqa: PLC0415

        asked: dict[str, None] = {}
        around = Surroundings(self._shared(), self.ids(), lambda other: self._outline(other, asked))
        file = f"{ruleset_id}/{RULESET}"
        plan, diagnostics = compile_ruleset(self.files.read(file) or b"", file, around)
        if plan is None:
            faults = [found for found in self._shared().diagnostics if found.severity is Severity.ERROR]
            return None, self.shown([*diagnostics, *faults])
        plan = named(plan)
        if self.store.folder is None:
            return plan, self.shown(diagnostics)
        others = json.dumps([(path, self.files.hash([path])) for path in asked])
        warnings = STORED.dumps(Warnings(tuple(diagnostics)))
        self.store.put(self._key(ruleset_id), f"{others}\n{warnings}\n{STORED.dumps(plan)}")
        return plan, self.shown(diagnostics)

    def _compiled_case(self, case_id: str) -> tuple[CaseDefinition | None, list[Diagnostic]]:
        from engine.cases import compile_case  # noqa: PLC0415 - models are slow to import, and most calls need no case
        from engine.cases.faults import unknown_case  # noqa: PLC0415 - as above
        from engine.compiler.shared import Surroundings  # noqa: PLC0415 - as above

        known = self.case_ids()
        if case_id not in known:
            return None, [unknown_case(case_id, known)]
        file = f"{case_id}/{CASE}"
        around = Surroundings(self._shared(), self.ids(), lambda other: self._outline(other, {}))
        made, found = compile_case(self.files.read(file) or b"", file, around, lambda name: self.plan(name)[0])
        return made, self.shown(found)

    def _outline(self, ruleset_id: str, asked: dict[str, None]) -> Outline | None:
        from engine.compiler.compilation import outline_of  # noqa: PLC0415 - a cached plan needs none of it

        file = f"{ruleset_id}/{RULESET}"
        asked[file] = None
        content = self.files.read(file)
        return outline_of(content, file) if content is not None else None

    def _part(self, name: str, kind: type[T]) -> T:
        """One part of what is shared: loaded from the cache, or read with all the others."""
        if name not in self._parts:
            read = self.files.hash([TERRITORIES]) if name == "territories" else self.files.shared_hash()
            key = f"{name}-{read[:40]}-{_engine_stamp()}"
            self._parts[name] = self._stored_part(key, kind) or self._fresh_part(name, key)
        part = self._parts[name]
        if not isinstance(part, kind):
            raise TypeError(name)
        return part

    def _stored_part(self, key: str, kind: type[T]) -> T | None:
        text = self.store.get(key)
        if text is None:
            return None
        try:
            return STORED.loads(text, kind)
        except CodecError:
            return None

    def _fresh_part(self, name: str, key: str) -> object:
        found = self._shared()
        parts = {
            "vocabulary": Vocabulary(found.facts),
            "cited": Cited(found.sources, found.passages, found.entries),
            "territories": found.territories,
        }
        if self.store.folder is not None and not has_errors(found.diagnostics):
            self.store.put(key, STORED.dumps(parts[name]))
        return parts[name]

    def _shared(self) -> Found:
        if not self._found:
            from engine.compiler.shared_reading import read_shared  # noqa: PLC0415 - a cached plan needs none of it

            self._found.append(read_shared({path: self.files.read(path) or b"" for path in self.files.shared()}))
        return self._found[0]

    def _key(self, ruleset_id: str) -> str:
        read = self.files.hash([f"{ruleset_id}/{RULESET}"])
        return f"plan-{read[:40]}-{self.files.shared_hash()[:40]}-{_engine_stamp()}"


def open_catalogue(root: Path | None = None, *, store: Cache | None = None) -> Catalogue:
    """The rule sets under `root` (those that come with Hantei, where none is given). Nothing is read yet."""
    folder = root or rules_root()
    return Catalogue(folder, store or cache_of(os.environ), RuleFiles(folder))


def lint(root: Path | None = None, paths: Sequence[Path] = ()) -> list[Diagnostic]:
    """Everything that is wrong with the files under `root`; with `paths`, with these files and folders only."""
    from engine.linting import lint_folder  # noqa: PLC0415 - models and schemas are slow to import

    return lint_folder(root or rules_root(), paths)


def _unknown(ruleset_id: str, known: Sequence[str]) -> Diagnostic:
    near = nearest(ruleset_id, known)
    listed = ", ".join(f"`{name}`" for name in known[:20])
    mend = (
        Text(f"did you mean `{near}`?", f"`{near}` のことですか")
        if near
        else Text(
            f"there are {listed}" if known else "there are no rule sets in this folder",
            f"あるのは {listed} です" if known else "このフォルダーに規則集がありません",
        )
    )
    return Diagnostic(
        "unknown-ruleset",
        Text(f"the rule set {quoted(ruleset_id)} does not exist", f"規則集 {quoted(ruleset_id)} はありません"),
        mend,
    )


@cache
def _engine_stamp() -> str:
    """What stands for the engine in keys of the cache: the language, the stored classes, the compiler's own files."""
    here = Path(__file__).parent
    parts = [LANGUAGE, STORED.shape]
    for folder in ("compiler", "compiler/passes", "model", "source", "feel", "feel/syntax", "feel/functions"):
        with os.scandir(here / folder) as entries:
            files = [(entry.name, entry.stat()) for entry in entries if entry.name.endswith(".py")]
        parts += [
            f"{folder}/{name}:{status.st_size}:{status.st_mtime_ns}" for name, status in sorted(files, key=_first)
        ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _first(item: tuple[str, object]) -> str:
    return item[0]
