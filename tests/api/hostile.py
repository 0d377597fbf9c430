"""Real rule files and real requests, spoilt: by line, word, depth, length, and by what no file may hold."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from typing import Any

WORDS = (
    "",
    "null",
    "unknown",
    "-1",
    "1e999999999",
    "9" * 400,
    "0x10",
    "NaN",
    "*a",
    "&a [*a]",
    "!!python/object/apply:os.system ['true']",
    "'" + "長" * 5000 + "'",
    "\u202e\u0000",
    "matches('" + "a" * 30 + "!', '(a+)+$')",
    "for a in 1..100000, b in 1..100000 return a * b",
    "1" + " + 1" * 2000,
    "(" * 300 + "1" + ")" * 300,
    "string join(for i in 1..100000 return '長')",
    "2 ** (2 ** (2 ** (2 ** (2 ** 2))))",
    "some x in [1..3] satisfies x = host_country",
    "../../../../etc/passwd",
)


def chance_of(seed: int) -> random.Random:
    """The same spoiling every time."""
    return random.Random(seed)  # noqa: S311 - nothing secret hangs on it


def spoilt_text(text: str, chance: random.Random) -> str:
    """A rule file in which one to four things are wrong."""
    lines = text.split("\n")
    for _ in range(chance.randint(1, 4)):
        chance.choice(_OF_LINES)(lines, chance)
    return "\n".join(lines)


def _delete(lines: list[str], chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    del lines[at : at + chance.randint(1, 8)]
    lines.append("")


def _double(lines: list[str], chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    lines[at:at] = lines[at : at + chance.randint(1, 20)] * chance.choice((1, 2, 200))


def _swap(lines: list[str], chance: random.Random) -> None:
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]


def _replace_value(lines: list[str], chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    head, colon, _ = lines[at].partition(":")
    if colon:
        lines[at] = f"{head}: {chance.choice(WORDS)}"


def _spoil_value(lines: list[str], chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    line = lines[at]
    cut = chance.randrange(len(line) + 1)
    lines[at] = line[:cut] + chance.choice((*WORDS, "{", "[", ":", "\t", '"')) + line[cut:]


def _indent(lines: list[str], chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    lines[at] = " " * chance.choice((1, 2, 4, 90)) + lines[at]


def _nest(lines: list[str], chance: random.Random) -> None:
    lines.insert(chance.randrange(len(lines)), "deep: " + "[" * chance.choice((30, 5000)))


_OF_LINES: tuple[Callable[[list[str], random.Random], None], ...] = (
    _delete,
    _double,
    _swap,
    _replace_value,
    _replace_value,
    _spoil_value,
    _spoil_value,
    _indent,
    _nest,
)

VALUES: tuple[Any, ...] = (
    None,
    True,
    -1,
    "",
    " ５００ ",
    "1e400",
    "9" * 10_000,
    "長" * 20_000,
    [],
    {},
    [[[[[[[[[[]]]]]]]]]],
    [{}] * 2_000,
    {"value": {"value": 1}},
    {"value": 1, "grade": "judged"},
    {"grade": "verified"},
    "2019-02-30",
    "\u0000\u202e",
    ["VN"] * 5_000,
    {str(number): number for number in range(2_000)},
)
TOKENS = ("1e999999999", "NaN", "-Infinity", "0." + "3" * 5_000, "[" * 3_000, '"\\ud800"', "01", '{"a": 1, "a": 2}')


def spoilt_request(request: dict[str, Any], chance: random.Random) -> bytes:
    """The body of a check in which one to four values are others, or the text itself is spoilt."""
    body = json.loads(json.dumps(request))
    for _ in range(chance.randint(1, 4)):
        holder, key = chance.choice(list(_places(body)))
        holder[key] = json.loads(json.dumps(chance.choice(VALUES)))  # not `deepcopy`: many places would be one object
    text = json.dumps(body, ensure_ascii=False)
    if chance.random() < 0.3:
        cut = chance.randrange(len(text))
        text = text[:cut] + chance.choice(TOKENS) + text[cut + chance.randint(0, 3) :]
    content = text.encode("utf-8", "surrogatepass")
    return content[: chance.randrange(len(content))] if chance.random() < 0.05 else content


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in list(items):
        yield value, key
        yield from _places(inner)
    if isinstance(value, dict):
        yield value, "no_such_key"
