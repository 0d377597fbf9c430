"""A few of many, spread evenly, where trying all of them is for `make soak`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
ALL = 100
"""From HANTEI_EXAMPLES of this on, all are tried."""


def spread(found: Sequence[T], most: int) -> Sequence[T]:
    """The first of `found` and others between it and the last, `most` at most; all of them in `make soak`."""
    if int(os.environ.get("HANTEI_EXAMPLES", "0")) >= ALL:
        return found
    return found[:: max(1, -(-len(found) // most))]
