"""From `examples.yaml` to examples that stand alone: what one is based on is laid under it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from engine.diagnostics import Diagnostic, Place, Text
from engine.examples.layers import Tree, laid_over, without
from engine.examples.variants import variants_of
from engine.model.examples import MOST_EXAMPLES, ExampleModel, ExamplesModel, Expectation
from engine.model.reading import read_model
from engine.source import RULE_FILE, Document, read_path
from engine.text import nearest, quoted


@dataclass(frozen=True, slots=True)
class Example:
    """One worked example with all that it takes from the one it is based on."""

    id: str
    title: Text
    as_of: date | None
    known_on: date | None
    facts: Tree
    readings: Mapping[str, str]
    rulesets: tuple[str, ...]
    """Rule sets that are checked together with the example's own."""
    expect: Expectation
    why: str | None
    place: Place


def read_examples(path: Path, shown: str | None = None) -> tuple[tuple[Example, ...], list[Diagnostic]]:
    """The examples of a file, and every fault of the file. `shown`: how the file is named in faults."""
    document, found = read_path(path, RULE_FILE, shown=shown)
    if document is None or found:
        return (), found
    model, found = read_model(document, ExamplesModel)
    if model is None:
        return (), found
    return _Book(document, model.examples).resolved()


class _Book:
    """The examples of one file by id, resolved as they are asked for."""

    def __init__(self, document: Document, models: Sequence[ExampleModel]) -> None:
        self.document = document
        self.models = models
        self.positions = {model.id: at for at, model in reversed(list(enumerate(models)))}
        self.faults: list[Diagnostic] = []

    def resolved(self) -> tuple[tuple[Example, ...], list[Diagnostic]]:
        found: dict[str, Example] = {}
        for at, model in enumerate(self.models):
            if self.positions[model.id] != at:
                self._fault("duplicate-example", _duplicate(model.id), f"/examples/{at}/id")
            else:
                self._resolve(model, f"/examples/{at}", found)
                for pointer, variant in variants_of(model):
                    self._vary(variant, f"/examples/{at}/variants/{pointer}", found)
        return tuple(found.values()), self.faults

    def _vary(self, variant: ExampleModel, pointer: str, found: dict[str, Example]) -> None:
        """A variant, unless its example is at fault already."""
        if variant.id in found or variant.id in self.positions:
            self._fault("duplicate-example", _duplicate(variant.id), pointer)
        elif len(found) >= MOST_EXAMPLES:
            if not any(fault.code == "too-many-examples" for fault in self.faults):
                self._fault("too-many-examples", _too_many(), pointer)
        elif variant.based_on in found:
            self._resolve(variant, pointer, found)

    def _resolve(self, model: ExampleModel, pointer: str, found: dict[str, Example]) -> None:
        """An example may be based on one that stands before it, which rules out circles."""
        base = None
        if model.based_on is not None:
            base = found.get(model.based_on)
            if base is None:
                self._fault("unknown-example", _not_before(model.based_on, found), f"{pointer}/based_on")
                return
        facts: Tree = base.facts if base else {}
        for position, name in enumerate(model.without):
            less = without(facts, name)
            if less is None:
                self._fault("nothing-to-take-away", _nothing(name), f"{pointer}/without/{position}")
            facts = facts if less is None else less
        place = self.document.place(pointer)
        example = _over(base, model, laid_over(facts, model.facts), place)
        if example.as_of is None:
            self._fault("example-without-day", _no_day(model.id), pointer)
        found[model.id] = example

    def _fault(self, code: str, words: tuple[Text, Text], pointer: str) -> None:
        message, mend = words
        self.faults.append(Diagnostic(code, message, mend, self.document.place(pointer), pointer))


def _over(base: Example | None, model: ExampleModel, facts: Tree, place: Place) -> Example:
    return Example(
        model.id,
        Text(model.title.en, model.title.ja),
        model.as_of or (base.as_of if base else None),
        model.known_on or (base.known_on if base else None),
        facts,
        {**(base.readings if base else {}), **model.readings},
        model.rulesets or (base.rulesets if base else ()),
        model.expect,
        model.why,
        place,
    )


def _duplicate(name: str) -> tuple[Text, Text]:
    return (
        Text(f"there are two examples {quoted(name)}", f"例題 {quoted(name)} が二つあります"),
        Text("rename one of them", "どちらかの名前を変えてください"),
    )


def _too_many() -> tuple[Text, Text]:
    return (
        Text(
            f"a file has at most {MOST_EXAMPLES} examples, its variants among them",
            f"例題は変化形を含めて一つのファイルに{MOST_EXAMPLES}件までです",
        ),
        Text("try fewer values or fewer days in its variants", "変化形の値または日付を減らしてください"),
    )


def _not_before(name: str, known: Mapping[str, Example]) -> tuple[Text, Text]:
    near = nearest(name, known)
    mend = (
        Text(f"did you mean `{near}`?", f"`{near}` のことですか")
        if near
        else Text("an example is based on one that stands before it", "元にする例題は、それより前に書いてください")
    )
    return Text(
        f"there is no example {quoted(name)} before this one", f"これより前に例題 {quoted(name)} がありません"
    ), mend


def _nothing(name: str) -> tuple[Text, Text]:
    return (
        Text(f"there is no fact {quoted(name)} to take away", f"取り除く事実 {quoted(name)} がありません"),
        Text("name a fact that the example is based on gives", "元の例題にある事実を書いてください"),
    )


def _no_day(name: str) -> tuple[Text, Text]:
    return (
        Text(f"the example {quoted(name)} has no day", f"例題 {quoted(name)} に日付がありません"),
        Text("give `as_of`, the day on which the rules must be in force", "規則の基準日を `as_of` に書いてください"),
    )
