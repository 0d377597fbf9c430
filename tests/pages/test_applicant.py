"""The applicant's way without a browser: what is asked, what is taken, and that it is the answer of the API."""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from tests.api.conftest import COMPLETE
from tests.pages.walking import MODEL_PROJECT, START, Walk, read


@pytest.fixture(scope="module")
def complete(client: TestClient) -> Walk:
    """A whole check of a model project, up to the answers."""
    walk = Walk(client, "")
    walk.through(START, MODEL_PROJECT)
    return walk


def at(walk: Walk, page: str) -> str:
    return walk.path.replace("/check/answers", page)


def facts_in(client: TestClient, path: str) -> dict[str, Any]:
    """The facts of the call of the API that a result shows."""
    text = client.get(path, follow_redirects=True).text
    shown = text.split("<pre", 2)[2].split(">", 1)[1].split("</pre>")[0]
    body: dict[str, Any] = json.loads(shown.split("-d &#39;")[1].rsplit("&#39;")[0].replace("&#34;", '"'))
    return body


def test_a_whole_model_project_takes_at_most_ten_pages_and_asks_nothing_twice(complete: Walk) -> None:
    asked = [name for page in complete.asked for name in page]
    assert len(complete.asked) <= 10
    assert len(asked) == len(set(asked))
    assert set(asked) == set(MODEL_PROJECT), "18 facts decide, and each was needed"


def test_what_people_write_is_what_a_program_would_send(client: TestClient, complete: Walk) -> None:
    """１０億円 is 1,000,000,000; the result has the outcome and the amounts of the same facts sent to the API."""
    shown = client.get(at(complete, "/check/result.json")).json()
    asked = {"rulesets": ["jcm/model-projects"], "as_of": "2019-06-01", "facts": COMPLETE}
    assert shown == client.post("/api/v1/checks", json=asked).json()
    [determination] = shown["determinations"]
    assert determination["outcome"] == "eligible"
    # 10億円 × 40 % (two similar projects): 4億円
    assert determination["amounts"]["maximum_subsidy"]["value"] == "400000000"


def test_the_call_that_is_shown_gives_the_same_answer(client: TestClient, complete: Walk) -> None:
    body = facts_in(client, at(complete, "/check/result"))
    assert body["facts"]["eligible_cost"] == 1_000_000_000
    assert client.post("/api/v1/checks", json=body).json() == client.get(at(complete, "/check/result.json")).json()


@pytest.mark.parametrize(
    ("lang", "said"), [("ja", "適格：要件を満たす見込みです"), ("en", "Eligible, on the facts given")]
)
def test_the_result_is_told_in_words_with_day_and_reservation(
    client: TestClient, complete: Walk, lang: str, said: str
) -> None:
    text = client.get(at(complete, "/check/result").replace("/ja/", f"/{lang}/", 1)).text
    assert said in text
    assert {"ja": "4億円（400,000,000円）", "en": "JPY\xa0400,000,000"}[lang] in text
    assert {"ja": "2019年6月1日", "en": "1\xa0June\xa02019"}[lang] in text
    assert {"ja": "補助を約束するものでもありません", "en": "no promise of support"}[lang] in text


def test_who_is_out_learns_it_at_the_first_page_that_settles_it(client: TestClient) -> None:
    """An applicant from another country fails at the first page: what is left is not asked."""
    walk = Walk(client, "")
    page = walk.open(START)
    walk.fill_in(page, {**MODEL_PROJECT, "applicant.country": "VN"})
    assert urlsplit(walk.path).path == "/ja/check/result"
    assert "不適格" in walk.text and "日本の申請者" in walk.text


