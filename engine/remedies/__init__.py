"""What would change the answer: the smallest changes that a proposer can make, each verified; or why none helps."""

from __future__ import annotations

from engine.remedies.goals import Eligible, Goal, More
from engine.remedies.proposing import remedies
from engine.remedies.remedy import Change, Clause, Hopeless, Remedy

__all__ = ["Change", "Clause", "Eligible", "Goal", "Hopeless", "More", "Remedy", "remedies"]
