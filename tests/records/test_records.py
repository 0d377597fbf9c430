"""Quick dataclasses are dataclasses: held to the standard decorator in everything that is used of them."""

from __future__ import annotations

import copy
import dataclasses
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from dataclasses import field
from pathlib import Path
from typing import Any

import pytest

from engine.records import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """Somewhere."""

    x: int
    y: int = 2
    names: list[str] = field(default_factory=list)
    note: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Above(Point):
    """Somewhere higher."""

    z: int = 3


@dataclass(frozen=True, slots=True)
class Checked:
    """Its rules are its own."""

    value: int

    def __post_init__(self) -> None:
        if self.value < 0:
            raise ValueError("negative")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Checked) and abs(self.value) == abs(other.value)

    def __hash__(self) -> int:
        return 7

    def __repr__(self) -> str:
        return f"<{self.value}>"


@dataclasses.dataclass(frozen=True, slots=True)
class Standard:
    x: int
    y: int = 2
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quick:
    x: int
    y: int = 2
    names: tuple[str, ...] = ()


USES: dict[str, Callable[[Any], Any]] = {
    "made": lambda cls: dataclasses.astuple(cls(1)),
    "made by name": lambda cls: dataclasses.astuple(cls(y=5, x=4)),
    "without what it needs": lambda cls: cls(),
    "with too much": lambda cls: cls(1, 2, (), 4),
    "with an unknown name": lambda cls: cls(1, w=2),
    "equal": lambda cls: (cls(1) == cls(1, 2), cls(1) == cls(2), cls(1) == (1, 2, ()), cls(1) != cls(1)),
    "hashed": lambda cls: (hash(cls(1)) == hash(cls(1, 2, ())), len({cls(1), cls(1), cls(2)})),
    "hashed as its values": lambda cls: hash(cls(1)) == hash((1, 2, ())),
    "shown": lambda cls: repr(cls(1)).replace(cls.__name__, "It"),
    "replaced": lambda cls: dataclasses.astuple(dataclasses.replace(cls(1), y=9)),
    "its fields": lambda cls: [(one.name, one.type, one.default) for one in dataclasses.fields(cls)],
    "matched": lambda cls: cls.__match_args__,
    "slots": lambda cls: (cls.__slots__, hasattr(cls(1), "__dict__")),
    "set": lambda cls: setattr(cls(1), "x", 2),
    "deleted": lambda cls: delattr(cls(1), "x"),
    "pickled": lambda cls: pickle.loads(pickle.dumps(cls(1))) == cls(1),  # noqa: S301 - our own bytes
    "copied": lambda cls: (copy.copy(cls(1)) == cls(1), copy.deepcopy(cls(1)) == cls(1)),
    "as a mapping": lambda cls: dataclasses.asdict(cls(1)),
}


def outcome(use: Callable[[Any], Any], cls: Any) -> Any:
    try:
        return use(cls)
    except (TypeError, AttributeError) as error:
        return type(error).__name__, str(error).replace(cls.__name__, "It")


@pytest.mark.parametrize("use", USES)
def test_it_does_what_the_standard_one_does(use: str) -> None:
    assert outcome(USES[use], Quick) == outcome(USES[use], Standard)


def test_defaults_are_made_anew_and_what_is_not_compared_is_left_out() -> None:
    one, other = Point(1, note="a"), Point(1, note="b")
    assert one == other
    assert one.names is not other.names
    assert repr(one) == "Point(x=1, y=2, names=[])"


def test_a_class_below_has_the_fields_of_both_and_equals_only_its_own() -> None:
    assert dataclasses.astuple(Above(1, z=5)) == (1, 2, [], "", 5)
    assert Above(1) == Above(1, 2, [])
    assert Above(1) != Point(1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        Above(1).x = 2  # type: ignore[misc]  # that it is refused is the point


def test_nothing_can_be_set_anew() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(Quick(1), "w", 2)  # noqa: B010 - a type checker would not let it be written plainly


def test_what_a_class_says_of_itself_stays() -> None:
    assert (Checked(1) == Checked(1), hash(Checked(1)), repr(Checked(1))) == (True, 7, "<1>")
    with pytest.raises(ValueError, match="negative"):
        Checked(-1)


def test_other_options_are_left_to_the_standard_decorator() -> None:
    @dataclass(slots=True)
    class Open:
        x: int = 1

    @dataclass
    class Plain:
        x: int = 1

    changed = Open()
    changed.x = 2
    assert (changed.x, Plain() == Plain(1), Plain.__hash__) == (2, True, None)


def test_declaring_is_quicker_than_with_the_standard_decorator() -> None:
    """Counted in functions compiled, not in time: the standard one compiles six a class."""
    counted = (
        "import dataclasses, sys\n"
        "from engine.records import dataclass\n"
        "calls = []\n"
        "def note(frame, event, called):\n"
        "    if event == 'c_call' and called is exec: calls.append(called)\n"
        "sys.setprofile(note)\n"
        "@dataclass(frozen=True, slots=True)\n"
        "class A:\n    x: int\n"
        "quick = len(calls)\n"
        "A(1) == A(1)\n"
        "sys.setprofile(None)\n"
        "print(quick, len(calls))\n"
    )
    done = subprocess.run([sys.executable, "-c", counted], capture_output=True, text=True, check=True)
    declared, used = map(int, done.stdout.split())
    assert declared <= 1, "Python 3.13 compiles all that there is in one go, even nothing"
    assert used == declared + 2, "`__init__` and `__eq__`, when they are first called"


INTERRUPTED = """
import sys
from engine.records import dataclass

@dataclass(frozen=True, slots=True)
class One:
    x: int

def interrupt(frame, event, _):
    if frame.f_code.co_name == "<module>":
        raise KeyboardInterrupt

sys.settrace(interrupt)
try:
    One(1)
except KeyboardInterrupt:
    sys.exit(130)
"""


def test_an_interruption_while_a_function_is_compiled_can_be_caught(tmp_path: Path) -> None:
    """What is interrupted in `exec` of a text ends a module that is run by the signal, though it was caught."""
    (tmp_path / "interrupted.py").write_text(INTERRUPTED)
    paths = os.pathsep.join((str(tmp_path), str(Path.cwd())))
    done = subprocess.run([sys.executable, "-m", "interrupted"], env={**os.environ, "PYTHONPATH": paths}, check=False)
    assert done.returncode == 130
