"""What a caller said: documents of facts read against the vocabulary, graded; what is left out is unknown."""

from __future__ import annotations

from engine.facts.given import EXEMPTED, Facts, FactsDocument, Given, Grade
from engine.facts.reading import read_facts

__all__ = ["EXEMPTED", "Facts", "FactsDocument", "Given", "Grade", "read_facts"]
