"""Everything that is wrong with a folder of rules: shared files, rule sets and the shape of their examples."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from engine.cases import compile_case
from engine.chaining import faults_across
from engine.compiler.compilation import compile_ruleset, outline_of
from engine.compiler.passes.languages import sentence_faults
from engine.compiler.register_faults import citation_faults
from engine.compiler.shared import Found, Outline, Surroundings
from engine.compiler.shared_reading import read_shared
from engine.diagnostics import Diagnostic, Place, Text, has_errors, in_order
from engine.model.examples import ExamplesModel
from engine.model.reading import read_model
from engine.plan import Plan
from engine.rule_files import CASE, EXAMPLES, RULESET, RuleFiles
from engine.source import RULE_FILE, Document, read_yaml
from engine.text import quoted


def lint_folder(root: Path, paths: Sequence[Path] = ()) -> list[Diagnostic]:
    """Every fault and warning under `root`, in order; with `paths`, of these files and folders only."""
    files = RuleFiles(root)
    found = [replace(fault, place=_opened(fault, root)) for fault in _all(files)]
    wanted = [path.resolve() for path in paths]
    outside = [_outside(path) for path in paths if not path.resolve().is_relative_to(root.resolve())]
    chosen = [fault for fault in found if not paths or _is_in(fault, wanted)]
    return [*outside, *in_order(chosen)]


def lint_ruleset(files: RuleFiles, ruleset: str, shared: Found | None = None) -> list[Diagnostic]:
    """Every fault and warning of one rule set and of its examples, in order; none of what it shares with others.

    `shared`: what the shared files say, where it was read before.
    """
    shared = shared or read_shared({path: files.read(path) or b"" for path in files.shared()})
    around = Surroundings(shared, files.ids(), lambda other: _outline(files, other))
    file = f"{ruleset}/{RULESET}"
    _, faults = compile_ruleset(files.read(file) or b"", file, around, strict=True)
    examples = files.read(f"{ruleset}/{EXAMPLES}")
    found = [] if examples is None else list(_examples(examples, f"{ruleset}/{EXAMPLES}", shared))
    return in_order([*faults, *found])


def lint_shared(files: RuleFiles, paths: Collection[str], shared: Found) -> list[Diagnostic]:
    """Every fault and warning of some of the shared files, in order; `shared`: what all of them say."""
    found = [fault for fault in shared.diagnostics if fault.place is not None and fault.place.file in paths]
    for path in paths:
        document, _ = read_yaml(files.read(path) or b"", path, RULE_FILE)
        found += [] if document is None else sentence_faults(document)
    return in_order(found)


def _all(files: RuleFiles) -> Iterator[Diagnostic]:
    shared = {path: files.read(path) or b"" for path in files.shared()}
    found = read_shared(shared, strict=True)
    yield from found.diagnostics
    for path, content in shared.items():
        document, _ = read_yaml(content, path, RULE_FILE)
        if document is not None:
            yield from sentence_faults(document)
    around = Surroundings(found, files.ids(), lambda other: _outline(files, other))
    plans = []
    for ruleset in files.ids():
        file = f"{ruleset}/{RULESET}"
        plan, faults = compile_ruleset(files.read(file) or b"", file, around, strict=True)
        yield from faults
        plans += [plan] if plan else []
        examples = files.read(f"{ruleset}/{EXAMPLES}")
        if examples is not None:
            yield from _examples(examples, f"{ruleset}/{EXAMPLES}", found)
    yield from _across(plans, files)
    by_id = {plan.id: plan for plan in plans}
    for case in files.case_ids():
        file = f"{case}/{CASE}"
        yield from compile_case(files.read(file) or b"", file, around, by_id.get, strict=True)[1]


def _across(plans: Sequence[Plan], files: RuleFiles) -> Iterator[Diagnostic]:
    """What keeps the conclusions of all rule sets from being chained together: circles that no rule set has alone."""
    for ruleset, found in faults_across([rule for plan in plans for rule in plan.conclusions]):
        file = f"{ruleset}/{RULESET}"
        document, _ = read_yaml(files.read(file) or b"", file, RULE_FILE)
        yield found.at(document.place(found.pointer or "/conclusions")) if document else found


def _outline(files: RuleFiles, ruleset: str) -> Outline | None:
    content = files.read(f"{ruleset}/{RULESET}")
    return None if content is None else outline_of(content, f"{ruleset}/{RULESET}")


def _examples(content: bytes, file: str, shared: Found) -> Iterator[Diagnostic]:
    document, diagnostics = read_yaml(content, file, RULE_FILE)
    yield from diagnostics
    if document is None or has_errors(diagnostics):
        return
    model, faults = read_model(document, ExamplesModel, strict=True)
    yield from faults
    yield from sentence_faults(document)
    if model is not None:
        yield from _bases(model, document)
        for index, example in enumerate(model.examples):
            yield from citation_faults(f"/examples/{index}/source", example.source, document, shared)


def _bases(model: ExamplesModel, document: Document) -> Iterator[Diagnostic]:
    """Ids are unique, and what an example is based on stands above it."""
    seen: set[str] = set()
    for index, example in enumerate(model.examples):
        if example.id in seen:
            yield Diagnostic(
                "duplicate-id",
                Text(f"the id `{example.id}` stands twice", f"id `{example.id}` が重複しています"),
                Text("rename one of them", "どちらかの名前を変えてください"),
                document.place(f"/examples/{index}/id"),
            )
        if example.based_on is not None and example.based_on not in seen:
            yield Diagnostic(
                "unknown-example",
                Text(
                    f"no example above is called {quoted(example.based_on)}",
                    f"これより上に例題 {quoted(example.based_on)} がありません",
                ),
                Text("name an example that stands above this one", "この例題より上にある例題の id を書いてください"),
                document.place(f"/examples/{index}/based_on"),
            )
        seen.add(example.id)


def _opened(fault: Diagnostic, root: Path) -> Place | None:
    return fault.place and replace(fault.place, file=str(root / fault.place.file))


def _is_in(fault: Diagnostic, wanted: Sequence[Path]) -> bool:
    if fault.place is None:
        return True
    file = Path(fault.place.file).resolve()
    return any(file.is_relative_to(path) for path in wanted)


def _outside(path: Path) -> Diagnostic:
    return Diagnostic(
        "not-in-rules",
        Text(
            f"{quoted(path, 200)} is not in the folder of rules",
            f"{quoted(path, 200)} は規則のフォルダーの中にありません",
        ),
        Text(
            "name a file or folder in it, or another folder of rules by `--rules`",
            "その中のファイルかフォルダーを指定するか、`--rules` で別の規則のフォルダーを指定してください",
        ),
    )
