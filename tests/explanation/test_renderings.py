"""Markdown, HTML and JSON of every worked example: all of it is there, in one language, and nothing else."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator

from engine.checking import check
from engine.determination import State
from engine.errors import MisuseError
from engine.explanation import Background, Explanation, as_html, as_markdown, as_text, explain, explanation_json
from engine.facts import Facts, Given, Grade
from engine.resources import schemas_root
from tests.explanation.told import ABBREVIATIONS, LASTING, catalogue, explained, some, told

SCHEMA = json.loads((schemas_root() / "explanation.schema.json").read_text(encoding="utf-8"))
ELEMENTS = {
    "section", "h2", "h3", "h4", "p", "strong", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr",
    "th", "td", "details", "summary", "code", "a",
}  # fmt: skip
ATTRIBUTES = {"class", "id", "lang", "data-state", "scope", "href", "rel"}
LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]+")
JAPANESE = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]+")
NAMES = re.compile(r"`[^`]*`|\[(?:[^\[\]]|\[[0-9]+\])*\]|\bnull\b|\b[A-Z]{2}_[AP]M[0-9]{3}")
"""Names to be typed, in every language the same."""


class Elements(HTMLParser):
    """The elements and attributes that a lenient reader of HTML finds."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []
        self.others: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(name for name, _ in attrs)))

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def strictly(html: str) -> ET.Element:
    """The fragment as a reader of XML takes it, which forgives nothing."""
    return ET.fromstring(html)  # noqa: S314 - our own page


def words_of(html: str, *, without: tuple[str, ...] = ("code",)) -> str:
    """The words of a fragment as a strict reader finds them."""
    root = strictly(html)
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in without or child.get("class") in {"sources", "evidence", "record"}:
                child.text = ""
                for one in list(child):
                    child.remove(one)
    return NAMES.sub("", " ".join(text for text in root.itertext()))


def said_by_callers(ruleset: str, example: str) -> str:
    answer, facts = told(ruleset)[example]
    given = [str(value) for one in answer.determinations for f in one.findings for value in f.facts.values()]
    evidence = [f"{one.by} {one.reason} {one.document}" for one in (*facts.given.values(), *facts.exemptions.values())]
    return " ".join((*given, *evidence, *catalogue().ids()))


def prose(body: Any, lang: str) -> list[str]:
    """Every text of a language in a JSON body, but for those of sources."""
    if isinstance(body, dict):
        if set(body) == {"en", "ja"}:
            return [body[lang]]
        return [text for key, part in body.items() if key != "bibliography" for text in prose(part, lang)]
    return [text for part in body for text in prose(part, lang)] if isinstance(body, list) else []


def without_names(text: str) -> str:
    for ruleset in sorted(catalogue().ids(), key=len, reverse=True):
        text = text.replace(ruleset, "")
    return NAMES.sub("", text)


@pytest.mark.parametrize("ruleset", catalogue().ids())
def test_every_example_is_told_in_each_rendering_in_one_language_with_its_figures(ruleset: str) -> None:
    for example in some(ruleset):
        both = {lang: explained(ruleset, example, lang) for lang in ("en", "ja")}
        body = explanation_json(both["en"], both["ja"])
        callers = said_by_callers(ruleset, example)
        for lang, shown in both.items():
            html, markdown = as_html(shown), re.sub(r"\\(.)", r"\1", as_markdown(shown))
            pages = [words_of(html), before_sources(markdown, lang)]
            for page in (*map(without_names, pages), without_names(" ".join(prose(body, lang)))):
                foreign = JAPANESE if lang == "en" else LATIN
                assert [w for w in foreign.findall(page) if foreign_word(w, callers)] == [], (example, lang)
            told_so = [plain(one) for one in (as_text(shown, 100), html, markdown)]
            for text in figures(shown):
                assert all(plain(text) in one for one in told_so), (example, lang, text)


def foreign_word(word: str, callers: str) -> bool:
    """Abbreviations are names in every language, and what the caller wrote is told as it was written."""
    return word not in ABBREVIATIONS and word not in callers


def before_sources(markdown: str, lang: str) -> str:
    """Without the titles of sources and what callers wrote about their facts."""
    heading = "出典一覧" if lang == "ja" else "Sources"
    behind = "事実の裏付け" if lang == "ja" else "What stands behind the facts"
    kept, skipping = [], False
    for line in markdown.splitlines():
        if line.startswith("#"):
            skipping = line.lstrip("# ") in {heading, behind, "用いた規則", "Rules used"}
        if not skipping:
            kept.append(line)
    return "\n".join(kept)


def figures(shown: Explanation) -> list[str]:
    asked = [one for one in shown.determinations if not one.companion]
    return [one.text for determination in asked for one in (*determination.amounts, *determination.illustrations)]


def plain(text: str) -> str:
    """Without what lines and languages do to spaces."""
    return re.sub(r"[\s\u00a0]+", "", text)


@pytest.mark.parametrize("ruleset", catalogue().ids())
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_html_is_well_formed_of_our_own_elements_only_and_json_is_by_its_schema(ruleset: str, lang: str) -> None:
    example = next(iter(told(ruleset)))
    both = [explained(ruleset, example, one, trace=True) for one in ("en", "ja")]
    body = explanation_json(both[0], both[1])
    assert list(Draft202012Validator(SCHEMA).iter_errors(body)) == []
    html = as_html(both[lang == "ja"])
    strict = strictly(html)
    assert strict.get("lang") == lang
    assert {one.tag for one in strict.iter()} <= ELEMENTS
    assert {name for one in strict.iter() for name in one.attrib} <= ATTRIBUTES
    assert [one.get("id") for one in strict.iter() if "id" in one.attrib] in ([], ["conclusions"]), (
        "one place to lead to"
    )
    lenient = Elements(html)
    assert lenient.others == []
    assert [tag for tag, _ in lenient.found] == [one.tag for one in strict.iter()]


