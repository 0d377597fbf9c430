"""A publication of rules as it leaves the house: one shape for the API and the command line."""

from __future__ import annotations

from typing import Any

from service.store import Record


def publication_json(record: Record) -> dict[str, Any]:
    """Who published what, when and why. Fields that were taken out are null."""
    left = record.left()
    return {
        "id": record.entry.id,
        "published_at": record.entry.recorded_at,
        "recorded_by": record.entry.caller,
        "by": left.get("by"),
        "why": left.get("why"),
        "origin": record.fields.get("origin"),
        "digest": record.subject,
        "rulesets": dict(record.fields["rulesets"]),
        "signed_by": left.get("key"),
        "hash": record.entry.hash,
    }