def test_what_would_change_a_refusal_is_told(client: TestClient) -> None:
    """Another Japanese subsidy for the same equipment: without it the project is eligible again."""
    walk = Walk(client, "")
    walk.through(START, {**MODEL_PROJECT, "equipment_has_other_japanese_subsidy": "true"})
    assert "不適格" in walk.text and "何を変えれば結果が変わるか" in walk.text
    ways = walk.text.split('id="ways"')[1].split("</section>")[0]
    assert "同一設備に対する国内の他の補助金" in ways and "はい" in ways and "いいえ" in ways


def test_what_is_not_known_yet_leaves_a_range(client: TestClient) -> None:
    """10億円 at 30, 40 or 50 %: between 3 and 5億円 while the number of similar projects is not known."""
    walk = Walk(client, "")
    walk.through(START, {name: said for name, said in MODEL_PROJECT.items() if name != "similar_projects_adopted"})
    page = read(walk.text)
    assert page.links["変更 – 類似技術の採択件数"]
    text = client.get(at(walk, "/check/result")).text
    assert "3億円以上5億円以下" in text


def test_a_page_with_a_fault_takes_nothing_and_keeps_what_was_typed(client: TestClient) -> None:
    walk = Walk(client, "")
    page = walk.open(START + "&fact=eligible_cost&fact=similar_projects_adopted")
    back = walk.fill_in(page, {"eligible_cost": "たくさん", "similar_projects_adopted": "3"})
    assert walk.status == 422
    assert "<title>エラー：" in walk.text and 'href="#eligible_cost"' in walk.text
    assert back.values["eligible_cost"] == ["たくさん"] and back.values["similar_projects_adopted"] == ["3"]
    assert "answers=" not in walk.path


def test_a_question_left_empty_is_asked_for_by_its_name(client: TestClient) -> None:
    walk = Walk(client, "")
    page = walk.open(START + "&fact=eligible_cost")
    walk.send(page, [*page.hidden, ("eligible_cost", " ")])
    assert walk.status == 422
    assert walk.text.count("「補助対象経費」に回答するか、「まだわからない」を選んでください。") == 2


def test_a_change_returns_to_the_answers_and_loses_none(client: TestClient, complete: Walk) -> None:
    walk = Walk(client, "")
    page = walk.open(at(complete, "/check/answers"))
    page = walk.open(page.links["変更 – 補助対象経費"])
    assert page.values["eligible_cost"] == ["1,000,000,000"]
    walk.fill_in(page, {"eligible_cost": "１億５千万円"})
    assert walk.status == 422, "千 is not among the words that are read"
    walk.fill_in(read(walk.text), {"eligible_cost": "1億5000万円"})
    assert urlsplit(walk.path).path == "/ja/check/answers"
    assert "1億5,000万円" in walk.text and "ベトナム" in walk.text
    before, after = (len(read(text).links) for text in (client.get(complete.path).text, walk.text))
    assert before == after


def test_the_way_back_shows_the_page_before_with_its_answers(client: TestClient) -> None:
    walk = Walk(client, "")
    first = walk.open(START)
    second = walk.fill_in(first, MODEL_PROJECT)
    back = walk.open(second.links["戻る"])
    assert [name for name, _ in back.hidden] == [name for name, _ in first.hidden]
    assert back.values["applicant.country"] == ["JP"]


def test_a_reload_and_a_second_tab_show_the_same(client: TestClient, complete: Walk) -> None:
    pages = {client.get(complete.path).text for _ in range(3)}
    assert len(pages) == 1


def test_the_other_language_is_the_same_page_with_the_same_answers(client: TestClient, complete: Walk) -> None:
    page = read(client.get(complete.path).text)
    twin = page.links["English"]
    assert parse_qs(urlsplit(twin).query) == parse_qs(urlsplit(complete.path).query)
    assert "Viet Nam" in client.get(twin).text or "Vietnam" in client.get(twin).text


