"""What keeps a rule set from being begun, in words of authors."""

from __future__ import annotations

import re

from engine.diagnostics import Diagnostic, misuse
from engine.territories import Territory
from engine.text import quoted

_MEANT = re.compile(r"([A-Za-z]{2})[^A-Za-z0-9]*([AaPp])[Mm]?[^A-Za-z0-9]*([0-9]{1,3})")


def bad_number(number: str) -> Diagnostic:
    meant = _MEANT.fullmatch(number.strip())
    near = f"{meant[1].upper()}_{meant[2].upper()}M{int(meant[3]):03d}" if meant else None
    return misuse(
        "bad-methodology-number",
        f"{quoted(number)} is not the number of a methodology",
        f"{quoted(number)} は方法論番号ではありません",
        f"did you mean `{near}`?" if near else "write the country, `AM` or `PM`, and three digits, as in `MN_AM003`",
        f"`{near}` のことですか"
        if near
        else "国コード、`AM` または `PM`、3桁の数字で `MN_AM003` のように書いてください",
    )


def no_country(named: str, near: Territory | None, *, given: bool) -> Diagnostic:
    helps = (
        (f"did you mean `{near.code}` ({near.name.en})?", f"`{near.code}`（{near.name.ja}）のことですか")
        if near and given
        else ("name the host country with `--country`", "実施国を `--country` で指定してください")
    )
    return misuse("unknown-country", f"there is no country {quoted(named)}", f"国 {quoted(named)} はありません", *helps)


def two_countries(number: str, one: str, other: str) -> Diagnostic:
    return misuse(
        "two-countries",
        f"{quoted(number)} is a methodology of `{one}`, but the host country is said to be `{other}`",
        f"{quoted(number)} は `{one}` の方法論ですが、実施国に `{other}` が指定されています",
        "leave out `--country`, or mend the number",
        "`--country` を外すか、番号を直してください",
    )


def bad_folder(folder: str) -> Diagnostic:
    return misuse(
        "bad-folder",
        f"{quoted(folder)} is not the name of a folder of rule sets",
        f"{quoted(folder)} は規則集のフォルダー名ではありません",
        "small letters, digits and hyphens, with `/` between folders, as in `jcm/methodologies`",
        "小文字の英数字とハイフンを使い、`jcm/methodologies` のように `/` で区切ってください",
    )


def exists(ruleset: str, free: str) -> Diagnostic:
    return misuse(
        "ruleset-exists",
        f"the rule set {quoted(ruleset)} is there already",
        f"規則集 {quoted(ruleset)} は既にあります",
        f"change its files (`hantei show {ruleset}`), or begin `{free}`, the next number that is free",
        f"そのファイルを書き換えるか（`hantei show {ruleset}`）、次の空き番号 `{free}` で始めてください",
    )
