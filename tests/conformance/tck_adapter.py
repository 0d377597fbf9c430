"""Hantei's FEEL behind the two functions by which the runner of the DMN conformance kit (github.com/dmn-tck/tck) asks.

python tck.py run open.jsonl --adapter tests/conformance/tck_adapter.py:Adapter
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from engine.feel import Mode, Options, evaluate, parse
from engine.feel.evaluator.generated import compiled
from engine.feel.syntax.scope import scope_of_context
from engine.feel.values.equality import kind
from engine.feel.values.numbers import parse_number
from engine.feel.values.ranges import parse_range
from engine.feel.values.temporal_text import parse_date, parse_date_time, parse_duration, parse_time
from engine.feel.values.text import literal_of, text_of

Typed = dict[str, Any]
OPTIONS = Options(now=parse_date_time("2024-02-29T12:00:00Z"))
READERS = {
    "number": parse_number,
    "date": parse_date,
    "time": parse_time,
    "date and time": parse_date_time,
    "days and time duration": parse_duration,
    "years and months duration": parse_duration,
    "range": parse_range,
}


class Adapter:
    """The reference evaluator in the standard's own mode."""

    name = "hantei"

    def evaluate(self, expression: str, context: dict[str, Any]) -> Any:
        return evaluate(expression, context, mode=Mode.FEEL, options=OPTIONS).value

    def decode(self, value: Typed) -> Any:
        """A value of the kit as one of the engine."""
        of, given = value["t"], value.get("v")
        if of == "null":
            return None
        if of == "list":
            return [self.decode(item) for item in given]
        if of == "context":
            return {name: self.decode(item) for name, item in given.items()}
        if of not in READERS:
            return given
        found = READERS[of](given)
        if found is None:
            raise ValueError(f"{given!r} is no {of}")
        return found

    def encode(self, value: Any) -> Typed:
        """A value of the engine as one of the kit."""
        of = kind(value)
        if of == "null":
            return {"t": of}
        if of in ("boolean", "string"):
            return {"t": of, "v": value}
        if of == "list":
            return {"t": of, "v": [self.encode(item) for item in value]}
        if of == "context":
            return {"t": of, "v": {name: self.encode(item) for name, item in value.items()}}
        if isinstance(value, Decimal) or of in READERS:
            return {"t": of, "v": literal_of(value) if of == "range" else text_of(value)}
        return {"t": "function" if of == "function" else "unknown", "v": literal_of(value)}


class GeneratedAdapter(Adapter):
    """Generated code in the standard's own mode."""

    name = "hantei, generated"

    def evaluate(self, expression: str, context: dict[str, Any]) -> Any:
        read, _ = parse(expression, scope_of_context(context))
        return None if read is None else compiled(read, mode=Mode.FEEL).evaluate(context, options=OPTIONS).value
