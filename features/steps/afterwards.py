"""What comes after an answer: its receipt, and the answer over time."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from itertools import groupby
from typing import Any

from engine.plan import Plan
from engine.receipt import Verdict, receipt_text, redact, replay, seal
from engine.source import read_json
from engine.timeline import holds_until, timeline
from features.steps.registry import step
from features.steps.scene import Scene
from features.steps.then import outcome_said
from service.checks.inquiry import Inquiry
from service.determinations.receipts import receipt_of
from service.version import VERSION

MADE_ON = date(2020, 4, 1)


def _asked(scene: Scene) -> tuple[Inquiry, Plan]:
    """What was asked, and the plan of the first rule set."""
    inquiry = scene.inquiry()
    plan, faults = scene.catalogue.plan(inquiry.rulesets[0])
    assert plan is not None, faults
    return inquiry, plan


def _kept(scene: Scene) -> dict[str, Any]:
    assert scene.receipt is not None, "no receipt was kept"
    return scene.receipt


# --- receipts --------------------------------------------------------------------------------------------------------


@step("when", "the answer is kept as a receipt", "判定を判定書として残す")
def kept(scene: Scene) -> None:
    scene.check()
    scene.receipt = receipt_of(scene.inquiry(), scene.answered(), scene.catalogue, MADE_ON)


@step("when", 'the fact "{name}" is taken out of the receipt', '判定書の事実"{name}"を伏せる')
def taken_out(scene: Scene, name: str) -> None:
    scene.receipt, faults = redact(_kept(scene), [scene.fact(name)])
    assert not faults, faults


@step("when", "somebody writes another outcome into the receipt", "誰かが判定書の判定を書き換える")
def written_over(scene: Scene) -> None:
    made = deepcopy(_kept(scene))
    first = made["answer"]["determinations"][0]
    first["outcome"] = "ineligible" if first["outcome"] == "eligible" else "eligible"
    scene.receipt = made


@step("then", "the receipt is as it was made", "判定書は作成されたままである")
def intact(scene: Scene) -> None:
    document, faults = read_json(receipt_text(_kept(scene)), "receipt.json")
    assert document is not None, faults
    assert seal(document.data) == document.data["hash"]


@step("then", "the receipt is found to be altered", "判定書の改変が分かる")
def altered(scene: Scene) -> None:
    assert seal(_kept(scene)) != _kept(scene)["hash"]


@step("then", "determined again the receipt is identical", "再判定の結果は判定書と一致する")
def identical(scene: Scene) -> None:
    found = replay(_kept(scene), scene.catalogue, VERSION)
    assert found.verdict is Verdict.IDENTICAL, found.differences


@step("then", "the receipt cannot be determined again as a whole", "判定書は全体としては再判定できない")
def partial(scene: Scene) -> None:
    found = replay(_kept(scene), scene.catalogue, VERSION)
    assert found.verdict is Verdict.PARTIAL
    assert found.redacted
    assert found.differences == ()


@step("then", 'the receipt tells "{text}"', '判定書に"{text}"が書かれている')
def tells(scene: Scene, text: str) -> None:
    assert text in receipt_text(_kept(scene))


@step("then", 'the receipt does not tell "{text}"', '判定書に"{text}"は書かれていない')
def does_not_tell(scene: Scene, text: str) -> None:
    assert text not in receipt_text(_kept(scene))


@step("then", "the outcome in the receipt is {outcome}", "判定書の判定は{outcome}である")
def outcome_in_the_receipt(scene: Scene, outcome: str) -> None:
    assert _kept(scene)["answer"]["determinations"][0]["outcome"] == outcome_said(outcome)


# --- time ------------------------------------------------------------------------------------------------------------


@step("when", "the answer is followed from {first} to {last}", "{first} から {last} までの判定をたどる")
def followed(scene: Scene, first: str, last: str) -> None:
    inquiry, plan = _asked(scene)
    scene.spans = timeline(
        plan,
        inquiry.facts,
        date.fromisoformat(first),
        date.fromisoformat(last),
        known_on=inquiry.known_on,
        readings=inquiry.readings,
    )


@step(
    "when",
    "the answer is followed from {first} to {last}, each day by what was known on it",
    "{first} から {last} までの判定を、各日に公表されていた内容でたどる",
)
def followed_as_known(scene: Scene, first: str, last: str) -> None:
    inquiry, plan = _asked(scene)
    days = (date.fromisoformat(first), date.fromisoformat(last))
    scene.spans = timeline(plan, inquiry.facts, *days, readings=inquiry.readings, as_known=True)


@step("then", "from {first} to {last} the outcome is {outcome}", "{first} から {last} まで判定は{outcome}である")
def outcome_of_days(scene: Scene, first: str, last: str, outcome: str) -> None:
    """On exactly these days; spans that differ in amounts only are taken together."""
    found = [
        (spans[0].start.isoformat(), spans[-1].end.isoformat(), said)
        for said, spans in ((said, list(spans)) for said, spans in groupby(scene.spans, key=lambda one: one.outcome))
    ]
    assert (first, last, outcome_said(outcome)) in found, found


@step(
    "then",
    'on {day} the answer changes by "{name}", by "{passage}"',
    '{day} に"{name}"によって判定が変わり、その出典は"{passage}"である',
)
def changes_by(scene: Scene, day: str, name: str, passage: str) -> None:
    found = [one.event for span in scene.spans for one in span.because if one.event.on.isoformat() == day]
    assert name in [one.name for one in found], found
    assert passage in [source for one in found if one.name == name for source in one.source]


@step("then", "the answer holds until {day}", "判定は {day} まで変わらない")
def holds(scene: Scene, ruleset: str | None, day: str) -> None:
    inquiry, plan = _asked(scene)
    assert holds_until(plan, inquiry.facts, scene.determination(ruleset)).until == date.fromisoformat(day)
