"""What a parser says of text that is not YAML or not JSON, in words of authors and in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.diagnostics import Diagnostic, Place, Text

if TYPE_CHECKING:
    from json import JSONDecodeError

    import yaml

_QUOTE = Text(
    "put text that holds `: ` or begins with a sign in quotes",
    "`: ` を含む文字列や記号で始まる文字列は引用符で囲んでください",
)
_INDENT = Text("check the indentation of this line and the one before", "この行と前の行の字下げを確認してください")
_BRACKET = Text("close the bracket, and put commas between the members", "括弧を閉じ、要素の間にコンマを入れてください")
_CLOSE = Text("close the quotes", "引用符を閉じてください")
_ESCAPE = Text(
    "use single quotes, where a backslash is a backslash",
    "バックスラッシュをそのまま書くときは一重引用符を使ってください",
)
_CHARACTER = Text("take the character away", "その文字を取り除いてください")

YAML_PROBLEMS: tuple[tuple[str, Text, Text], ...] = (
    ("mapping values are not allowed", Text("a second `: ` in one line", "一行に `: ` が二つあります"), _QUOTE),
    (
        "cannot start any token",
        Text("a word begins with a sign that means something else", "特別な意味を持つ記号で語が始まっています"),
        _QUOTE,
    ),
    ("could not find expected ':'", Text("a key without `: `", "キーの後に `: ` がありません"), _INDENT),
    (
        "did not find expected key",
        Text("this does not line up with the keys around it", "前後のキーと位置が揃っていません"),
        _INDENT,
    ),
    (
        "did not find expected '-' indicator",
        Text("this does not line up with the list", "一覧の要素と位置が揃っていません"),
        _INDENT,
    ),
    (
        "block sequence entries are not allowed",
        Text("a list item is not allowed here", "ここに一覧の要素は書けません"),
        _INDENT,
    ),
    ("did not find expected ',' or", Text("a bracket is not closed", "括弧が閉じていません"), _BRACKET),
    ("did not find expected node content", Text("a value is missing", "値がありません"), _BRACKET),
    ("unexpected end of stream", Text("a quoted text is not closed", "引用符が閉じていません"), _CLOSE),
    ("escape", Text("an escape that does not exist", "存在しないエスケープです"), _ESCAPE),
    ("control characters", Text("a control character", "制御文字があります"), _CHARACTER),
    ("special characters", Text("a control character", "制御文字があります"), _CHARACTER),
)
"""What the parser says (a part of it), what it means to the author, how to mend it."""

JSON_PROBLEMS: tuple[tuple[str, Text, Text], ...] = (
    (
        "Expecting property name",
        Text("a key in double quotes is wanted", "二重引用符で囲んだキーが必要です"),
        Text(
            'write `"key": value`, with no comma after the last one',
            '`"キー": 値` の形で書き、最後の後にはコンマを付けないでください',
        ),
    ),
    (
        "Expecting ':'",
        Text("a `:` is wanted", "`:` が必要です"),
        Text('write `"key": value`', '`"キー": 値` の形で書いてください'),
    ),
    ("Expecting ','", Text("a comma or a closing bracket is wanted", "コンマまたは閉じ括弧が必要です"), _BRACKET),
    ("Unterminated string", Text("a quoted text is not closed", "引用符が閉じていません"), _CLOSE),
    (
        "control character",
        Text("a control character in a text", "文字列に制御文字があります"),
        Text("write a line break as `\\n`", "改行は `\\n` と書いてください"),
    ),
    (
        "escape",
        Text("an escape that does not exist", "存在しないエスケープです"),
        Text("write a backslash as `\\\\`", "バックスラッシュは `\\\\` と書いてください"),
    ),
    (
        "Extra data",
        Text("there is more after the end of the value", "値の終わりの後に余分なものがあります"),
        Text("keep one value in a file", "一つのファイルには一つの値だけを書いてください"),
    ),
    (
        "Expecting value",
        Text("a value is wanted", "値が必要です"),
        Text(
            "write a text in double quotes, a number, `true`, `false`, `[…]` or `{…}`",
            "二重引用符で囲んだ文字列、数値、`true`、`false`、`[…]`、`{…}` のいずれかを書いてください",
        ),
    ),
)


def not_yaml(error: yaml.YAMLError, content: str, file: str) -> Diagnostic:
    """The diagnostic of a parser's error."""
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error)
    place = _written(mark.line, mark.column, content, file) if mark else _first_control_character(content, file)
    for part, message, mend in YAML_PROBLEMS:
        if part in problem:
            return Diagnostic("yaml-syntax", _prefixed("not YAML", message), mend, place)
    return Diagnostic("yaml-syntax", Text("not YAML from here on", "ここから先は YAML ではありません"), _INDENT, place)


def not_json(error: JSONDecodeError, file: str) -> Diagnostic:
    """The diagnostic of a JSON reader's error."""
    place = Place(file, error.lineno, error.colno)
    for part, message, mend in JSON_PROBLEMS:
        if part in error.msg:
            return Diagnostic("json-syntax", _prefixed("not JSON", message), mend, place)
    return Diagnostic("json-syntax", Text("not JSON from here on", "ここから先は JSON ではありません"), _BRACKET, place)


def _prefixed(what: str, message: Text) -> Text:
    return Text(f"{what}: {message.en}", f"{what.removeprefix('not ')} として読めません：{message.ja}")


def _written(line: int, column: int, content: str, file: str) -> Place:
    """The place of a mark; behind the end of the text it is moved to where the last thing was written."""
    lines = content.rstrip().split("\n")
    if line < len(lines):
        return Place(file, line + 1, column + 1)
    return Place(file, len(lines), len(lines[-1]) + 1)


def _first_control_character(content: str, file: str) -> Place:
    for number, line in enumerate(content.split("\n"), 1):
        for column, character in enumerate(line, 1):
            if not character.isprintable() and character not in "\t\u3000\u00a0":
                return Place(file, number, column)
    return Place(file, 1, 1)
