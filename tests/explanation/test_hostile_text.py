"""Whatever stands in a fact, a rule or a name: no rendering lets it be more than text."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from engine.checking import check
from engine.explanation import Background, Explanation, as_html, as_markdown, as_text, explain, explanation_json
from engine.explanation.markdown import escaped
from engine.facts import Facts, Given, Grade
from engine.text import width
from tests.explanation.test_renderings import Elements, strictly
from tests.explanation.told import catalogue, explained, poisoned, told

EXAMPLES = int(os.environ.get("HANTEI_EXAMPLES", "10"))
HOSTILE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</section></details>", "<!-- ", "]]>", "&lt;b&gt;",
    '" onmouseover="x', "' x='", "javascript:alert(1)", "[a](javascript:alert(1))", "![a](http://x.example/)",
    "<http://x.example>", "http://x.example", "www.x.example", "\n\n# heading", "\n- item", "# heading", "- item",
    "1. one", "12) two", "+ plus", "> quote", "===", "---", "***", "* * *", "```", "~~~", "`code`", "**bold**", "_it_",
    "~~gone~~", "| a | b |", "|---|", "    code", "\ttab", "\\", "\\\\*a*", "[^1]", "[x]: http://x.example", "$x$",
    "@somebody", "#1", ":smile:", "\x1b[31mred\x1b[0m", "\x1b]8;;http://x.example\x07", "\x00", "\x9b31m", "\r\n",
    "\u202eevil", "\u2066a\u2069", "\u200f", "\u200b", "\u2028", "\u2029", "\ud800", "\ufeff", "عربي", "x" * 3000,
    "{title}", "{0}", "%s", "&", "<", ">", '"', "'", "=", "-",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=8), min_size=1, max_size=4).map("".join)


@cache
def kind() -> Explanation:
    """An explanation with all that it may hold, whose texts are then replaced."""
    return explained("jcm/fund", "complete", "en", trace=True)


@cache
def harmless() -> Explanation:
    return poisoned(kind(), "az")


@cache
def harmless_tags() -> list[str]:
    return [one.tag for one in strictly(as_html(harmless())).iter()]


@cache
def harmless_elements() -> list[tuple[str, tuple[str, ...]]]:
    return Elements(as_html(harmless())).found


@settings(max_examples=EXAMPLES, derandomize=True, deadline=None)
@given(TEXTS)
def test_html_has_the_same_elements_whatever_stands_in_it(text: str) -> None:
    html = as_html(poisoned(kind(), text + "z"))
    assert [one.tag for one in strictly(html).iter()] == harmless_tags()
    found = Elements(html)
    assert found.found == harmless_elements()
    assert found.others == []


@pytest.mark.parametrize("flavour", ["commonmark", "js-default"])
@settings(max_examples=EXAMPLES, derandomize=True, deadline=None)
@given(text=TEXTS)
def test_markdown_has_the_same_structure_whatever_stands_in_it(flavour: str, text: str) -> None:
    assert structure(flavour, poisoned(kind(), text + "z")) == harmless_structure(flavour)


def structure(flavour: str, explanation: Explanation) -> list[str]:
    tokens = MarkdownIt(flavour, {"html": True}).parse(as_markdown(explanation))
    return [f"{one.type} {[child.type for child in one.children or ()]}" for one in tokens]


@cache
def harmless_structure(flavour: str) -> list[str]:
    return structure(flavour, harmless())


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_shows_the_text_itself(text: str) -> None:
    """Read by the standard, the escaped text is one paragraph of just the text, blanks and controls aside."""
    tokens = MarkdownIt("commonmark", {"html": True}).parse(f"{escaped(text + 'z')}\n")
    assert [one.type for one in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    inline = tokens[1].children or []
    assert {one.type for one in inline} <= {"text", "text_special"}
    shown = "".join(one.content for one in inline).replace("\u2060", "")
    clean = "".join(" " if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"} else c for c in text + "z")
    assert shown == " ".join(clean.split())


def test_markdown_calls_nobody_and_links_nothing() -> None:
    assert not re.search(r"@\w", escaped("@somebody"))
    assert "http:" not in escaped("http://x.example")
    assert "www." not in escaped("www.x.example")


@settings(max_examples=EXAMPLES, derandomize=True, deadline=None)
@given(TEXTS)
def test_a_terminal_gets_no_command_and_no_turn_of_direction(text: str) -> None:
    shown = as_text(poisoned(kind(), text), 80)
    assert {c for c in shown if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"}} <= {"\n"}


@settings(max_examples=EXAMPLES, derandomize=True, deadline=None)
@given(TEXTS)
def test_json_keeps_its_shape(text: str) -> None:
    english = poisoned(kind(), text)
    japanese = poisoned(explained("jcm/fund", "complete", "ja", trace=True), text)
    body = json.loads(json.dumps(explanation_json(english, japanese)))
    assert body["determinations"][0].keys() == explanation_json(harmless(), _japanese())["determinations"][0].keys()


@cache
def _japanese() -> Explanation:
    return poisoned(explained("jcm/fund", "complete", "ja", trace=True), "az")


@pytest.mark.parametrize("address", ["javascript:alert(1)", 'https://x.example/" onclick="x', "https://x y", "data:,x"])
def test_only_addresses_of_the_web_are_made_links(address: str) -> None:
    source = replace(kind().bibliography[0], url=address)
    shown = replace(kind(), bibliography=(source,))
    found = [one.get("href") for one in strictly(as_html(shown)).iter("a")]
    assert found in ([], [address])
    if found:
        assert address.startswith("https://")
    assert MarkdownIt("commonmark").render(as_markdown(shown)).count("<a ") <= len(found)
    assert "javascript" not in "".join(found[:1])


def test_what_a_caller_says_of_a_fact_is_told_as_text() -> None:
    """The whole way: a judgement with hostile words, through the answer, to every rendering."""
    hostile = "<b>x</b> [a](javascript:b) \x1b[31m \u202e # y\n- z"
    _, facts = told("jcm/model-projects")["complete"]
    judged = Given(True, Grade.JUDGED, by=hostile, on=None, reason=hostile, document=hostile)
    changed = Facts({**facts.given, "leading_technology": judged}, facts.exemptions)
    answer = check(catalogue(), ("jcm/model-projects",), changed, date(2019, 6, 1))
    shown = explain(answer, "ja", catalogue(), Background(changed, trace=True))
    assert "b" not in {one.tag for one in strictly(as_html(shown)).iter()}
    assert "&lt;b&gt;x&lt;/b&gt;" in as_html(shown)
    rendered = MarkdownIt("commonmark", {"html": True}).render(as_markdown(shown))
    assert "<b>" not in rendered
    assert "javascript:b" not in re.findall(r'href="([^"]*)"', rendered)
    assert "\x1b" not in as_text(shown)
    lines = [line for line in as_text(shown, 60).splitlines() if "sha256" not in line]
    assert [line for line in lines if width(line) > 60] == []
