"""Records `documented.json`: sends a worked example to each route that takes a body. Run by
`python -m service.reference.openapi_file`.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr
from starlette.testclient import TestClient

from engine.examples import read_examples
from service.api.documented import FILE, ID, Documented, documented, settled
from service.api.examples import request_of
from service.app import create_app
from service.roles import Role
from service.settings import Settings

if TYPE_CHECKING:
    from engine.catalogue import Catalogue

    Answer = tuple[int, str, Any]
    """Status, kind and body."""

RULESET, COMPLETE, UNKNOWN, REFUSED = "jcm/f-gas", "complete", "destruction-unknown", "not-recovered"
JSON, NDJSON, YAML = "application/json", "application/x-ndjson", "application/yaml"
REGISTER = "jcm-adoptions"


def record() -> None:
    """Writes the file anew. Raises SystemExit where something was not answered in time."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(everyone(Path(folder)))
        with TestClient(app) as client:
            asker = Asker(client)
            made = [
                Documented(path, name, kind, request, *asker.answer(path, kind, request))
                for path, name, kind, request in requests(app.state.rules.catalogue, asker)
            ]
    if any(one.status >= 500 or "linting-ended" in json.dumps(one.answer) for one in made):
        raise SystemExit("this machine was too busy to answer everything in time: record again")
    written = json.dumps([asdict(one) for one in made], ensure_ascii=False, indent=1)
    FILE.write_text(f"{written}\n", encoding="utf-8")


def everyone(folder: Path) -> Settings:
    """A service in which everybody may do everything, with a database in `folder`."""
    url = SecretStr(f"sqlite:///{folder / 'documented.db'}")
    return Settings(database=url, anonymous_roles=tuple(Role), rate_anonymous=0, request_seconds=300)


class Asker:
    """Sends requests to such a service. Where one names what is stored, that must have been stored by it before."""

    def __init__(self, client: TestClient) -> None:
        self._client = client
        self._stored: dict[str, str] = {}

    def answer(self, path: str, kind: str, request: Any) -> Answer:
        """The answer, with zeros for all that is new each time."""
        if path == "/api/v1/judgements":
            request = request | {"subject": request["subject"].replace(ID, self._stored["/api/v1/determinations"])}
        if path == "/api/v1/sessions:end":
            state: Any = self._client.app.state  # type: ignore[attr-defined]  # the client takes any application
            state.storage.store().sessions.begin(request["person"], "Olga", [Role.OFFICER], timedelta(hours=1))
        address = path.replace("{case}", self._stored.get("/api/v1/cases", "")).replace("{register}", REGISTER)
        content = json.dumps(request) if kind == JSON else request
        answer = self._client.post(address, content=content.encode(), headers={"Content-Type": kind})
        answered_as = answer.headers["content-type"].partition(";")[0]
        if answer.status_code == 201:
            self._stored[path] = answer.json().get("id", "")
        if answered_as != NDJSON:
            return answer.status_code, answered_as, settled(answer.json())
        lines = (json.dumps(settled(json.loads(line)), ensure_ascii=False) for line in answer.text.splitlines())
        return answer.status_code, answered_as, "".join(f"{line}\n" for line in lines)

    def receipt(self, request: Any) -> Any:
        """A receipt as it is made, with nothing exchanged."""
        return self._client.post("/api/v1/determinations", json=request).json()["receipt"]


def requests(catalogue: Catalogue, asker: Asker) -> Iterator[tuple[str, str, str, Any]]:
    """Path, name, kind and body; in an order in which what a later one names is stored before."""
    folder = catalogue.root / RULESET
    worked = {one.id: request_of(RULESET, one) for one in read_examples(folder / "examples.yaml")[0]}
    complete, refused = worked[COMPLETE], worked[REFUSED]
    for path in ("checks", "determinations", "explain"):
        yield f"/api/v1/{path}", RULESET, JSON, complete
    yield "/api/v1/questions", f"{RULESET} {UNKNOWN}", JSON, worked[UNKNOWN]
    yield "/api/v1/remedies", f"{RULESET} {REFUSED}", JSON, refused
    days = {name: value for name, value in refused.items() if name != "as_of"}
    yield "/api/v1/timeline", f"{RULESET} {REFUSED}", JSON, days | {"from": "2019-01-01", "to": "2020-12-31"}
    batch = [refused, {"rulesets": [RULESET], "facts": {"host_country": "ZZ"}}]
    yield "/api/v1/checks:batch", f"{RULESET} {REFUSED}", JSON, batch
    yield "/api/v1/checks:batch", f"{RULESET} {REFUSED}", NDJSON, "".join(f"{json.dumps(one)}\n" for one in batch)
    receipt = _receipt(asker, refused)
    yield "/api/v1/replay", f"{RULESET} {REFUSED}", JSON, receipt
    yield "/api/v1/verify", f"{RULESET} {REFUSED}", JSON, receipt
    ruleset, examples = ((folder / name).read_text(encoding="utf-8") for name in ("ruleset.yaml", "examples.yaml"))
    yield "/api/v1/lint", RULESET, JSON, {"id": RULESET, "ruleset": ruleset, "examples": examples}
    yield "/api/v1/lint", f"{RULESET} alone", YAML, ruleset
    yield "/api/v1/cases", "jcm/project-cycle", JSON, {"case": "jcm/project-cycle", "title": "Pumps in Da Nang"}
    registered = {"id": "registration", "event": "registered", "on": "2017-05-26", "recorded_on": "2017-05-30"}
    yield "/api/v1/cases/{case}/events", "registered", JSON, registered
    judged = {"subject": f"determinations/{ID}", "fact": "leading_technology", "value": True, "on": "2020-03-20"}
    yield "/api/v1/judgements", "leading_technology", JSON, judged | {"reason": "seen in operation"}
    row = {"row": "fy2013-id-1", "values": {"country": "VN"}, "from": "2013-10-01", "reason": "misprint in the list"}
    yield "/api/v1/registers/{register}/overrides", "a misprint", JSON, row
    yield "/api/v1/keys", "intake", JSON, {"name": "intake", "role": "officer", "scopes": ["cases:write"], "days": 90}
    yield "/api/v1/sessions:end", "olga", JSON, {"person": "sign-in:olga"}


def _receipt(asker: Asker, request: Any) -> Any:
    """The receipt that was recorded before, as long as the rules in force still answer the same."""
    before = [one.request for one in documented() if one.path == "/api/v1/replay"] if FILE.exists() else []
    for one in before:
        status, _, said = asker.answer("/api/v1/replay", JSON, one)
        if status == 200 and said["verdict"] == "identical":
            return one
    return asker.receipt(request)
