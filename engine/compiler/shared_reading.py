"""Reads the files that rule sets share. A bad file is reported and left out; the others are read all the same."""

from __future__ import annotations

from collections.abc import Mapping

from engine.compiler.cited import add_source
from engine.compiler.facts import add_facts, check_links
from engine.compiler.registers import add_register
from engine.compiler.shared import Found
from engine.diagnostics import has_errors
from engine.model.cited import SourceModel
from engine.model.reading import read_model
from engine.model.register import RegisterModel
from engine.model.territories import TerritoriesModel
from engine.model.vocabulary import VocabularyModel
from engine.source import RULE_FILE, Document, read_yaml
from engine.territories import read_territories

TERRITORIES = "registers/territories.yaml"
FOLDERS = ("sources", "registers", "vocabulary")
"""The folders under rules/ that every rule set may use."""


def read_shared(files: Mapping[str, bytes], *, strict: bool = False) -> Found:
    """All that `files` (path under rules/ → bytes) say. `strict`: hold them against the JSON Schemas too."""
    found = Found()
    for path in sorted(files, key=_reading_order):
        document, diagnostics = read_yaml(files[path], path, RULE_FILE)
        found.diagnostics += diagnostics
        if document is not None and not has_errors(diagnostics):
            _read(document, found, strict)
    check_links(found)
    return found


def _reading_order(path: str) -> tuple[bool, bool, str]:
    """Territories and sources first: the others refer to them."""
    return path != TERRITORIES, not path.startswith("sources/"), path


def _read(document: Document, found: Found, strict: bool) -> None:
    folder = document.file.partition("/")[0]
    if document.file == TERRITORIES:
        territories, diagnostics = read_model(document, TerritoriesModel, strict=strict)
        found.diagnostics += diagnostics
        if territories is not None:
            found.territories = read_territories(territories.model_dump())
    elif folder == "sources":
        source, diagnostics = read_model(document, SourceModel, strict=strict)
        found.diagnostics += diagnostics
        if source is not None:
            add_source(source, document, found)
    elif folder == "registers":
        register, diagnostics = read_model(document, RegisterModel, strict=strict)
        found.diagnostics += diagnostics
        if register is not None:
            add_register(register, document, found)
    else:
        vocabulary, diagnostics = read_model(document, VocabularyModel, strict=strict)
        found.diagnostics += diagnostics
        if vocabulary is not None:
            add_facts(vocabulary, document, found)
