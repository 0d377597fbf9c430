"""Reads the files that rule sets share. A bad file is reported and left out; the others are read all the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from engine.compiler.cited import add_source
from engine.compiler.counted import link_counts
from engine.compiler.echoes import without_echoes
from engine.compiler.facts import add_facts, check_links
from engine.compiler.registers import add_register
from engine.compiler.shared import Found
from engine.diagnostics import has_errors
from engine.model.base import Model
from engine.model.cited import SourceModel
from engine.model.reading import read_model
from engine.model.register import RegisterModel
from engine.model.territories import TerritoriesModel
from engine.model.vocabulary import VocabularyModel
from engine.source import RULE_FILE, Document, read_yaml
from engine.territories import read_territories

M = TypeVar("M", bound=Model)
TERRITORIES = "registers/territories.yaml"
FOLDERS = ("sources", "registers", "vocabulary")
"""The folders under rules/ that every rule set may use."""


def read_shared(files: Mapping[str, bytes], *, strict: bool = False) -> Found:
    """All that `files` (path under rules/ → bytes) say. `strict`: hold them against the JSON Schemas too."""
    found = Found()
    for path in sorted(files, key=_reading_order):
        document, diagnostics = read_yaml(files[path], path, RULE_FILE)
        before = len(found.diagnostics)
        found.diagnostics += diagnostics
        if document is None or has_errors(diagnostics) or not _read(document, found, strict):
            found.unreadable.setdefault(path.partition("/")[0], path)
        found.diagnostics[before:] = without_echoes(found.diagnostics[before:], found, path)
    check_links(found)
    link_counts(found)
    return found


def _reading_order(path: str) -> tuple[bool, bool, str]:
    """Territories and sources first: the others refer to them."""
    return path != TERRITORIES, not path.startswith("sources/"), path


def _read(document: Document, found: Found, strict: bool) -> bool:
    """Takes over what a document says; False where its shape is wrong."""
    if document.file == TERRITORIES:
        return _take(document, TerritoriesModel, found, strict, _add_territories)
    folder = document.file.partition("/")[0]
    if folder == "sources":
        return _take(document, SourceModel, found, strict, add_source)
    if folder == "registers":
        return _take(document, RegisterModel, found, strict, add_register)
    return _take(document, VocabularyModel, found, strict, add_facts)


def _take(
    document: Document, kind: type[M], found: Found, strict: bool, add: Callable[[M, Document, Found], None]
) -> bool:
    model, diagnostics = read_model(document, kind, strict=strict)
    found.diagnostics += diagnostics
    if model is not None:
        add(model, document, found)
    return model is not None


def _add_territories(model: TerritoriesModel, _document: Document, found: Found) -> None:
    found.territories = read_territories(model.model_dump())
