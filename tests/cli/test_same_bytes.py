"""The same question gets the same bytes from every process: whatever its hashes, its zone and its locale."""

from __future__ import annotations

import pytest

from tests.cli.processes import run

PUMPS = "proposals/da-nang-pumps/facts.yaml"
ASKED = ("jcm/model-projects", "jcm/fund", PUMPS, "--as-of", "2019-06-01")
HERE = {"PYTHONHASHSEED": "1", "TZ": "America/Los_Angeles", "LANG": "C"}
THERE = {"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati", "LANG": "C.UTF-8"}


@pytest.mark.parametrize(
    "command",
    [
        ("explain", *ASKED, "--format", "html", "--lang", "ja", "--trace"),
        ("check", "--all", PUMPS, "--as-of", "2019-06-01", "--json"),
        ("next", "jcm/fund", "city-to-city/programme", "-", "--as-of", "2019-06-01", "--json"),
        ("remedy", "jcm/model-projects", PUMPS, "--amount", "maximum_subsidy", "--as-of", "2019-06-01", "--lang", "en"),
        ("show", "jcm/model-projects", "--json"),
    ],
    ids=lambda command: command[0],
)
def test_two_processes_far_apart_print_the_same(command: tuple[str, ...]) -> None:
    here, there = (run(*command, given="host_country: VN\n", **where) for where in (HERE, THERE))
    assert here.returncode == there.returncode == 0, here.stderr + there.stderr
    assert here.stdout == there.stdout
    assert len(here.stdout) > 200
