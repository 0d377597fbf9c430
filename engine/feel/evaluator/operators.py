"""What each operator means, once for both evaluators.

Every function takes values, known or not, and returns a value or raises `FeelError` where the language has no value
(the evaluator makes null and a diagnostic of it). What is not known is handed to `partial`.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, DivisionByZero
from typing import Any

from engine.feel.evaluator import partial
from engine.feel.values import arithmetic, numbers
from engine.feel.values.durations import DaysTime, YearsMonths
from engine.feel.values.equality import ORDERED, equal, kind, less, less_or_equal
from engine.feel.values.faults import FeelError
from engine.feel.values.ranges import Range
from engine.feel.values.unknown import Unknown, names_in

_JA = {
    "null": "null", "boolean": "真偽値", "number": "数値", "string": "文字列", "date": "日付", "time": "時刻",
    "date and time": "日時", "years and months duration": "年月の期間", "days and time duration": "日時の期間",
    "list": "リスト", "context": "コンテキスト", "range": "範囲", "function": "関数", "Any": "値",
}  # fmt: skip


def kind_ja(name: str) -> str:
    """The Japanese word for a kind of value."""
    return _JA.get(name, name)


def wrong_operands(sign: str, left: Any, right: Any) -> FeelError:
    """The operator means nothing between values of these kinds."""
    a, b = kind(left), kind(right)
    if a == "null" or b == "null":
        side = ("left", "左") if a == "null" else ("right", "右")
        return FeelError(
            "null-operand", f"null stands on the {side[0]} of `{sign}`", f"`{sign}` の{side[1]}側が null です"
        )
    return FeelError(
        "wrong-operands",
        f"`{sign}` does not work between {a} and {b}",
        f"`{sign}` は{kind_ja(a)}と{kind_ja(b)}の間では使えません",
    )


def _no_number(sign: str, error: Exception) -> FeelError:
    """A calculation without a result."""
    if isinstance(error, DivisionByZero):
        return FeelError("division-by-zero", "this divides by zero", "0 で割っています")
    return FeelError(
        "no-number", f"`{sign}` has no result that a number can hold", f"`{sign}` の結果を数値として表せません"
    )


def add(left: Any, right: Any) -> Any:
    """`+`: numbers, texts, moments and durations."""
    if type(left) is Decimal and type(right) is Decimal:
        try:
            return numbers.add(left, right)
        except numbers.NumberError as error:
            raise _no_number("+", error) from None
    if type(left) is Unknown or type(right) is Unknown:
        return partial.arithmetic("+", add, left, right)
    if type(left) is str and type(right) is str:
        return left + right
    return _temporal("+", arithmetic.plus, left, right)


def subtract(left: Any, right: Any) -> Any:
    """`-`: numbers, moments and durations."""
    if type(left) is Decimal and type(right) is Decimal:
        try:
            return numbers.subtract(left, right)
        except numbers.NumberError as error:
            raise _no_number("-", error) from None
    if type(left) is Unknown or type(right) is Unknown:
        return partial.arithmetic("-", subtract, left, right)
    return _temporal("-", arithmetic.minus, left, right)


def multiply(left: Any, right: Any) -> Any:
    """`*`: numbers, or a duration and a number."""
    if type(left) is Decimal and type(right) is Decimal:
        try:
            return numbers.multiply(left, right)
        except numbers.NumberError as error:
            raise _no_number("*", error) from None
    if type(left) is Unknown or type(right) is Unknown:
        return partial.arithmetic("*", multiply, left, right)
    return _temporal("*", arithmetic.times, left, right)


def divide(left: Any, right: Any) -> Any:
    """`/`: numbers, or a duration by a number or by a duration of its kind."""
    if type(left) is Decimal and type(right) is Decimal:
        if not right:
            raise FeelError("division-by-zero", "this divides by zero", "0 で割っています")
        try:
            return numbers.divide(left, right)
        except numbers.NumberError as error:
            raise _no_number("/", error) from None
    if type(left) is Unknown or type(right) is Unknown:
        return partial.arithmetic("/", divide, left, right)
    return _temporal("/", arithmetic.divided, left, right)


def power(left: Any, right: Any) -> Any:
    """`**`: numbers."""
    if type(left) is Decimal and type(right) is Decimal:
        try:
            return numbers.power(left, right)
        except numbers.NumberError as error:
            raise _no_number("**", error) from None
    if type(left) is Unknown or type(right) is Unknown:
        return partial.arithmetic("**", power, left, right)
    raise wrong_operands("**", left, right)


def negate(value: Any) -> Any:
    """The sign: of a number or a duration."""
    if type(value) is Decimal:
        return numbers.negate(value)
    if type(value) is Unknown:
        return partial.negated(negate, value)
    if isinstance(value, YearsMonths | DaysTime):
        return arithmetic.negated(value)
    raise FeelError(
        "wrong-operand",
        f"the sign `-` wants a number, not {kind(value)}",
        f"符号 `-` は{kind_ja(kind(value))}には付きません",
    )


def _temporal(sign: str, function: Callable[[Any, Any], Any], left: Any, right: Any) -> Any:
    try:
        value = function(left, right)
    except numbers.NumberError:
        value = None
    if value is None:
        raise wrong_operands(sign, left, right)
    return value


def equals(left: Any, right: Any) -> Any:
    """`=`: null equals null only; values of two kinds do not compare."""
    if type(left) is Unknown or type(right) is Unknown:
        return partial.equality(left, right)
    if type(left) in _DEEP and names_in((left, right)):
        return partial.deep_equality(left, right)
    found = equal(left, right)
    if found is None:
        raise wrong_operands("=", left, right)
    return found


def differs(left: Any, right: Any) -> Any:
    """`!=`."""
    if type(left) is Unknown or type(right) is Unknown or type(left) in _DEEP:
        return partial.opposite(equals(left, right))
    found = equal(left, right)
    if found is None:
        raise wrong_operands("!=", left, right)
    return not found


_DEEP = frozenset((list, dict, Range))


def before(left: Any, right: Any) -> Any:
    """`<`."""
    if type(left) is Decimal and type(right) is Decimal:
        return left < right
    return _ordered("<", less, left, right)


def not_after(left: Any, right: Any) -> Any:
    """`<=`."""
    if type(left) is Decimal and type(right) is Decimal:
        return left <= right
    return _ordered("<=", less_or_equal, left, right)


def after(left: Any, right: Any) -> Any:
    """`>`."""
    if type(left) is Decimal and type(right) is Decimal:
        return left > right
    return _ordered(">", _greater, left, right)


def not_before(left: Any, right: Any) -> Any:
    """`>=`."""
    if type(left) is Decimal and type(right) is Decimal:
        return left >= right
    return _ordered(">=", _greater_or_equal, left, right)


def _greater(left: Any, right: Any) -> bool | None:
    return less(right, left)


def _greater_or_equal(left: Any, right: Any) -> bool | None:
    return less_or_equal(right, left)


def _ordered(sign: str, test: Callable[[Any, Any], bool | None], left: Any, right: Any) -> Any:
    if type(left) is Unknown or type(right) is Unknown:
        if _never_ordered(left) or _never_ordered(right):
            raise wrong_operands(sign, left, right)
        return partial.order(sign, left, right)
    found = test(left, right)
    if found is None:
        raise wrong_operands(sign, left, right)
    return found


def _never_ordered(value: Any) -> bool:
    return type(value) is not Unknown and kind(value) not in ORDERED


def between(value: Any, low: Any, high: Any) -> Any:
    """`value between low and high`: `low <= value and value <= high`."""
    found = partial.both(partial.or_null(not_after, low, value), partial.or_null(not_after, value, high))
    if found is None:
        not_after(low, value)
        not_after(value, high)
    return found


ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "+": add, "-": subtract, "*": multiply, "/": divide, "**": power,
}  # fmt: skip
COMPARISON: dict[str, Callable[[Any, Any], Any]] = {
    "=": equals, "!=": differs, "<": before, "<=": not_after, ">": after, ">=": not_before,
}  # fmt: skip
