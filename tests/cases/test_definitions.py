"""A `case.yaml` that says something wrong is refused at the place, in both languages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from engine.cases import compile_case
from engine.catalogue import open_catalogue
from engine.compiler.shared import Surroundings
from engine.diagnostics import Diagnostic
from tests.cases.worlds import CATALOGUE, PROJECT

FILE = f"{PROJECT}/case.yaml"
SOUND = (CATALOGUE.root / FILE).read_text(encoding="utf-8")


def faults(instead_of: str, write: str) -> list[Diagnostic]:
    assert SOUND.count(instead_of) >= 1, instead_of
    text = SOUND.replace(instead_of, write, 1)
    around = Surroundings(CATALOGUE._shared(), CATALOGUE.ids(), lambda _: None)
    made, found = compile_case(text.encode(), FILE, around, lambda name: CATALOGUE.plan(name)[0], strict=True)
    assert made is None
    return found


@pytest.mark.parametrize(
    ("instead_of", "write", "code", "en"),
    [
        ("id: jcm/project-cycle\n", "id: jcm/cycle\n", "id-is-not-folder", "the id `jcm/cycle` is not the folder"),
        (
            "    event: registered\n    by: p",
            "    event: registred\n    by: p",
            "unknown-event",
            "`registred` is not known",
        ),
        ("by: secretariat\n    by_reading", "by: secretary\n    by_reading", "unknown-party", "the party `secretary`"),
        ("after: [pdd_submitted]", "after: [pdd]", "unknown-event", "the event `pdd` is not known"),
        ("same: [period]", "same: [periode]", "unknown-field", "the field `periode` is not known"),
        ("unique_by: [year]", "unique_by: [yaer]", "unknown-field", "the field `yaer` is not known"),
        ("      j20-17:", "      j20-71:", "unknown-reading", "the reading `j20-71` is not known"),
        (
            "a: each.on + first_application_period",
            "c: each.on",
            "reading-side-missing",
            "the sides of `j20-17` are others",
        ),
        ("  completeness_days: jcm", "  completness_days: jcm", "unknown-parameter", "`completness_days` is not known"),
        ("jcm/credits/after-subsidy]", "jcm/credits/after]", "unknown-ruleset", "`jcm/credits/after` is not known"),
        ("  cycle.reviewed_on: as_of", "  cycle.review_on: as_of", "unknown-fact", "`cycle.review_on` is not known"),
        ("  cycle.reviewed_on: as_of", "  cycle.reviewed_on: 5", "wrong-result", "a date is wanted"),
        ("done: completeness_checked.on", "done: completeness_checked.day", "unknown-entry", "no entry `day`"),
        ("done: issuance_applied.on", "done: 7", "wrong-result", "a date is wanted"),
        ("source: c2c-2020#j20-17", "source: c2c-2020#j20-170", "unknown-passage", "j20-170"),
        ("{event: pdd_submitted}", "{event: pdd_submited}", "unknown-event", "`pdd_submited`"),
        ("deadline: yearly-report,", "deadline: yearly-reports,", "unknown-deadline", "`yearly-reports`"),
        ("state: outstanding}", "state: met}", "not-a-choice", "`met` is no state of this"),
        ("at_least: 1", "at_least: 4", "count-says-nothing", "this count can never hold"),
        ("  registered:\n    title", "  as_of:\n    title", "name-taken", "the name `as_of` means something else"),
    ],
)
def test_a_planted_mistake_is_reported(instead_of: str, write: str, code: str, en: str) -> None:
    found = faults(instead_of, write)
    matching = [one for one in found if one.code == code and en in one.message.en]
    assert matching, [(one.code, one.message.en) for one in found]
    for one in matching:
        assert one.place is not None
        assert one.help is not None
        assert any(ord(character) > 0x2E7F for character in one.message.ja)


def test_every_type_of_case_that_comes_with_the_rules_loads() -> None:
    assert PROJECT in CATALOGUE.case_ids()
    for case in CATALOGUE.case_ids():
        made, found = CATALOGUE.case(case)
        assert made is not None, found


def test_a_type_of_case_that_is_not_there_is_named(tmp_path: Path) -> None:
    made, (fault,) = CATALOGUE.case("jcm/project-cicle")
    assert made is None
    assert fault.help is not None
    assert (fault.code, fault.help.en) == ("unknown-case", "did you mean `jcm/project-cycle`?")


def test_a_rule_set_that_does_not_load_takes_only_its_case_down(tmp_path: Path) -> None:
    root = tmp_path / "rules"
    shutil.copytree(CATALOGUE.root, root)
    (root / PROJECT / "2013" / "ruleset.yaml").write_text("id: no", encoding="utf-8")
    made, found = open_catalogue(root).case(PROJECT)
    assert made is None
    assert "ruleset-does-not-load" in {one.code for one in found}
    assert open_catalogue(root).case("jcm/governance/electronic-decision")[0] is not None
