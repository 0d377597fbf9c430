"""openapi.json: `python -m service.reference.openapi_file` writes it at the top of the checkout, a test compares it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from service.app import create_app

FILE = Path(__file__).resolve().parents[2] / "openapi.json"


def text_of(described: dict[str, Any]) -> str:
    """As it is committed."""
    return json.dumps(described, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    from service.reference.recording import record

    record()
    FILE.write_text(text_of(create_app().openapi()), encoding="utf-8")
    sys.stdout.write(f"{FILE.name}\n")
