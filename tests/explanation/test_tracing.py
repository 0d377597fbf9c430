"""The trace: each part of each expression with its value, on request, and nothing of it otherwise."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from engine.checking import check
from engine.errors import MisuseError
from engine.explanation import Background, explain, tracing
from engine.explanation.lines import tree
from engine.explanation.parts import DeterminationExplained, Part
from engine.facts import Facts, Given
from engine.feel import evaluate, parse
from tests.explanation.told import catalogue, explained, told

MODEL = "jcm/model-projects"
DAY = date(2019, 6, 1)


def lines_of(determination: DeterminationExplained, criterion: str) -> list[str]:
    (reason,) = (one for one in (*determination.decisive, *determination.others) if one.criterion == criterion)
    return [f"{'  ' * depth}{text}" for one in reason.trace for depth, text in tree(one.root)]


def traced(changes: dict[str, Given], lang: str = "en") -> DeterminationExplained:
    _, given = told(MODEL)["complete"]
    facts = Facts({**given.given, **changes}, given.exemptions)
    answer = check(catalogue(), (MODEL,), facts, DAY)
    return explain(answer, lang, catalogue(), Background(facts, trace=True)).determinations[0]


def test_every_part_stands_under_what_it_is_part_of() -> None:
    """50 million is the least subsidy (2.2(2)d); 90,000,000 JPY of cost at 50 % are 45,000,000 JPY."""
    found = traced({"eligible_cost": Given(Decimal(90_000_000)), "similar_projects_adopted": Given(Decimal(0))})
    assert [line.replace("\u00a0", " ") for line in lines_of(found, "within-subsidy-range")] == [
        "maximum_subsidy >= subsidy_floor → no",
        "  maximum_subsidy → JPY 45,000,000",
        "  subsidy_floor → JPY 50,000,000",
    ]


def test_a_loop_tells_each_turn() -> None:
    found = traced({"consortium.member_countries": Given(["JP", "VN"])})
    assert lines_of(found, "foreign-member") == [
        'some country in consortium.member_countries satisfies country != "JP" → yes',
        "  consortium.member_countries → Japan, Vietnam",
        '  country != "JP" → no',
        "    country → JP",
        '  country != "JP" → yes',
        "    country → VN",
    ]


def test_values_are_told_in_the_language_asked_for() -> None:
    found = traced({"applicant.country": Given("VN")}, "ja")
    assert lines_of(found, "applicant-from-japan") == [
        'applicant.country = "JP" → いいえ',
        "  applicant.country → ベトナム",
    ]


def test_of_a_criterion_that_does_not_apply_only_that_is_told() -> None:
    found = traced({})
    (reason,) = (one for one in found.others if one.criterion == "request-within-cap")
    assert (reason.state.value, [one.role for one in reason.trace]) == ("not_applicable", ["applies_when"])


@pytest.mark.parametrize("ruleset", catalogue().ids())
def test_the_root_of_each_trace_came_to_what_the_finding_says(ruleset: str) -> None:
    """What is required and is met came to true, what is not met to false; whatever else it is, it is not settled."""
    for example in list(told(ruleset))[:6]:
        shown = explained(ruleset, example, "en", trace=True)
        for reason in (one for d in shown.determinations for one in (*d.decisive, *d.others)):
            required = [one.root.value for one in reason.trace if one.role == "requires"]
            exempted = {"exempted", "not_exempted"} & {one.code for one in reason.marks}
            if reason.state.value in {"met", "not_met"} and not exempted:
                assert required == [reason.state.value == "met"], (example, reason.criterion)


def test_a_long_trace_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracing, "MOST_PARTS", 3)
    found = traced({"consortium.member_countries": Given(["JP", "VN"])})
    (reason,) = (one for one in found.others if one.criterion == "foreign-member")
    assert [one.cut for one in reason.trace] == [True]
    assert reason.trace[0].root.value is True


def test_a_trace_needs_the_catalogue() -> None:
    answer, facts = told(MODEL)["complete"]
    with pytest.raises(MisuseError, match="needs the catalogue"):
        explain(answer, "en", None, Background(facts, trace=True))


def test_the_parts_of_a_trace_are_those_that_the_evaluator_tells() -> None:
    """Every step that is no literal and no function is a part, once, in the order of evaluation."""
    text = "if a > 2 and b < 3 then min(a, b) * 2 else sum(for x in [a, b] return x + 1)"
    for values in ({"a": 3, "b": 1}, {"a": 1, "b": 5}):
        expression, _ = parse(text, ("a", "b"))
        assert expression is not None
        steps = [one for one in evaluate(expression, values, trace=True).trace if not tracing._says_nothing(one)]
        root = tracing._Tracing.__new__(tracing._Tracing)
        root.plan, root.lexicon = plan(), tracing.Lexicon("en")
        found = list(parts(root._tree(list(evaluate(expression, values, trace=True).trace), expression)))
        assert len(found) == len(steps)


def plan() -> object:
    return catalogue().plan(MODEL)[0]


def parts(root: Part) -> Iterator[Part]:
    for one in root.parts:
        yield from parts(one)
    yield root


def test_who_does_not_ask_for_a_trace_imports_and_runs_nothing_of_it() -> None:
    script = (
        "import sys\n"
        "from datetime import date\n"
        "from engine.catalogue import open_catalogue\n"
        "from engine.checking import check\n"
        "from engine.explanation import Background, as_text, explain\n"
        "from engine.facts import Facts\n"
        "from engine.feel.evaluator import evaluation\n"
        "class Untraced(evaluation.Run):\n"
        "    def __init__(self, *given, trace=False, **named):\n"
        "        assert not trace\n"
        "        super().__init__(*given, trace=trace, **named)\n"
        "evaluation.Run = Untraced\n"
        "catalogue = open_catalogue()\n"
        f"answer = check(catalogue, ('{MODEL}',), Facts(), date(2019, 6, 1))\n"
        "as_text(explain(answer, 'ja', catalogue, Background(Facts())))\n"
        "others = ('html', 'markdown', 'json_body', 'tracing')\n"
        "print([name for name in others if f'engine.explanation.{name}' in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stdout) == (0, "[]\n"), done.stderr
