"""`hantei ask`, `next` and `remedy`: as processes with piped input, as a shell would start them."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from decimal import Decimal
from pathlib import Path

import pytest

from engine.facts import FactsDocument
from engine.source import FACTS_FILE, read_path
from service.interview.answers import read_answer, read_figure
from service.interview.saving import as_yaml, save
from tests.cli.processes import COMMAND, ROOT, environment, run
from tests.evaluator.test_records import records
from tests.questions.applicants import catalogue

MODEL = "jcm/model-projects"
DAY = ("--as-of", "2019-06-01")
GOOD = ["日本、ベトナム", "yes", "yes", "yes", "yes", "yes", "yes", "yes", "no", "Japan", "yes", "2022-01-31"]


def ask(*lines: str, more: tuple[str, ...] = (), **env: str) -> tuple[str, str]:
    done = run("ask", MODEL, *DAY, *more, given="".join(f"{line}\n" for line in lines), COLUMNS="100", **env)
    assert done.returncode == 0, done.stderr.decode()
    return flat(done.stdout), flat(done.stderr)


def flat(said: bytes) -> str:
    """What was said without the ends of its lines, which the width of the terminal sets."""
    return " ".join(said.decode().split())


# --- the interview ---------------------------------------------------------------------------------------------------


def test_the_interview_says_why_it_asks_and_where_it_is_written() -> None:
    _, talk = ask()
    assert "Of which country is each member of the consortium" in talk
    assert "Why: Japanese member — The consortium has a Japanese member" in talk
    assert "2.2(2)b, consortium" in talk


def test_a_refusal_ends_the_questions_with_the_reason_and_the_way_out() -> None:
    shown, talk = ask("VN")
    assert "Not eligible" in shown
    assert "Not met: Japanese member." in shown
    assert "So far: Financing Programme for JCM Model Projects: not eligible" in talk
    assert talk.count("Question ") == 1
    assert "What would change it" in shown
    assert "Countries of the consortium's members: Vietnam -> Vietnam, Japan" in shown


def test_after_each_answer_stands_what_holds_so_far() -> None:
    _, talk = ask(":change eligible_cost", "10億円", ":change similar_projects_adopted", "２")
    assert "Understood: JPY 1,000,000,000" in talk
    so_far = talk.split("So far: ")
    assert "Greatest subsidy between JPY 0 and JPY 2,000,000,000" in so_far[1]
    assert "Greatest subsidy between JPY 300,000,000 and JPY 500,000,000" in so_far[2]
    assert "Greatest subsidy rate 40%; Greatest subsidy JPY 400,000,000" in so_far[3]


def test_an_invalid_answer_says_what_is_wrong_and_asks_again() -> None:
    _, talk = ask(":change eligible_cost", "much", "5 million dollars", "1000")
    assert "error[not-a-number]: `eligible_cost` wants a number" in talk
    assert talk.count("What is the total cost eligible for the subsidy?") == 1
    assert "Understood: JPY 1,000" in talk


def test_what_is_not_known_yet_is_put_aside_and_named_at_the_end() -> None:
    shown, talk = ask("?", "?")
    assert talk.count("Put aside: not known yet") == 2
    assert "Put aside, and could still change the answer: Countries of the consortium's members, " in shown


def test_an_answer_is_taken_back_and_asked_again() -> None:
    _, talk = ask("VN, JP", ":back", "日本、ベトナム")
    assert talk.count("Of which country is each member of the consortium") == 2
    assert "Understood: Japan, Vietnam" in talk


def test_there_is_nothing_to_take_back_at_first() -> None:
    _, talk = ask(":back")
    assert "there is nothing to take back" in talk


def test_an_answer_is_changed_by_name_or_label() -> None:
    _, talk = ask(":change Cost eligible for the subsidy", "1億", ":change eligible_cst", ":list")
    assert "Understood: JPY 100,000,000" in talk
    assert "did you mean `eligible_cost`?" in talk
    assert "Cost eligible for the subsidy: JPY 100,000,000 (eligible_cost)" in talk


def test_the_interview_speaks_japanese() -> None:
    shown, talk = ask("ベトナム", LANG="ja_JP.UTF-8")
    assert "申請者を含め、国際コンソーシアムの各構成員はどの国の事業者ですか。" in talk
    assert "理由：日本の構成員" in talk
    assert "満たしていない要件：日本の構成員" in shown
    assert "何を変えれば結果が変わるか：JCM設備補助事業" in shown


def test_all_questions_lead_to_eligible() -> None:
    answers = [*GOOD, "2019年8月2日", "2019/8/1", "1", "ベトナム", "1,000百万"]
    _, talk = ask(*answers)
    assert "`1,000百万`" in talk
    more = ["1,000 million JPY", "2"]
    shown, talk = ask(*answers[:-1], *more)
    assert "Eligible, on the facts given" in shown, talk
    assert talk.count("Question ") == len(answers[:-1]) + len(more)
    assert "What would change it" not in shown


def test_several_rule_sets_are_asked_about_together() -> None:
    done = run("ask", MODEL, "jcm/fund", "--as-of", "2019-12-01", given="vn\n:done\n")
    talk = flat(done.stderr)
    assert done.returncode == 0
    assert "So far: Financing Programme for JCM Model Projects: not determined" in talk
    assert "So far: Japan Fund for the Joint Crediting Mechanism (JFJCM): not determined" in talk


# --- saving ----------------------------------------------------------------------------------------------------------


def test_answers_are_saved_and_taken_up_again(tmp_path: Path) -> None:
    file = tmp_path / "answers.yaml"
    _, talk = ask("日本、ベトナム", "yes", more=("--save", str(file)))
    saved = file.read_text(encoding="utf-8")
    assert saved == 'consortium:\n  member_countries: ["日本", "ベトナム"]\nreduces_energy_related_co2: true\n'
    assert f"hantei ask {MODEL} --as-of 2019-06-01 --resume {file}" in talk
    _, talk = ask("no", more=("--resume", str(file)))
    assert "Of which country is each member" not in talk
    assert "leading_technology: false" in file.read_text(encoding="utf-8")
    assert list(tmp_path.iterdir()) == [file]


def test_what_was_not_saved_is_shown_not_lost() -> None:
    _, talk = ask("JP, VN")
    assert "Your answers were not saved to a file. They are:" in talk
    assert "member_countries: [JP, VN]" in talk


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text("host_country: VN\n", encoding="utf-8")
    done = run("ask", MODEL, *DAY, "--save", file)
    assert done.returncode == 2
    assert b"error[file-exists]" in done.stderr
    assert file.read_text(encoding="utf-8") == "host_country: VN\n"


def test_a_file_that_cannot_be_written_is_said_and_the_talk_goes_on(tmp_path: Path) -> None:
    _, talk = ask("JP, VN", "yes", more=("--save", str(tmp_path / "nowhere" / "answers.yaml")))
    assert "error[cannot-write]" in talk
    assert "Question 2" in talk


def test_ctrl_c_says_where_the_answers_are(tmp_path: Path) -> None:
    file = tmp_path / "answers.yaml"
    with subprocess.Popen(
        [*COMMAND, "ask", MODEL, *DAY, "--save", str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=environment(),
    ) as process:
        assert process.stdin is not None
        process.stdin.write("日本、ベトナム\n".encode())
        process.stdin.flush()
        _wait_for(file)
        process.send_signal(signal.SIGINT)
        shown, talk = process.communicate(timeout=60)
    assert process.returncode == 130
    assert shown == b""
    assert f"Your answers are saved in {file}" in flat(talk)
    assert b"Traceback" not in talk


def _wait_for(file: Path) -> None:
    end = time.monotonic() + 60
    while not file.exists():
        assert time.monotonic() < end, f"{file.name} was not written"
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), "no-ruleset-named"),
        (("--all", MODEL), "all-and-some"),
        (("jcm/model-project",), "unknown-ruleset"),
        ((MODEL, "--as-of", "2019-13-01"), "date-does-not-exist"),
        ((MODEL, "--resume", "nowhere.yaml"), "file-not-found"),
    ],
)
def test_misuse_is_refused_before_anything_is_asked(arguments: tuple[str, ...], code: str) -> None:
    done = run("ask", *arguments)
    assert done.returncode == 2
    assert f"[{code}]" in done.stderr.decode()
    assert b"Question" not in done.stderr


# --- answers as people write them ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "figure"),
    [
        ("４５０，０００，０００", "450000000"),
        ("4億5,000万円", "450000000"),
        ("1.5億", "150000000"),
        ("2兆", "2000000000000"),
        ("¥1,000", "1000"),
        ("500 million yen", "500000000"),
        ("1万2345", "12345"),
    ],
)
def test_a_figure_in_yen_is_read_as_people_write_it(written: str, figure: str) -> None:
    assert read_figure(written, "JPY") == Decimal(figure)


@pytest.mark.parametrize("written", ["5万億", "億", "1億2", "10 dollars", "5億ドル", "1万1億", "about 5", "--1"])
def test_a_figure_that_is_not_clear_stays_as_it_was_written(written: str) -> None:
    found = read_figure(written, "JPY")
    assert found == written or (written == "1億2" and found == Decimal(100000002))


def test_a_share_is_read_with_its_sign() -> None:
    assert read_figure("40%", "1") == Decimal("0.40")


@pytest.mark.parametrize("written", ["2019年6月1日", "２０１９／６／１", "2019-6-1", "1 June 2019", "June 1, 2019"])
def test_a_day_is_read_as_people_write_it(written: str) -> None:
    spec = catalogue().vocabulary()["work_start"]
    assert read_answer(written, spec) == "2019-06-01"


@pytest.mark.parametrize(("written", "length"), [("6か月", "P6M"), ("6 months", "P6M"), ("1年", "P1Y"), ("p3m", "P3M")])
def test_a_duration_is_read_as_people_write_it(written: str, length: str) -> None:
    spec = catalogue().vocabulary()["bems.feedback_interval"]
    assert read_answer(written, spec) == length


@pytest.mark.parametrize("written", ["2", "national government", "国の政府", "NATIONAL_GOVERNMENT"])
def test_a_choice_is_read_by_number_label_or_name(written: str) -> None:
    assert read_answer(written, catalogue().vocabulary()["applicant.kind"]) == "national_government"


def test_an_empty_list_is_said_in_a_word() -> None:
    spec = catalogue().vocabulary()["consortium.member_countries"]
    assert read_answer("none", spec) == read_answer("なし", spec) == []


# --- facts files -----------------------------------------------------------------------------------------------------


def test_what_is_saved_is_read_back_as_it_was(tmp_path: Path) -> None:
    told = {
        "host_country": "NO",
        "word": "true",
        "applicant": {"country": "VN", "kind": {"value": "other", "grade": "documented"}},
        "eligible_cost": Decimal("1000000.50"),
        "yes": True,
        "nothing": None,
        "days": ["2019-06-01", 'a "quoted": word', "#5", "1e5", "0755"],
        "none": [],
    }
    save(tmp_path / "told.yaml", told)
    document, faults = read_path(tmp_path / "told.yaml", FACTS_FILE)
    assert document is not None, faults
    assert FactsDocument(document.data).data == told
    assert as_yaml({}) == "{}\n"


# --- next and remedy -------------------------------------------------------------------------------------------------


@pytest.fixture
def proposal(tmp_path: Path) -> Path:
    """A proposal whose cost is too low and whose works end too late."""
    file = tmp_path / "proposal.yaml"
    file.write_text("eligible_cost: 100000000\nsimilar_projects_adopted: 2\nwork_end: 2022-03-01\n", encoding="utf-8")
    return file


def test_next_lists_the_questions_in_order(complete: Path) -> None:
    facts = json.loads(complete.read_text(encoding="utf-8"))
    del facts["similar_projects_adopted"], facts["leading_technology"]
    complete.write_text(json.dumps(facts), encoding="utf-8")
    done = run("next", MODEL, complete, *DAY)
    shown = flat(done.stdout)
    assert shown.startswith("1. Is the technology a leading zero- or low-carbon technology? (leading_technology) ")
    assert "Financing Programme for JCM Model Projects: Leading technology [" in shown
    assert shown.index("(leading_technology)") < shown.index("(similar_projects_adopted)")
    body = json.loads(run("next", MODEL, complete, *DAY, "--json").stdout)
    assert [one["name"] for one in body["questions"]] == ["leading_technology", "similar_projects_adopted"]
    assert body["questions"][0]["waiting"][0]["criteria"][0]["source"] == ["c2c-2020#mp-05"]
    assert [one["name"] for one in body["questions"][1]["waiting"][0]["amounts"]] == [
        "maximum_subsidy_rate",
        "maximum_subsidy",
    ]


def test_remedy_names_each_change_with_its_clause(proposal: Path) -> None:
    shown = flat(run("remedy", MODEL, proposal, *DAY).stdout)
    assert "Cost eligible for the subsidy: JPY 100,000,000 -> JPY 125,000,000" in shown
    assert "End of the works: 1 March 2022 -> 31 January 2022" in shown
    assert "because of: End by the limit — The subsidised works are completed by the end of January 2022" in shown
    assert "could be eligible, once these are answered: " in shown


def test_remedy_as_json_holds_the_determination_that_was_tried(proposal: Path) -> None:
    body = json.loads(run("remedy", MODEL, proposal, *DAY, "--json").stdout)
    (one,) = body["rulesets"][0]["remedies"]
    assert [(change["fact"], change["from"], change["to"]) for change in one["changes"]] == [
        ("eligible_cost", "100000000", "125000000"),
        ("work_end", "2022-03-01", "2022-01-31"),
    ]
    assert one["changes"][0]["clauses"][0]["id"] == "within-subsidy-range"
    assert one["then"]["amounts"]["maximum_subsidy"]["value"] == "50000000"


def test_remedy_says_when_nothing_helps(tmp_path: Path) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text("leading_technology: false\nwork_end: 2022-03-01\n", encoding="utf-8")
    shown = flat(run("remedy", MODEL, file, *DAY).stdout)
    assert "Nothing you can change helps" in shown
    assert "Leading technology" in shown
    assert "End by the limit" not in shown


def test_remedy_for_an_amount_takes_a_figure(proposal: Path) -> None:
    shown = flat(run("remedy", MODEL, proposal, *DAY, "--amount", "maximum_subsidy=1億円").stdout)
    assert "JPY 100,000,000 -> JPY 250,000,000" in shown
    done = run("remedy", MODEL, proposal, *DAY, "--amount", "maximum_subsidie")
    assert done.returncode == 2
    assert "did you mean `maximum_subsidy`?" in done.stderr.decode()


def test_rows_are_written_on_one_line_and_kept_as_they_are() -> None:
    rows = read_answer("[{electricity: 10, cop: 5.1, kind: screw}, {}]", records("chillers"))
    assert rows == [{"electricity": Decimal(10), "cop": Decimal("5.1"), "kind": "screw"}, {}]
    assert as_yaml({"chillers": rows}) == "chillers: [{electricity: 10, cop: 5.1, kind: screw}, {}]\n"


def test_what_is_no_row_stays_text_for_the_reader_to_refuse() -> None:
    assert read_answer("about ten", records("chillers")) == "about ten"
