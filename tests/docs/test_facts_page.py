"""The facts shown on the page about facts are read as they stand."""

from __future__ import annotations

import re
from pathlib import Path

from engine.catalogue import open_catalogue
from engine.facts import FactsDocument, Grade, read_facts
from engine.source import read_yaml

PAGE = Path(__file__).parents[2] / "docs" / "facts.md"


def test_the_facts_on_the_page_are_accepted() -> None:
    block = re.findall(r"^```yaml\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)[0]
    document, faults = read_yaml(block, "docs/facts.md")
    assert document is not None
    assert faults == []
    catalogue = open_catalogue()
    exemptions = ("within-subsidy-range",)
    facts, found = read_facts([FactsDocument.of(document)], catalogue.vocabulary(), exemptions, catalogue.territories())
    assert found == []
    assert facts.given["leading_technology"].grade is Grade.JUDGED
    assert facts.given["similar_projects_adopted"].assumed
    assert list(facts.exemptions) == ["within-subsidy-range"]
