"""`hantei new methodology`: what it writes passes at once, and each mistake is met with the way to mend it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from engine.catalogue import lint, open_catalogue
from engine.examples import run_examples
from engine.mutation.noticing import Noticing
from engine.mutation.scoring import ruleset_fates, ruleset_mutants
from tests.cli.processes import run

RULES = Path(__file__).parents[2] / "rules"
ID = "jcm/methodologies/mn-am999"


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of rules with what every rule set needs, and one methodology begun."""
    root = tmp_path_factory.mktemp("authoring") / "rules"
    for part in ("registers/territories.yaml", "vocabulary/proposal.yaml"):
        (root / part).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(RULES / part, root / part)
    (root / "sources").mkdir()
    done = run("new", "methodology", "MN_AM999", "--approved", "2026-04-01", "--rules", str(root))
    assert done.returncode == 0, done.stderr.decode()
    assert [Path(line).relative_to(root).as_posix() for line in done.stdout.decode().splitlines()] == [
        f"{ID}/ruleset.yaml",
        f"{ID}/examples.yaml",
        f"{ID}/CHANGES.md",
        "sources/jcm-mn-am999.yaml",
        "vocabulary/mn-am999.yaml",
    ]
    return root


def test_what_is_begun_has_no_fault_and_its_examples_hold(begun: Path) -> None:
    assert [fault.message.en for fault in lint(begun)] == []
    results = run_examples(open_catalogue(begun), ID)
    assert len(results) == 6 and all(result.passed for result in results)


def test_its_examples_notice_every_near_miss(begun: Path) -> None:
    """They are the first that an author reads: an example for each side of each thing that the rules say."""
    catalogue = open_catalogue(begun)
    fates = list(ruleset_fates(Noticing(catalogue), ID, ruleset_mutants(catalogue, ID)))
    assert len(fates) > 8
    assert [fate.mutant for fate in fates if fate.alive] == []


def test_what_is_still_to_be_written_is_marked(begun: Path) -> None:
    for path in (f"{ID}/ruleset.yaml", f"{ID}/CHANGES.md", "sources/jcm-mn-am999.yaml", "vocabulary/mn-am999.yaml"):
        assert "TODO" in (begun / path).read_text(encoding="utf-8"), path


def test_a_folder_without_the_fact_of_the_host_country_gets_it(tmp_path: Path) -> None:
    (tmp_path / "registers").mkdir()
    shutil.copy(RULES / "registers/territories.yaml", tmp_path / "registers")
    assert run("new", "methodology", "XX_PM001", "--country", "Mongolia", "--rules", str(tmp_path)).returncode == 0
    assert lint(tmp_path) == []
    assert "host_country:" in (tmp_path / "vocabulary/xx-pm001.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["MN_AM999"], ["error[ruleset-exists]", f"`{ID}` is there already"]),
        (["mn-am4"], ["error[bad-methodology-number]", "did you mean `MN_AM004`?"]),
        (["solar"], ["error[bad-methodology-number]", "as in `MN_AM003`"]),
        (["XX_AM001"], ["error[unknown-country]: there is no country `XX`", "`--country`"]),
        (["XX_AM001", "--country", "Mongola"], ["did you mean `MN` (Mongolia)?"]),
        (["MN_AM004", "--country", "VN"], ["error[two-countries]", "leave out `--country`"]),
        (["MN_AM004", "--dir", "../elsewhere"], ["error[bad-folder]", "as in `jcm/methodologies`"]),
        (["MN_AM004", "--approved", "2026-02-30"], ["--approved:"]),
        (["MN_AM999", "--dir", "other"], ["error[file-exists]", "sources/jcm-mn-am999.yaml"]),
    ],
)
def test_a_mistake_is_met_with_the_way_to_mend_it(begun: Path, arguments: list[str], said: list[str]) -> None:
    before = sorted(begun.rglob("*"))
    done = run("new", "methodology", *arguments, "--rules", str(begun), "--lang", "en")
    assert done.returncode == 2
    assert done.stdout == b""
    for words in said:
        assert words in done.stderr.decode()
    assert sorted(begun.rglob("*")) == before


def test_the_next_free_number_is_offered(tmp_path: Path, begun: Path) -> None:
    root = tmp_path / "rules"
    shutil.copytree(begun, root)
    (root / ID).rename(root / "jcm/methodologies/mn-am001")
    done = run("new", "methodology", "MN_AM001", "--rules", str(root), "--lang", "ja")
    assert done.returncode == 2
    assert "次の空き番号 `MN_AM002`" in done.stderr.decode()


MISTAKES = {
    "values:\n  mn_am999_reductions:": """parameters:
  mn_am999_factor:
    title: {en: Emission factor, ja: 排出係数}
    unit: tCO2/kWh
    values:
      2026-04-31: {value: 0.500, source: jcm-mn-am999#calculation}

values:
  mn_am999_reductions:""",
    "electricity_saved * mn_am999.emission_factor": "electricity_saved * mn_am999_factor",
    "requires: mn_am999.equipment_as_described": "requires: mn_am999.equipment_as_describd",
    "      ja: モンゴルで事業を実施すること\n": "",
    "  - id: equipment\n": "  - id: host-country\n",
}
"""What a beginner does: a day that does not exist, a unit that does not fit, a fact misspelt, a language left out, an
id twice. Each as it was, and as it is written by mistake."""


def test_a_beginners_mistakes_are_told_all_at_once_each_at_its_line(begun: Path, tmp_path: Path) -> None:
    shutil.copytree(begun, tmp_path / "rules")
    path = tmp_path / "rules" / ID / "ruleset.yaml"
    text = path.read_text(encoding="utf-8")
    for right, wrong in MISTAKES.items():
        assert right in text, right
        text = text.replace(right, wrong, 1)
    path.write_text(text, encoding="utf-8")
    lines = text.split("\n")
    found = {fault.code: fault for fault in lint(tmp_path / "rules") if fault.place is not None}
    told = {code: lines[fault.place.line - 1].strip() for code, fault in found.items() if fault.place is not None}
    assert told == {
        "date-does-not-exist": "2026-04-31: {value: 0.500, source: jcm-mn-am999#calculation}",
        "unit-mismatch": "formula: mn_am999.electricity_saved * mn_am999_factor",
        "missing-key": "statement:",
        "duplicate-id": "- id: host-country",
        "unknown-entry": "requires: mn_am999.equipment_as_describd",
    }
    helps = {code: (fault.help.en, fault.help.ja) for code, fault in found.items() if fault.help is not None}
    assert helps["unknown-entry"][0] == "did you mean `equipment_as_described`?"
    assert helps["missing-key"] == ("add `ja:`", "`ja:` を加えてください")
    assert helps["unit-mismatch"][0].startswith("multiply it by 1000 kWh/MWh, or mend the unit of a figure in it")
    assert helps["duplicate-id"][1].startswith("どちらかの名前を変えてください（最初は")


def test_a_tab_is_told_at_its_line(begun: Path, tmp_path: Path) -> None:
    shutil.copytree(begun, tmp_path / "rules")
    path = tmp_path / "rules" / ID / "ruleset.yaml"
    text = path.read_text(encoding="utf-8").replace("    unit: tCO2\n", "\tunit: tCO2\n", 1)
    path.write_text(text, encoding="utf-8")
    (fault,) = (one for one in lint(tmp_path / "rules") if one.code == "tab-indentation")
    assert fault.place is not None and text.split("\n")[fault.place.line - 1] == "\tunit: tCO2"
