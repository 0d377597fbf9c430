"""How fast FEEL is, as ratios against floors measured in the same run: `python bench/feel.py`.

The floors: a Python function over decimals written by hand, the table of a decision walked as plain tuples, and a lark
LALR grammar of the same subset of the language. Each figure is the best of many short rounds, taken in turns with its
floor, so that a busy machine disturbs both alike.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from decimal import Decimal
from time import perf_counter_ns
from typing import Any

from engine import feel
from engine.feel.syntax.ast import Expression
from engine.feel.syntax.table import DecisionTable, Row
from engine.feel.table_code import CompiledTable

COUNTRIES = [
    "BD", "CL", "CR", "ET", "GE", "ID", "KE", "KH", "KZ", "LA", "LK", "MA", "MD", "MM", "MN", "MV", "MX", "PG", "PH",
    "PW", "SA", "SN", "TH", "TN", "UA", "UZ", "VN",
]  # fmt: skip
LIMIT = Decimal(50_000_000)
CONDITION = "x * rate > 50000000 and country in list"
ROUNDS = 80


def best(works: dict[str, Callable[[], object]], counts: dict[str, int]) -> dict[str, float]:
    """Nanoseconds of one call of each work: the best round of many, the works taken in turns."""
    found = dict.fromkeys(works, float("inf"))
    gc.disable()  # as `timeit` does: the garbage of one work must not be swept in the time of another
    for _ in range(ROUNDS):
        for name, work in works.items():
            count = counts[name]
            start = perf_counter_ns()
            for _ in range(count):
                work()
            found[name] = min(found[name], (perf_counter_ns() - start) / count)
    gc.enable()
    return found


def read(text: str) -> Expression:
    expression, faults = feel.parse(text)
    if expression is None:
        sys.exit(faults[0].message.en)
    return expression


def cell(text: str) -> Expression:
    expression, faults = feel.parse_unary_tests(text)
    if expression is None:
        sys.exit(faults[0].message.en)
    return expression


def show(what: str, ratio: float, bar: float) -> bool:
    print(f"{what:<58} {ratio:6.3f}   bar {bar:5.2f}   {'ok' if ratio <= bar else 'OVER'}")
    return ratio <= bar


def condition() -> bool:
    """The condition of a rule, generated and walked with its trace, against the same written by hand."""

    def by_hand(facts: dict[str, Any]) -> Any:
        return facts["x"] * facts["rate"] > LIMIT and facts["country"] in facts["list"]

    expression = read(CONDITION)
    compiled = feel.compile(expression)
    kept = True
    for country, where in (("BD", "the first"), ("MA", "in the middle"), ("VN", "the last"), ("JP", "not in the list")):
        facts = {"x": Decimal(10**9), "rate": Decimal("0.4"), "country": country, "list": COUNTRIES}
        times = best(
            {
                "hand": lambda facts=facts: by_hand(facts),  # type: ignore[misc]  # the facts of this round
                "generated": lambda facts=facts: compiled.value(facts),  # type: ignore[misc]  # the facts of this round
                "reference": lambda facts=facts: feel.evaluate(expression, facts, trace=True),  # type: ignore[misc]  # as above
            },
            {"hand": 400, "generated": 400, "reference": 60},
        )
        kept &= show(f"condition, generated, country {where}", times["generated"] / times["hand"], 2.2)
        kept &= show(f"condition, reference with trace, country {where}", times["reference"] / times["hand"], 15)
    return kept


def table() -> bool:
    """A table of 60 rules and 4 inputs, hit at rule 45, against its tuples walked in Python."""
    rows, plain = [], []
    for i in range(60):
        country, low, kind = COUNTRIES[i // 12], i % 12 * 10, "ab"[i % 2]
        when = (cell(f'"{country}"'), cell(f"[{low}..{low + 10})"), cell(f'"{kind}"'), cell(">= 5"))
        rows.append(Row(f"r{i + 1}", when, (read(str(i + 1)),)))
        plain.append((country, Decimal(low), Decimal(low + 10), kind, Decimal(5), Decimal(i + 1)))
    inputs = tuple(map(read, ("country", "cost", "kind", "months")))
    compiled = CompiledTable(DecisionTable("UNIQUE", inputs, ("out",), tuple(rows)))

    def walked(facts: dict[str, Any]) -> Any:
        one, two, three, four = facts["country"], facts["cost"], facts["kind"], facts["months"]
        for country, low, high, kind, months, out in plain:
            if one == country and low <= two < high and three == kind and four >= months:
                return out
        return None

    facts = {"country": COUNTRIES[44 // 12], "cost": Decimal(44 % 12 * 10 + 3), "kind": "a", "months": Decimal(7)}
    if walked(facts) != compiled.ask(facts).value or compiled.ask(facts).value != 45:
        sys.exit("the two tables disagree")
    times = best({"hand": lambda: walked(facts), "ours": lambda: compiled.ask(facts)}, {"hand": 100, "ours": 100})
    return show("table of 60 rules and 4 inputs, hit at rule 45", times["ours"] / times["hand"], 0.5)


GRAMMAR = r"""
?start: disjunction
?disjunction: conjunction ("or" conjunction)*
?conjunction: comparison ("and" comparison)*
?comparison: sum | sum (LESS | EQUAL) sum | sum "in" test | sum "between" sum "and" sum
?test: sum | "(" endpoint ".." endpoint ")"
?endpoint: sum
?sum: product | sum (PLUS | MINUS) product
?product: power | product (TIMES | OVER) power
?power: sign | power "**" sign
?sign: postfix | MINUS sign
?postfix: atom | postfix "." NAME | postfix "(" [arguments] ")" | postfix "[" disjunction "]"
arguments: disjunction ("," disjunction)*
?atom: NUMBER | STRING | NAME | "(" disjunction ")" | "[" [disjunction ("," disjunction)*] "]"
    | "[" sum ".." sum "]" | "if" disjunction "then" disjunction "else" disjunction
LESS: "<=" | ">=" | "<" | ">"
EQUAL: "=" | "!="
PLUS: "+"
MINUS: "-"
TIMES: "*"
OVER: "/"
NUMBER: /[0-9]+(\.[0-9]+)?/
STRING: /"[^"]*"/
NAME: /[^\W\d]\w*/
%ignore /\s+/
"""
CLAUSE = (
    '(eligible_cost * rate > 50000000 and applicant.country in [1..3] or kind = "private_company" and '
    "min(total_cost, 2 * limit) - fee / 3 >= if leading then 100 else other[1] + count(members, kinds))"
)


def reading() -> bool:
    """Reading a text against lark, and twice the text against the text."""
    try:
        import lark  # noqa: PLC0415  (a floor of this bench only)
    except ImportError:
        print("reading: lark is not installed, left out")
        return True
    parser = lark.Lark(GRAMMAR, parser="lalr")
    short, long = " and ".join([CLAUSE] * 4), " and ".join([CLAUSE] * 40)
    times = best(
        {
            "lark": lambda: parser.parse(short),
            "ours": lambda: feel.parse(short),
            "long": lambda: feel.parse(long),
        },
        {"lark": 1, "ours": 2, "long": 1},
    )
    kept = show("reading a text, against lark", times["ours"] / times["lark"], 0.2)
    return show("reading ten times the text, per character", times["long"] / times["ours"] / 10, 1.3) and kept


def main() -> int:
    """Prints every ratio; the exit code is 1 where one is over its bar."""
    return 0 if all([condition(), table(), reading()]) else 1


if __name__ == "__main__":
    sys.exit(main())
