"""What an outcome rests on: the decisive facts, what shows them, and the documents that would show them better."""

from __future__ import annotations

from engine.evidence.weighing import with_evidence

__all__ = ["with_evidence"]
