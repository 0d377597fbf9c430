"""The description of the API by OpenAPI."""

from __future__ import annotations

import json
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

from engine.explanation.json_body import explanation_schema
from service.api.documented import documented
from service.api.examples import worked_requests
from service.api.shapes import cases as case
from service.api.shapes import keys as key
from service.api.shapes import prospects as prospect
from service.api.shapes import registers as register
from service.api.shapes import sessions as session
from service.api.shapes import stored
from service.api.shapes.checks import Answer, CheckRequest, Problem
from service.api.shapes.rulesets import Catalogue, Questions, RuleSet

DESCRIPTION = """Whether a proposal meets the rules of Japan's low-carbon cooperation programmes, why, and for how much.

A pre-check, not a decision by any programme. Every sentence comes in English and Japanese (`{"en": …, "ja": …}`).
Numbers in answers are decimal texts with a unit; rates are fractions; dates are ISO 8601. Whatever is not an answer is
a problem (RFC 9457), in the language of `?lang=` or Accept-Language, with every fault listed in both. Within v1 keys
are only ever added.

日本の低炭素協力の制度について、要件を満たすか、その理由と額を答えます。事前確認であり、制度の実施者による決定ではありません。"""
EXAMPLES_AT = tuple(f"/api/v1/{name}" for name in ("checks", "determinations", "explain", "questions", "remedies"))
MODELS = (
    *(CheckRequest, Answer, Problem, Catalogue, RuleSet, Questions),
    *(stored.BatchLine, stored.Comparison, stored.Determinations, stored.Replay, stored.StoredDetermination),
    *(stored.Verification, stored.Publication, stored.Publications),
    *(case.CaseTypes, case.CaseType, case.NewCase, case.Case, case.Cases, case.NewEvent, case.EventTold, case.Events),
    *(stored.Receipt, prospect.ExplainRequest, prospect.RemediesRequest, prospect.TimelineRequest),
    *(prospect.NextQuestions, prospect.LintRequest, prospect.LintResult, prospect.Remedies, prospect.Timelines),
    *(case.Standing, register.Registers, register.Register, register.NewOverride, register.Override),
    *(key.NewApiKey, key.ApiKey, key.MadeApiKey, key.ApiKeys),
    *(session.Session, session.Sessions, session.SessionsToEnd, session.EndedSessions),
    *(register.Overrides, register.NewJudgement, register.Judgement, register.Judgements),
)


def describe(app: FastAPI) -> None:
    """Gives the application its own description, made when it is first asked for."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _described(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's documented way to extend its description


def _described(app: FastAPI) -> dict[str, Any]:
    described = get_openapi(
        title=app.title,
        version=app.version,
        description=DESCRIPTION,
        routes=app.routes,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )
    described["components"] = {"schemas": _schemas()}
    for path in described["paths"].values():
        for operation in path.values():
            _without_validation_error(operation)
    described["components"]["schemas"]["Explanation"] = _explanation()
    examples = worked_requests(app.state.rules.catalogue)
    for path in EXAMPLES_AT:
        described["paths"][path]["post"]["requestBody"]["content"]["application/json"]["examples"] = dict(examples)
    for one in documented():
        operation = described["paths"][one.path]["post"]
        operation["requestBody"]["content"][one.kind].setdefault("examples", {})[one.name] = {"value": one.request}
        answer = operation["responses"][str(one.status)]["content"][one.answered_as]
        answer.setdefault("examples", {})[one.name] = {"value": one.answer}
    return described


def _schemas() -> dict[str, Any]:
    _, schemas = models_json_schema(
        [(model, "validation") for model in MODELS], ref_template="#/components/schemas/{model}"
    )
    return dict(schemas["$defs"])


def _explanation() -> dict[str, Any]:
    """The schema of an explanation as a component: its own definitions are parts of it."""
    schema = explanation_schema()
    text = json.dumps(schema).replace("#/$defs/", "#/components/schemas/Explanation/$defs/")
    found: dict[str, Any] = json.loads(text)
    del found["$schema"]
    return found


def _without_validation_error(operation: dict[str, Any]) -> None:
    """Takes away the 422 of FastAPI's own shape, which never happens: path parameters are text."""
    schema = operation["responses"].get("422", {}).get("content", {}).get("application/json", {}).get("schema", {})
    if schema.get("$ref", "").endswith("/HTTPValidationError"):
        del operation["responses"]["422"]
