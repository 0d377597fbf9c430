"""What became of each point of a source: its status, the clauses that cite it, and when the two do not agree."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from engine.catalogue import Catalogue, open_catalogue
from engine.compiler.shared import Entry
from engine.coverage import Clause, citing_clauses, entry_coverage, entry_faults, source_coverage
from engine.diagnostics import Place, Text
from engine.rule_files import RuleFiles

ROOT = Path(__file__).parents[2]
SOUND = ROOT / "tests" / "compiler" / "rules"
SHA = "a" * 64
ENTRIES = f"""entries:
  gu-01: {{title: {{en: Rate, ja: 率}}, section: "1", lines: [4, 6], more: [[9, 9]], sha256: {SHA}, status: rule}}
  gu-02:
    {{title: {{en: Award, ja: 受賞}}, section: "2", lines: [7, 7], sha256: {SHA}, status: not_a_rule,
     reason: {{en: Past, ja: 過去}}}}
  gu-03: {{title: {{en: Term, ja: 語}}, section: "3", lines: [8, 8], sha256: {SHA}}}
"""


def clause(kind: str) -> Clause:
    return Clause("trial/ruleset.yaml", kind, "name", "/criteria/0", Place("trial/ruleset.yaml", 1, 1))


def entry(status: str | None, *, definition: bool = False, reason: bool = False) -> Entry:
    words = Text("in our words", "自分の言葉で")
    return Entry("guide", "gu-01", Text("Rate", "率"), status, words if definition else None, words if reason else None)


@pytest.mark.parametrize(
    ("one", "kinds", "codes"),
    [
        (entry(None), [], ["entry-without-status"]),
        (entry(None), ["criterion"], ["entry-without-status"]),
        (entry("rule"), ["criterion"], []),
        (entry("rule"), ["example", "criterion"], []),
        (entry("rule"), [], ["entry-not-cited"]),
        (entry("rule"), ["example", "fact", "reading"], ["entry-not-cited"]),
        (entry("register"), [], ["entry-not-cited"]),
        (entry("judgement"), [], ["entry-not-cited"]),
        (entry("obligation"), [], ["entry-not-cited"]),
        (entry("route"), [], ["entry-not-cited"]),
        (entry("definition"), ["criterion"], ["entry-without-definition"]),
        (entry("definition", definition=True), [], []),
        (entry("not_a_rule"), [], ["entry-without-reason"]),
        (entry("not_a_rule", reason=True), [], []),
        (entry("not_a_rule", reason=True), ["example"], []),
        (entry("not_a_rule", reason=True), ["criterion"], ["entry-cited-but-not-a-rule"]),
    ],
)
def test_a_status_that_is_not_true_is_a_fault(one: Entry, kinds: list[str], codes: list[str]) -> None:
    faults = entry_faults(one, [clause(kind) for kind in kinds])
    assert [fault.code for fault in faults] == codes
    for fault in faults:
        assert "`guide#gu-01`" in fault.message.en and "`guide#gu-01`" in fault.message.ja
        assert fault.help is not None and fault.help.ja != fault.help.en


@pytest.fixture
def planted(tmp_path: Path) -> Catalogue:
    """The sound folder of the compiler's tests, with three points, one cited by a criterion and by an example."""
    root = tmp_path / "rules"
    shutil.copytree(SOUND, root)
    guide = root / "sources" / "guide.yaml"
    guide.write_text(guide.read_text(encoding="utf-8") + ENTRIES, encoding="utf-8")
    example = "    facts: {source: guide#gu-02}\n    source: [guide#gu-01, guide#gu-02]\n"
    examples = root / "trial" / "examples.yaml"
    examples.write_text(examples.read_text(encoding="utf-8") + example, encoding="utf-8")
    ruleset = root / "other" / "ruleset.yaml"
    text = ruleset.read_text(encoding="utf-8")
    assert text.count("source: guide#limits") >= 1
    ruleset.write_text(text.replace("source: guide#limits", "source: [guide#limits, guide#gu-01]", 1), encoding="utf-8")
    return open_catalogue(root)


def test_each_point_is_counted_with_the_clauses_that_cite_it(planted: Catalogue) -> None:
    [guide] = source_coverage(planted)
    cited = {one.entry.id: [(by.owner, by.kind) for by in one.cited_by] for one in guide.entries}
    assert [kind for _, kind in cited["gu-01"]].count("example") == 1
    assert ("trial", "example") in cited["gu-01"] and len(cited["gu-01"]) == 2
    assert cited["gu-02"] == [("trial", "example")]
    assert cited["gu-03"] == []
    assert guide.by_status() == {"rule": 1, "not_a_rule": 1, None: 1}
    assert guide.share() == (1, 1)
    assert [fault.code for fault in guide.faults()] == ["entry-without-status"]


def test_what_stands_in_the_facts_of_an_example_cites_nothing(planted: Catalogue) -> None:
    (cited,) = citing_clauses(planted.files)["guide#gu-02"]
    assert cited.pointer == "/examples/1"


def test_a_point_in_several_places_has_all_its_lines(planted: Catalogue) -> None:
    assert entry_coverage(planted, "guide#gu-01").ranges == ((4, 6), (9, 9))


def test_clauses_are_called_by_the_names_that_people_know() -> None:
    found = citing_clauses(RuleFiles(ROOT / "rules"))
    named = {(by.owner, by.kind, by.name) for clauses in found.values() for by in clauses}
    assert {
        ("jcm/model-projects", "period", "covers"),
        ("jcm/model-projects", "parameter", "subsidy_floor 2019-04-01"),
        ("jcm/model-projects", "row", "rate_by_precedents one-to-three"),
        ("jcm/model-projects", "value", "maximum_subsidy 2019-04-01 ceiling"),
        ("jcm/model-projects", "criterion", "within-subsidy-range"),
        ("jcm/model-projects", "conclusion", "manage-equipment"),
        ("jcm/fund", "reading", "jf-08"),
        ("jcm/fund", "list", "eligible_countries"),
        ("registers/jfjcm-countries", "list", "2019-11-01"),
    } <= named
