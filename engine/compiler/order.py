"""What rests on what among the values and tables of a rule set, and the order in which they can be worked out."""

from __future__ import annotations

from engine.compiler.sheet import Sheet, definitions

Needs = dict[str, tuple[str, ...]]
"""For each value and table, the values and tables that it uses, in the order of the file."""


def needs(sheet: Sheet) -> Needs:
    """Who uses whom. What could not be parsed uses nothing."""
    computed = [*sheet.model.tables, *sheet.model.values]
    used: dict[str, set[str]] = {name: set() for name in computed}
    for snippet in sheet.snippets:
        kind, _, name = snippet.owner.partition(":")
        if kind in {"table", "value"}:
            used[name] |= sheet.reads(snippet.pointer)
    for name, value in sheet.model.values.items():
        used[name] |= {inner.table for _, inner in definitions(value, "") if inner.table is not None}
    return {name: tuple(other for other in computed if other in used[name]) for name in computed}


def rings(graph: Needs) -> list[tuple[str, ...]]:
    """The groups that rest on themselves, each in the order of the file."""
    reached = {name: _reachable(graph, name) for name in graph}
    found: list[tuple[str, ...]] = []
    for name in graph:
        if name in reached[name] and not any(name in ring for ring in found):
            found.append(tuple(other for other in graph if other in reached[name] and name in reached[other]))
    return found


def ordered(sheet: Sheet) -> list[str]:
    """Values and tables, each after all that it uses. Those that rest on themselves, or on such, are left out."""
    graph = needs(sheet)
    done: dict[str, None] = {}
    waiting = list(graph)
    while ready := [name for name in waiting if all(other in done for other in graph[name])]:
        done.update(dict.fromkeys(ready))
        waiting = [name for name in waiting if name not in done]
    return list(done)


def _reachable(graph: Needs, start: str) -> set[str]:
    seen: set[str] = set()
    waiting = list(graph[start])
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting.extend(graph[name])
    return seen
