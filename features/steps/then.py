"""Then ならば: what came of it. A rule set may be named before each step (`for "jcm/fund" …`)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from engine.determination import Amount, Outcome, ReadingDependence, State
from features.steps.figures import Spoken, same, spoken, told
from features.steps.registry import step
from features.steps.scene import Scene

OUTCOMES = {"適格": Outcome.ELIGIBLE, "不適格": Outcome.INELIGIBLE, "未確定": Outcome.UNDETERMINED}
STATES = {
    "not met": State.NOT_MET,
    "not applicable": State.NOT_APPLICABLE,
    "適合": State.MET,
    "不適合": State.NOT_MET,
    "未確定": State.UNDETERMINED,
    "該当なし": State.NOT_APPLICABLE,
}


def outcome_said(said: str) -> Outcome:
    return OUTCOMES.get(said) or Outcome(said)


def names_said(said: str) -> list[str]:
    return re.findall(r'["「]([^"」]*)["」]', said)


@step("then", "the outcome is {outcome}", "判定は{outcome}である")
def the_outcome(scene: Scene, ruleset: str | None, outcome: str) -> None:
    determination = scene.determination(ruleset)
    open_ = [f"{one.criterion} {one.state}" for one in determination.findings if one.state is not State.MET]
    assert determination.outcome == outcome_said(outcome), open_


# --- amounts ---------------------------------------------------------------------------------------------------------


def _is_settled(scene: Scene, name: str, figure: str, amounts: Mapping[str, Amount]) -> Amount:
    amount = scene.amount(name, amounts)
    assert same(spoken(figure), amount.figure.value, amount.figure.unit), told(amount.figure)
    return amount


def _is_bounded(scene: Scene, ruleset: str | None, name: str, low: Spoken | None, high: Spoken | None) -> None:
    figure = scene.amount(name, scene.determination(ruleset).amounts).figure
    assert figure.value is None, told(figure)
    for end, found in ((low, figure.at_least), (high, figure.at_most)):
        assert found is None if end is None else same(end, found, figure.unit), told(figure)


@step("then", 'the amount "{name}" is {figure}', '金額"{name}"は{figure}である')
def an_amount(scene: Scene, ruleset: str | None, name: str, figure: str) -> None:
    _is_settled(scene, name, figure, scene.determination(ruleset).amounts)


@step(
    "then",
    'the amount "{name}" is {figure} and bound by "{bound}"',
    '金額"{name}"は{figure}であり、"{bound}"で決まる',
)
def an_amount_and_its_bound(scene: Scene, ruleset: str | None, name: str, figure: str, bound: str) -> None:
    amount = _is_settled(scene, name, figure, scene.determination(ruleset).amounts)
    assert amount.bound_by == bound


@step("then", 'the amount "{name}" is between {low} and {high}', '金額"{name}"は{low}から{high}の間である')
def an_amount_between(scene: Scene, ruleset: str | None, name: str, low: str, high: str) -> None:
    greatest = spoken(high)
    least = spoken(low)
    _is_bounded(scene, ruleset, name, (least[0], greatest[1]), greatest)


@step("then", 'the amount "{name}" is at most {high}', '金額"{name}"は{high}以下である')
def an_amount_at_most(scene: Scene, ruleset: str | None, name: str, high: str) -> None:
    _is_bounded(scene, ruleset, name, None, spoken(high))


@step("then", 'the amount "{name}" is at least {low}', '金額"{name}"は{low}以上である')
def an_amount_at_least(scene: Scene, ruleset: str | None, name: str, low: str) -> None:
    _is_bounded(scene, ruleset, name, spoken(low), None)


@step("then", 'the amount "{name}" comes from "{passage}"', '金額"{name}"の出典は"{passage}"である')
def the_source_of_an_amount(scene: Scene, ruleset: str | None, name: str, passage: str) -> None:
    assert passage in scene.amount(name, scene.determination(ruleset).amounts).source


@step("then", 'no amount "{name}" is given', '金額"{name}"は示されない')
def no_amount(scene: Scene, ruleset: str | None, name: str) -> None:
    assert scene.any_value(name), f"nothing is called {name}"
    assert scene.value(name) not in scene.determination(ruleset).amounts


@step("then", 'the illustration "{name}" is {figure}', '試算"{name}"は{figure}である')
def an_illustration(scene: Scene, ruleset: str | None, name: str, figure: str) -> None:
    determination = scene.determination(ruleset)
    illustration = _is_settled(scene, name, figure, determination.illustrations)
    assert illustration.name not in determination.amounts, "an illustration is never an amount"


# --- findings --------------------------------------------------------------------------------------------------------


@step("then", 'the finding "{name}" is {state}', '所見"{name}"は{state}である')
def a_finding(scene: Scene, ruleset: str | None, name: str, state: str) -> None:
    assert scene.finding(name, ruleset).state == (STATES.get(state) or State(state))


@step("then", "every finding is met", "すべての所見は適合または該当なしである")
def every_finding(scene: Scene, ruleset: str | None) -> None:
    states = {one.criterion: one.state for one in scene.determination(ruleset).findings}
    others = [name for name, state in states.items() if state not in {State.MET, State.NOT_APPLICABLE}]
    assert not others, others
    assert State.MET in states.values(), "no finding is met"


@step("then", 'only the finding "{name}" is not met', '不適合の所見は"{name}"だけである')
def only_one_not_met(scene: Scene, ruleset: str | None, name: str) -> None:
    failed = [one.criterion for one in scene.determination(ruleset).findings if one.state is State.NOT_MET]
    assert failed == [scene.finding(name, ruleset).criterion]


@step("then", 'the finding "{name}" comes from "{passage}"', '所見"{name}"の出典は"{passage}"である')
def the_source_of_a_finding(scene: Scene, ruleset: str | None, name: str, passage: str) -> None:
    assert passage in scene.finding(name, ruleset).source


@step("then", 'the finding "{name}" waits for "{fact}"', '所見"{name}"は"{fact}"を待っている')
def a_finding_waits(scene: Scene, ruleset: str | None, name: str, fact: str) -> None:
    assert scene.fact(fact) in scene.finding(name, ruleset).missing


@step("then", 'the figure "{shown}" of "{name}" is {figure}', '所見"{name}"の数値"{shown}"は{figure}である')
def a_figure_of_a_finding(scene: Scene, ruleset: str | None, name: str, shown: str, figure: str) -> None:
    figures = scene.finding(name, ruleset).figures
    assert shown in figures, f"there is no figure {shown}; there are {list(figures)}"
    assert same(spoken(figure), figures[shown].value, figures[shown].unit), told(figures[shown])


# --- what is missing, declared, assumed, noted -----------------------------------------------------------------------


@step("then", "the missing facts are {names}", "不足している事実は{names}である")
def exactly_missing(scene: Scene, ruleset: str | None, names: str) -> None:
    assert list(scene.determination(ruleset).missing) == [scene.fact(name) for name in names_said(names)]


@step("then", "the missing facts include {names}", "不足している事実に{names}が含まれる")
def missing_among_others(scene: Scene, ruleset: str | None, names: str) -> None:
    missing = scene.determination(ruleset).missing
    assert {scene.fact(name) for name in names_said(names)} <= set(missing), missing


@step("then", "the missing facts do not include {names}", "不足している事実に{names}は含まれない")
def not_missing(scene: Scene, ruleset: str | None, names: str) -> None:
    missing = scene.determination(ruleset).missing
    assert not {scene.fact(name) for name in names_said(names)} & set(missing), missing


@step("then", "nothing is missing", "不足している事実はない")
def nothing_missing(scene: Scene, ruleset: str | None) -> None:
    assert scene.determination(ruleset).missing == ()


@step("then", 'the judgement "{name}" is listed as declared', '判断"{name}"は申告として挙げられる')
def declared(scene: Scene, ruleset: str | None, name: str) -> None:
    assert scene.fact(name) in scene.determination(ruleset).declared_judgements


@step("then", 'the fact "{name}" is listed as assumed', '事実"{name}"は仮定として挙げられる')
def assumed(scene: Scene, ruleset: str | None, name: str) -> None:
    assert scene.fact(name) in scene.determination(ruleset).assumed


@step("then", 'the answer says "{code}"', '判定に"{code}"と示される')
def noted(scene: Scene, ruleset: str | None, code: str) -> None:
    codes = [one.code for one in scene.determination(ruleset).diagnostics]
    assert code in codes, codes


# --- readings --------------------------------------------------------------------------------------------------------


def _dependence(scene: Scene, ruleset: str | None, name: str) -> ReadingDependence:
    found = {one.reading: one for one in scene.determination(ruleset).depends_on_readings}
    assert name in found, f"it depends on {list(found)}"
    return found[name]


@step("then", 'the answer depends on the reading "{name}"', '判定は解釈"{name}"によって変わる')
def depends(scene: Scene, ruleset: str | None, name: str) -> None:
    sides = _dependence(scene, ruleset, name).sides
    assert len(sides) > 1


@step("then", 'the reading "{name}" is recorded as "{side}"', '解釈"{name}"は"{side}"として記録される')
def recorded(scene: Scene, ruleset: str | None, name: str, side: str) -> None:
    readings = scene.determination(ruleset).readings
    assert readings.get(name) == side, readings


@step("then", "the answer depends on no reading", "判定はどの解釈にもよらない")
def depends_on_none(scene: Scene, ruleset: str | None) -> None:
    assert scene.determination(ruleset).depends_on_readings == ()


@step(
    "then",
    'on side "{side}" of "{name}" the outcome is {outcome}',
    '解釈"{name}"の"{side}"では判定は{outcome}である',
)
def outcome_at_a_side(scene: Scene, ruleset: str | None, name: str, side: str, outcome: str) -> None:
    assert _dependence(scene, ruleset, name).sides[side].outcome == outcome_said(outcome)


@step(
    "then",
    'on side "{side}" of "{name}" the amount "{amount}" is {figure}',
    '解釈"{name}"の"{side}"では金額"{amount}"は{figure}である',
)
def amount_at_a_side(  # noqa: PLR0913, PLR0917 - as many as its sentence has parts
    scene: Scene, ruleset: str | None, name: str, side: str, amount: str, figure: str
) -> None:
    _is_settled(scene, amount, figure, _dependence(scene, ruleset, name).sides[side].amounts)


# --- conclusions and refusals ----------------------------------------------------------------------------------------


@step("then", 'the conclusion "{name}" follows', '結論"{name}"が導かれる')
def follows(scene: Scene, name: str) -> None:
    found = [one.id for one in scene.answered().conclusions]
    assert scene.conclusion(name) is not None, found


@step("then", 'the conclusion "{name}" does not follow', '結論"{name}"は導かれない')
def does_not_follow(scene: Scene, name: str) -> None:
    assert scene.conclusion(name) is None


@step("then", 'the conclusion "{name}" rests on the finding "{finding}"', '結論"{name}"は所見"{finding}"に基づく')
def rests_on(scene: Scene, name: str, finding: str) -> None:
    conclusion = scene.conclusion(name)
    assert conclusion is not None, "it does not follow"
    assert scene.criterion(finding) in [because.criterion for because in conclusion.because]


@step(
    "then",
    'the request is refused with "{code}" at "{pointer}"',
    '依頼は"{pointer}"の"{code}"により受け付けられない',
)
def refused_at(scene: Scene, code: str, pointer: str) -> None:
    found = [(fault.code, fault.pointer) for fault in scene.refusal]
    assert scene.given is None, "it was not refused"
    assert (code, pointer) in found, found


@step("then", 'the request is refused with "{code}"', '依頼は"{code}"により受け付けられない')
def refused(scene: Scene, code: str) -> None:
    assert scene.given is None, "it was not refused"
    assert code in [fault.code for fault in scene.refusal], [fault.code for fault in scene.refusal]


@step("then", "{count} faults are reported", "誤りが {count} 件報告される")
def number_of_faults(scene: Scene, count: str) -> None:
    assert len(scene.refusal) == int(count), [fault.message.en for fault in scene.refusal]
