"""The faults of facts: what is wrong in the caller's words, and how to mend it. The reader adds where it is."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from engine.diagnostics import Diagnostic, Text
from engine.facts.numbers import MOST_DIGITS, digits_in
from engine.plan import FactSpec

LONGEST_SHOWN = 60

KINDS = {
    "boolean": Text("`true` or `false`", "`true` か `false`"),
    "text": Text("a text", "文字列"),
    "number": Text("a number", "数値"),
    "integer": Text("a whole number", "整数"),
    "date": Text("a date (YYYY-MM-DD)", "日付（YYYY-MM-DD）"),
    "duration": Text("a duration such as `P6M`", "`P6M` のような期間"),
    "country": Text("a country", "国"),
    "choice": Text("one of its choices", "選択肢のうちの一つ"),
    "list": Text("a list", "リスト"),
    "record": Text("a record with its fields", "項目を持つレコード"),
}
_CODES = {"text": "not-text", "integer": "not-an-integer"}

Help = tuple[str, str]
"""A help line in English and in Japanese."""

LEAVE_OUT: Help = ("leave it out if it is not known yet", "まだわからない場合は、項目ごと省いてください")
PLAIN_NUMBER: Help = (
    "write plain digits, such as `400000000` or `0.5`; quotes around them are allowed",
    "`400000000` や `0.5` のように数字だけで書いてください（引用符で囲んでもかまいません）",
)
NO_FRACTION: Help = ("write it without a fraction", "小数点以下を付けずに書いてください")
DURATIONS: Help = (
    "write `P6M` for six months, `P1Y` for a year, `P20D` for twenty days",
    "6か月は `P6M`、1年は `P1Y`、20日は `P20D` と書いてください",
)
COUNTRY_CODE: Help = (
    "write the two-letter code of ISO 3166-1, such as `JP`, or the name of the country",
    "ISO 3166-1 の2文字の国コード（例: `JP`）か国名を書いてください",
)


def shown(raw: Any) -> str:
    """The caller's own words on one line, shortened, without the mark that quotes them."""
    if isinstance(raw, dict | list | tuple):
        return "{…}" if isinstance(raw, dict) else "[…]"
    if raw is None or isinstance(raw, bool):
        return "null" if raw is None else str(raw).lower()
    short = isinstance(raw, Decimal) and raw.is_finite() and digits_in(raw) <= LONGEST_SHOWN
    text = f"{raw:f}" if short else str(raw)
    text = " ".join(text[: 4 * LONGEST_SHOWN].split()).replace("`", "'")
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


def fault(code: str, en: str, ja: str, help_: Help | None = None) -> Diagnostic:
    return Diagnostic(code, Text(en, ja), Text(*help_) if help_ else None)


def wanted(spec: FactSpec) -> Text:
    """What the fact wants, with its unit."""
    kind = KINDS[spec.type]
    if spec.unit in (None, "1"):
        return kind
    return Text(f"{kind.en} in {spec.unit}", f"{kind.ja}（単位 {spec.unit}）")


def unknown_fact(name: str, near: str | None) -> Diagnostic:
    said = shown(name)
    listed = (
        "`hantei show` with the id of a rule set lists the facts it asks for",
        "`hantei show` に規則集の id を付けて実行すると、必要な事実の一覧が出ます",
    )
    hint = (f"did you mean `{near}`?", f"`{near}` のことですか") if near else listed
    return fault("unknown-fact", f"there is no fact `{said}`", f"`{said}` という事実はありません", hint)


def dotted_name(name: str) -> Diagnostic:
    head, _, tail = name.partition(".")
    nested = f"`{head}: {{{tail}: …}}`"
    return fault(
        "dotted-fact-name",
        f"`{shown(name)}` is written with a dot",
        f"`{shown(name)}` が点の付いた名前で書かれています",
        (f"nest it: {nested}", f"入れ子にしてください: {nested}"),
    )


def facts_wanted(raw: Any) -> Diagnostic:
    said = shown(raw)
    return fault(
        "mapping-expected",
        f"facts are a mapping of names to values, not `{said}`",
        f"事実は名前と値の組で書きます（`{said}` が書かれています）",
        ("write `name: value`, one fact a line", "`名前: 値` の形で、1行に一つずつ書いてください"),
    )


