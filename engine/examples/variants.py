"""The variants of an example as examples: the same facts with one thing changed, once for each day and each value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from engine.examples.layers import laid_over
from engine.model.base import Bilingual
from engine.model.examples import ExampleModel, VariantModel

_NOT_IN_AN_ID = re.compile(r"[^a-z0-9]+")


def variants_of(model: ExampleModel) -> Iterator[tuple[int, ExampleModel]]:
    """Each variant of an example, based on it, and at which place among the variants it is said.

    Its id is that of the example and its own; where it tries several days or values, these follow.
    """
    for at, variant in enumerate(model.variants):
        for day in _days(variant):
            for told, facts in _values(variant):
                yield at, _example(model, variant, day, told, facts)


def _days(variant: VariantModel) -> tuple[date | None, ...]:
    return variant.as_of if isinstance(variant.as_of, tuple) else (variant.as_of,)


def _values(variant: VariantModel) -> Iterator[tuple[str | None, dict[str, Any]]]:
    """What the value is called, and the facts that say it; no `each`: one that says nothing."""
    if not variant.each:
        yield None, {}
    for name, values in variant.each.items():
        for position, value in enumerate(values):
            yield _called(value, position), _said(name, value)


def _called(value: object, position: int) -> str:
    is_plain = not isinstance(value, Mapping | list | tuple)
    return (str(value).lower() if isinstance(value, bool) else str(value)) if is_plain else str(position + 1)


def _said(name: str, value: object) -> dict[str, Any]:
    """`a.b` and a value as the group of facts that says it."""
    head, _, tail = name.partition(".")
    return {head: _said(tail, value) if tail else value}


def _example(
    model: ExampleModel, variant: VariantModel, day: date | None, told: str | None, facts: Mapping[str, Any]
) -> ExampleModel:
    several = [str(day)] if isinstance(variant.as_of, tuple) else []
    several += [] if told is None else [told]
    return ExampleModel.model_construct(
        {"id", "based_on"},
        id="-".join((model.id, variant.id, *map(_in_an_id, several))),
        title=_title(model, variant, several),
        based_on=model.id,
        as_of=day,
        known_on=variant.known_on,
        facts=laid_over(variant.facts, facts),
        without=variant.without,
        readings=variant.readings,
        expect=variant.expect or model.expect,
        why=variant.why or model.why,
        source=variant.source or model.source,
    )


def _title(model: ExampleModel, variant: VariantModel, several: list[str]) -> Bilingual:
    """Its own title or that of its example with its id; then the day and the value, where there are several."""
    title = variant.title or model.title
    more = ", ".join([*([] if variant.title else [variant.id]), *several])
    if not more:
        return title
    return Bilingual(en=f"{title.en} ({more})", ja=f"{title.ja}（{more}）")


def _in_an_id(told: str) -> str:
    return _NOT_IN_AN_ID.sub("-", told.lower()).strip("-")
