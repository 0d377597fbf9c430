"""What is wrong with the shape of a file: every fault at its place, in words of authors.

The JSON Schema finds the faults (so that an editor and the loader agree); this module turns each into a diagnostic.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from engine.diagnostics import Diagnostic
from engine.model import shape_faults as say
from engine.source import Document, pointer_of
from engine.source.scalars import DATE, day

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError


def shape_faults(document: Document, kind: str) -> list[Diagnostic]:
    """Every way in which `document` is not a file of `kind` (ruleset, vocabulary, register, source, examples)."""
    found: list[Diagnostic] = []
    for error in validator(kind).iter_errors(_as_json(document.data)):
        found.extend(explained(error, document))
    return found


@cache
def validator(kind: str) -> Draft202012Validator:
    """The validator of a kind of file; decimals are numbers to it."""
    from engine.model.json_schema import schema_of  # noqa: PLC0415 - pydantic is slow to import

    return validator_of(schema_of(kind))


def validator_of(schema: dict[str, Any]) -> Draft202012Validator:
    """A validator for `schema` that takes decimals for numbers and knows dates."""
    import jsonschema  # noqa: PLC0415 - slow to import, and only needed where there is something to explain
    from jsonschema.validators import extend  # noqa: PLC0415

    def is_number(_checker: object, value: object) -> bool:
        return isinstance(value, Decimal | int) and not isinstance(value, bool)

    def is_integer(checker: object, value: object) -> bool:
        return is_number(checker, value) and value == int(cast(Decimal, value))

    base = jsonschema.Draft202012Validator
    made = extend(  # type: ignore[no-untyped-call]  # jsonschema leaves it untyped
        base, type_checker=base.TYPE_CHECKER.redefine_many({"number": is_number, "integer": is_integer})
    )
    dates = jsonschema.FormatChecker(formats=())
    dates.checks("date")(lambda value: not isinstance(value, str) or _is_day(value))
    validator: Draft202012Validator = made(schema, format_checker=dates)
    return validator


def explained(error: ValidationError, document: Document) -> Iterator[Diagnostic]:
    """The diagnostics of one error of the validator."""
    if error.validator == "anyOf":
        yield from _branch(error, document)
        return
    about_key = "propertyNames" in list(error.absolute_schema_path)[-2:]
    explain = _bad_key if about_key else _EXPLAIN.get(str(error.validator))
    pointer = pointer_of(error.absolute_path)
    if explain is None:
        yield say.not_as_wanted(document.place(pointer), pointer)
    else:
        yield from explain(error, document, pointer)


def _branch(error: ValidationError, document: Document) -> Iterator[Diagnostic]:
    """Of several alternatives, the faults of the one that the author was probably writing."""
    branches: dict[Any, list[ValidationError]] = {}
    for inner in error.context or ():
        branches.setdefault(inner.schema_path[0], []).append(inner)
    meant = [errors for errors in branches.values() if not any(_is_another_kind(inner) for inner in errors)]
    if len(meant) == 1:
        for inner in meant[0]:
            yield from explained(inner, document)
        return
    pointer = pointer_of(error.absolute_path)
    yield say.wrong_type(error.instance, _kinds(error), document.place(pointer), pointer)


def _is_another_kind(error: ValidationError) -> bool:
    """Is the value as a whole of another kind than this branch wants?"""
    return error.validator == "type" and not error.relative_path


def _kinds(error: ValidationError) -> list[Any]:
    """What the alternatives want: names of types, or the words of an enumeration."""
    wanted: list[Any] = []
    for inner in error.context or ():
        if inner.relative_path:
            continue
        words = inner.schema.get("enum") if isinstance(inner.schema, dict) else None
        wanted.extend(words or ([inner.validator_value] if inner.validator == "type" else []))
    return wanted


Explain = Callable[[Any, Document, str], Iterator[Diagnostic]]
"""From an error (its parts are not typed by jsonschema), the document and the pointer of the value."""


def _unknown_keys(error: Any, document: Document, pointer: str) -> Iterator[Diagnostic]:
    known = list(error.schema.get("properties", {}))
    for key in error.instance:
        if key not in known:
            below = pointer + pointer_of([key])
            yield say.unknown_key(key, known, document.key(below), below)


def _missing_key(error: Any, document: Document, pointer: str) -> Iterator[Diagnostic]:
    for key in error.validator_value:
        if key not in error.instance and error.message.startswith(repr(key)):
            yield say.missing_key(key, document.key(pointer), pointer)


def _wrong_type(error: Any, document: Document, pointer: str) -> Iterator[Diagnostic]:
    wanted = error.validator_value
    kinds = wanted if isinstance(wanted, list) else [wanted]
    yield say.wrong_type(error.instance, kinds, document.place(pointer), pointer)


def _not_a_choice(error: Any, document: Document, pointer: str) -> Iterator[Diagnostic]:
    wanted = error.validator_value
    choices = wanted if isinstance(wanted, list) else [wanted]
    if not isinstance(error.instance, str) and "type" in error.schema:
        return  # its type is a fault of its own
    yield say.not_a_choice(error.instance, choices, document.place(pointer), pointer)


def _bad_text(error: Any, document: Document, pointer: str) -> Iterator[Diagnostic]:
    yield say.bad_pattern(error.instance, error.validator_value, document.place(pointer), pointer)


def _bad_key(error: Any, document: Document, pointer: str) -> Iterator[Diagnostic]:
    """Of `propertyNames`: the instance is a key of the mapping at `pointer`."""
    below = pointer + pointer_of([error.instance])
    yield say.bad_pattern(error.instance, error.validator_value, document.key(below), below)


def _alternatives(error: Any, document: Document, pointer: str) -> Iterator[Diagnostic]:
    keys = [branch["required"][0] for branch in error.validator_value]
    if not isinstance(error.instance, dict):
        return
    written = [key for key in keys if key in error.instance]
    place = document.key(f"{pointer}/{written[1]}") if len(written) > 1 else document.key(pointer)
    yield say.one_of_keys(keys, written, place, pointer)


def _bad_date(error: Any, document: Document, pointer: str) -> Iterator[Diagnostic]:
    yield say.not_a_date(error.instance, document.place(pointer), pointer)


def _empty(_error: Any, document: Document, pointer: str) -> Iterator[Diagnostic]:
    yield say.empty(document.key(pointer), pointer)


def _too_many(error: Any, document: Document, pointer: str) -> Iterator[Diagnostic]:
    yield say.too_many(error.validator_value, document.key(pointer), pointer)


def _too_small(error: Any, document: Document, pointer: str) -> Iterator[Diagnostic]:
    yield say.too_small(error.instance, error.validator_value, document.place(pointer), pointer)


_EXPLAIN: dict[str, Explain] = {
    "additionalProperties": _unknown_keys,
    "required": _missing_key,
    "type": _wrong_type,
    "enum": _not_a_choice,
    "const": _not_a_choice,
    "pattern": _bad_text,
    "oneOf": _alternatives,
    "format": _bad_date,
    "minLength": _empty,
    "minItems": _empty,
    "minProperties": _empty,
    "maxItems": _too_many,
    "maxLength": _too_many,
    "maxProperties": _too_many,
    "exclusiveMinimum": _too_small,
}


def _as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_as_json(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def _is_day(text: str) -> bool:
    return bool(DATE.fullmatch(text)) and day(text)[1] is None
