"""What is not part of the project and widens its tests: the DMN kit's cases and the documents that rules cite.

`DMN_TCK_CASES` and `HANTEI_SOURCE_DOCUMENTS` name the folders that hold them.
"""

from __future__ import annotations

import os

import pytest

CASES = os.environ.get("DMN_TCK_CASES", "")
DOCUMENTS = os.environ.get("HANTEI_SOURCE_DOCUMENTS", "")
collect_ignore = [*([] if CASES else ["test_tck.py"]), *([] if DOCUMENTS else ["test_passages.py"])]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line that says so for each that was left out."""
    if not CASES:
        terminalreporter.write_line("conformance: the DMN kit's cases were left out (DMN_TCK_CASES names no folder)")
    if not DOCUMENTS:
        terminalreporter.write_line("passages: the cited documents were left out (HANTEI_SOURCE_DOCUMENTS names none)")
