"""What the order of questions costs, in checks of the same run, and what it saves: questions until an outcome is known.

The bar: the order costs at most 100 checks on the largest rule set. Beside it the mean and the greatest number of
questions over generated applicants, in the computed order and in fixed orders: that of the plan, random ones, and the
best one that a greedy search found.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable

from engine.evaluator import determine
from engine.evaluator.keeping import forget
from engine.facts import Facts
from engine.possibilities import Request
from engine.questions import next_questions
from tests.questions.applicants import Applicants, Choice, Weighed, catalogue, in_order

BAR = 100


def main() -> int:
    """Prints the figures; exits 1 where the bar is not met."""
    options = _options()
    asked = {ruleset: Applicants(ruleset) for ruleset in catalogue().ids()}
    ratios = {ruleset: _cost(one, options.runs) for ruleset, one in asked.items()}
    for one in asked.values():
        _savings("one slip", one, one.with_one_slip(), one.with_one_slip(), options.random)
        _savings("anyone", one, one.anyone(options.people), one.anyone(options.people, "looked at"), options.random)
    largest = max(asked, key=lambda ruleset: len(asked[ruleset].plan.criteria))
    met = ratios[largest] <= BAR
    print(f"the order of questions of {largest} is {'within' if met else 'over'} {BAR} checks")
    return 0 if met else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--people", type=int, default=150)
    parser.add_argument("--random", type=int, default=5)
    return parser.parse_args()


def _cost(asked: Applicants, runs: int) -> float:
    """The order with nothing known yet, in checks."""
    request = Request(asked.plan, Facts(), asked.day)
    check = _median(lambda: (forget(), determine(asked.plan, Facts(), asked.day)), runs)
    order = _median(lambda: (forget(), next_questions([request])), runs)
    print(f"{asked.ruleset:34} check {check * 1000:7.2f} ms, order {order * 1000:7.1f} ms, {order / check:5.1f} checks")
    return order / check


def _median(work: Callable[[], object], runs: int) -> float:
    work()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def _savings(kind: str, asked: Applicants, people: list[Weighed], others: list[Weighed], count: int) -> None:
    print(f"{asked.ruleset}, {kind}: questions of {len(people)} applicants, mean and most")
    _row("computed", asked, people, asked.ours)
    _row("plan", asked, people, in_order(asked.plan_order()))
    for number, order in enumerate(asked.random_orders(count), 1):
        _row(f"random {number}", asked, people, in_order(order))
    _row("best fixed (greedy)", asked, people, in_order(asked.greedy_order(others)))


def _row(name: str, asked: Applicants, people: list[Weighed], choose: Choice) -> None:
    mean, most = asked.measured(people, choose)
    print(f"    {name:20} {float(mean):6.2f} {most:4}")


if __name__ == "__main__":
    raise SystemExit(main())
