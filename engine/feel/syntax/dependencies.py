"""What an expression reads: the dotted names that it does not declare itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from engine.feel.syntax import ast
from engine.feel.syntax.ast import Expression, Node


def paths(expression: Expression, declared: Collection[str] = ()) -> frozenset[str]:
    """The dotted free names: `{"applicant.country", "eligible_cost"}`.

    With `declared`, the names that exist, a path is cut to the longest of them (`work_start.year` reads `work_start`),
    and a bare name inside a filter that is none of them is taken for an entry of the items. Names of functions count
    only where declared.
    """
    return frozenset(_read(expression.node, frozenset(("?",)), declared, in_filter=False))


def _read(node: Node, bound: frozenset[str], declared: Collection[str], *, in_filter: bool) -> Iterator[str]:
    if type(node) in (ast.Name, ast.Path):
        yield from _of_path(node, bound, declared, in_filter)
    elif type(node) in (ast.For, ast.Quantified):
        yield from _of_loop(node, bound, declared, in_filter)
    elif type(node) is ast.Filter:
        yield from _read(node.source, bound, declared, in_filter=in_filter)
        yield from _read(node.condition, bound | {"item"}, declared, in_filter=True)
    elif type(node) is ast.ContextLiteral:
        for key, value in zip(node.keys, node.values, strict=True):
            yield from _read(value, bound, declared, in_filter=in_filter)
            bound |= {key}
    elif type(node) is ast.Function:
        yield from _read(node.body, bound | set(node.parameters), declared, in_filter=in_filter)
    elif type(node) is ast.Call:
        yield from _of_call(node, bound, declared, in_filter)
    else:
        for child in ast.children(node):
            yield from _read(child, bound, declared, in_filter=in_filter)


def _of_path(node: Node, bound: frozenset[str], declared: Collection[str], in_filter: bool) -> Iterator[str]:
    members: list[str] = []
    while type(node) is ast.Path:
        members.insert(0, node.member)
        node = node.source
    if type(node) is not ast.Name:
        yield from _read(node, bound, declared, in_filter=in_filter)
        return
    if node.name in bound:
        return
    name = _longest_declared([node.name, *members], declared)
    if not in_filter or not declared or name in declared:
        yield name


def _longest_declared(parts: list[str], declared: Collection[str]) -> str:
    for count in range(len(parts), 0, -1):
        if ".".join(parts[:count]) in declared:
            return ".".join(parts[:count])
    return ".".join(parts)


def _of_loop(node: Node, bound: frozenset[str], declared: Collection[str], in_filter: bool) -> Iterator[str]:
    if not isinstance(node, ast.For | ast.Quantified):
        return
    for name, domain in zip(node.names, node.domains, strict=True):
        yield from _read(domain, bound, declared, in_filter=in_filter)
        bound |= {name}
    body = node.body if isinstance(node, ast.For) else node.condition
    yield from _read(body, bound | {"partial"}, declared, in_filter=in_filter)


def _of_call(node: ast.Call, bound: frozenset[str], declared: Collection[str], in_filter: bool) -> Iterator[str]:
    function = node.function
    if type(function) is not ast.Name or function.name in declared:
        yield from _read(function, bound, declared, in_filter=in_filter)
    for argument in node.arguments:
        yield from _read(argument, bound, declared, in_filter=in_filter)
