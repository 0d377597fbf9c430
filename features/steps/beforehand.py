"""What comes before a proposal is complete: what to ask next, and what would change a refusal."""

from __future__ import annotations

import re

from engine.determination_json import plain
from engine.evaluator import determine
from engine.facts import Facts, Given
from engine.possibilities import Request
from engine.questions import next_questions
from engine.remedies import Change, Goal, Hopeless, More, Remedy, remedies
from features.steps.registry import step
from features.steps.scene import Scene
from features.steps.then import outcome_said


def _requests(scene: Scene) -> list[Request]:
    """One for each rule set named."""
    asked = scene.inquiry()
    found = []
    for ruleset in asked.rulesets:
        plan, faults = scene.catalogue.plan(ruleset)
        assert plan is not None, faults
        sides = {name: side for name, side in asked.readings.items() if name in plan.readings}
        found.append(Request(plan, asked.facts, asked.as_of, asked.known_on, sides))
    return found


def _names(scene: Scene, said: str) -> list[str]:
    return [scene.fact(name) for name in re.findall(r'["「]([^"」]*)["」]', said)]


# --- questions -------------------------------------------------------------------------------------------------------


@step("when", "it is asked what to ask next", "次に聞くべきことを求める")
def asked_next(scene: Scene) -> None:
    scene.questions = next_questions(_requests(scene))


@step("then", 'the next question is "{name}"', '次の質問は"{name}"である')
def next_question(scene: Scene, name: str) -> None:
    assert scene.questions, "nothing is left to ask"
    assert scene.questions[0].fact.name == scene.fact(name), [one.fact.name for one in scene.questions]


@step("then", 'the next question is asked because of "{criterion}"', '次の質問の理由は"{criterion}"である')
def next_question_because(scene: Scene, criterion: str) -> None:
    found = [one.id for waiting in scene.questions[0].waiting for one in waiting.criteria]
    assert scene.criterion(criterion) in found, found


@step("then", "the questions are {names}", "質問は{names}である")
def questions_are(scene: Scene, names: str) -> None:
    assert [one.fact.name for one in scene.questions] == _names(scene, names)


@step("then", '"{name}" is not asked', '"{name}"は質問されない')
def is_not_asked(scene: Scene, name: str) -> None:
    assert scene.fact(name) not in [one.fact.name for one in scene.questions]


@step("then", "nothing is left to ask", "質問は残っていない")
def nothing_to_ask(scene: Scene) -> None:
    assert [one.fact.name for one in scene.questions] == []


# --- remedies --------------------------------------------------------------------------------------------------------


def _look(scene: Scene, goal: Goal | None) -> None:
    (request,) = _requests(scene)
    scene.remedies = remedies(request, goal)


@step("when", "it is asked what would make it eligible", "適格となるための変更を求める")
def asked_for_remedies(scene: Scene) -> None:
    _look(scene, None)


@step("when", 'it is asked what would lift the amount "{name}"', '金額"{name}"を増やすための変更を求める')
def asked_for_more(scene: Scene, name: str) -> None:
    _look(scene, More(scene.value(name)))


def _shown(scene: Scene) -> tuple[Remedy, ...]:
    assert not isinstance(scene.remedies, Hopeless), scene.remedies
    return scene.remedies


def _changes(remedy: Remedy) -> dict[str, object]:
    return {change.fact.name: plain(change.new) for change in remedy.changes}


def _change(scene: Scene, name: str) -> Change:
    changes = [change for remedy in _shown(scene) for change in remedy.changes]
    return next(change for change in changes if change.fact.name == scene.fact(name))


@step("then", 'it is enough to change "{name}" to "{new}"', '"{name}"を"{new}"に変えれば足りる')
def enough_to_change(scene: Scene, name: str, new: str) -> None:
    assert {scene.fact(name): new} in [_changes(one) for one in _shown(scene)], _shown(scene)


@step(
    "then",
    'the smallest change is that of "{name}" to "{new}"',
    '最小の変更は"{name}"を"{new}"に変えることである',
)
def smallest_change(scene: Scene, name: str, new: str) -> None:
    assert _changes(_shown(scene)[0]) == {scene.fact(name): new}, _shown(scene)[0]


@step("then", "{names} must be changed together", "{names}をあわせて変える必要がある")
def changed_together(scene: Scene, names: str) -> None:
    assert sorted(_changes(_shown(scene)[0])) == sorted(_names(scene, names))


@step("then", 'the change of "{name}" is because of "{criterion}"', '"{name}"を変える理由は"{criterion}"である')
def change_because(scene: Scene, name: str, criterion: str) -> None:
    found = [clause.id for clause in _change(scene, name).clauses]
    assert scene.criterion(criterion) in found, found


@step("then", "with each remedy the outcome is {outcome}", "どの変更によっても判定は{outcome}となる")
def with_each_remedy(scene: Scene, outcome: str) -> None:
    (request,) = _requests(scene)
    for remedy in _shown(scene):
        changed = {change.fact.name: Given(change.new) for change in remedy.changes}
        facts = Facts({**request.facts.given, **changed}, request.facts.exemptions)
        assert determine(request.plan, facts, request.as_of).outcome == outcome_said(outcome), remedy


@step(
    "then",
    'nothing that can be changed helps, because of "{criterion}"',
    '"{criterion}"のため、何を変えても適格にならない',
)
def nothing_helps(scene: Scene, criterion: str) -> None:
    assert isinstance(scene.remedies, Hopeless), scene.remedies
    assert scene.remedies.proven
    assert scene.criterion(criterion) in [clause.id for clause in scene.remedies.clauses]


@step("then", "nothing that can be changed helps", "何を変えても増えない")
def nothing_lifts(scene: Scene) -> None:
    assert isinstance(scene.remedies, Hopeless), scene.remedies
    assert scene.remedies.proven
