"""The image is not built here: what can be read of it holds. Its sources exist, its user is nobody, its variables are
settings."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
import tomllib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

from service.settings import ELSEWHERE, Settings, variable

ROOT = Path(__file__).parents[2]
KNOWN = {*map(variable, Settings.model_fields), *ELSEWHERE}
INSTRUCTIONS = {"FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "VOLUME", "EXPOSE", "STOPSIGNAL", "HEALTHCHECK", "CMD"}


def instructions() -> list[tuple[str, str]]:
    text = re.sub(r"^#.*\n", "", (ROOT / "Dockerfile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    lines = re.sub(r"\\\n\s*", " ", text).splitlines()
    return [(line.split(maxsplit=1)[0], line.split(maxsplit=1)[1]) for line in lines if line.strip()]


def last_stage() -> list[tuple[str, str]]:
    found = instructions()
    return found[max(at for at, (name, _) in enumerate(found) if name == "FROM") :]


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    return found


def test_there_are_two_stages_of_the_same_python() -> None:
    found = [said for name, said in instructions() if name == "FROM"]
    assert found == ["python:3.11-slim-bookworm AS build", "python:3.11-slim-bookworm"]
    assert {name for name, _ in instructions()} <= INSTRUCTIONS


def test_what_is_copied_exists_and_is_let_into_the_build() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert ignored[0] == "*", "nothing goes into the build but what is named"
    for name, said in instructions():
        if name == "COPY" and not said.startswith("--from"):
            for source in said.split()[:-1]:
                assert (ROOT / source).exists(), source
                assert f"!{source}" in ignored, source


def test_all_that_the_wheel_is_made_of_is_copied_and_its_tools_are_pinned() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    copied = {one for name, said in instructions() if name == "COPY" for one in said.split()[:-1]}
    project = build["project"]
    needed = {*build["tool"]["hatch"]["build"]["only-include"], project["readme"], *project["license-files"]}
    assert needed <= copied
    [run] = [said for name, said in instructions() if name == "RUN" and "-m build" in said]
    assert run.count("-c constraints.txt") == 2, "what builds, and what is installed"
    extras = re.search(r"\[([a-z,]+)\]\"", run)
    assert extras is not None and set(extras[1].split(",")) <= set(project["optional-dependencies"])


@pytest.mark.parametrize(("status", "healthy"), [(200, True), (503, False)])
def test_its_health_is_what_the_service_answers(status: int, healthy: bool) -> None:
    class Ready(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status if self.path == "/readyz" else 404)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing is said."""

    command = json.loads(dict(last_stage())["HEALTHCHECK"].partition("CMD ")[2])
    with ThreadingHTTPServer(("127.0.0.1", 0), Ready) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        asked = [part.replace(":8000/", f":{server.server_port}/") for part in command]
        assert asked != command
        done = subprocess.run([sys.executable, *asked[1:]], capture_output=True, check=False, timeout=60)
        server.shutdown()
    assert (done.returncode == 0) == healthy


def test_it_runs_as_nobody_and_can_write_to_its_own_folder_only() -> None:
    stage = last_stage()
    [user] = [said for name, said in stage if name == "USER"]
    assert user.isdigit() and int(user) > 0, "a number: orchestrators that forbid root can tell"
    assert [name for name, _ in stage].index("USER") < [name for name, _ in stage].index("CMD")
    assert f"--uid {user}" in next(said for name, said in stage if name == "RUN")
    assert ("VOLUME", "/data") in stage
    assert not any(name == "COPY" and not said.startswith("--from") for name, said in stage)


def test_its_health_is_whether_it_is_ready_and_its_environment_is_safe() -> None:
    stage = dict(last_stage())
    assert "/readyz" in stage["HEALTHCHECK"]
    assert "PYTHONSAFEPATH=1" in stage["ENV"]
    assert "fonts-noto-cjk" in next(said for name, said in last_stage() if name == "RUN")
    assert stage["CMD"] == '["hantei", "serve", "--host", "0.0.0.0", "--port", "8000"]'


def test_every_variable_is_a_setting(compose: dict[str, Any]) -> None:
    said = " ".join(said for name, said in instructions() if name == "ENV")
    named = set(re.findall(r"HANTEI_[A-Z_]+", said))
    for one in compose["services"].values():
        named |= {name for name in one.get("environment", {}) if name.startswith("HANTEI_")}
    assert named
    assert named <= KNOWN


def test_the_composed_service_is_bounded_and_its_secrets_are_files(compose: dict[str, Any]) -> None:
    service = compose["services"]["service"]
    assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
    assert int(service["stop_grace_period"].removesuffix("s")) > Settings.model_fields["shutdown_seconds"].default
    assert all(port.startswith("127.0.0.1:") for port in service["ports"]), "a proxy stands before it"
    named = {name for one in compose["services"].values() for name in one.get("secrets", [])}
    assert named == set(compose["secrets"])
    for name in named - {"database_password"}:
        assert name.upper() in KNOWN
    assert compose["services"]["migrate"]["command"] == ["hantei", "migrate"]
    assert "condition" in service["depends_on"]["migrate"]
    assert "secrets/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
