"""Plain files read whole and bounded, with as few calls of the system as can be: there are hundreds of rule files."""

from __future__ import annotations

import os

_HOW = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def read_at_most(path: str, most: int) -> tuple[bytes, os.stat_result]:
    """The bytes of a plain file, no more than `most`, and what the system says of the file. Raises OSError.

    What is asked for is no larger than the file: a buffer of `most` bytes costs ten times the reading.
    """
    opened = os.open(path, _HOW)
    try:
        status = os.fstat(opened)
        wanted = min(status.st_size, most)
        content = os.read(opened, wanted)
        while len(content) < wanted:
            more = os.read(opened, wanted - len(content))
            if not more:
                break
            content += more
        return content, status
    finally:
        os.close(opened)
