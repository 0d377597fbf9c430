"""The seal: one hash over a whole receipt that stays the same when single facts are taken out of it.

Every place of a receipt that shows a fact has a salt of its own and is hashed with it; the seal is the hash of the
receipt with these hashes in the places. Without the salt nobody can try out what a hash was made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from copy import copy
from typing import Any

from engine.receipt.canonical import digest

Json = dict[str, Any]

REDACTED = "redacted"
OUTSIDE = ("hash", "signature")
"""The members that the seal does not cover: itself, and what is made of it."""
DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
SALT = re.compile(r"[0-9a-f]{32}")
"""128 bits, as text."""


def seal(receipt: Mapping[str, Any]) -> str:
    """The hash of the receipt, whatever has been taken out of it since it was made."""
    places = receipt["places"]
    body = {name: part for name, part in receipt.items() if name not in OUTSIDE}
    body["places"] = [{"at": place["at"], "shows": place["shows"]} for place in places]
    return digest(_taken_out(body, [place for place in places if "salt" in place]))


def without_fact(receipt: Mapping[str, Any], fact: str) -> Json:
    """The receipt without the fact: every place that shows it holds only its hash, and has no salt any more."""
    gone = {place["at"]: place for place in receipt["places"] if "salt" in place and fact in place["shows"]}
    places = [
        {name: part for name, part in place.items() if name != "salt" or place["at"] not in gone}
        for place in receipt["places"]
    ]
    return {**_taken_out(receipt, gone.values()), "places": places}


def is_redacted(value: Any) -> bool:
    """Whether this stands where something was taken out."""
    return (
        isinstance(value, dict)
        and list(value) == [REDACTED]
        and isinstance(value[REDACTED], str)
        and DIGEST.fullmatch(value[REDACTED]) is not None
    )


def at(value: Any, pointer: str) -> Any:
    """The value at an RFC 6901 pointer. Raises KeyError, IndexError, ValueError or TypeError where there is none."""
    for part in parts(pointer):
        value = value[_index(part)] if isinstance(value, list) else value[part]
    return value


def parts(pointer: str) -> list[str]:
    named = pointer.split("/")[1:]
    return [part.replace("~1", "/").replace("~0", "~") for part in named] if "~" in pointer else named


def _index(part: str) -> int:
    if not part.isascii() or not part.isdecimal() or (len(part) > 1 and part[0] == "0") or len(part) > 9:
        raise IndexError(part)
    return int(part)


def _taken_out(receipt: Mapping[str, Any], places: Iterable[Mapping[str, Any]]) -> Json:
    """A copy with a hash in each of these places, none of which leads into another: that of place, salt and value.

    What is not on the way to one is shared. Raises KeyError, IndexError, ValueError or TypeError for no such place.
    """
    made = dict(receipt)
    copied = set[int]()
    for place in places:
        *way, last = parts(place["at"])
        held: Any = made
        for name in way:
            position = _index(name) if isinstance(held, list) else name
            inner = held[position]
            if id(inner) not in copied:
                inner = held[position] = copy(inner)
                copied.add(id(inner))
            held = inner
        position = _index(last) if isinstance(held, list) else last
        value = {"at": place["at"], "salt": place["salt"], "value": held[position]}
        held[position] = {REDACTED: digest(value)}
    return made
