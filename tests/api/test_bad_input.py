"""Bad input through the API: every fault at once, with its pointer, in both languages, and nothing evaluated."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.api.bad_input import Case, cases

CHECKS = "/api/v1/checks"
JSON = {"content-type": "application/json"}


def refused(client: TestClient, text: str, status: int = 422) -> list[dict[str, Any]]:
    answer = client.post(CHECKS, content=text.encode(), headers=JSON)
    assert answer.status_code == status, answer.text
    body = answer.json()
    assert "determinations" not in body
    errors: list[dict[str, Any]] = body["errors"]
    assert body["detail"].startswith(f"{len(errors)} fault")
    return errors


@pytest.mark.parametrize("case", [case for case in cases() if case.json], ids=lambda case: case.id)
def test_bad_facts_are_refused(client: TestClient, case: Case) -> None:
    text = f'{{"rulesets": ["jcm/fund", "jcm/model-projects"], "facts": {case.json}, "as_of": "2019-12-01"}}'
    errors = refused(client, text)
    assert [(error["code"], error["pointer"]) for error in errors] == [(one.code, one.pointer) for one in case.faults]
    for error, fault in zip(errors, case.faults, strict=True):
        assert fault.en in error["en"]
        assert fault.ja in error["ja"]
        assert fault.help_en in error["help"]["en"]
        assert fault.help_ja in error["help"]["ja"]


REQUESTS = {
    "nothing": (
        "{}",
        [
            ("missing-key", "#", "the key `rulesets` is missing", "項目 `rulesets` がありません"),
            ("missing-key", "#", "the key `facts` is missing", "項目 `facts` がありません"),
        ],
    ),
    "an unknown key": (
        '{"rulesets": ["jcm/fund"], "facts": {}, "asof": "2019-06-01"}',
        [("unknown-key", "#/asof", "`asof` is not a key of a request", "`asof` という項目はありません")],
    ),
    "no rule set": (
        '{"rulesets": [], "facts": {}}',
        [("no-ruleset-named", "#/rulesets", "no rule set is named", "規則集が指定されていません")],
    ),
    "a rule set that does not exist": (
        '{"rulesets": ["jcm/fund", "jcm/funds"], "facts": {}}',
        [
            (
                "unknown-ruleset",
                "#/rulesets/1",
                "the rule set `jcm/funds` does not exist",
                "規則集 `jcm/funds` はありません",
            )
        ],
    ),
    "a rule set named twice": (
        '{"rulesets": ["jcm/fund", "jcm/fund"], "facts": {}}',
        [
            (
                "ruleset-named-twice",
                "#/rulesets/1",
                "the rule set `jcm/fund` is named twice",
                "規則集 `jcm/fund` が二度指定されています",
            )
        ],
    ),
    "a text for a list": (
        '{"rulesets": "jcm/fund", "facts": {}}',
        [
            (
                "wrong-type",
                "#/rulesets",
                "here an array is wanted, not a text",
                "配列が必要です（文字列に",
            )
        ],
    ),
    "a number for a rule set": (
        '{"rulesets": [1], "facts": {}}',
        [("wrong-type", "#/rulesets/0", "here the id of a rule set (a text) is wanted, not a number", "規則集の id")],
    ),
    "too many rule sets": (
        '{"rulesets": [' + ",".join(['"jcm/fund"'] * 51) + '], "facts": {}}',
        [("too-many-rulesets", "#/rulesets", "51 rule sets are named, at most 50 can be", "上限 50 件")],
    ),
    "a day that is none": (
        '{"rulesets": ["jcm/fund"], "facts": {}, "as_of": "1 June 2019"}',
        [("not-a-date", "#/as_of", "`1 June 2019` is not a date", "`1 June 2019` は日付ではありません")],
    ),
    "a week for a day": (
        '{"rulesets": ["jcm/fund"], "facts": {}, "as_of": "2019-W22-6"}',
        [("not-a-date", "#/as_of", "`2019-W22-6` is not a date", "`2019-W22-6` は日付ではありません")],
    ),
    "a day that does not exist": (
        '{"rulesets": ["jcm/fund"], "facts": {}, "known_on": "2019-02-29"}',
        [
            (
                "date-does-not-exist",
                "#/known_on",
                "the date `2019-02-29` does not exist",
                "日付 `2019-02-29` は",
            )
        ],
    ),
    "a day that is null": (
        '{"rulesets": ["jcm/fund"], "facts": {}, "as_of": null}',
        [
            (
                "wrong-type",
                "#/as_of",
                'here a date such as `"2019-06-01"` is wanted, not null',
                "nullになって",
            )
        ],
    ),
    "a reading that does not exist": (
        '{"rulesets": ["jcm/fund"], "facts": {}, "readings": {"jf-8": "a"}}',
        [
            (
                "unknown-reading",
                "#/readings/jf-8",
                "there is no reading `jf-8` in these rule sets",
                "解釈 `jf-8` は指定された規則集にありません",
            )
        ],
    ),
    "a side that does not exist": (
        '{"rulesets": ["jcm/fund"], "facts": {}, "readings": {"jf-08": "c"}}',
        [
            (
                "unknown-side",
                "#/readings/jf-08",
                "the reading `jf-08` has no side `c`",
                "解釈 `jf-08` に選択肢 `c` はありません",
            )
        ],
    ),
    "sides that are no text": (
        '{"rulesets": ["jcm/fund"], "facts": {}, "readings": {"jf-08": 1}}',
        [("wrong-type", "#/readings/jf-08", "here the name of a side (a text) is wanted", "選択肢の名前（文字列）")],
    ),
    "everything at once": (
        '{"rulesets": ["jcm/funds", "jcm/fund"], "facts": {"host_country": "ZZ"}, "as_of": "soon", "extra": 1}',
        [
            ("unknown-key", "#/extra", "`extra`", "`extra`"),
            ("unknown-ruleset", "#/rulesets/0", "`jcm/funds`", "`jcm/funds`"),
            ("not-a-date", "#/as_of", "`soon`", "`soon`"),
            ("unknown-country", "#/facts/host_country", "`ZZ`", "`ZZ`"),
        ],
    ),
}


@pytest.mark.parametrize("request_", REQUESTS)
def test_bad_requests_are_refused(client: TestClient, request_: str) -> None:
    text, expected = REQUESTS[request_]
    errors = refused(client, text)
    if request_ == "too many rule sets":
        errors = [error for error in errors if error["code"] != "ruleset-named-twice"]
    assert [(error["code"], error["pointer"]) for error in errors] == [(one[0], one[1]) for one in expected]
    for error, (_, _, en, ja) in zip(errors, expected, strict=True):
        assert en in error["en"]
        assert ja in error["ja"]
        assert error["help"]["en"] and error["help"]["ja"]


def test_near_names_are_offered(client: TestClient) -> None:
    [key] = refused(client, '{"rulesets": ["jcm/fund"], "facts": {}, "reading": {}}')
    assert key["help"] == {"en": "did you mean `readings`?", "ja": "`readings` のことですか"}
    [ruleset] = refused(client, '{"rulesets": ["jcm/funds"], "facts": {}}')
    assert ruleset["help"] == {"en": "did you mean `jcm/fund`?", "ja": "`jcm/fund` のことですか"}


MALFORMED = {
    "an empty body": ("", "empty-body", None, "the body is empty", "本文が空です"),
    "half a body": ('{"rulesets": [', "json-syntax", (1, 15), "not JSON", "JSON として読めません"),
    "a second line": ('{\n  "rulesets": ["a"],\n}', "json-syntax", (3, 1), "not JSON", "JSON として読めません"),
    "a list": ("[]", "wrong-type", None, "here an object is wanted, not an array", "オブジェクトが必要です"),
    "too deep": ('{"facts": ' + "[" * 50 + "]" * 50 + "}", "too-deep", None, "40", "40"),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_what_is_no_json_object_is_told_where(client: TestClient, name: str) -> None:
    text, code, place, en, ja = MALFORMED[name]
    [error] = refused(client, text, 400)
    assert error["code"] == code
    assert place is None or (error["line"], error["column"]) == place
    assert en in error["en"]
    assert ja in error["ja"]


def test_of_very_many_faults_the_first_are_listed(client: TestClient) -> None:
    facts = ", ".join(f'"fact_{number}": 1' for number in range(5000))
    answer = client.post(CHECKS, content=f'{{"rulesets": ["jcm/fund"], "facts": {{{facts}}}}}', headers=JSON)
    assert answer.status_code == 422
    assert 100 <= len(answer.json()["errors"]) <= 201
