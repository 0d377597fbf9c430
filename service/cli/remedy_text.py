"""Remedies on a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics import Text
from engine.explanation.lexicon import Lexicon
from engine.remedies import Clause, Hopeless, Remedy
from service.checks.remedy_words import new_value, then
from service.cli.citations import cited, fitted

HEADING = Text("What would change it: {title}", "何を変えれば結果が変わるか：{title}")
NOTHING = Text("Nothing that was given stands in the way", "入力された事実の中に、妨げとなるものはありません")
HOPELESS = Text("Nothing you can change helps", "申請者が変えられる事実を変えても、結果は変わりません")
NOT_FOUND = Text(
    "No change was found that helps; that there is none was not shown",
    "有効な変更は見つかりませんでした（存在しないことまでは示せていません）",
)
NO_DAY = Text("the day is not covered, or no criterion applies", "対象期間外の日であるか、該当する基準がありません")
EITHER = Text("{number}. Change", "{number}. 次のように変える")
FROM_TO = Text("{label}: {old} -> {new}", "{label}：{old} → {new}")
BECAUSE = Text("because of: {title} — {says}", "理由となる基準：{title}　{says}")
THEN = Text("Then: {then}", "変更後：{then}")
NOT_NEAREST = Text("a smaller change may exist", "より小さな変更がある可能性があります")


def remedies_text(found: tuple[Remedy, ...] | Hopeless, title: Text, names: Lexicon, columns: int) -> str:
    """The remedies as lines, ending in a line break."""
    lines = [HEADING.in_(names.lang).format(title=title.in_(names.lang))]
    if isinstance(found, Hopeless):
        lines += _hopeless(found, names)
    elif not found:
        lines.append(f"  {NOTHING.in_(names.lang)}")
    else:
        lines += [line for number, one in enumerate(found, 1) for line in _remedy(number, one, names)]
    return "\n".join(fitted(lines, columns)) + "\n"


def _hopeless(found: Hopeless, names: Lexicon) -> Iterator[str]:
    yield f"  {(HOPELESS if found.proven else NOT_FOUND).in_(names.lang)}"
    for clause in found.clauses:
        yield from _clause(clause, names)
    if not found.clauses:
        yield f"    {NO_DAY.in_(names.lang)}"


def _remedy(number: int, one: Remedy, names: Lexicon) -> Iterator[str]:
    yield f"  {EITHER.in_(names.lang).format(number=number)}"
    for change in one.changes:
        told = {
            "label": change.fact.label.in_(names.lang),
            "old": names.value(change.fact.name, change.old),
            "new": new_value(change, names),
        }
        yield f"     {FROM_TO.in_(names.lang).format(**told)}"
        for clause in change.clauses:
            yield from _clause(clause, names)
    yield f"     {names.say(THEN, then=then(one, names))}"
    if not one.nearest:
        yield f"     ({NOT_NEAREST.in_(names.lang)})"


def _clause(clause: Clause, names: Lexicon) -> Iterator[str]:
    says = clause.statement.in_(names.lang) if clause.statement else clause.id
    yield f"       {names.say(BECAUSE, title=clause.title.in_(names.lang), says=says)}"
    if clause.source:
        yield f"       [{cited(clause.source, names)}]"
