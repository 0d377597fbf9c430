"""Built-ins of contexts. None of them changes the context it is given."""

from __future__ import annotations

from typing import Any

from engine.feel.functions.registry import builtin
from engine.feel.values.equality import kind
from engine.feel.values.faults import FeelError
from engine.feel.values.unknown import Unknown

Context = dict[str, Any]


@builtin("get value", "m: context", "key: string", unknowns="shallow")
def get_value(m: Context, key: str) -> Any:
    """The value of an entry; null if there is none."""
    return m.get(key)


@builtin("get entries", "m: context", result="list<context>", unknowns="shallow")
def get_entries(m: Context) -> list[Context]:
    """The entries as a list of contexts with `key` and `value`."""
    return [{"key": key, "value": value} for key, value in m.items()]


@builtin("context", "entries: list<context>", result="context")
def context(entries: list[Context]) -> Context:
    """A context of entries with `key` and `value`; the reverse of `get entries`."""
    made: Context = {}
    for entry in entries:
        key = entry.get("key")
        if not isinstance(key, str) or "value" not in entry:
            raise FeelError(
                "wrong-entry",
                "an entry needs a `key` that is a string and a `value`",
                "各項目には文字列の `key` と `value` が要ります",
            )
        if key in made:
            raise FeelError("key-twice", f"`{key}` is given twice", f"`{key}` が二度与えられています")
        made[key] = entry["value"]
    return made


@builtin("context put", "context: context", "key: string", "value", result="context", unknowns="shallow")
def context_put(old: Context, key: str, value: Any) -> Context:
    """The context with one entry set: in its place if the key was there, else at the end."""
    return {**old, key: value}


@builtin("context put", "context: context", "keys: list<string>", "value", result="context", unknowns="shallow")
def context_put_deep(old: Context, keys: list[str], value: Any) -> Any:
    """The context with an entry set inside nested contexts, along a path of keys."""
    if not keys:
        raise FeelError("no-keys", "the list of keys is empty", "キーのリストが空です")
    first, *rest = keys
    if not rest:
        return {**old, first: value}
    inner = old.get(first)
    if type(inner) is Unknown:
        return {**old, first: Unknown(inner.names)}
    if not isinstance(inner, dict):
        raise FeelError(
            "wrong-type",
            f"`{first}` is {kind(inner)}, not a context",
            f"`{first}` は {kind(inner)} で、コンテキストではありません",
        )
    return {**old, first: context_put_deep(inner, rest, value)}


@builtin("context merge", "contexts: list<context>", result="context")
def context_merge(contexts: list[Context]) -> Context:
    """All entries of the contexts; the later one wins where a key is in several."""
    merged: Context = {}
    for each in contexts:
        merged.update(each)
    return merged
