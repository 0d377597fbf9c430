"""Exceptions for misuse and bugs. A determination or a fault in a file or a fact is a value, never one of these."""


class HanteiError(Exception):
    """The root of every exception that Hantei raises on purpose."""


class MisuseError(HanteiError):
    """A caller broke the contract of a function: an unknown rule set id, a reading that does not exist."""


class LimitError(HanteiError):
    """A bound on time, memory, depth or size was reached."""
