"""An explanation as JSON, and the schema of it: both made from the declarations in `engine.explanation.parts`.

Words are there in both languages, figures as decimal text with their units, dates ISO 8601. Keys are the fields of the
parts; all of them are always there, null or empty where there is nothing to tell.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from engine.errors import MisuseError
from engine.explanation.parts import PROSE, Explanation
from engine.text import printable

FORMAT = "hantei-explanation-1"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXT = "text"
_SCALARS: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    date: {"type": "string", "format": "date"},
    NoneType: {"type": "null"},
    Any: {},
}


def explanation_json(english: Explanation, japanese: Explanation) -> dict[str, Any]:
    """The body of an answer that was explained in both languages. Raises MisuseError where it is not one answer."""
    if (english.lang, japanese.lang) != ("en", "ja"):
        raise MisuseError("JSON is made of an explanation in English and one in Japanese")
    try:
        return {"format": FORMAT, **_record(english, japanese, without=("lang",))}
    except (ValueError, AttributeError, TypeError) as error:
        raise MisuseError("the two explanations are not of one answer") from error


def _record(en: Any, ja: Any, without: tuple[str, ...] = ()) -> dict[str, Any]:
    kind: Any = type(en)
    hints = _hints(kind)
    return {
        name: _merged(getattr(en, name), getattr(ja, name), hint) for name, hint in hints.items() if name not in without
    }


def _merged(en: Any, ja: Any, hint: Any) -> Any:
    if en is None or hint is Any:
        return en
    if _is_prose(hint):
        return {"en": _plain(en), "ja": _plain(ja)}
    if isinstance(en, tuple):
        (each, *_) = get_args(_there(hint))
        return [_merged(one, other, each) for one, other in zip(en, ja, strict=True)]
    if is_dataclass(en):
        return _record(en, ja)
    if en != ja:
        raise ValueError("what is no prose is the same in both languages")
    return en.isoformat() if isinstance(en, date) else en.value if isinstance(en, Enum) else en


def _plain(text: str) -> str:
    """Without what only the setting of lines needs."""
    return printable(text).replace("\u00a0", " ")


@cache
def _hints(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind, include_extras=True)
    return {one.name: hints[one.name] for one in fields(kind)}


def _is_prose(hint: Any) -> bool:
    there = _there(hint)
    return get_origin(there) is Annotated and PROSE in there.__metadata__


def _there(hint: Any) -> Any:
    """The kind of a value that is there, where it may be none."""
    if get_origin(hint) in (Union, UnionType):
        return next(one for one in get_args(hint) if one is not NoneType)
    return hint


# --- the schema ------------------------------------------------------------------------------------------------------


def explanation_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the body."""
    parts: dict[str, Any] = {_TEXT: _both_languages()}
    _describe(Explanation, parts)
    whole = parts.pop(Explanation.__name__)
    del whole["properties"]["lang"]  # a body is in both languages at once
    whole["properties"] = {"format": {"const": FORMAT}, **whole["properties"]}
    whole["required"] = list(whole["properties"])
    return {"$schema": DIALECT, "title": "Explanation", **whole, "$defs": dict(sorted(parts.items()))}


def _both_languages() -> dict[str, Any]:
    each = {lang: {"type": "string"} for lang in ("en", "ja")}
    return {"type": "object", "properties": each, "required": list(each), "additionalProperties": False}


def _describe(kind: type, parts: dict[str, Any]) -> None:
    """Adds the schema of a part, and of all that it is made of."""
    if kind.__name__ in parts:
        return
    parts[kind.__name__] = schema = {
        "type": "object",
        "description": " ".join((kind.__doc__ or "").split()),
        "properties": {},
        "required": [one.name for one in fields(kind)],
        "additionalProperties": False,
    }
    schema["properties"] = {name: _schema(hint, parts) for name, hint in _hints(kind).items()}


def _schema(hint: Any, parts: dict[str, Any]) -> dict[str, Any]:
    if get_origin(hint) in (Union, UnionType):
        return {"anyOf": [_schema(one, parts) for one in get_args(hint)]}
    if _is_prose(hint):
        return {"$ref": f"#/$defs/{_TEXT}"}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _schema(get_args(hint)[0], parts)}
    if isinstance(hint, type) and is_dataclass(hint):
        _describe(hint, parts)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {"enum": [one.value for one in hint]}
    return _SCALARS[hint]
