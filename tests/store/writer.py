"""A process that writes: `python -m tests.store.writer URL RECEIPT NAME COUNT`.

Each request has an idempotency key, NAME and a number. It says `? KEY` before it sends one and `! KEY ID` when the
store has acknowledged it.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from service.store import Claim, open_store


def main(url: str, receipt: str, name: str, count: str) -> None:
    document = json.loads(Path(receipt).read_text(encoding="utf-8"))
    with open_store(url) as store:
        for number in range(int(count)):
            key = f"{name}-{number}"
            _say(f"? {key}")
            claim = store.idempotency.claim(name, key, document["hash"])
            if not isinstance(claim, Claim):
                raise TypeError(claim)
            kept = store.determinations.append(document, name, claim)
            _say(f"! {key} {kept.entry.id}")


def _say(line: str) -> None:
    os.write(1, f"{line}\n".encode())  # in one piece, at once


if __name__ == "__main__":
    main(*sys.argv[1:])