def mapping_wanted(name: str, raw: Any, members: list[str]) -> Diagnostic:
    some = ", ".join(f"`{member}`" for member in members[:4])
    return fault(
        "mapping-expected",
        f"`{name}` holds further facts, not `{shown(raw)}`",
        f"`{name}` は中に事実を持つ項目です（`{shown(raw)}` が書かれています）",
        (f"write a mapping with {some}", f"{some} を中に書いてください"),
    )


def record_wanted(name: str, raw: Any, fields: list[str]) -> Diagnostic:
    some = ", ".join(f"{field}: …" for field in fields[:4])
    return fault(
        "not-a-record",
        f"`{name}` wants a record, not `{shown(raw)}`",
        f"`{name}` には項目を持つレコードを書きます（`{shown(raw)}` が書かれています）",
        (f"write its fields: `{{{some}}}`", f"項目を書いてください: `{{{some}}}`"),
    )


def unknown_field(name: str, field: str, near: str | None, fields: list[str]) -> Diagnostic:
    listed = ", ".join(f"`{one}`" for one in fields)
    hint = (
        (f"did you mean `{near}`?", f"`{near}` のことですか")
        if near
        else (f"its fields are {listed}", f"項目は {listed} です")
    )
    return fault(
        "unknown-field",
        f"`{name}` has no field `{shown(field)}`",
        f"`{name}` に `{shown(field)}` という項目はありません",
        hint,
    )


def wrong_length(name: str, spec: FactSpec, count: int) -> Diagnostic:
    least, most = spec.minimum_length, spec.maximum_length
    if count < least:
        en, ja = f"at least {least}", f"{least}件以上"
    else:
        en, ja = f"at most {most}", f"{most}件以下"
    return fault(
        "wrong-length",
        f"`{name}` wants {en} {'item' if (least if count < least else most) == 1 else 'items'}, not {count}",
        f"`{name}` は{ja}でなければなりません（{count}件あります）",
        (
            "leave the whole list out if it is not known yet; leave out a field of a row that is not known",
            "まだわからない場合はリストごと省き、行の一部がわからない場合はその項目だけを省いてください",
        ),
    )


def wrong_type(name: str, spec: FactSpec, raw: Any, help_: Help | None = None) -> Diagnostic:
    want = wanted(spec)
    return fault(
        _CODES.get(spec.type, f"not-a-{spec.type}"),
        f"`{name}` wants {want.en}, not `{shown(raw)}`",
        f"`{name}` には{want.ja}を書きます（`{shown(raw)}` が書かれています）",
        help_ or LEAVE_OUT,
    )


def one_value_wanted(name: str, spec: FactSpec) -> Diagnostic:
    want = wanted(spec)
    return fault(
        "one-value-expected",
        f"`{name}` wants {want.en}, not a list",
        f"`{name}` には{want.ja}を一つだけ書きます（リストが書かれています）",
        ("write the one value without brackets", "角括弧を付けずに値を一つだけ書いてください"),
    )


def list_wanted(name: str, raw: Any) -> Diagnostic:
    said = shown(raw)
    help_ = (f"write `[{said}]`", f"`[{said}]` と書いてください")
    if isinstance(raw, dict):
        help_ = ("write the values between brackets", "値を角括弧の中に並べてください")
    return fault(
        "not-a-list",
        f"`{name}` wants a list, not `{said}`",
        f"`{name}` にはリストを書きます（`{said}` が書かれています）",
        help_,
    )


def null_not_allowed(name: str) -> Diagnostic:
    return fault("null-not-allowed", f"`{name}` cannot be null", f"`{name}` に null は書けません", LEAVE_OUT)


def not_finite(name: str, raw: Any) -> Diagnostic:
    return fault(
        "not-finite",
        f"`{name}` wants a finite number, not `{shown(raw)}`",
        f"`{name}` には有限の数値を書きます（`{shown(raw)}` が書かれています）",
        LEAVE_OUT,
    )


def number_with_separators(name: str, raw: str, plain: str) -> Diagnostic:
    return fault(
        "number-with-separators",
        f"`{name}` has separators in its number, `{shown(raw)}`",
        f"`{name}` の数値に区切り記号が入っています（`{shown(raw)}`）",
        (f"write `{plain}`", f"`{plain}` と書いてください"),
    )


