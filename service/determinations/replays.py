"""What came of determining a receipt again, and whether a receipt is as it was made: one value for every door."""

from __future__ import annotations

from typing import Any

from engine.determination_json import diagnostic_json
from engine.receipt import ABSENT, Difference, Replay, redacted_facts, redacted_places, seal
from engine.records import dataclass
from service.signing import Signature, checked

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Verification:
    """What can be said of a receipt without any rules. `intact`: its hash holds."""

    intact: bool
    signature: Signature


def verified(receipt: Json, wanted: bytes | None = None) -> Verification:
    """Whether a receipt is as it was made. `wanted`: the public key (32 bytes) that it must be signed by."""
    made = seal(receipt)
    return Verification(made == receipt["hash"], checked({**receipt, "hash": made}, wanted))


def verification_json(receipt: Json, found: Verification) -> Json:
    """What holds, by whom it is signed, and what was taken out."""
    return {
        "intact": found.intact,
        "hash": receipt["hash"],
        "signature": found.signature.value,
        "key": receipt["signature"]["key"] if "signature" in receipt else None,
        "redacted": list(redacted_facts(receipt)),
        "redacted_places": str(redacted_places(receipt)),
    }


def replay_json(found: Replay) -> Json:
    """The verdict, and what is another one now."""
    return {
        "verdict": found.verdict.value,
        "rulesets": [{"id": one.name, "was": one.was, "now": one.now} for one in found.rulesets],
        "engine": [{"part": one.name, "was": one.was, "now": one.now} for one in found.engine],
        "redacted": list(found.redacted),
        "compared": str(found.compared),
        "differences": [difference_json(one) for one in found.differences],
        "refused": [diagnostic_json(one) for one in found.refused],
    }


def difference_json(one: Difference) -> Json:
    """`was` or `now` is left out where there was or is nothing."""
    sides = {"was": one.was, "now": one.now}
    return {"at": list(one.at), **{name: side for name, side in sides.items() if side is not ABSENT}}
