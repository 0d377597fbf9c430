"""Rule sets changed on purpose, in memory: what no worked example notices, none tests.

`Catalogue.varied` takes the changed files; `rule_bytes` writes what was changed as a file.
"""

from engine.mutation.documents import rule_bytes
from engine.mutation.noticing import first_failure
from engine.mutation.removal import without_citing, without_clauses

__all__ = ["first_failure", "rule_bytes", "without_citing", "without_clauses"]