def wrong_unit(name: str, spec: FactSpec, raw: Any, unit: str) -> Diagnostic:
    """The figure is in another unit than the fact, or has one where the fact has none."""
    said, unit = shown(raw), shown(unit)
    if spec.unit in (None, "1"):
        return fault(
            "wrong-unit",
            f"`{name}` has no unit, but `{said}` is given in {unit}",
            f"`{name}` に単位はありませんが、`{said}` は {unit} で書かれています",
            ("write the number alone", "数値だけを書いてください"),
        )
    return fault(
        "wrong-unit",
        f"`{name}` is in {spec.unit}, but `{said}` is given in {unit}",
        f"`{name}` の単位は {spec.unit} ですが、`{said}` は {unit} で書かれています",
        (f"convert it to {spec.unit} and write the number alone", f"{spec.unit} に換算し、数値だけを書いてください"),
    )


def unit_in_number(name: str, spec: FactSpec, raw: Any, plain: str) -> Diagnostic:
    return wrong_type(name, spec, raw, (f"write the number alone: `{plain}`", f"数値だけを書いてください: `{plain}`"))


def too_many_digits(name: str) -> Diagnostic:
    return fault(
        "too-many-digits",
        f"`{name}` has more than {MOST_DIGITS} digits",
        f"`{name}` の桁数が {MOST_DIGITS} を超えています",
        ("round it to what matters", "意味のある桁に丸めてください"),
    )


def out_of_bounds(name: str, value: Any, spec: FactSpec, *, below: bool) -> Diagnostic:
    bound, excluded = (spec.minimum, spec.minimum_excluded) if below else (spec.maximum, spec.maximum_excluded)
    unit = f" {spec.unit}" if spec.unit not in (None, "1") else ""
    en = ("more than" if excluded else "at least") if below else ("less than" if excluded else "at most")
    ja = ("より大きい" if excluded else "以上の") if below else ("より小さい" if excluded else "以下の")
    limit = f"{shown(bound)}{unit}"
    return fault(
        "out-of-bounds",
        f"`{name}` is `{shown(value)}`, but must be {en} {limit}",
        f"`{name}` は {limit} {ja}値でなければなりませんが、`{shown(value)}` です",
        (f"give {en} {limit}, or {LEAVE_OUT[0]}", f"{limit} {ja}値を書いてください。{LEAVE_OUT[1]}"),
    )


def no_such_date(name: str, raw: Any) -> Diagnostic:
    return fault(
        "date-does-not-exist",
        f"`{name}` is `{shown(raw)}`, a date that does not exist",
        f"`{name}` の `{shown(raw)}` は存在しない日付です",
        (
            "check the month and the day; dates are written YYYY-MM-DD",
            "月と日を確かめてください。日付は YYYY-MM-DD と書きます",
        ),
    )


def unknown_country(name: str, raw: str, near: tuple[str, Text] | None) -> Diagnostic:
    hint = COUNTRY_CODE
    if near:
        hint = (f"did you mean `{near[0]}` ({near[1].en})?", f"`{near[0]}`（{near[1].ja}）のことですか")
    return fault(
        "unknown-country",
        f"`{name}` is `{shown(raw)}`, which is no country of ISO 3166-1",
        f"`{name}` の `{shown(raw)}` は ISO 3166-1 の国ではありません",
        hint,
    )


def not_a_choice(name: str, spec: FactSpec, raw: Any, near: str | None) -> Diagnostic:
    every = ", ".join(f"`{choice}`" for choice in spec.choices)
    hint = (f"the choices are {every}", f"選択肢は {every} です")
    if near:
        hint = (f"did you mean `{near}`? {hint[0]}", f"`{near}` のことですか。{hint[1]}")
    return fault(
        "not-a-choice",
        f"`{name}` is `{shown(raw)}`, which is not one of its choices",
        f"`{name}` の `{shown(raw)}` は選択肢にありません",
        hint,
    )


def too_long(name: str, most: int, *, items: bool) -> Diagnostic:
    return fault(
        "too-long",
        f"`{name}` has more than {most} {'items' if items else 'characters'}",
        f"`{name}` が {most} {'件' if items else '文字'}を超えています",
        ("shorten it", "短くしてください"),
    )
