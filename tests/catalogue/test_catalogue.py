"""Rule sets by their ids, loaded one by one; a bad file harms no other; a cached plan is the compiled one."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from engine.cache import Cache
from engine.catalogue import lint, open_catalogue
from engine.diagnostics import Text

SOUND = Path(__file__).parents[1] / "compiler" / "rules"
HEAVY = ("pydantic", "jsonschema", "pint", "yaml", "engine.model", "engine.compiler.compilation")
"""Modules that a plan from the cache does without."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "rules"
    shutil.copytree(SOUND, folder)
    return folder


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_ids_are_folders_and_may_hold_slashes(root: Path) -> None:
    shutil.copytree(root / "other", root / "deep" / "er" / "trial")
    assert open_catalogue(root, store=Cache(None)).ids() == ("deep/er/trial", "other", "trial")


def test_an_unknown_id_is_answered_with_the_nearest(root: Path) -> None:
    plan, (fault,) = open_catalogue(root, store=Cache(None)).plan("trail")
    assert plan is None
    assert fault.code == "unknown-ruleset"
    assert fault.help == Text("did you mean `trial`?", "`trial` のことですか")


def test_a_path_out_of_the_folder_is_no_rule_set(root: Path) -> None:
    for name in ("../rules/trial", "/etc", "", ".", "vocabulary"):
        plan, (fault,) = open_catalogue(root, store=Cache(None)).plan(name)
        assert plan is None and fault.code == "unknown-ruleset"


def test_a_bad_rule_set_harms_no_other(root: Path) -> None:
    (root / "other" / "ruleset.yaml").write_text("not: a rule set", encoding="utf-8")
    catalogue = open_catalogue(root, store=Cache(None))
    bad, faults = catalogue.plan("other")
    good, none = catalogue.plan("trial")
    assert bad is None and {fault.code for fault in faults} == {"unknown-key", "missing-key"}
    assert good is not None and none == []


def test_a_bad_shared_file_harms_only_those_that_need_it(root: Path) -> None:
    (root / "registers" / "printed.yaml").write_text("- no register", encoding="utf-8")
    assert open_catalogue(root, store=Cache(None)).plan("trial")[0] is not None
    (root / "registers" / "partners.yaml").write_text("- no register", encoding="utf-8")
    catalogue = open_catalogue(root, store=Cache(None))
    plan, faults = catalogue.plan("trial")
    assert plan is None
    assert [fault.code for fault in faults] == ["shared-file-has-faults", "wrong-type", "wrong-type"]
    assert catalogue.plan("other")[0] is not None


def test_faults_name_files_that_can_be_opened(root: Path) -> None:
    _replace(root / "trial" / "ruleset.yaml", "cost * rate", "costs * rate")
    _, (fault,) = open_catalogue(root, store=Cache(None)).plan("trial")
    assert fault.place is not None
    assert Path(fault.place.file) == root / "trial" / "ruleset.yaml"
    assert Path(fault.place.file).read_text(encoding="utf-8").split("\n")[fault.place.line - 1].count("costs") == 1


def test_a_cached_plan_equals_the_compiled_one(root: Path, tmp_path: Path) -> None:
    store = Cache(tmp_path / "cache")
    compiled = open_catalogue(root, store=store).plan("trial")
    loaded = open_catalogue(root, store=store).plan("trial")
    assert compiled == loaded
    assert compiled[0] is not loaded[0]


def test_warnings_come_with_the_plan_also_from_the_cache(root: Path, tmp_path: Path) -> None:
    same = "The country is one of the partners"
    sentence = "statement: {en: The country is a partner, ja: パートナー国であること}"
    _replace(root / "trial" / "ruleset.yaml", sentence, f"statement: {{en: {same}, ja: {same}}}")
    store = Cache(tmp_path / "cache")
    compiled, loaded = (open_catalogue(root, store=store).plan("trial") for _ in range(2))
    assert compiled == loaded
    assert loaded[0] is not None
    assert [(fault.code, fault.severity) for fault in loaded[1]] == [("not-translated", "warning")]


def test_the_digest_names_what_a_plan_says_and_not_how_it_is_written(root: Path) -> None:
    def digest() -> str:
        plan, faults = open_catalogue(root, store=Cache(None)).plan("trial")
        assert plan is not None, faults
        return plan.digest

    before = digest()
    assert before.startswith("sha256:") and len(before) == 71
    path = root / "trial" / "ruleset.yaml"
    path.write_text("# a remark\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert digest() == before
    _replace(path, "value: 500", "value: 501")
    assert digest() != before


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("trial/ruleset.yaml", "value: 500", "value: 600"),
        ("vocabulary/trial.yaml", "maximum: 1000000", "maximum: 2000000"),
        ("registers/partners.yaml", "from: 2013-01-08", "from: 2013-01-09"),
    ],
)
def test_a_changed_file_is_never_answered_from_the_cache(
    root: Path, tmp_path: Path, file: str, old: str, new: str
) -> None:
    store = Cache(tmp_path / "cache")
    before, _ = open_catalogue(root, store=store).plan("trial")
    _replace(root / file, old, new)
    after, _ = open_catalogue(root, store=store).plan("trial")
    assert before is not None and after is not None
    assert before.digest != after.digest