BROKEN = {
    "no rule set": "/ja/check/result",
    "another rule set": "/ja/check/questions?ruleset=jcm/nowhere",
    "no day": "/ja/check/questions?ruleset=jcm/fund&as_of=2019-02-30",
    "cut off": "/ja/check/answers?ruleset=jcm/fund&answers=1q1ZKy0",
    "another form": "/ja/check/answers?ruleset=jcm/fund&answers=9q1ZKy0",
    "not ascii": "/ja/check/answers?ruleset=jcm/fund&answers=1あ",
    "too long": "/ja/check/answers?ruleset=jcm/fund&answers=1" + "A" * 9_000,
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_link_that_cannot_be_read_says_so(client: TestClient, name: str) -> None:
    answer = client.get(BROKEN[name])
    assert answer.status_code == 400
    assert "このリンクは読み取れません" in answer.text


def test_a_bomb_of_answers_is_refused(client: TestClient) -> None:
    """Five million bytes pack into an address; they are not unpacked."""
    text = linked("{facts: {}, aside: [], pages: []}" + " " * 5_000_000)
    assert len(text) < 8_000
    assert client.get(f"/ja/check/answers?ruleset=jcm/fund&answers={text}").status_code == 400


def linked(said: str) -> str:
    """A link that holds what was written by hand."""
    packer = zlib.compressobj(9, wbits=-15)
    return "1" + base64.urlsafe_b64encode(packer.compress(said.encode()) + packer.flush()).decode().rstrip("=")


def test_a_link_speaks_for_the_applicant_alone(client: TestClient) -> None:
    """An address cannot say that an officer judged; facts that are no more are dropped."""
    judged = "{value: true, grade: judged, by: A. Officer, on: 2019-06-01, reason: seen}"
    answers = linked(f"{{facts: {{leading_technology: {judged}, gone_since: 1}}, aside: [gone_too], pages: []}}")
    path = f"/en/check/result?ruleset=jcm/model-projects&as_of=2019-06-01&answers={answers}"
    text = client.get(path).text
    assert "Officer" not in text and "gone" not in text.split('id="main"')[1].replace(answers, "")
    [determination] = client.get(path.replace("/check/result", "/check/result.json")).json()["determinations"]
    assert determination["declared_judgements"] == ["leading_technology"]


def test_a_form_that_asks_nothing_leads_back_to_the_questions(client: TestClient) -> None:
    walk = Walk(client, "")
    walk.send(walk.open(START), [("asked", "nothing.known"), ("act", "add:nothing")])
    assert urlsplit(walk.path).path == "/ja/check/questions" and walk.status == 200


def test_markup_in_answers_stays_text(client: TestClient) -> None:
    walk = Walk(client, "")
    page = walk.open(START + "&fact=eligible_cost")
    walk.fill_in(page, {"eligible_cost": '"><script>alert(1)</script>'})
    assert walk.status == 422
    assert "<script>" not in walk.text


def test_every_programme_at_once_says_where_each_stands(client: TestClient, complete: Walk) -> None:
    """Whoever answered for model projects sees it first; the result of one has the same answers."""
    path = at(complete, "/check/result").replace("ruleset=jcm%2Fmodel-projects", "ruleset=all")
    text = client.get(path).text
    page = read(text)
    titles = [title for title in page.links if "/check/result?" in page.links[title]]
    assert "JCM設備補助事業" in titles
    assert "適格：" in client.get(page.links["JCM設備補助事業"]).text
    assert text.index("要件を満たす見込みです") < text.index("まだ判定できません")


def test_amounts_bend_where_the_cap_begins_to_bind(client: TestClient, complete: Walk) -> None:
    """40 % of 50億円 are the ceiling of 20億円: there the line bends. Two similar projects are 40 %, four are 30 %."""
    text = client.get(at(complete, "/check/amounts") + "&vary=maximum_subsidy+eligible_cost").text
    rows = text.split("<tbody>")[1].split("</tbody>")[0]
    assert "50億円（5,000,000,000円）" in rows and "20億円（2,000,000,000円）" in rows
    assert "<svg" in text and "style=" not in text
    counted = client.get(at(complete, "/check/amounts") + "&vary=maximum_subsidy+similar_projects_adopted").text
    rows = counted.split("<tbody>")[1].split("</tbody>")[0]
    assert [rows.count(said) for said in ("5億円（", "4億円（", "3億円（")] == [1, 2, 2]


def test_the_page_to_choose_groups_all_rule_sets(client: TestClient) -> None:
    page = read(client.get("/ja/check").text)
    chosen = [link for link in page.links.values() if "/check/start?ruleset=" in link]
    every = client.get("/api/v1/rulesets").json()["rulesets"]
    assert len(chosen) == len(every) + 1
    assert "/ja/check/start?ruleset=all" in chosen


def test_a_day_is_read_as_people_write_it_and_refused_with_its_reason(client: TestClient) -> None:
    begin = "/ja/check/start?ruleset=jcm/model-projects&day="
    taken = client.get(begin + "2019年6月1日")
    assert parse_qs(urlsplit(taken.headers["location"]).query)["as_of"] == ["2019-06-01"]
    refused = client.get(begin + "来年")
    assert refused.status_code == 422
    assert "「来年」は日付ではありません。" in refused.text


CHILLERS = "/ja/check/questions?ruleset=jcm/methodologies/id-am002&as_of=2019-06-01&fact=cooling_equipment"


def test_rows_are_added_filled_in_and_read_row_by_row(client: TestClient) -> None:
    """Two chillers, of the second no COP yet: what is left empty is left out, as in a facts file."""
    walk = Walk(client, "")
    page = walk.open(CHILLERS)
    fields = [name.rpartition(".")[2] for name in page.names if name.startswith("cooling_equipment[1]")]
    assert "cop" in fields and "cooling_equipment[2].cop" not in page.names
    typed = [("cooling_equipment[1].cop", "５.8"), ("cooling_equipment[1].electricity", "1,200")]
    page = walk.send(page, [*page.hidden, *typed, ("act", "add:cooling_equipment")])
    assert page.values["cooling_equipment[1].cop"] == ["５.8"] and "cooling_equipment[2].cop" in page.names
    more = [("cooling_equipment[2].electricity", "900"), ("cooling_equipment[2].cop", "")]
    walk.send(page, [*page.hidden, *typed, *more, ("act", "next")])
    result = walk.client.get(walk.path.replace("/check/questions", "/check/result"), follow_redirects=True).text
    assert "5.8" in result
    page = walk.open(walk.path.replace("/check/questions", "/check/answers"))
    page = walk.open(page.links["変更 – 冷却設備"])
    assert page.values["cooling_equipment[1].electricity"] == ["1,200"]
    assert page.values["cooling_equipment[2].electricity"] == ["900"]


def test_a_list_of_rows_may_be_known_to_be_empty_where_it_may_be(client: TestClient) -> None:
    """Nothing happened to the equipment: no events. Of the equipment of a project there is at least one."""
    assert 'id="cooling_equipment-none"' not in client.get(CHILLERS).text
    walk = Walk(client, "")
    path = "/ja/check/questions?ruleset=jcm/credits/after-subsidy&as_of=2021-06-01&fact=equipment.events"
    page = walk.open(path)
    walk.send(page, [*page.hidden, ("equipment.events", "-"), ("act", "next")])
    assert walk.status == 200
    answers = walk.path.partition("answers=")[2].partition("&")[0]
    assert walk.open(f"{path}&answers={answers}").values["equipment.events"] == ["-"]


def test_a_fault_in_a_row_is_told_with_what_was_typed(client: TestClient) -> None:
    walk = Walk(client, "")
    page = walk.open(CHILLERS)
    page = walk.send(page, [*page.hidden, ("cooling_equipment[1].cop", "よい"), ("act", "next")])
    assert walk.status == 422
    assert page.values["cooling_equipment[1].cop"] == ["よい"]
    assert "「よい」" in walk.text
