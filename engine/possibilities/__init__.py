"""What may still become of a proposal: the evaluator asked again and again with facts narrowed or changed.

The ground that questions and remedies share. A fact is supposed to be a value, or to lie in a part of what it may be;
only the criteria and amounts that rest on it are worked out again.
"""

from __future__ import annotations

from engine.possibilities.favour import PartsOf, favour, favourable
from engine.possibilities.ground import ground_of
from engine.possibilities.oracle import Oracle, State
from engine.possibilities.parts import Parts, named_values, parts_of, point_of
from engine.possibilities.request import Request

__all__ = [
    "Oracle",
    "Parts",
    "PartsOf",
    "Request",
    "State",
    "favour",
    "favourable",
    "ground_of",
    "named_values",
    "parts_of",
    "point_of",
]
