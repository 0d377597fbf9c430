"""A project followed over years: events, and where the case stands on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from engine.cases import CaseStanding, fold, read_events
from engine.cases.standing import DeadlineStanding, DeadlineState
from engine.source.scalars import meaning
from features.steps.registry import step
from features.steps.scene import Scene


@step("given", 'a case of "{case}"', '"{case}"の案件がある')
def a_case(scene: Scene, case: str) -> None:
    scene.case = case


@step("given", 'the event "{event}" on {day}', '{day} に"{event}"があった')
def an_event(scene: Scene, event: str, day: str) -> None:
    _tell(scene, event, day, day)


@step("given", 'the event "{event}" on {day}, told on {last}', '{day} に"{event}"があり、{last} に記録された')
def an_event_told_later(scene: Scene, event: str, day: str, last: str) -> None:
    _tell(scene, event, day, last)


@step("given", 'the event "{event}" on {day} with "{fields}"', '{day} に"{event}"（"{fields}"）があった')
def an_event_with_fields(scene: Scene, event: str, day: str, fields: str) -> None:
    pairs = (part.partition("=") for part in fields.replace("、", ",").split(","))
    _tell(scene, event, day, day, {name.strip(): value.strip() for name, _, value in pairs})


@step("when", "the case is asked about {day}", "{day} 時点の案件の状況を確認する")
def asked(scene: Scene, day: str) -> None:
    scene.standing = _fold(scene, day, None)


@step(
    "when",
    "the case is asked about {day}, as it was known on {last}",
    "{last} までの記録により {day} 時点の案件の状況を確認する",
)
def asked_as_known(scene: Scene, day: str, last: str) -> None:
    scene.standing = _fold(scene, day, last)


@step("then", 'the case stands at "{stage}"', '案件の段階は"{stage}"である')
def stands_at(scene: Scene, ruleset: str | None, stage: str) -> None:  # noqa: ARG001 - every outcome step may name one
    found = _standing(scene).stage
    assert found is not None, "the case has not begun"
    assert stage in {found.id, found.title.en, found.title.ja}


@step("then", '"{deadline}" is due on {day}', '"{deadline}"の期限は {day} である')
def due_on(scene: Scene, ruleset: str | None, deadline: str, day: str) -> None:  # noqa: ARG001 - as above
    assert _deadline(scene, deadline).due == date.fromisoformat(day)


@step("then", '"{deadline}" is {count} days late', '"{deadline}"は期限を {count} 日過ぎている')
def days_late(scene: Scene, ruleset: str | None, deadline: str, count: str) -> None:  # noqa: ARG001 - as above
    found = _deadline(scene, deadline)
    assert found.state in {DeadlineState.LATE, DeadlineState.DONE_LATE}
    assert found.days == int(count)


@step("then", '"{deadline}" was done in time', '"{deadline}"は期限内に行われた')
def done_in_time(scene: Scene, ruleset: str | None, deadline: str) -> None:  # noqa: ARG001 - as above
    assert _deadline(scene, deadline).state is DeadlineState.DONE


@step("then", '"{deadline}" cannot be told yet', '"{deadline}"はまだ判断できない')
def cannot_be_told(scene: Scene, ruleset: str | None, deadline: str) -> None:  # noqa: ARG001 - as above
    assert _deadline(scene, deadline).state is DeadlineState.UNDETERMINED


@step("then", '"{event}" waits for "{before}"', '"{event}"には"{before}"が先に必要である')
def waits_for(scene: Scene, ruleset: str | None, event: str, before: str) -> None:  # noqa: ARG001 - as above
    (found,) = [one for one in _standing(scene).blocked if one.event == _kind(scene, event)]
    assert _kind(scene, before) in found.waits_for


@step("then", '"{event}" must have happened but is not recorded', '"{event}"は行われたはずだが記録がない')
def is_not_recorded(scene: Scene, ruleset: str | None, event: str) -> None:  # noqa: ARG001 - as above
    assert _kind(scene, event) in {one.event for one in _standing(scene).unrecorded}


def _tell(scene: Scene, event: str, day: str, told: str, fields: dict[str, str] | None = None) -> None:
    definition, faults = scene.catalogue.case(scene.case)
    assert definition is not None, faults
    kind = _kind(scene, event)
    known = definition.events[kind].fields
    told_of = {
        name: value if name in known and known[name].type == "text" else meaning(value)[0]
        for name, value in (fields or {}).items()
    }
    raw: dict[str, Any] = {"id": f"e{len(scene.events) + 1}", "event": kind, "on": day, "recorded_on": told}
    scene.events.append({**raw, "fields": told_of} if told_of else raw)


def _fold(scene: Scene, day: str, known_on: str | None) -> CaseStanding:
    definition, faults = scene.catalogue.case(scene.case)
    assert definition is not None, faults
    events, refused = read_events(scene.events, definition)
    assert refused == []
    known = None if known_on is None else date.fromisoformat(known_on)
    return fold(definition, events, date.fromisoformat(day), known, readings=scene.readings)


def _standing(scene: Scene) -> CaseStanding:
    assert scene.standing is not None, "the case was not asked about"
    return scene.standing


def _kind(scene: Scene, said: str) -> str:
    """A kind of event by its name or its title in either language."""
    definition, faults = scene.catalogue.case(scene.case)
    assert definition is not None, faults
    kinds = definition.events.values()
    return next((one.name for one in kinds if said in {one.name, one.title.en, one.title.ja}), said)


def _deadline(scene: Scene, said: str) -> DeadlineStanding:
    found = [one for one in _standing(scene).deadlines if said in {one.deadline, one.title.en, one.title.ja}]
    assert len(found) == 1, f"{said}: {len(found)}"
    return found[0]
