"""What rests on what in a rule set: facts and figures, what is computed of them, the criteria that read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from engine.diagnostics import Text
from engine.evaluator.index import Index, expressions_of, index_of
from engine.plan import BestOf, ByReading, Definition, Formula, Gone, Plan, TableRef, Value
from engine.records import dataclass

if TYPE_CHECKING:
    from engine.feel import Expression

KINDS = {
    "fact": Text("fact", "事実"),
    "register": Text("register", "台帳"),
    "parameter": Text("figure by date", "日付ごとの数値"),
    "list": Text("list", "一覧"),
    "table": Text("table", "表"),
    "value": Text("computed", "計算値"),
    "criterion": Text("criterion", "基準"),
}


@dataclass(frozen=True, slots=True)
class Node:
    """One thing of a rule set. `id`: its kind and name, `criterion:scale`."""

    id: str
    kind: str
    name: str
    title: Text
    reads: tuple[str, ...]
    """The ids of the nodes that it reads, in the order in which its text names them."""


class Graph:
    """The nodes of a rule set by id: what reads comes after what is read; the columns go from facts to criteria."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._index: Index = index_of(plan)
        found = {node.id: node for node in self._nodes()}
        used = {read for node in found.values() for read in node.reads}
        self.nodes: Mapping[str, Node] = {
            id_: node for id_, node in found.items() if node.kind in ("criterion", "value") or id_ in used
        }

    @cached_property
    def columns(self) -> tuple[tuple[Node, ...], ...]:
        """Each node one column after the last that it reads; all criteria in the last."""
        depths: dict[str, int] = {}
        for id_ in self.nodes:
            self._depth(id_, depths)
        last = 1 + max((depth for id_, depth in depths.items() if self.nodes[id_].kind != "criterion"), default=0)
        placed = {id_: last if self.nodes[id_].kind == "criterion" else depth for id_, depth in depths.items()}
        columns = (tuple(node for node in self.nodes.values() if placed[node.id] == at) for at in range(last + 1))
        return tuple(column for column in columns if column)

    def _depth(self, id_: str, depths: dict[str, int]) -> int:
        if id_ not in depths:
            depths[id_] = 1 + max((self._depth(read, depths) for read in self.nodes[id_].reads), default=-1)
        return depths[id_]

    def _nodes(self) -> Iterator[Node]:
        plan = self.plan
        for register in plan.registers.values():
            yield Node(f"register:{register.id}", "register", register.id, register.title, ())
        for fact in plan.facts.values():
            counted = [] if fact.counted is None else [f"register:{fact.counted.register}"]
            reads = (*counted, *(f"fact:{name}" for name in self._index.counting(fact) if name != fact.name))
            yield Node(f"fact:{fact.name}", "fact", fact.name, fact.label, reads)
        for parameter in plan.parameters.values():
            yield Node(f"parameter:{parameter.name}", "parameter", parameter.name, parameter.title, ())
        for named in plan.lists.values():
            of = () if named.register is None else (f"register:{named.register}",)
            yield Node(f"list:{named.name}", "list", named.name, named.title, of)
        for table in plan.tables.values():
            yield self._node("table", table.name, table.title, list(expressions_of(table.decision)), ())
        for value in plan.values.values():
            expressions, tables = _read_by_value(value)
            yield self._node("value", value.name, value.title, expressions, tables)
        for criterion in plan.criteria:
            expressions, tables = _read_by(criterion.requires)
            expressions += [one for one in (criterion.applies_when,) if one is not None]
            yield self._node("criterion", criterion.id, criterion.title, expressions, tables)

    def _node(self, kind: str, name: str, title: Text, expressions: list[Expression], tables: tuple[str, ...]) -> Node:
        names = dict.fromkeys((*self._index.reads_all(expressions), *tables))
        own = f"{kind}:{name}"
        return Node(own, kind, name, title, tuple(one for one in map(self._id, names) if one != own))

    def _id(self, name: str) -> str:
        plan = self.plan
        groups = (("fact", plan.facts), ("parameter", plan.parameters), ("list", plan.lists), ("table", plan.tables))
        return next((f"{kind}:{name}" for kind, group in groups if name in group), f"value:{name}")


def dot(graph: Graph, lang: str) -> str:
    """The graph for Graphviz."""
    shapes = {"criterion": "box", "value": "ellipse", "table": "component", "fact": "plaintext"}
    lines = [f"digraph {_quoted(graph.plan.id)} {{", "  rankdir=LR;", '  node [fontname="Noto Sans CJK JP"];']
    for node in graph.nodes.values():
        label = f"{node.title.in_(lang)}\\n{node.name}"
        lines.append(f"  {_quoted(node.id)} [label={_quoted(label)}, shape={shapes.get(node.kind, 'note')}];")
    lines += [f"  {_quoted(read)} -> {_quoted(node.id)};" for node in graph.nodes.values() for read in node.reads]
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '\\"').replace("\n", " ") + '"'


def _read_by_value(value: Value) -> tuple[list[Expression], tuple[str, ...]]:
    expressions = [] if value.applies_when is None else [value.applies_when]
    tables: tuple[str, ...] = ()
    for step in value.steps:
        if not isinstance(step.value, Gone):
            more, asked = _read_by(step.value)
            expressions, tables = expressions + more, (*tables, *asked)
    return expressions, tables


def _read_by(definition: Definition) -> tuple[list[Expression], tuple[str, ...]]:
    """The expressions of a definition, and the tables that it asks."""
    if isinstance(definition, Formula):
        return [definition.expression], ()
    if isinstance(definition, BestOf):
        return [bound.expression for bound in definition.bounds], ()
    if isinstance(definition, TableRef):
        return [], (definition.table,)
    if isinstance(definition, ByReading):
        found = [_read_by(side) for side in definition.sides.values()]
        return [one for expressions, _ in found for one in expressions], tuple(
            one for _, asked in found for one in asked
        )
    raise TypeError(definition)