def test_what_decided_stands_open_and_the_rest_is_folded() -> None:
    shown = explained("jcm/model-projects", "fails-no-other-japanese-subsidy", "en")
    (determination,) = [one for one in shown.determinations if not one.companion]
    assert [one.criterion for one in determination.decisive] == ["no-other-japanese-subsidy"]
    root = strictly(as_html(shown))
    why = root.find(".//section[@class='why']")
    assert why is not None
    assert [one.get("data-state") for one in why.iter("li")] == ["not_met"]
    assert why.find(".//details") is None
    others = root.find(".//details[@class='others']")
    assert others is not None
    assert len(others.findall("ul/li")) == len(determination.others)
    markdown = as_markdown(shown)
    assert markdown.index("## Why") < markdown.index("## Also checked")
    assert "The clause: " in markdown.split("## Also checked", maxsplit=1)[0]
    assert "The clause: " not in markdown.split("## Also checked", maxsplit=1)[1]


def test_amounts_stand_in_a_table_with_what_bound_them_and_their_steps() -> None:
    """2.2(2)e, Table 8: no precedent, 50 %; the complete example costs 1,000,000,000 JPY and has three: 40 %."""
    root = strictly(as_html(explained("jcm/model-projects", "complete", "en")))
    table = root.find(".//section[@class='amounts']/table")
    assert table is not None
    rows = {str(row[0].text): ["".join(cell.itertext()) for cell in row[1:]] for row in table.iter("tr")}
    amount, bound, source = rows["Greatest subsidy"]
    assert (amount.replace("\u00a0", " "), bound) == (
        "JPY 400,000,000",
        "Cost eligible for the subsidy × Greatest subsidy rate",
    )
    assert source.startswith("[1] 2.2(2)e, Table 8")


def test_json_has_figures_as_decimal_text_with_units_and_both_languages() -> None:
    pair = [explained("jcm/model-projects", "complete", lang) for lang in ("en", "ja")]
    body = explanation_json(pair[0], pair[1])
    (one,) = [one for one in body["determinations"] if not one["companion"]]
    amount = next(amount for amount in one["amounts"] if amount["name"] == "maximum_subsidy")
    assert amount["text"] == {"en": "JPY 400,000,000", "ja": "4億円（400,000,000円）"}
    assert (amount["figure"]["value"], amount["figure"]["unit"]) == ("400000000", "JPY")
    assert amount["worked"][-1]["step"]["kind"] == "least"
    assert one["holds"]["until"] == "2020-03-31"
    assert one["digest"].startswith("sha256:")
    assert one["outcome"] == "eligible"
    json.dumps(body)


def test_json_is_made_of_one_answer_in_both_languages() -> None:
    shown = explained("jcm/model-projects", "complete", "en")
    with pytest.raises(MisuseError, match="in English and one in Japanese"):
        explanation_json(shown, shown)
    with pytest.raises(MisuseError, match="not of one answer"):
        explanation_json(shown, explained("jcm/fund", "complete", "ja"))


def test_evidence_tells_who_judged_when_and_why_and_which_document_stands_behind() -> None:
    evidence = {
        "leading_technology": Given(
            True, Grade.JUDGED, by="A. Officer", on=date(2019, 7, 1), reason="seen in operation"
        ),
        "eligible_cost": Given(Decimal(99_999_998), Grade.DOCUMENTED, document="quotation of 2019-05-10"),
        "host_country": Given("VN", Grade.DOCUMENTED, document="c2c-2020#da-nang"),
    }
    exemption = Given(True, Grade.JUDGED, by="B. Officer", on=date(2019, 7, 2), reason="a small island")
    _, given = told("jcm/model-projects")["complete"]
    facts = Facts({**given.given, **evidence}, {"within-subsidy-range": exemption})
    answer = check(catalogue(), ("jcm/model-projects",), facts, date(2019, 6, 1))
    shown = explain(answer, "en", catalogue(), Background(facts))
    found = {one.entry.name: one for one in shown.determinations[0].evidence}
    for name, one in {**evidence, "exemption.within-subsidy-range": exemption}.items():
        told_of = found[name]
        assert (told_of.grade, told_of.by, told_of.on, told_of.reason, told_of.document) == (
            one.grade.value,
            one.by,
            one.on,
            one.reason,
            one.document,
        )
    assert found["host_country"].source is not None
    assert found["applicant.kind"].would_show != ()
    for page in (as_text(shown, 100), "".join(strictly(as_html(shown)).itertext()), as_markdown(shown)):
        for said in ("A. Officer", "1 July 2019", "seen in operation", "quotation of 2019-05-10", "a small island"):
            assert plain(said) in plain(page)


def test_without_background_nothing_of_it_is_told() -> None:
    answer, _ = told("jcm/model-projects")["complete"]
    shown = explain(answer, "en", catalogue())
    assert all(one.holds is None and one.evidence == () for one in shown.determinations)
    assert LASTING.until is not None
    assert "Until when this holds" not in as_text(shown)
    assert "Until when this holds" in as_text(explained("jcm/model-projects", "complete", "en"))
    assert all(
        one.trace == () for d in shown.determinations for one in (*d.decisive, *d.others) if one.state is State.MET
    )
