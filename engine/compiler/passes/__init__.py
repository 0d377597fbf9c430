"""The passes over a rule set, in the order in which they run. Each looks at a sheet and says what is wrong; all run."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from engine.compiler.passes.citations import check_citations
from engine.compiler.passes.conclusions import check_conclusions
from engine.compiler.passes.cycles import check_cycles
from engine.compiler.passes.dates import check_dates
from engine.compiler.passes.formulas import check_formulas
from engine.compiler.passes.identity import check_identity
from engine.compiler.passes.languages import check_languages
from engine.compiler.passes.literals import check_literals
from engine.compiler.passes.names import check_names
from engine.compiler.passes.parameters import check_parameters
from engine.compiler.passes.readings import check_readings
from engine.compiler.passes.tables import check_tables
from engine.compiler.passes.types import check_types
from engine.compiler.passes.units import check_units
from engine.compiler.sheet import Sheet
from engine.diagnostics import Diagnostic

Pass = Callable[[Sheet], Iterable[Diagnostic]]

PASSES: tuple[Pass, ...] = (
    check_identity,
    check_languages,
    check_citations,
    check_dates,
    check_parameters,
    check_names,
    check_formulas,
    check_types,
    check_units,
    check_literals,
    check_tables,
    check_readings,
    check_cycles,
    check_conclusions,
)
