"""Facts read as files and as requests, against a small vocabulary."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.diagnostics import Diagnostic
from engine.facts import Facts, FactsDocument, read_facts
from engine.source import RULE_FILE, read_json, read_yaml
from engine.territories import Territories, read_territories
from tests.facts.vocabulary import EXEMPTIONS, VOCABULARY, Read

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def territories() -> Territories:
    path = ROOT / "rules" / "registers" / "territories.yaml"
    document, faults = read_yaml(path.read_text(encoding="utf-8"), path.name, RULE_FILE)
    assert document is not None
    assert faults == []
    return read_territories(document.data)


@pytest.fixture
def read(territories: Territories) -> Read:
    """Reads the YAML texts as files `facts.yaml`, `more.yaml` …"""

    def read(*texts: str) -> tuple[Facts, list[Diagnostic]]:
        documents = []
        for text, name in zip(texts, ("facts.yaml", "more.yaml", "third.yaml"), strict=False):
            document, faults = read_yaml(text, name)
            assert document is not None, faults
            documents.append(FactsDocument.of(document))
        return read_facts(documents, VOCABULARY, EXEMPTIONS, territories)

    return read


@pytest.fixture
def read_body(territories: Territories) -> Read:
    """Reads the JSON text as the facts of a request."""

    def read(text: str) -> tuple[Facts, list[Diagnostic]]:
        document, faults = read_json(text, "request")
        assert document is not None, faults
        return read_facts([FactsDocument(document.data, base="/facts")], VOCABULARY, EXEMPTIONS, territories)

    return read
