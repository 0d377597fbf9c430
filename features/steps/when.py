"""When もし: the one thing that is done."""

from __future__ import annotations

from features.steps.registry import step
from features.steps.scene import Scene


@step("when", "it is checked", "判定する")
def checked(scene: Scene) -> None:
    scene.check()


@step("when", 'it is checked against "{ruleset}"', '"{ruleset}"で判定する')
def checked_against(scene: Scene, ruleset: str) -> None:
    scene.add_ruleset(ruleset)
    scene.check()
