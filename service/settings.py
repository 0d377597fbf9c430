"""What can be set about the service from outside: one value, read once from the environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

VERSION = "0.1.0"
"""The version of the package; a test holds it equal to pyproject.toml. (To ask importlib.metadata costs start-up.)"""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a service is run. `rules`: another folder of rules; None means those that came with the package."""

    rules: Path | None = None
    largest_body: int = 1_000_000
    """Bytes of a request's body."""
    most_rulesets: int = 50
    """Rule sets in one request."""
    body_seconds: float = 10.0
    """How long a caller may take to send a body."""


def from_environment(environment: Mapping[str, str], rules: Path | None = None) -> Settings:
    """The settings that the environment asks for; `rules`, given on the command line, comes before HANTEI_RULES."""
    named = environment.get("HANTEI_RULES", "")
    return Settings(rules=rules or (Path(named) if named else None))
