"""From determinations to conclusions: forward chaining across rule sets, by durable-rules or by the reference loop."""

from engine.chaining.interface import CHAINERS, conclude, durable_rules_is_here
from engine.chaining.strata import chaining_faults, faults_across, strata, without_faults

__all__ = [
    "CHAINERS",
    "chaining_faults",
    "conclude",
    "durable_rules_is_here",
    "faults_across",
    "strata",
    "without_faults",
]
