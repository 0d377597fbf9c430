"""Publishing from afar and at the machine: who may, what is told, and that the service goes on by the new rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from service.app import create_app
from service.publications.bundles import pack
from service.roles import ROLES, Role
from service.settings import Settings
from service.signing import public_half
from service.store import Store
from tests.cli.processes import run
from tests.operation.test_rules import EDIT, Bundle, Signed

TAR = {"Content-Type": "application/x-tar"}
WHY = {"why": "the ceiling of 2020"}
CHECK = {"rulesets": ["trial"], "facts": {"host_country": "JP"}, "as_of": "2019-06-01"}


@pytest.fixture
def kind() -> str:
    return "sqlite"


@pytest.fixture
def served(settings: Settings, url: str, store: Store) -> Iterator[Callable[[Role], TestClient]]:
    """Clients with a key of a role."""
    app = create_app(settings.model_copy(update={"database": SecretStr(url), "publication_seconds": 3600}))

    def client(role: Role) -> TestClient:
        _, text = store.keys.create("test", role, sorted(ROLES[role].may), "tests")
        return TestClient(app, headers={"Authorization": f"Bearer {text}"})

    yield client
    app.state.storage.close()


def test_a_publisher_puts_rules_in_force(served: Callable[[Role], TestClient], bundle: Bundle) -> None:
    client = served(Role.PUBLISHER)
    before = client.post("/api/v1/checks", json=CHECK).json()["determinations"][0]["ruleset"]["digest"]
    made = client.post("/api/v1/publications", params=WHY, content=bundle(EDIT), headers=TAR)
    assert made.status_code == 201, made.text
    told = made.json()
    assert (told["why"], told["origin"], told["by"]) == ("the ceiling of 2020", "bundle", "test")
    assert made.headers["location"] == f"/api/v1/publications/{told['id']}"
    assert client.get(made.headers["location"]).json() == told
    assert client.get("/api/v1/publications").json()["publications"] == [told]
    assert client.get(f"{made.headers['location']}/bundle").content == bundle(EDIT)
    after = client.post("/api/v1/checks", json=CHECK).json()["determinations"][0]["ruleset"]["digest"]
    assert after == told["rulesets"]["trial"] != before, "the process that took it answers by it at once"


def test_a_bad_bundle_is_a_problem_that_names_files_and_lines(
    served: Callable[[Role], TestClient], signed: Signed
) -> None:
    client = served(Role.PUBLISHER)
    bad = signed({"other/ruleset.yaml": b"id: other\nnot: a rule set\n"})
    answer = client.post("/api/v1/publications", params=WHY, content=bad, headers=TAR)
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/refused-request")
    errors = {error["code"]: error for error in answer.json()["errors"]}
    assert (errors["unknown-key"]["file"], errors["unknown-key"]["line"]) == ("other/ruleset.yaml", 2)
    assert client.get("/api/v1/publications").json()["publications"] == []


def test_a_request_that_is_sent_twice_publishes_once(served: Callable[[Role], TestClient], bundle: Bundle) -> None:
    client = served(Role.PUBLISHER)
    headers = {**TAR, "Idempotency-Key": "spring"}
    first, second = (
        client.post("/api/v1/publications", params=WHY, content=bundle(), headers=headers) for _ in range(2)
    )
    assert first.json() == second.json()
    assert second.headers["idempotency-replayed"] == "true"
    assert len(client.get("/api/v1/publications").json()["publications"]) == 1


def test_a_publication_is_taken_back_by_the_one_before(served: Callable[[Role], TestClient], bundle: Bundle) -> None:
    client = served(Role.PUBLISHER)
    first, second = (
        client.post("/api/v1/publications", params=WHY, content=one, headers=TAR).json()
        for one in (bundle(), bundle(EDIT))
    )
    again = client.post(f"/api/v1/publications/{first['id']}/again", params={"why": "wrong ceiling"})
    assert again.status_code == 201, again.text
    assert (again.json()["digest"], again.json()["why"]) == (first["digest"], "wrong ceiling")
    assert [one["digest"] for one in client.get("/api/v1/publications").json()["publications"]] == [
        first["digest"],
        second["digest"],
        first["digest"],
    ]
    missing = client.post("/api/v1/publications/none/again", params=WHY)
    assert (missing.status_code, missing.json()["type"]) == (404, "/problems/nothing-stored")


@pytest.mark.parametrize(
    ("params", "headers", "status"),
    [({}, TAR, 422), (WHY, {"Content-Type": "application/json"}, 415), ({**WHY, "by": "me"}, TAR, 422)],
)
def test_what_is_missing_or_wrong_is_told(
    params: dict[str, str],
    headers: dict[str, str],
    status: int,
    served: Callable[[Role], TestClient],
    files: dict[str, bytes],
) -> None:
    answer = served(Role.PUBLISHER).post("/api/v1/publications", params=params, content=pack(files), headers=headers)
    assert answer.status_code == status


@pytest.mark.parametrize("role", [Role.OFFICER, Role.AUTHOR, Role.ADMIN])
def test_nobody_else_publishes(role: Role, served: Callable[[Role], TestClient], bundle: Bundle) -> None:
    client = served(role)
    answer = client.post("/api/v1/publications", params=WHY, content=bundle(), headers=TAR)
    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/not-permitted")
    assert client.get("/api/v1/publications").status_code == 200


# --- at the machine --------------------------------------------------------------------------------------------------


def test_the_commands_bundle_publish_and_list(settings: Settings, url: str, keys: Path, tmp_path: Path) -> None:
    file = tmp_path / "rules.tar"
    made = run("bundle", str(settings.rules), str(file), "--key", str(keys / "office"))
    digest = made.stdout.decode().split()[-1]
    assert (made.returncode, digest[:7]) == (0, "sha256:")
    publishers = {"HANTEI_DATABASE": url, "HANTEI_PUBLISHER_KEYS": str(public_half(keys / "office"))}
    done = run("publish", str(file), "--why", "spring", "--by", "Hana", "--lang", "ja", **publishers)
    assert (done.returncode, done.stdout.decode()) == (0, f"公開しました：規則集 2 件、{digest}\n"), (
        done.stderr.decode()
    )
    again = run("publish", digest, "--why", "once more", "--by", "Ren", **publishers)
    assert again.returncode == 0
    listed = run("publications", HANTEI_DATABASE=url).stdout.decode().splitlines()
    assert [line.split("by ")[1] for line in listed] == ["Ren: once more", "Hana: spring"]
    file.write_bytes(file.read_bytes() + b"x")
    refused = run("publish", str(file), "--why", "spring", **publishers)
    assert refused.returncode == 2
    assert "error[not-a-bundle]" in refused.stderr.decode()
