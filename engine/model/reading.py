"""From a document to a model, with every fault of its shape."""

from __future__ import annotations

from typing import TypeVar

from pydantic import ValidationError

from engine.diagnostics import Diagnostic
from engine.model import shape_faults as say
from engine.model.base import Model
from engine.model.json_schema import MODELS
from engine.source import Document, pointer_of

M = TypeVar("M", bound=Model)


def read_model(document: Document, model: type[M], *, strict: bool = False) -> tuple[M | None, list[Diagnostic]]:
    """The model of a document, or what is wrong with its shape. `strict`: ask the JSON Schema even so."""
    kind = next(kind for kind, known in MODELS.items() if known is model)
    try:
        read = model.model_validate(document.data)
    except ValidationError as error:
        return None, _explained(document, kind, error)
    if strict:
        from engine.model.shape import shape_faults  # noqa: PLC0415 - jsonschema is slow to import

        return read, shape_faults(document, kind)
    return read, []


def _explained(document: Document, kind: str, error: ValidationError) -> list[Diagnostic]:
    """By the JSON Schema; what it does not know of is said at its place all the same."""
    from engine.model.shape import shape_faults  # noqa: PLC0415 - jsonschema is slow to import

    found = shape_faults(document, kind)
    if found:
        return found
    places = dict.fromkeys(pointer_of(_path(document, part["loc"])) for part in error.errors(include_url=False))
    return [say.not_as_wanted(document.place(pointer), pointer) for pointer in places]


def _path(document: Document, location: tuple[str | int, ...]) -> list[str | int]:
    """The part of pydantic's location that exists in the document (it names branches of unions too)."""
    path: list[str | int] = []
    value = document.data
    for part in location:
        is_there = part in value if isinstance(value, dict) else isinstance(value, list) and part in range(len(value))
        if is_there:
            value = value[part]
            path.append(part)
    return path
