"""Bad input through the command line: every fault at once, with its line and column, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.api.bad_input import Case, cases
from tests.cli.test_check import hantei

DAY = ("--as-of", "2019-12-01")


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("case", [case for case in cases() if case.yaml is not None], ids=lambda case: case.id)
def test_bad_facts_are_refused(tmp_path: Path, case: Case, lang: str) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text(case.yaml or "", encoding="utf-8")
    done = hantei("check", "jcm/fund", "jcm/model-projects", file, *DAY, "--lang", lang)
    assert (done.exit_code, done.stdout) == (2, "")
    headlines = [line for line in done.stderr.split("\n") if line.startswith(str(file))]
    assert len(headlines) == len(case.faults), done.stderr
    word = {"en": "error", "ja": "エラー"}[lang]
    for headline, fault in zip(headlines, case.faults, strict=True):
        assert headline.startswith(f"{file}:{fault.place}: {word}[{fault.code}]: ")
        assert (fault.en if lang == "en" else fault.ja) in headline
        assert (fault.help_en if lang == "en" else fault.help_ja) in done.stderr
    counted = "1 fault," if len(case.faults) == 1 else f"{len(case.faults)} faults,"
    assert (counted if lang == "en" else f"誤り {len(case.faults)} 件") in done.stderr


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "`total_project_cost` is `3` in `{0}:1:21`, but `4` in `{1}:2:21`"),
        ("ja", "`{0}:1:21`"),
    ],
)
def test_two_files_that_disagree_are_both_named(tmp_path: Path, lang: str, said: str) -> None:
    one, other = tmp_path / "one.yaml", tmp_path / "other.yaml"
    one.write_text("total_project_cost: 3\n", encoding="utf-8")
    other.write_text("host_country: VN\ntotal_project_cost: 4\n", encoding="utf-8")
    done = hantei("check", "jcm/fund", one, "--with", other, *DAY, "--lang", lang)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "[facts-disagree]" in done.stderr
    assert said.format(one, other) in done.stderr
    assert f"{other}:2:21" in done.stderr
    other.write_text("host_country: VN\ntotal_project_cost: 3\n", encoding="utf-8")
    assert hantei("check", "jcm/fund", one, "--with", other, *DAY).exit_code == 0


@pytest.mark.parametrize("command", ["check", "next", "remedy", "timeline"])
def test_every_command_points_at_the_name_of_a_fact_that_is_not_there(tmp_path: Path, command: str) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text("total_project_cost: 3\nhost_contry: MN\n", encoding="utf-8")
    done = hantei(command, "jcm/fund", file)
    assert done.exit_code == 2
    assert f"{file}:2:1: error[unknown-fact]" in done.stderr


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "the file is larger than 1,000,000 bytes"), ("ja", "1,000,000 バイトを超えています")]
)
def test_ten_megabytes_are_refused(tmp_path: Path, lang: str, said: str) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text("a" * 10_000_000, encoding="utf-8")
    done = hantei("check", "jcm/fund", file, *DAY, "--lang", lang)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr) < 1000
    assert said in hantei("check", "jcm/fund", "-", *DAY, "--lang", lang, given="a" * 10_000_000).stderr


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ("the rule set `jcm/funds` does not exist", "did you mean `jcm/fund`?")),
        ("ja", ("規則集 `jcm/funds` はありません", "`jcm/fund` のことですか")),
    ],
)
def test_a_rule_set_that_does_not_exist(complete: Path, lang: str, said: tuple[str, str]) -> None:
    done = hantei("check", "jcm/funds", complete, "--lang", lang)
    assert (done.exit_code, done.stdout) == (2, "")
    assert all(part in done.stderr for part in said)


@pytest.mark.parametrize(
    ("option", "value", "lang", "said"),
    [
        ("--as-of", "yesterday", "en", "--as-of: `yesterday` is not a date"),
        ("--as-of", "yesterday", "ja", "--as-of：`yesterday` は日付ではありません"),
        ("--as-of", "2019-02-29", "en", "--as-of: the date `2019-02-29` does not exist"),
        ("--known-on", "20190601", "en", "--known-on: `20190601` is not a date"),
        ("--reading", "jf-8=a", "en", "--reading: there is no reading `jf-8` in these rule sets"),
        ("--reading", "jf-08=c", "ja", "--reading：解釈 `jf-08` に選択肢 `c` はありません"),
    ],
)
def test_an_option_that_makes_no_sense(option: str, value: str, lang: str, said: str) -> None:
    done = hantei("check", "jcm/fund", "-", option, value, "--lang", lang, given="{}")
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr


def test_one_line_of_very_many_faults_is_told_soon(tmp_path: Path) -> None:
    file = tmp_path / "facts.json"
    file.write_text("{" + ", ".join(f'"fact_{number}": 1' for number in range(20_000)) + "}", encoding="utf-8")
    done = hantei("check", "jcm/fund", file, *DAY)
    assert done.exit_code == 2
    assert len(done.stderr) < 200_000
