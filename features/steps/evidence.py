"""What an answer rests on: decisive facts, documents, judgements and exemptions."""

from __future__ import annotations

from engine.determination import Evidence
from features.steps.registry import step
from features.steps.scene import Scene
from features.steps.then import names_said


def _evidence(scene: Scene, ruleset: str | None) -> Evidence:
    evidence = scene.determination(ruleset).evidence
    assert evidence is not None
    return evidence


@step("then", "{count} facts are decisive", "決め手となった事実は {count} 件である")
def number_of_decisive_facts(scene: Scene, ruleset: str | None, count: str) -> None:
    found = [one.name for one in _evidence(scene, ruleset).decisive_facts]
    assert len(found) == int(count), found


@step(
    "then", "{count} of the decisive facts are shown by a document", "決め手となった事実のうち {count} 件に書類がある"
)
def number_of_documented_facts(scene: Scene, ruleset: str | None, count: str) -> None:
    by_grade = _evidence(scene, ruleset).by_grade()
    assert by_grade["documented"] == int(count), by_grade


@step("then", "the decisive facts are {names}", "決め手となった事実は{names}である")
def exactly_decisive(scene: Scene, ruleset: str | None, names: str) -> None:
    found = [one.name for one in _evidence(scene, ruleset).decisive_facts]
    assert found == [scene.fact(name) for name in names_said(names)]


@step("then", 'the fact "{name}" is decisive', '事実"{name}"は決め手となる')
def decisive(scene: Scene, ruleset: str | None, name: str) -> None:
    found = [one.name for one in _evidence(scene, ruleset).decisive_facts]
    assert scene.fact(name) in found, found


@step("then", 'the fact "{name}" is not decisive', '事実"{name}"は決め手とならない')
def not_decisive(scene: Scene, ruleset: str | None, name: str) -> None:
    assert scene.fact(name) not in [one.name for one in _evidence(scene, ruleset).decisive_facts]


@step("then", 'the document "{title}" would show "{name}"', '書類"{title}"は"{name}"の裏付けとなる')
def would_show(scene: Scene, ruleset: str | None, title: str, name: str) -> None:
    found = {text: one.facts for one in _evidence(scene, ruleset).documents for text in (one.title.en, one.title.ja)}
    assert scene.fact(name) in found.get(title, ()), found


@step("then", "no document is asked for", "求める書類はない")
def no_document(scene: Scene, ruleset: str | None) -> None:
    assert _evidence(scene, ruleset).documents == ()


@step("then", 'the finding "{name}" lacks evidence of {names}', '所見"{name}"は{names}の裏付けを欠く')
def lacks_evidence(scene: Scene, ruleset: str | None, name: str, names: str) -> None:
    evidence = scene.finding(name, ruleset).evidence
    assert evidence is not None
    assert list(evidence.below) == [scene.fact(one) for one in names_said(names)]


@step("then", 'the finding "{name}" is marked provisional', '所見"{name}"は暫定と示される')
def provisional(scene: Scene, ruleset: str | None, name: str) -> None:
    assert scene.finding(name, ruleset).provisional


@step("then", 'the finding "{name}" was exempted', '所見"{name}"は適用除外とされた')
def exempted(scene: Scene, ruleset: str | None, name: str) -> None:
    assert scene.finding(name, ruleset).exempted is True


@step("then", 'the judgement "{name}" is not listed as declared', '判断"{name}"は申告として挙げられない')
def not_declared(scene: Scene, ruleset: str | None, name: str) -> None:
    assert scene.fact(name) not in scene.determination(ruleset).declared_judgements
