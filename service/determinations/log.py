"""The log of determinations, for any door: kept as receipts, shown, and determined again by other dates or rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from engine.determination_json import answer_json, diagnostic_json
from engine.receipt import Difference, as_told_now, redacted_facts
from engine.receipt.differences import differences
from engine.records import dataclass
from service.checks.inquiry import Inquiry, answer
from service.clock import today
from service.determinations.judgements import judged_facts
from service.determinations.receipts import read_again, receipt_of
from service.determinations.replays import difference_json

if TYPE_CHECKING:
    from engine.catalogue import Catalogue
    from engine.determination import Answer
    from engine.diagnostics import Diagnostic
    from service.signing import SigningKey
    from service.store import Claim, Record, Store, StoredDetermination

Json = dict[str, Any]


def keep(  # noqa: PLR0913 - an answer, all that it is an answer to, and by whom it is kept
    store: Store,
    inquiry: Inquiry,
    given: Answer,
    catalogue: Catalogue,
    caller: str,
    *,
    claim: Claim | None = None,
    key: SigningKey | None = None,
) -> StoredDetermination:
    """Keeps an answer for good, as a receipt that is signed where there is a key. Raises StoreError."""
    return store.determinations.append(receipt_of(inquiry, given, catalogue, today(), key), caller, claim)


def line_json(stored: StoredDetermination) -> Json:
    """A line of the log."""
    return {
        "id": stored.entry.id,
        "recorded_at": stored.entry.recorded_at,
        "recorded_by": stored.entry.caller,
        "as_of": stored.as_of.isoformat(),
        "country": stored.country,
        "outcomes": [{"ruleset": one.ruleset, "digest": one.digest, "outcome": one.outcome} for one in stored.outcomes],
        "hash": stored.entry.hash,
        "redactions": str(stored.entry.redactions),
    }


def kept_json(stored: StoredDetermination, receipt: Json) -> Json:
    """A stored determination whole. By whom it was recorded is told in the log only: whoever has the address reads
    this."""
    line = line_json(stored)
    del line["recorded_by"]
    return {**line, "receipt": receipt}


def tag_of(stored: StoredDetermination) -> str:
    """What changes when a stored determination reads differently: only taking facts out does that."""
    return f"{stored.entry.hash}.{stored.entry.redactions}"


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What is to be different: another day of the rules, another day of what was published; None: as it was asked."""

    as_of: date | None = None
    known_on: date | None = None
    judged: tuple[Record, ...] = ()
    """What was judged of it since, oldest first: these facts are then as they were judged."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A stored answer beside that of the same facts asked otherwise. `refused`: why there is no second answer."""

    inquiry: Inquiry | None
    answer: Json | None
    differences: tuple[Difference, ...] = ()
    refused: tuple[Diagnostic, ...] = ()


def compare(receipt: Json, catalogue: Catalogue, otherwise: Otherwise) -> Comparison:
    """Determines the facts of a receipt by the rules of `catalogue` and the days asked for; what is another one then.

    The receipt must have all its facts. The days and the digests of rule sets are not among the differences: they are
    what was asked for.
    """
    inquiry, faults = read_again(receipt, catalogue)
    if inquiry is None:
        return Comparison(None, None, refused=tuple(faults))
    facts = judged_facts(inquiry.facts, otherwise.judged, catalogue)
    asked = replace(
        inquiry, facts=facts, as_of=otherwise.as_of or inquiry.as_of, known_on=otherwise.known_on or inquiry.known_on
    )
    now = answer_json(answer(asked, catalogue))
    was = as_told_now(receipt["answer"])
    return Comparison(asked, now, tuple(one for one in differences(was, now) if not _was_asked_for(one)))


def comparison_json(receipt: Json, compared: Comparison, catalogue: Catalogue) -> Json:
    """Both sides by what they were asked, what differs field by field, and the second answer whole."""
    request, asked = receipt["request"], compared.inquiry
    was = {"as_of": request["as_of"], "known_on": request["known_on"], "rulesets": request["rulesets"]}
    return {
        "was": was,
        "now": None if asked is None else _side(asked, catalogue),
        "same": asked is not None and not compared.differences,
        "differences": [difference_json(one) for one in compared.differences],
        "answer": compared.answer,
        "refused": [diagnostic_json(one) for one in compared.refused],
    }


def _side(asked: Inquiry, catalogue: Catalogue) -> Json:
    plans = [plan for plan, _ in map(catalogue.plan, asked.determined) if plan is not None]
    return {
        "as_of": asked.as_of.isoformat(),
        "known_on": None if asked.known_on is None else asked.known_on.isoformat(),
        "rulesets": [{"id": plan.id, "version": plan.version, "digest": plan.digest} for plan in plans],
    }


def _was_asked_for(one: Difference) -> bool:
    return one.at[-2:] == ("ruleset", "digest") or (len(one.at) == 3 and one.at[2] in {"as_of", "known_on"})


def is_whole(receipt: Json) -> bool:
    """Whether a receipt still has all its facts."""
    return not redacted_facts(receipt)
