"""What to ask next: the facts that can still change an outcome or an amount, ordered by what they settle."""

from __future__ import annotations

from engine.questions.asking import next_questions, standing
from engine.questions.question import Question, Waiting

__all__ = ["Question", "Waiting", "next_questions", "standing"]
