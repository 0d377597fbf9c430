"""The faults of files and bodies as such: each said once, in both languages, with how to mend it."""

from __future__ import annotations

from engine.diagnostics import Diagnostic, Place, Text
from engine.source.document import Limits
from engine.source.scalars import MOST_DIGITS, MOST_MAGNITUDE
from engine.text import quoted


def _fault(code: str, message: Text, mend: Text, place: Place | None, pointer: str | None = None) -> Diagnostic:
    return Diagnostic(code, message, mend, place, pointer)


def too_large(place: Place, limits: Limits) -> Diagnostic:
    return _fault(
        "file-too-large",
        Text(f"the file is larger than {limits.size:,} bytes", f"ファイルが {limits.size:,} バイトを超えています"),
        Text("split it, or leave out what is not asked for", "分割するか、不要な部分を除いてください"),
        place,
    )


def not_utf8(place: Place) -> Diagnostic:
    return _fault(
        "not-utf-8",
        Text("the file is not UTF-8 text here", "ここが UTF-8 の文字ではありません"),
        Text("save the file as UTF-8", "ファイルを UTF-8 で保存してください"),
        place,
    )


def empty(place: Place) -> Diagnostic:
    return _fault(
        "empty-file",
        Text("the file is empty", "ファイルが空です"),
        Text("write `{}` if nothing is known yet", "まだ何もわからないときは `{}` と書いてください"),
        place,
    )


def tab(place: Place) -> Diagnostic:
    return _fault(
        "tab-indentation",
        Text("a line is indented with a tab", "タブで字下げされています"),
        Text("indent with spaces", "半角スペースで字下げしてください"),
        place,
    )


def line_separator(place: Place) -> Diagnostic:
    return _fault(
        "line-separator",
        Text("an unusual line separator stands here", "特殊な改行文字があります"),
        Text("end lines with a line feed", "行末は LF にしてください"),
        place,
    )


def alias(name: str, place: Place, pointer: str) -> Diagnostic:
    return _fault(
        "alias-not-allowed",
        Text(f"the alias {quoted('*' + name)} is not allowed", f"エイリアス {quoted('*' + name)} は使えません"),
        Text(
            "write the value again, or put text that starts with `*` in quotes",
            "値をもう一度書くか、`*` で始まる文字列を引用符で囲んでください",
        ),
        place,
        pointer,
    )


def anchor(name: str, place: Place, pointer: str) -> Diagnostic:
    return _fault(
        "anchor-not-allowed",
        Text(f"the anchor {quoted('&' + name)} is not allowed", f"アンカー {quoted('&' + name)} は使えません"),
        Text(
            "take it away, or put text that starts with `&` in quotes",
            "消すか、`&` で始まる文字列を引用符で囲んでください",
        ),
        place,
        pointer,
    )


def tag(name: str, place: Place, pointer: str) -> Diagnostic:
    name = name.replace("tag:yaml.org,2002:", "!!")
    return _fault(
        "tag-not-allowed",
        Text(f"the tag {quoted(name)} is not allowed", f"タグ {quoted(name)} は使えません"),
        Text(
            "take it away, or put text that starts with `!` in quotes",
            "消すか、`!` で始まる文字列を引用符で囲んでください",
        ),
        place,
        pointer,
    )


def merge_key(place: Place, pointer: str) -> Diagnostic:
    return _fault(
        "merge-key-not-allowed",
        Text("the merge key `<<` is not allowed", "マージキー `<<` は使えません"),
        Text("write the keys out", "キーを省かずに書いてください"),
        place,
        pointer,
    )


def duplicate_key(key: str, first: Place, place: Place, pointer: str) -> Diagnostic:
    return _fault(
        "duplicate-key",
        Text(f"the key {quoted(key)} stands twice", f"キー {quoted(key)} が重複しています"),
        Text(
            f"keep one of them; the first is in line {first.line}",
            f"どちらか一つにしてください（最初は {first.line} 行目）",
        ),
        place,
        pointer,
    )


def key_not_text(place: Place, pointer: str) -> Diagnostic:
    return _fault(
        "key-not-text",
        Text("a key must be one word or a text", "キーは語または文字列でなければなりません"),
        Text("write `key: value`", "`キー: 値` の形で書いてください"),
        place,
        pointer,
    )


def several_documents(place: Place) -> Diagnostic:
    return _fault(
        "several-documents",
        Text("a second document begins here", "ここから二つ目の文書が始まっています"),
        Text(
            "keep one document in a file, without `---` between",
            "一つのファイルには一つの文書だけを、`---` で区切らずに書いてください",
        ),
        place,
    )


def too_deep(place: Place, pointer: str, limits: Limits) -> Diagnostic:
    return _fault(
        "too-deep",
        Text(f"values are nested more than {limits.depth} deep", f"入れ子が {limits.depth} 段を超えています"),
        Text("nest less", "入れ子を浅くしてください"),
        place,
        pointer,
    )


def too_many(place: Place, pointer: str, limits: Limits) -> Diagnostic:
    return _fault(
        "too-many-values",
        Text(f"there are more than {limits.values:,} values", f"値が {limits.values:,} 個を超えています"),
        Text("leave out what is not asked for", "不要な部分を除いてください"),
        place,
        pointer,
    )


def bad_scalar(code: str, word: str, place: Place, pointer: str) -> Diagnostic:
    """What is wrong with one unquoted word or JSON number (codes of `scalars.meaning`)."""
    if code == "date-does-not-exist":
        message = Text(f"the date {quoted(word)} does not exist", f"日付 {quoted(word)} は存在しません")
        mend = Text("write a day of the calendar as YYYY-MM-DD", "暦にある日を YYYY-MM-DD の形で書いてください")
    else:
        message = Text(f"the number {quoted(word, 40)} is too long", f"数値 {quoted(word, 40)} が長すぎます")
        mend = Text(
            f"write at most {MOST_DIGITS} digits, below 10 to the power of {MOST_MAGNITUDE}",
            f"{MOST_DIGITS} 桁以内、10 の {MOST_MAGNITUDE} 乗未満で書いてください",
        )
    return _fault(code, message, mend, place, pointer)


def not_a_number(word: str, place: Place, pointer: str) -> Diagnostic:
    return _fault(
        "not-a-number",
        Text(f"{quoted(word)} is not a number", f"{quoted(word)} は数値ではありません"),
        Text(
            "write digits, or leave it out if it is not known yet", "数字で書くか、まだわからないときは省いてください"
        ),
        place,
        pointer,
    )


def not_unicode(place: Place, pointer: str) -> Diagnostic:
    return _fault(
        "not-unicode",
        Text("the text holds half of a character", "文字列に不完全な文字が含まれています"),
        Text("write the character itself instead of its escape", "エスケープではなく文字そのものを書いてください"),
        place,
        pointer,
    )


def not_found(file: str) -> Diagnostic:
    return _fault(
        "file-not-found",
        Text(f"the file {quoted(file, 200)} does not exist", f"ファイル {quoted(file, 200)} がありません"),
        Text("check the path", "パスを確認してください"),
        None,
    )


def not_readable(file: str) -> Diagnostic:
    return _fault(
        "file-not-readable",
        Text(f"{quoted(file, 200)} cannot be read as a file", f"{quoted(file, 200)} をファイルとして読めません"),
        Text("name a file that you may read", "読み取れるファイルを指定してください"),
        None,
    )
