"""Given 前提: what is known of the proposal, and which rules are asked."""

from __future__ import annotations

from features.steps.registry import step
from features.steps.scene import Scene


@step("given", 'a complete proposal for "{ruleset}"', '"{ruleset}"の完全な提案がある')
def complete_proposal(scene: Scene, ruleset: str) -> None:
    scene.take_example(ruleset, None)


@step("given", 'the example "{name}" of "{ruleset}"', '"{ruleset}"の例題"{name}"がある')
def worked_example(scene: Scene, ruleset: str, name: str) -> None:
    scene.take_example(ruleset, name)


@step("given", 'the proposal "{name}"', '提案"{name}"がある')
def real_proposal(scene: Scene, name: str) -> None:
    scene.take_proposal(name)


@step("given", 'the rule set "{ruleset}"', '規則集"{ruleset}"を使う')
def one_more_rule_set(scene: Scene, ruleset: str) -> None:
    scene.add_ruleset(ruleset)


@step("given", "no facts are given", "事実が何も示されていない")
def no_facts(scene: Scene) -> None:
    scene.facts = {}


@step("given", "the facts:", "次の事実がある:")
def facts_in_a_table(scene: Scene, datatable: list[list[str]]) -> None:
    for name, value in datatable:
        scene.set_fact(name, value)


@step("given", 'the fact "{name}" is "{value}"', '事実"{name}"は"{value}"である')
def a_fact(scene: Scene, name: str, value: str) -> None:
    scene.set_fact(name, value)


@step("given", 'the fact "{name}" is assumed to be "{value}"', '事実"{name}"は"{value}"と仮定する')
def an_assumed_fact(scene: Scene, name: str, value: str) -> None:
    scene.set_fact(name, value, assumed=True)


@step(
    "given",
    'the fact "{name}" is judged "{value}" by "{person}" on {day} because "{why}"',
    '事実"{name}"は"{person}"が {day} に"{value}"と判断した。理由は"{why}"である',
)
def a_judgement(  # noqa: PLR0913, PLR0917 - as many as its sentence has parts
    scene: Scene, name: str, value: str, person: str, day: str, why: str
) -> None:
    scene.set_fact(name, value, grade="judged", by=person, on=day, reason=why)


@step("given", 'the fact "{name}" is "{value}", shown by a document', '事実"{name}"は"{value}"であり、書類がある')
def a_documented_fact(scene: Scene, name: str, value: str) -> None:
    scene.set_fact(name, value, grade="documented")


@step("given", "every fact is shown by a document", "すべての事実に書類がある")
def documented(scene: Scene) -> None:
    scene.show_all()


@step("given", "only facts that are shown by a document count", "書類のある事実だけを用いる")
def only_documented(scene: Scene) -> None:
    scene.demand = "documented"


@step("given", 'the fact "{name}" is not given', '事実"{name}"は示されていない')
def a_fact_left_out(scene: Scene, name: str) -> None:
    scene.drop_fact(name)


@step("given", 'the exemption from "{criterion}" is "{value}"', '基準"{criterion}"の適用除外は"{value}"である')
def an_exemption(scene: Scene, criterion: str, value: str) -> None:
    scene.set_fact(f"exemption.{scene.criterion(criterion)}", value)


@step(
    "given",
    'the exemption from "{criterion}" is judged "{value}" by "{person}" on {day} because "{why}"',
    '基準"{criterion}"の適用除外は"{person}"が {day} に"{value}"と判断した。理由は"{why}"である',
)
def a_judged_exemption(  # noqa: PLR0913, PLR0917 - as many as its sentence has parts
    scene: Scene, criterion: str, value: str, person: str, day: str, why: str
) -> None:
    name = f"exemption.{scene.criterion(criterion)}"
    scene.set_fact(name, value, grade="judged", by=person, on=day, reason=why)


@step("given", "the rules as of {day}", "{day} 時点の規則による")
def the_day(scene: Scene, day: str) -> None:
    scene.as_of = day


@step("given", "the rules as known on {day}", "{day} までに公表された規則による")
def the_day_of_knowledge(scene: Scene, day: str) -> None:
    scene.known_on = day


@step("given", 'the reading "{name}" is "{side}"', '解釈"{name}"は"{side}"をとる')
def a_reading(scene: Scene, name: str, side: str) -> None:
    scene.readings[name] = side
