"""The pipeline: bytes of a rule file, and what rule sets share, to a plan; or everything that is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from engine.compiler.build import build
from engine.compiler.echoes import without_echoes
from engine.compiler.passes import PASSES
from engine.compiler.publication import with_days_of_publication
from engine.compiler.shared import Outline, Surroundings
from engine.compiler.sheet import Sheet, lay_out
from engine.diagnostics import Diagnostic, has_errors, in_order
from engine.model.mending import mended
from engine.model.reading import read_model
from engine.model.ruleset import RuleSetModel
from engine.plan import Plan
from engine.source import RULE_FILE, Document, read_yaml


def compile_ruleset(
    content: bytes, file: str, around: Surroundings, *, strict: bool = False
) -> tuple[Plan | None, list[Diagnostic]]:
    """The plan of a rule file (its digest still empty), and what every pass found, in the order of the file.

    `strict`: hold the file against its JSON Schema too. Where the faults of its shape do not hide the rest (a language
    is missing, a key is not known), that is checked all the same.
    """
    document, model, found, shape = _read(content, file)
    diagnostics = list(found)
    if document is None or has_errors(diagnostics):
        return None, in_order(diagnostics)
    if strict:
        model, shape = read_model(document, RuleSetModel, strict=True)
    if model is None:
        document = mended(document, shape)
        model = read_model(document, RuleSetModel)[0]
    if model is None:
        return None, in_order([*diagnostics, *shape])
    sheet = Sheet(document, model, around.found, around.outline, around.ruleset_ids)
    lay_out(sheet)
    faults = [fault for check in PASSES for fault in check(sheet)]
    diagnostics += [*shape, *without_echoes(faults, around.found, file)]
    if has_errors(diagnostics):
        return None, in_order(diagnostics)
    return with_days_of_publication(build(sheet), around.found.sources), in_order(diagnostics)


def outline_of(content: bytes, file: str) -> Outline:
    """What a rule file offers to the conclusions of others."""
    model = _read(content, file)[1]
    if model is None:
        return Outline(file.rpartition("/")[0], None, None)
    criteria = frozenset(criterion.id for criterion in model.criteria)
    return Outline(model.id, criteria, frozenset(conclusion.id for conclusion in model.conclusions))


@lru_cache(maxsize=64)
def _read(
    content: bytes, file: str
) -> tuple[Document | None, RuleSetModel | None, Sequence[Diagnostic], Sequence[Diagnostic]]:
    """The document and the model with what is wrong with each. Kept: a file is compiled, and asked by others."""
    document, diagnostics = read_yaml(content, file, RULE_FILE)
    if document is None or has_errors(diagnostics):
        return document, None, diagnostics, []
    model, shape = read_model(document, RuleSetModel)
    return document, model, diagnostics, shape
