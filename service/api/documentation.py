"""Pieces of openapi.json that routes declare: what they answer and which problems they may end with."""

from __future__ import annotations

from typing import Any

from service.api.problems import INTERNAL, MEDIA_TYPE, ProblemType

Responses = dict[int | str, dict[str, Any]]
EVERYWHERE = (INTERNAL,)


def reference(name: str) -> dict[str, Any]:
    """A reference to a model of `service.api.shapes`."""
    return {"$ref": f"#/components/schemas/{name}"}


def ok(model: str | None, description: str, media_type: str = "application/json") -> Responses:
    """A 200 with a body of that model (None: any object), and 304 for a caller that has it already."""
    schema = reference(model) if model else {"type": "object"}
    tag = {"ETag": {"description": "changes when the answer can change", "schema": {"type": "string"}}}
    return {
        200: {"description": description, "headers": tag, "content": {media_type: {"schema": schema}}},
        304: {"description": "The caller has it already (If-None-Match)"},
        **problems(),
    }


def problems(*kinds: ProblemType) -> Responses:
    """One response a kind, all of one shape; besides those named, what may happen everywhere."""
    content = {MEDIA_TYPE: {"schema": reference("Problem")}}
    return {kind.status: {"description": _described(kind), "content": content} for kind in (*kinds, *EVERYWHERE)}


def _described(kind: ProblemType) -> str:
    return f"{kind.title.en} ([/problems/{kind.name}](/problems/{kind.name}))"


CHECK: dict[str, Any] = {
    "requestBody": {"required": True, "content": {"application/json": {"schema": reference("CheckRequest")}}}
}
CHECKED: Responses = {
    200: {"description": "Judged", "content": {"application/json": {"schema": reference("Answer")}}},
}
