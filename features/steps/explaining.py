"""Why an answer is what it is: the explanation of an answer, and what stands in each rendering of it."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from engine.explanation import Background, Ending, Explanation, Lasting, as_html, as_markdown, as_text, explain
from engine.explanation.parts import DeterminationExplained, Part
from engine.timeline import holds_until, sentence
from features.steps.registry import step
from features.steps.scene import Scene

WIDTH = 100


def _explain(scene: Scene, lang: str, *, trace: bool = False) -> None:
    """Checks, and explains the answer with all that an explanation may hold."""
    scene.check()
    answer, inquiry = scene.answered(), scene.inquiry()
    lasting = {}
    for determination in answer.determinations:
        plan, faults = scene.catalogue.plan(determination.ruleset)
        assert plan is not None, faults
        holding = holds_until(plan, inquiry.facts, determination)
        endings = (Ending(sentence(one.event), one.affects, one.event.source) for one in holding.because)
        lasting[determination.ruleset] = Lasting(holding.until, tuple(endings))
    scene.explanation = explain(answer, lang, scene.catalogue, Background(inquiry.facts, lasting, trace))


def _shown(scene: Scene) -> Explanation:
    assert scene.explanation is not None, "nothing was explained"
    return scene.explanation


def _of(scene: Scene, ruleset: str | None) -> DeterminationExplained:
    name = scene.determination(ruleset).ruleset
    return next(one for one in _shown(scene).determinations if one.ruleset == name)


def _plain(text: str) -> str:
    """Without what the setting of lines does to spaces."""
    return re.sub(r"[\s\u00a0]+", "", text)


def _renderings(shown: Explanation) -> dict[str, str]:
    """The words of each rendering."""
    html = "".join(ET.fromstring(as_html(shown)).itertext())  # noqa: S314 - our own page
    markdown = re.sub(r"\\(.)", r"\1", as_markdown(shown))
    return {name: _plain(text) for name, text in (("text", as_text(shown, WIDTH)), ("html", html), ("md", markdown))}


@step("when", "it is explained in English", "英語で説明する")
def explained_in_english(scene: Scene) -> None:
    _explain(scene, "en")


@step("when", "it is explained in Japanese", "日本語で説明する")
def explained_in_japanese(scene: Scene) -> None:
    _explain(scene, "ja")


@step("when", "it is explained in English with every step", "評価の全過程とともに英語で説明する")
def traced_in_english(scene: Scene) -> None:
    _explain(scene, "en", trace=True)


@step("when", "it is explained in Japanese with every step", "評価の全過程とともに日本語で説明する")
def traced_in_japanese(scene: Scene) -> None:
    _explain(scene, "ja", trace=True)


@step("then", 'the explanation says "{text}"', '説明に"{text}"とある')
def says(scene: Scene, text: str) -> None:
    for name, page in _renderings(_shown(scene)).items():
        assert _plain(text) in page, f"{name} does not say {text}"


@step("then", 'the explanation does not say "{text}"', '説明に"{text}"とはない')
def does_not_say(scene: Scene, text: str) -> None:
    for name, page in _renderings(_shown(scene)).items():
        assert _plain(text) not in page, f"{name} says {text}"


@step("then", 'the first reason is "{criterion}"', '最初の理由は"{criterion}"である')
def first_reason(scene: Scene, ruleset: str | None, criterion: str) -> None:
    decisive = [one.criterion for one in _of(scene, ruleset).decisive]
    assert decisive[:1] == [scene.criterion(criterion)], decisive


@step("then", 'the amount "{name}" came about by "{text}"', '金額"{name}"は"{text}"によって求められた')
def came_about(scene: Scene, ruleset: str | None, name: str, text: str) -> None:
    found = _of(scene, ruleset)
    worked = [one.text for amount in found.amounts if amount.name == scene.value(name) for one in amount.worked]
    assert _plain(text) in [_plain(one) for one in worked], worked


@step(
    "then",
    'in the finding "{criterion}" the part "{part}" is "{value}"',
    '所見"{criterion}"で"{part}"は"{value}"となる',
)
def part_of(scene: Scene, ruleset: str | None, criterion: str, part: str, value: str) -> None:
    told = _of(scene, ruleset)
    reasons = [one for one in (*told.decisive, *told.others) if one.criterion == scene.criterion(criterion)]
    found = {one.expression: one.text for reason in reasons for traced in reason.trace for one in _parts(traced.root)}
    assert _plain(found[part]) == _plain(value), found


def _parts(root: Part) -> list[Part]:
    return [root, *(inner for one in root.parts for inner in _parts(one))]