def test_another_rule_set_that_conclusions_name_is_watched_too(root: Path, tmp_path: Path) -> None:
    store = Cache(tmp_path / "cache")
    assert open_catalogue(root, store=store).plan("trial")[0] is not None
    _replace(root / "other" / "ruleset.yaml", "id: look-there", "id: look-elsewhere")
    _, faults = open_catalogue(root, store=store).plan("trial")
    assert [fault.code for fault in faults] == ["unknown-conclusion"]


def test_a_rule_set_with_faults_is_not_cached(root: Path, tmp_path: Path) -> None:
    _replace(root / "trial" / "ruleset.yaml", "cost * rate", "costs * rate")
    open_catalogue(root, store=Cache(tmp_path / "cache")).plan("trial")
    kept = [path.name for path in (tmp_path / "cache").glob("*")]
    assert not [name for name in kept if name.startswith("plan-")]


def test_a_forged_entry_is_compiled_anew(root: Path, tmp_path: Path) -> None:
    store = Cache(tmp_path / "cache")
    plan, _ = open_catalogue(root, store=store).plan("trial")
    (entry,) = [path.name for path in (tmp_path / "cache").glob("plan-*")]
    for text in ("[]\n[0]", "[]\nnull\nnull", "no\n", '[["a"]]\n\n', "[]\n[]\n" + "[" * 10_000, ""):
        store.put(entry, text)
        assert open_catalogue(root, store=store).plan("trial")[0] == plan


def test_vocabulary_territories_and_sources_come_from_the_cache_equal(root: Path, tmp_path: Path) -> None:
    store = Cache(tmp_path / "cache")
    first, second = open_catalogue(root, store=store), open_catalogue(root, store=store)
    assert first.vocabulary() == second.vocabulary()
    assert first.territories() == second.territories()
    assert first.sources() == second.sources()
    assert second.vocabulary()["cost"].label == Text("Cost", "費用")
    assert second.territories().code_of("モンゴル") == "MN"


def test_a_passage_is_told_with_its_source(root: Path) -> None:
    catalogue = open_catalogue(root, store=Cache(None))
    passage = catalogue.passage("guide#rates")
    assert passage is not None
    assert (passage.title, passage.grade) == (Text("Guide to the trial", "試行の手引き"), "A")
    assert passage.section == Text("1", "1")  # the number of a clause is the same in both languages
    assert catalogue.passage("guide#none") is None
    assert sorted(catalogue.sources()) == ["guide#limits", "guide#partners", "guide#rates"]


def test_lint_looks_at_the_paths_that_are_named(root: Path, tmp_path: Path) -> None:
    _replace(root / "trial" / "ruleset.yaml", "cost * rate", "costs * rate")
    _replace(root / "trial" / "examples.yaml", "as_of", "asof")
    assert [fault.code for fault in lint(root)] == ["unknown-key", "unknown-name"]
    assert [fault.code for fault in lint(root, [root / "trial" / "ruleset.yaml"])] == ["unknown-name"]
    assert lint(root, [root / "other", root / "sources"]) == []
    assert [fault.code for fault in lint(root, [tmp_path / "elsewhere"])] == ["not-in-rules"]


def test_with_a_warm_cache_nothing_slow_is_imported(root: Path, tmp_path: Path) -> None:
    store = Cache(tmp_path / "cache")
    catalogue = open_catalogue(root, store=store)
    assert catalogue.plan("trial")[0] is not None
    catalogue.vocabulary(), catalogue.territories(), catalogue.sources()
    program = (
        "import sys, pathlib\n"
        "from engine.cache import Cache\n"
        "from engine.catalogue import open_catalogue\n"
        "root, folder = map(pathlib.Path, sys.argv[1:])\n"
        "catalogue = open_catalogue(root, store=Cache(folder))\n"
        "assert catalogue.plan('trial')[0] is not None\n"
        "catalogue.vocabulary(), catalogue.territories(), catalogue.sources()\n"
        "print(*sorted(sys.modules))\n"
    )
    command = [sys.executable, "-c", program, str(root), str(tmp_path / "cache")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    imported = set(done.stdout.split())
    assert "engine.catalogue" in imported
    assert imported & set(HEAVY) == set()


def test_every_rule_set_that_comes_with_hantei_loads_without_a_word() -> None:
    catalogue = open_catalogue(store=Cache(None))
    assert {"jcm/model-projects", "jcm/fund", "kawasaki-mechanism", "jcm/methodologies/bems-example"} <= set(
        catalogue.ids()
    )
    for ruleset in catalogue.ids():
        plan, diagnostics = catalogue.plan(ruleset)
        assert plan is not None and diagnostics == [], ruleset


def test_nothing_is_wrong_with_the_rules_that_come_with_hantei() -> None:
    assert [str(fault.place) for fault in lint() if fault.severity == "error"] == []
