"""The faults of shape, each said once in both languages: unknown and missing keys, wrong types, ill-formed names."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from engine.diagnostics import Diagnostic, Place, Text
from engine.text import nearest, quoted

KINDS: dict[str, Text] = {
    "string": Text("text", "文字列"),
    "number": Text("a number", "数値"),
    "boolean": Text("`true` or `false`", "`true` または `false`"),
    "array": Text("a list", "一覧"),
    "object": Text("a mapping", "キーと値の組"),
    "null": Text("null", "null"),
}
"""Types of JSON in words of authors."""

SHAPES: dict[str, Text] = {
    "array": Text("write each member after `- `, or all in `[…]`", "要素を `- ` の後に書くか、`[…]` で囲んでください"),
    "object": Text("write `key: value` below it", "その下に `キー: 値` を書いてください"),
    "boolean": Text("write `true` or `false`", "`true` または `false` と書いてください"),
    "number": Text(
        "write digits, with a point for decimals and no commas", "数字で書いてください（桁区切りのコンマは不要です）"
    ),
}

SNAKE_MEND = Text("write it in snake_case: `eligible_cost`", "`eligible_cost` のように snake_case で書いてください")
KEBAB_MEND = Text("write it in kebab-case: `table-8`", "`table-8` のように kebab-case で書いてください")
PATTERN_MENDS: tuple[tuple[str, Text], ...] = (
    ("0-9]{4}", Text("write a date: `2019-04-01`", "`2019-04-01` のように日付で書いてください")),
    ("0-9a-f]{64}", Text("write 64 hexadecimal digits in small letters", "16進数64桁を小文字で書いてください")),
    (
        "A-Z]{2}",
        Text("write two capital letters of ISO 3166-1: `MN`", "`MN` のように ISO 3166-1 の大文字2字で書いてください"),
    ),
    ("https?", Text("write an address that begins with `https://`", "`https://` で始まるアドレスを書いてください")),
    ("#[a-z0-9]+(-", Text("write `source-id#passage-id`", "`出典のid#箇所のid` の形で書いてください")),
    (
        "#)?",
        Text(
            "write `conclusion-id` or `ruleset-id#conclusion-id`",
            "`結論のid` または `規則集のid#結論のid` と書いてください",
        ),
    ),
    (
        "(/[a-z0-9]",
        Text(
            "write the path of the folder: `jcm/model-projects`",
            "`jcm/model-projects` のようにフォルダーのパスで書いてください",
        ),
    ),
    (
        "(\\.[a-z]",
        Text(
            "write it in snake_case with dots: `applicant.country`",
            "`applicant.country` のように点で区切った snake_case で書いてください",
        ),
    ),
    ("(_[a-z0-9]", SNAKE_MEND),
    ("(-[a-z0-9]", KEBAB_MEND),
)
"""A part of each pattern of names, and how such a name is written."""


def unknown_key(key: str, known: list[str], place: Place, pointer: str) -> Diagnostic:
    near = nearest(key, known)
    keys = ", ".join(f"`{name}`" for name in sorted(known))
    mend = (
        Text(f"did you mean `{near}`?", f"`{near}` のことですか")
        if near
        else Text(f"known here: {keys}", f"ここで使えるキー：{keys}")
    )
    return Diagnostic(
        "unknown-key",
        Text(f"the key {quoted(key)} is not known here", f"キー {quoted(key)} はここでは使えません"),
        mend,
        place,
        pointer,
    )


def missing_key(key: str, place: Place, pointer: str) -> Diagnostic:
    return Diagnostic(
        "missing-key",
        Text(f"the key `{key}` is missing", f"キー `{key}` がありません"),
        Text(f"add `{key}:`", f"`{key}:` を加えてください"),
        place,
        pointer,
    )


def wrong_type(found: Any, wanted: list[Any], place: Place, pointer: str) -> Diagnostic:
    """`wanted`: names of JSON types, and words where an enumeration is an alternative."""
    names = [KINDS[w] if w in KINDS else Text(f"`{w}`", f"`{w}`") for w in dict.fromkeys(wanted)]
    what = _described(found)
    return Diagnostic(
        "wrong-type",
        Text(
            f"{' or '.join(n.en for n in names)} is wanted, not {what.en}",
            f"{'または'.join(n.ja for n in names)}が必要ですが、{what.ja}が書かれています",
        ),
        _mend_type(found, wanted),
        place,
        pointer,
    )


def _mend_type(found: Any, wanted: list[Any]) -> Text:
    if "string" in wanted and isinstance(found, Decimal | bool):
        written = str(found).lower() if isinstance(found, bool) else found
        return Text(f'put it in quotes: `"{written}"`', f'引用符で囲んでください：`"{written}"`')
    if wanted == ["boolean"] and str(found).lower() in {"no", "off", "n"}:
        return Text("write `false`", "`false` と書いてください")
    if wanted == ["boolean"] and str(found).lower() in {"yes", "on", "y"}:
        return Text("write `true`", "`true` と書いてください")
    if found is None:
        return Text(
            "write a value, or leave the key out; the word itself is written `'null'`",
            "値を書くか、キーを省いてください（語としての null は `'null'` と書きます）",
        )
    for kind in wanted:
        if kind in SHAPES:
            return SHAPES[kind]
    return Text("write it as text", "文字列で書いてください")


def _described(found: Any) -> Text:
    if found is None:
        return Text("nothing", "空")
    if isinstance(found, dict | list):
        return KINDS["object" if isinstance(found, dict) else "array"]
    if isinstance(found, bool):
        return Text(f"`{str(found).lower()}`", f"`{str(found).lower()}`")
    kind = Text("the number", "数値") if isinstance(found, Decimal) else Text("the text", "文字列")
    return Text(f"{kind.en} {quoted(found)}", f"{kind.ja} {quoted(found)} ")


def not_a_choice(found: Any, choices: list[Any], place: Place, pointer: str) -> Diagnostic:
    near = nearest(str(found), [str(choice) for choice in choices])
    listed = ", ".join(f"`{choice}`" for choice in choices)
    mend = (
        Text(f"did you mean `{near}`?", f"`{near}` のことですか")
        if near
        else Text(f"write one of {listed}", f"次のいずれかを書いてください：{listed}")
    )
    return Diagnostic(
        "not-a-choice",
        Text(f"{quoted(found)} is not one of {listed}", f"{quoted(found)} は {listed} のいずれでもありません"),
        mend,
        place,
        pointer,
    )


def bad_pattern(found: Any, pattern: str, place: Place, pointer: str) -> Diagnostic:
    mend = next((mend for part, mend in PATTERN_MENDS if part in pattern), KEBAB_MEND)
    return Diagnostic(
        "bad-name",
        Text(f"{quoted(found)} is not written as wanted here", f"{quoted(found)} はここで必要な書き方ではありません"),
        mend,
        place,
        pointer,
    )


def one_of_keys(keys: list[str], written: list[str], place: Place, pointer: str) -> Diagnostic:
    listed = ", ".join(f"`{key}`" for key in keys)
    if written:
        both = " and ".join(f"`{key}`" for key in written), "と".join(f"`{key}`" for key in written)
        message = Text(f"{both[0]} exclude each other", f"{both[1]} は同時に使えません")
        mend = Text("keep one of them", "どれか一つにしてください")
    else:
        message = Text(f"one of {listed} is wanted", f"{listed} のいずれか一つが必要です")
        mend = Text("add one of them", "いずれか一つを加えてください")
    return Diagnostic("one-of-keys", message, mend, place, pointer)


def not_a_date(found: Any, place: Place, pointer: str) -> Diagnostic:
    return Diagnostic(
        "not-a-date",
        Text(f"{quoted(found)} is not a date", f"{quoted(found)} は日付ではありません"),
        Text("write a day of the calendar as YYYY-MM-DD", "暦にある日を YYYY-MM-DD の形で書いてください"),
        place,
        pointer,
    )


def empty(place: Place, pointer: str) -> Diagnostic:
    return Diagnostic(
        "empty-value",
        Text("nothing is written here", "ここに何も書かれていません"),
        Text(
            "write at least one, or leave the key out where it is optional",
            "少なくとも一つ書くか、省略できるキーなら省いてください",
        ),
        place,
        pointer,
    )


def too_many(most: int, place: Place, pointer: str) -> Diagnostic:
    return Diagnostic(
        "too-long",
        Text(f"at most {most} is allowed here", f"ここに書けるのは {most} までです"),
        Text("shorten it", "短くしてください"),
        place,
        pointer,
    )


def too_small(found: Any, bound: Any, place: Place, pointer: str) -> Diagnostic:
    return Diagnostic(
        "number-out-of-bounds",
        Text(f"{quoted(found)} is not above {bound}", f"{quoted(found)} は {bound} より大きくありません"),
        Text(f"write a number above {bound}", f"{bound} より大きい数値を書いてください"),
        place,
        pointer,
    )


def not_as_wanted(place: Place, pointer: str) -> Diagnostic:
    return Diagnostic(
        "bad-shape",
        Text("this is not written as wanted here", "ここで必要な書き方ではありません"),
        Text("see the page of the rule language", "規則の書き方のページをご覧ください"),
        place,
        pointer,
    )
