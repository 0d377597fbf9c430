"""The rules described to those who ask: rule sets with their questions, registers with their rows."""
