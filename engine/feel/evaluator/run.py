"""One evaluation while it goes on: its mode, its bounds, what it found wrong, and its trace."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, NamedTuple, overload

from engine.diagnostics import Diagnostic, Severity, Text
from engine.feel.limits import DEFAULT, BoundReached, Limits, Meter
from engine.feel.syntax.ast import Expression, Node
from engine.feel.values.faults import FeelError
from engine.records import dataclass

MOST_DIAGNOSTICS = 100
LONGEST_TRACE = 10_000


class Mode(StrEnum):
    """How absence and errors are taken.

    FEEL: as the standard says; what is absent is null, and an error is null with a note. HANTEI: what is absent is
    unknown with its name, and an error is null with an error at its place.
    """

    FEEL = "feel"
    HANTEI = "hantei"


@dataclass(frozen=True, slots=True)
class Options:
    """What a caller may set. `now` is the date and time that `now()` and `today()` give; None: they have no value."""

    limits: Limits = DEFAULT
    now: Any = None


class Step(NamedTuple):
    """One evaluated part of an expression: the node and what it came to."""

    node: Node
    value: Any


class Trace(Sequence[Step]):
    """The steps of an evaluation, a part before what it is part of. They are written down bare and shown as steps."""

    __slots__ = ("_pairs",)

    def __init__(self, pairs: Sequence[tuple[Node, Any]] = ()) -> None:
        self._pairs = pairs

    def __len__(self) -> int:
        return len(self._pairs)

    @overload
    def __getitem__(self, index: int) -> Step: ...
    @overload
    def __getitem__(self, index: slice) -> Trace: ...
    def __getitem__(self, index: int | slice) -> Step | Trace:
        return Trace(self._pairs[index]) if isinstance(index, slice) else Step(*self._pairs[index])


class Result(NamedTuple):
    """What an evaluation gives: a value, what was wrong, and with `trace` every part in the order of evaluation."""

    value: Any
    diagnostics: tuple[Diagnostic, ...] = ()
    trace: Sequence[Step] = ()


class Run:
    """The state of one evaluation."""

    full_trace: list[tuple[Node, Any]] | None = None
    _seen: set[tuple[str, str, int]] | None = None

    def __init__(
        self, expression: Expression, mode: Mode, options: Options, *, trace: bool = False, meter: Meter | None = None
    ) -> None:
        self.expression = expression
        self.mode = mode
        self.options = options
        self.diagnostics: list[Diagnostic] = []
        self.trace: list[tuple[Node, Any]] | None = [] if trace else None
        self._meter = meter

    @property
    def meter(self) -> Meter:
        """What counts the work; it starts when it is first needed, by a loop or a call."""
        if self._meter is None:
            self._meter = Meter(self.options.limits)
        return self._meter

    def turn(self) -> None:
        """One turn of a loop or one call begins. A trace that is long enough goes no further."""
        self.meter.step()
        if self.trace is not None and len(self.trace) > LONGEST_TRACE:
            self.full_trace, self.trace = self.trace, None

    def fault(self, node: Node, error: FeelError | BoundReached) -> None:
        """Notes an error at `node`; a value of null stands for it."""
        self.report(node, error.code, error.text, _HELP.get(error.code))

    def report(self, node: Node, code: str, message: Text, mend: Text | None = None) -> None:
        """Notes what is wrong at `node`, once for each place and sentence."""
        key = (code, message.en, node.start)
        seen = self._seen = set() if self._seen is None else self._seen
        if key in seen or len(seen) >= MOST_DIAGNOSTICS:
            return
        seen.add(key)
        severity = Severity.NOTE if self.mode is Mode.FEEL and not code.startswith("limit-") else Severity.ERROR
        place = self.expression.place_of(node)
        self.diagnostics.append(Diagnostic(code, message, mend, place, severity=severity))

    def result(self, value: Any) -> Result:
        trace = self.trace or self.full_trace
        return Result(value, tuple(self.diagnostics), Trace(trace) if trace else ())


_HELP = {
    "division-by-zero": Text(
        "ask first: `if divisor = 0 then … else …`", "先に `if 除数 = 0 then … else …` で確かめてください"
    ),
    "null-operand": Text(
        "ask first whether it is null: `if x = null then … else …`",
        "先に `if x = null then … else …` で null か確かめてください",
    ),
    "wrong-operands": Text(
        "convert one side, for instance with `number(…)`, `string(…)` or `date(…)`",
        "`number(…)`、`string(…)`、`date(…)` などで片側を変換してください",
    ),
    "no-entry": Text("check the name of the entry", "項目の名前を確かめてください"),
    "limit-steps": Text("make the lists that it goes through shorter", "対象のリストを短くしてください"),
    "limit-list": Text("make the range or list shorter", "範囲またはリストを短くしてください"),
    "limit-depth": Text("a function that calls itself must end", "自分を呼ぶ関数には終わりが必要です"),
}
