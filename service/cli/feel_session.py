"""A session of FEEL: lines in, text out. What is typed, traced and offered; nothing of terminals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from engine import feel
from engine.diagnostics import Diagnostic, Text
from engine.rendering import render
from engine.text import width
from service.clock import now

HELP = Text(
    "an expression is evaluated; `:let NAME = EXPRESSION` keeps a value; `:type EXPRESSION`; `:trace EXPRESSION`;"
    " `:names`; `:mode feel` or `:mode hantei`; `:quit`",
    "式を入力すると評価します。`:let 名前 = 式` で値を保存、`:type 式` で型、`:trace 式` で途中の値、"
    "`:names` で名前の一覧、`:mode feel` または `:mode hantei` で切り替え、`:quit` で終了します",
)
NO_COMMAND = Text("there is no command `{}`", "`{}` というコマンドはありません")
NO_ASSIGNMENT = Text("write `:let NAME = EXPRESSION`", "`:let 名前 = 式` と書いてください")
WAITS = Text("not known: waits for {}", "未定：{} を待っています")
IN_DOMAIN = Text("; it is in {}", "。範囲：{}")
MODE = Text("mode: {}", "モード：{}")


@dataclass(slots=True)
class Session:
    """The names that are kept, and how values are shown."""

    context: dict[str, Any] = field(default_factory=dict)
    mode: feel.Mode = feel.Mode.HANTEI
    lang: str = "en"

    def answer(self, line: str) -> str | None:
        """What a line gives; None ends the session."""
        line = line.strip()
        if line == ":quit":
            return None
        if not line.startswith(":"):
            return self.evaluated(line) if line else ""
        command, _, rest = line[1:].partition(" ")
        known = {"let": self._let, "type": self.typed, "trace": self.traced, "names": self._names, "mode": self._mode}
        if command == "help":
            return HELP.in_(self.lang)
        if command not in known:
            return f"{NO_COMMAND.in_(self.lang).format(command)}\n{HELP.in_(self.lang)}"
        return known[command](rest.strip())

    def evaluated(self, text: str) -> str:
        """The value, and below it what is wrong."""
        result = self.result(text)
        return "\n".join([self.shown(result.value), *self._faults(result.diagnostics, text)])

    def result(self, text: str, *, trace: bool = False) -> feel.Result:
        return feel.evaluate(text, self.context, mode=self.mode, options=feel.Options(now=now()), trace=trace)

    def traced(self, text: str) -> str:
        """Every part with its value, in the order of evaluation, then the value."""
        result = self.result(text, trace=True)
        parts = [(text[step.node.start : step.node.end], self.shown(step.value)) for step in result.trace]
        longest = max((width(part) for part, _ in parts), default=0)
        steps = [f"  {part}{' ' * (longest - width(part))}  →  {value}" for part, value in parts]
        return "\n".join([*steps, self.shown(result.value), *self._faults(result.diagnostics, text)])

    def typed(self, text: str) -> str:
        """The type that is inferred before anything is evaluated, and what would silently be null."""
        from engine.feel.types import type_of_value  # noqa: PLC0415 - only who asks for types needs the checker

        expression, faults = feel.parse(text, self.context)
        if expression is None:
            return "\n".join(self._faults(faults, text))
        types = {name: type_of_value(value) for name, value in self.context.items()}
        found, faults = feel.check(expression, types)
        return "\n".join([str(found), *self._faults(faults, text)])

    def offered(self, written: str) -> Iterator[str]:
        """The lines that may come of what is written so far."""
        for candidate in feel.complete(written, self.context):
            yield written[: candidate.start] + candidate.text

    def shown(self, value: Any) -> str:
        if not isinstance(value, feel.Unknown):
            return feel.literal_of(value)
        names = ", ".join(f"`{name}`" for name in sorted(value.names))
        return WAITS.in_(self.lang).format(names) + self._domain(value)

    def _domain(self, value: feel.Unknown) -> str:
        from engine.feel.values.unknown import Between, OneOf  # noqa: PLC0415 - a value that is known needs neither

        domain = value.domain
        if isinstance(domain, OneOf):
            inside = "{" + ", ".join(feel.literal_of(one) for one in domain.values) + "}"
        elif isinstance(domain, Between):
            low = "(.." if domain.low is None else f"{'[' if domain.low_closed else '('}{feel.literal_of(domain.low)}.."
            high = ")" if domain.high is None else f"{feel.literal_of(domain.high)}{']' if domain.high_closed else ')'}"
            inside = low + high
        else:
            return ""
        return IN_DOMAIN.in_(self.lang).format(inside)

    def _let(self, text: str) -> str:
        name, sign, expression = text.partition("=")
        if not sign or not name.strip() or not expression.strip():
            return NO_ASSIGNMENT.in_(self.lang)
        result = self.result(expression.strip())
        if not result.diagnostics:
            self.context[" ".join(name.split())] = result.value
        return "\n".join([self.shown(result.value), *self._faults(result.diagnostics, expression.strip())])

    def _names(self, _: str) -> str:
        return "\n".join(f"{name} = {self.shown(value)}" for name, value in self.context.items())

    def _mode(self, text: str) -> str:
        if text in set(feel.Mode):
            self.mode = feel.Mode(text)
        return MODE.in_(self.lang).format(self.mode.value)

    def _faults(self, faults: Iterable[Diagnostic], text: str) -> list[str]:
        return [render(_here(fault), text.splitlines(), self.lang).rstrip("\n") for fault in faults]


def _here(fault: Diagnostic) -> Diagnostic:
    """The fault, placed in what was typed."""
    return fault.at(fault.place and replace(fault.place, file="<feel>"))
