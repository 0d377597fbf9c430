"""YAML 1.2 by our own rules: what is not plainly something else is text; nothing is shared, tagged or merged.

Read from the events of PyYAML's C parser, so that depth and number of values are bounded before anything is built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from engine.diagnostics import Diagnostic, Place
from engine.source import faults
from engine.source.decoding import decoded
from engine.source.document import RULE_FILE, Document, Limits, Places, Stretch, escape
from engine.source.scalars import meaning
from engine.source.syntax import not_yaml

if TYPE_CHECKING:
    import yaml

MOST_LINE_FAULTS = 20
"""Lines with tabs or odd line ends that are reported one by one."""
_NO_KEYS = frozenset(("<<", ""))
_SEPARATOR = re.compile("[\x85\u2028\u2029]")


def read_yaml(text: str | bytes, file: str, limits: Limits = RULE_FILE) -> tuple[Document | None, list[Diagnostic]]:
    """The one document in `text`, with the place of every value; and all that is wrong with it."""
    content, diagnostics = decoded(text, file, limits)
    if content is None:
        return None, diagnostics
    lines = tuple(content.split("\n"))
    diagnostics.extend(islice(_line_faults(lines, file), MOST_LINE_FAULTS))
    if diagnostics:
        return None, diagnostics
    builder = _Builder(file, limits, diagnostics)
    if not builder.read(content):
        return None, diagnostics
    places, keys = Places(file, builder.places), Places(file, builder.keys)
    return Document(file, builder.root, lines, places, keys), diagnostics


def _line_faults(lines: tuple[str, ...], file: str) -> Iterator[Diagnostic]:
    """Tabs that indent, and characters that YAML takes for line ends and editors do not."""
    for number, line in enumerate(lines, 1):
        indent = line[: len(line) - len(line.lstrip(" \t"))]
        if "\t" in indent and line.strip():
            yield faults.tab(Place(file, number, indent.index("\t") + 1))
        if not line.isascii() and (found := _SEPARATOR.search(line)):
            yield faults.line_separator(Place(file, number, found.start() + 1))


@dataclass(slots=True)
class _Frame:
    """A list or mapping being filled."""

    held: dict[str, Any] | list[Any]
    pointer: str
    key: str | None = None
    """The key whose value comes next."""


class _StopReadingError(Exception):
    """Reading on would serve nobody: a bound was reached or a second document began."""


@dataclass(slots=True)
class _Builder:
    file: str
    limits: Limits
    diagnostics: list[Diagnostic]
    root: Any = None
    places: dict[str, Stretch] = field(default_factory=dict)
    keys: dict[str, Stretch] = field(default_factory=dict)
    stack: list[_Frame] = field(default_factory=list)
    values: int = 0
    documents: int = 0

    def read(self, content: str) -> bool:
        """Fills the builder; False where the text could not be read to its end."""
        import yaml  # noqa: PLC0415 - JSON facts and cached rules never need it

        take = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: lambda event: self._open(event, {}),
            yaml.SequenceStartEvent: lambda event: self._open(event, []),
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        try:
            for event in yaml.parse(content, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
                act = take.get(type(event))
                if act is not None:
                    act(event)
        except yaml.YAMLError as error:
            self.diagnostics.append(not_yaml(error, content, self.file))
            return False
        except _StopReadingError:
            return False
        if self.documents == 0:
            self.diagnostics.append(faults.empty(Place(self.file, 1, 1)))
        return self.documents == 1

    def _document(self, event: yaml.Event) -> None:
        self.documents += 1
        if self.documents > 1:
            self.diagnostics.append(faults.several_documents(self._place(_start(event))))
            raise _StopReadingError

    def _scalar(self, event: Any) -> None:
        stretch = _stretch(event)
        if self._expects_key():
            self._key(event, stretch)
            return
        pointer = self._pointer()
        self._plain_only(event, stretch, pointer)
        value, code = (event.value, None) if event.style else meaning(event.value)
        if code:
            self.diagnostics.append(faults.bad_scalar(code, event.value, self._place(stretch), pointer))
        self._put(value, stretch, pointer)

    def _key(self, event: Any, stretch: Stretch) -> None:
        frame = self.stack[-1]
        key = frame.key = event.value
        pointer = f"{frame.pointer}/{escape(key)}"
        self._plain_only(event, stretch, pointer)
        if key in _NO_KEYS and not event.style:
            fault, at = (faults.merge_key, pointer) if key else (faults.key_not_text, frame.pointer)
            self.diagnostics.append(fault(self._place(stretch), at))
        elif key in frame.held:
            first = self._place(self.keys[pointer])
            self.diagnostics.append(faults.duplicate_key(key, first, self._place(stretch), pointer))
        self.keys.setdefault(pointer, stretch)

    def _open(self, event: Any, held: dict[str, Any] | list[Any]) -> None:
        stretch = _stretch(event) if event.flow_style else _start(event)
        if self._expects_key():
            self.diagnostics.append(faults.key_not_text(self._place(stretch), self.stack[-1].pointer))
            raise _StopReadingError
        pointer = self._pointer()
        self._plain_only(event, stretch, pointer)
        if len(self.stack) >= self.limits.depth:
            self.diagnostics.append(faults.too_deep(self._place(stretch), pointer, self.limits))
            raise _StopReadingError
        self._put(held, stretch, pointer)
        self.stack.append(_Frame(held, pointer))

    def _close(self, event: Any) -> None:
        frame = self.stack.pop()
        line, column, end_line, _ = self.places[frame.pointer]
        if end_line:
            end = event.end_mark
            self.places[frame.pointer] = line, column, end.line + 1, end.column + 1

    def _alias(self, event: Any) -> None:
        stretch = _stretch(event)
        pointer = self.stack[-1].pointer if self._expects_key() else self._pointer()
        self.diagnostics.append(faults.alias(event.anchor, self._place(stretch), pointer))
        if self._expects_key():
            raise _StopReadingError
        self._put(f"*{event.anchor}", stretch, pointer)

    def _plain_only(self, event: Any, stretch: Stretch, pointer: str) -> None:
        if event.anchor is not None:
            self.diagnostics.append(faults.anchor(event.anchor, self._place(stretch), pointer))
        if event.tag is not None:
            self.diagnostics.append(faults.tag(event.tag, self._place(stretch), pointer))

    def _expects_key(self) -> bool:
        if not self.stack:
            return False
        frame = self.stack[-1]
        return frame.key is None and type(frame.held) is dict

    def _pointer(self) -> str:
        if not self.stack:
            return ""
        frame = self.stack[-1]
        return f"{frame.pointer}/{len(frame.held) if frame.key is None else escape(frame.key)}"

    def _put(self, value: Any, stretch: Stretch, pointer: str) -> None:
        self.values += 1
        if self.values > self.limits.values:
            self.diagnostics.append(faults.too_many(self._place(stretch), pointer, self.limits))
            raise _StopReadingError
        self.places[pointer] = stretch
        if not self.stack:
            self.root = value
            return
        frame = self.stack[-1]
        if isinstance(frame.held, list):
            frame.held.append(value)
        elif frame.key is not None:
            frame.held[frame.key] = value
            frame.key = None

    def _place(self, stretch: Stretch) -> Place:
        return Place(self.file, *stretch)


def _start(event: Any) -> Stretch:
    return event.start_mark.line + 1, event.start_mark.column + 1, 0, 0


def _stretch(event: Any) -> Stretch:
    start, end = event.start_mark, event.end_mark
    return start.line + 1, start.column + 1, end.line + 1, end.column + 1
