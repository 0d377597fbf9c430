"""Requests made from openapi.json, good ones and bad ones, against the whole service: nothing breaks, and every answer
is one of those described.

`HANTEI_EXAMPLES` is how many requests each operation gets; `make soak` asks for many.
"""

from __future__ import annotations

import contextlib
import json
import os
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from pydantic import SecretStr
from schemathesis import GenerationMode
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from service.app import create_app
from service.reference.openapi_file import FILE
from service.settings import Settings

EXAMPLES = int(os.environ.get("HANTEI_EXAMPLES", "3"))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@schemathesis.serializer("application/x-tar", "application/x-ndjson", "application/yaml")
def as_it_is(_: object, value: Any) -> bytes:
    """What is no JSON is sent as it was made."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The description of a service with a database, in which everyone may do everything."""
    url = SecretStr(f"sqlite:///{tmp_path_factory.mktemp('store') / 'hantei.db'}")
    everyone = ("applicant", "officer", "author", "publisher", "admin")
    app = create_app(Settings(database=url, anonymous_roles=everyone, rate_anonymous=0, request_seconds=120))
    return schemathesis.openapi.from_asgi("/openapi.json", app)


LABELS = sorted(
    f"{method.upper()} {path}"
    for path, operations in json.loads(FILE.read_text(encoding="utf-8"))["paths"].items()
    for method in operations
)


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=lambda mode: str(mode.value))
def test_every_request_ends_as_described(described: Any, label: str, mode: GenerationMode) -> None:
    operation = described.find_operation_by_label(label)
    try:
        cases = operation.as_strategy(generation_mode=mode)
    except Unsatisfiable:
        return

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=EXAMPLES < 50,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(case=cases)
    def every(case: schemathesis.Case) -> None:
        case.call_and_validate(checks=CHECKS)

    with contextlib.suppress(Unsatisfiable):  # nothing can be wrong with a request that has no parameters and no body
        every()
