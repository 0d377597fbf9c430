"""What conclusions rest on exists, in this rule set or another, and they can be chained to an end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from engine.chaining.strata import chaining_faults
from engine.compiler.clauses import conclusion_rules
from engine.compiler.fault import did_you_mean, fault, listed
from engine.compiler.shared import Outline
from engine.compiler.sheet import Sheet
from engine.diagnostics import Diagnostic, Place
from engine.model.ruleset import CountOfPremisesModel, PremiseModel
from engine.source import Document
from engine.text import quoted

FINDING_STATES = ("met", "not_met", "undetermined", "not_applicable")


def check_conclusions(sheet: Sheet) -> Iterator[Diagnostic]:
    yield from _companions(sheet)
    for index, conclusion in enumerate(sheet.model.conclusions):
        yield from _premise(sheet, f"/conclusions/{index}/when", conclusion.when)
    for found in chaining_faults(conclusion_rules(sheet.model)):
        yield found.at(sheet.place(found.pointer or "/conclusions"))


def _companions(sheet: Sheet) -> Iterator[Diagnostic]:
    """Each is another rule set that is there, named once."""
    named = sheet.model.companions
    for index, name in enumerate(named):
        place = sheet.place(f"/companions/{index}")
        if name == sheet.model.id or name in named[:index]:
            yield fault(
                "companion-says-nothing",
                place,
                (
                    f"the companion {quoted(name)} adds nothing",
                    f"companions の {quoted(name)} は何も加えません",
                ),
                ("name each other rule set once", "他の規則集を一度ずつ書いてください"),
            )
        elif _outline(sheet, name) is None:
            yield _no_ruleset(sheet, place, name)


def _premise(sheet: Sheet, pointer: str, premise: PremiseModel) -> Iterator[Diagnostic]:
    for key, parts in (("all", premise.every), ("any", premise.some), ("none", premise.none)):
        for index, part in enumerate(parts or ()):
            yield from _premise(sheet, f"{pointer}/{key}/{index}", part)
    yield from _keys(sheet, pointer, premise)
    yield from _of_case(sheet, pointer, premise)
    if premise.count is not None:
        yield from count_faults(sheet.document, f"{pointer}/count", premise.count)
        for index, part in enumerate(premise.count.of):
            yield from _premise(sheet, f"{pointer}/count/of/{index}", part)
    if premise.criterion is not None:
        outline = _outline(sheet, premise.ruleset)
        known = outline.criteria if outline else None
        if outline is None:
            yield _no_ruleset(sheet, sheet.place(f"{pointer}/ruleset"), premise.ruleset or "")
        elif known is not None and premise.criterion not in known:
            yield _unknown("criterion", "基準", premise.criterion, known, sheet.place(f"{pointer}/criterion"))
    elif premise.conclusion is not None:
        yield from _conclusion(sheet, f"{pointer}/conclusion", premise.conclusion)
    elif premise.ruleset is not None and _outline(sheet, premise.ruleset) is None:
        yield _no_ruleset(sheet, sheet.place(f"{pointer}/ruleset"), premise.ruleset)


def _keys(sheet: Sheet, pointer: str, premise: PremiseModel) -> Iterator[Diagnostic]:
    """`state` goes with `criterion`, `ruleset` with `criterion` or `outcome`."""
    fits = {"state": {"criterion", "deadline", "order"}, "ruleset": {"criterion", "outcome"}}
    for key, partners in fits.items():
        if key in premise.written and not partners & premise.written:
            yield fault(
                "key-does-not-fit-type",
                sheet.key(f"{pointer}/{key}"),
                (f"`{key}` says nothing here", f"`{key}` はここでは意味を持ちません"),
                ("take it away", "消してください"),
            )
    if premise.criterion is not None and premise.state is None:
        yield fault(
            "missing-key",
            sheet.place(pointer),
            ("the key `state` is missing", "キー `state` がありません"),
            ("add `state: met`", "`state: met` のように加えてください"),
        )
    if premise.criterion is not None:
        yield from state_faults(sheet.document, pointer, premise, FINDING_STATES)


def state_faults(document: Document, pointer: str, premise: PremiseModel, known: Sequence[str]) -> Iterator[Diagnostic]:
    """States that what is asked for cannot have."""
    for state in (premise.state,) if isinstance(premise.state, str) else premise.state or ():
        if state not in known:
            yield fault(
                "not-a-choice",
                document.place(f"{pointer}/state"),
                (f"`{state}` is no state of this", f"`{state}` はここで使える状態ではありません"),
                (f"choose from {listed(known)}", f"{listed(known)} から選んでください"),
            )


def count_faults(document: Document, pointer: str, count: CountOfPremisesModel) -> Iterator[Diagnostic]:
    """A count says something: it can come out either way."""
    least, most, number = count.at_least or 0, count.at_most, len(count.of)
    always = least == 0 and (most is None or most >= number)
    if always or least > number or (most is not None and most < least):
        yield fault(
            "count-says-nothing",
            document.key(pointer),
            (
                "this count always holds" if always else "this count can never hold",
                "この個数の条件は常に成り立ちます" if always else "この個数の条件は決して成り立ちません",
            ),
            (
                f"write `at_least` or `at_most` so that some of the {number} conditions are enough and others too many",
                f"`at_least` と `at_most` を、{number} 個の条件のうち成り立つ数で結果が変わるように書いてください",
            ),
        )


def _of_case(sheet: Sheet, pointer: str, premise: PremiseModel) -> Iterator[Diagnostic]:
    """Events, deadlines and orders belong to a case."""
    for key in ("event", "deadline", "order"):
        if key in premise.written:
            yield fault(
                "only-in-a-case",
                sheet.key(f"{pointer}/{key}"),
                (f"a rule set knows no `{key}`", f"規則集には `{key}` がありません"),
                (
                    "write this conclusion in a `case.yaml`, which may ask for findings of this rule set as well",
                    "この結論は `case.yaml` に書いてください。そこでもこの規則集の所見を条件にできます",
                ),
            )


def _conclusion(sheet: Sheet, pointer: str, reference: str) -> Iterator[Diagnostic]:
    ruleset, _, name = reference.rpartition("#")
    outline = _outline(sheet, ruleset or None)
    if outline is None:
        yield _no_ruleset(sheet, sheet.place(pointer), ruleset)
    elif outline.conclusions is not None and name not in outline.conclusions:
        yield _unknown("conclusion", "結論", name, outline.conclusions, sheet.place(pointer))


def _outline(sheet: Sheet, ruleset: str | None) -> Outline | None:
    if ruleset in (None, sheet.model.id):
        criteria = frozenset(criterion.id for criterion in sheet.model.criteria)
        return Outline(sheet.model.id, criteria, frozenset(item.id for item in sheet.model.conclusions))
    return sheet.outline(ruleset) if ruleset in sheet.ruleset_ids else None


def _unknown(kind: str, kind_ja: str, name: str, known: Iterable[str], place: Place) -> Diagnostic:
    return fault(
        f"unknown-{kind}",
        place,
        (f"the {kind} {quoted(name)} is not known", f"{kind_ja} {quoted(name)} がありません"),
        did_you_mean(
            name, sorted(known), (f"name a {kind} of that rule set", f"その規則集にある{kind_ja}を書いてください")
        ),
    )


def _no_ruleset(sheet: Sheet, place: Place, name: str) -> Diagnostic:
    return fault(
        "unknown-ruleset",
        place,
        (f"the rule set {quoted(name)} is not known", f"規則集 {quoted(name)} がありません"),
        did_you_mean(
            name, sheet.ruleset_ids, ("name a folder under rules/", "rules/ の下のフォルダーを書いてください")
        ),
    )
