"""From a plan, facts and dates to a determination: the reference evaluator, which knows unknown.

Pure: no clock, no files. What is not known stays not known, and whatever a partial answer claims holds for every
completion of the facts that are missing.
"""

from __future__ import annotations

from engine.evaluator.determining import Outline, determine, outlined
from engine.evaluator.sides import reading_faults

__all__ = ["Outline", "determine", "outlined", "reading_faults"]
