"""A fact as a field of a form: what stands on the page, and what was typed made an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from engine.diagnostics import Text
from engine.explanation import words
from engine.explanation.figures import CURRENCIES, UNITS, number
from engine.fact_fields import fields_of
from engine.plan import FactSpec
from engine.records import dataclass
from service.interview.answers import read_answer
from service.pages.countries import CountryGroup, countries_of

if TYPE_CHECKING:
    from datetime import date

    from engine.catalogue import Catalogue
    from engine.territories import Territories

ASIDE = "?"
"""What a form sends for *I do not know yet*."""
NONE = "-"
"""What a form sends for *none of these*, and for what is known to be absent."""
HOST = "host_country"
"""The fact that says where a project is; of other facts a country may as well be Japan."""
MOST_RADIOS = 12
MOST_ROWS = 50
_ABSENT = Text("None", "ない")
_DATE = Text("For example 1 August 2019 or 2019-08-01", "例：2019年8月1日、2019/8/1")
_MONEY = {
    "JPY": Text("You can write 450 million or 450,000,000", "「4.5億」「4億5000万」「450,000,000」のようにも書けます"),
    "USD": Text("You can write 4.5 million or 4,500,000", "「450万」「4,500,000」のようにも書けます"),
}
_SHARE = Text("For example 40% or 0.4", "例：40%、0.4")
_DURATION = Text("For example 6 months or 20 days", "例：6か月、20日")
_LIST = Text(
    "Separate several with commas; write “none” if there is none",
    "複数ある場合は「、」で区切り、ない場合は「なし」と入力してください",
)
_YES_NO = Text(
    "Write yes or no for each, separated with commas",
    "それぞれについて「はい」か「いいえ」を「、」で区切って入力してください",
)
_COUNTRIES = Text(
    "Names or ISO codes, separated with commas, such as Japan, Viet Nam",
    "国名かISOの2文字コードを「、」で区切って入力してください。例：日本、ベトナム",
)
_ABSENT_HINT = Text("Write “none” if there is none", "ない場合は「なし」と入力してください")


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form. `kind`: radios, checkboxes, select, text, rows, record; texts are in the page's language.

    `values`: what stands in it, as a form sends it; `rows`: of rows and records, the fields of each row.
    """

    name: str
    kind: str
    label: str
    hint: str | None
    options: tuple[tuple[str, str], ...] = ()
    groups: tuple[CountryGroup, ...] = ()
    values: tuple[str, ...] = ()
    unit: str | None = None
    mode: str | None = None
    size: str = "full"
    aside: bool = False
    error: str | None = None
    rows: tuple[tuple[Field, ...], ...] = ()
    none_words: str | None = None

    @property
    def value(self) -> str:
        return self.values[0] if self.values else ""


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes fields in one language. `as_of`: the day for which the countries are put in order."""

    lang: str
    catalogue: Catalogue
    as_of: date

    def field(
        self,
        spec: FactSpec,
        question: str,
        values: Sequence[str],
        *,
        error: str | None = None,
        rows: Sequence[Mapping[str, str]] = (),
    ) -> Field:
        """The field of a fact with what stands in it; `rows` of a fact that has fields, each by the names of these."""
        inner = fields_of(spec)
        if inner:
            shown = tuple(self._row(spec.name, at, inner, row) for at, row in enumerate(rows or [{}], 1))
            kind = "rows" if spec.items is not None else "record"
            return Field(
                spec.name,
                kind,
                question,
                self._hint(spec),
                values=tuple(one for one in values if one == NONE),
                aside=ASIDE in values,
                error=error,
                rows=shown,
                none_words=self._none(spec),
            )
        kind = kind_of(spec)
        return Field(
            spec.name,
            kind,
            question,
            self._hint(spec),
            self._options(spec),
            self._groups(spec),
            tuple(one for one in values if one != ASIDE),
            self._unit(spec.unit),
            _MODES.get(spec.type),
            _SIZES.get(spec.type, "full"),
            ASIDE in values,
            error,
            none_words=self._none(spec) if kind == "checkboxes" else None,
        )

    def _row(self, name: str, at: int, fields: Mapping[str, FactSpec], row: Mapping[str, str]) -> tuple[Field, ...]:
        return tuple(self._cell(f"{name}[{at}].{key}", spec, row.get(key, "")) for key, spec in fields.items())

    def _cell(self, name: str, spec: FactSpec, value: str) -> Field:
        """A field of a row: what is left empty is not known yet."""
        kind = kind_of(spec)
        if kind == "radios":
            kind = "select"
        label = spec.label.in_(self.lang)
        values = (value,) if value else ()
        options, groups = self._options(spec), self._groups(spec)
        unit, mode, size = self._unit(spec.unit), _MODES.get(spec.type), _SIZES.get(spec.type, "full")
        return Field(name, kind, label, self._hint(spec), options, groups, values, unit, mode, size)

    def _options(self, spec: FactSpec) -> tuple[tuple[str, str], ...]:
        """What can be chosen, but for countries."""
        absent = ((NONE, _ABSENT.in_(self.lang)),) if spec.nullable else ()
        if spec.type == "boolean":
            return ("true", self._word(words.YES)), ("false", self._word(words.NO)), *absent
        if spec.type == "choice":
            return *((key, self._word(label)) for key, label in spec.choices.items()), *absent
        if spec.type == "list" and spec.items is not None:
            return tuple((key, self._word(label)) for key, label in spec.items.choices.items())
        return ()

    def _groups(self, spec: FactSpec) -> tuple[CountryGroup, ...]:
        if spec.type != "country":
            return ()
        return countries_of(self.catalogue, self.as_of, self.lang, of_parties=spec.name != HOST)

    def _none(self, spec: FactSpec) -> str | None:
        """The words for an empty list, where there may be one."""
        return _ABSENT.in_(self.lang) if spec.items is not None and not spec.minimum_length else None

    def _word(self, text: Text) -> str:
        """A choice, beginning with a capital where the language has them."""
        said = text.in_(self.lang)
        return said[:1].upper() + said[1:]

    def _hint(self, spec: FactSpec) -> str | None:
        """The vocabulary's hint, then how an answer may be written."""
        told = [spec.hint] if spec.hint is not None and spec.type != "country" else []
        how = self._how(spec)
        told += [how] if how is not None else []
        if spec.nullable and kind_of(spec) == "text":
            told.append(_ABSENT_HINT)
        between = "" if self.lang == "ja" else " "
        return between.join(_sentence(one.in_(self.lang), self.lang) for one in told) or None

    def _how(self, spec: FactSpec) -> Text | None:
        if spec.type in {"number", "integer"}:
            return _SHARE if spec.unit == "1" and spec.type == "number" else _MONEY.get(spec.unit or "")
        if spec.type == "list" and spec.items is not None:
            special = {"country": _COUNTRIES, "boolean": _YES_NO, "choice": None, "record": None}
            return special.get(spec.items.type, _LIST)
        return {"date": _DATE, "duration": _DURATION}.get(spec.type)

    def _unit(self, unit: str | None) -> str | None:
        if unit is None or unit == "1":
            return None
        if unit in UNITS:
            return UNITS[unit].in_(self.lang)
        return CURRENCIES.get(unit, unit) if self.lang == "ja" else unit


_MODES = {"number": "decimal", "integer": "numeric"}
_SIZES = {"number": "short", "integer": "tiny", "date": "short", "duration": "short"}


def _sentence(text: str, lang: str) -> str:
    """A hint with its full stop."""
    stop = "。" if lang == "ja" else "."
    return text if text.endswith((".", "。", "?", "）")) else text + stop


def kind_of(spec: FactSpec) -> str:
    """The kind of field of a fact without fields of its own."""
    if spec.type == "boolean":
        return "radios"
    if spec.type == "choice":
        return "radios" if len(spec.choices) <= MOST_RADIOS else "select"
    if spec.type == "country":
        return "select"
    return "checkboxes" if spec.items is not None and spec.items.choices else "text"


def values_of(spec: FactSpec, told: Any, territories: Territories, lang: str) -> tuple[str, ...]:
    """What stands in a field for an answer, as its form would send it. Of records: nothing, they have rows."""
    value = told["value"] if isinstance(told, Mapping) and "value" in told else told
    if value is None:
        return (NONE,) if kind_of(spec) != "text" else (words.NOTHING.in_(lang),)
    if isinstance(value, list):
        if spec.items is not None and spec.items.choices:
            return tuple(str(one) for one in value) or (NONE,)
        return (words.LIST.in_(lang).join(_text(one, spec.items, territories, lang) for one in value),)
    return (_text(value, None if spec.type == "country" else spec, territories, lang),)


def rows_of(told: Any) -> list[dict[str, str]]:
    """The rows of an answer of records, each value as its field shows it."""
    rows = told if isinstance(told, list) else [told] if isinstance(told, Mapping) else []
    return [
        {key: _text(value, None, None, "en") for key, value in row.items()} for row in rows if isinstance(row, Mapping)
    ]


def _text(value: Any, spec: FactSpec | None, territories: Territories | None, lang: str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return NONE
    if isinstance(value, Decimal):
        return number(value)
    if spec is not None and spec.type == "country" and territories is not None and value in territories.by_code:
        return territories.by_code[value].name.in_(lang)
    return str(value)


def told_of(spec: FactSpec, sent: Sequence[str]) -> Any:
    """The answer as a facts file would have it: of a field without rows that was filled in."""
    if spec.type == "list" and spec.items is not None and spec.items.choices:
        return [one for one in sent if one != NONE]
    return read_answer(sent[0], spec)


def told_rows(spec: FactSpec, rows: Sequence[Mapping[str, str]]) -> Any:
    """The rows that were filled in; a field left empty is left out, a row with none of them is no row."""
    fields = fields_of(spec)
    found = [
        {key: read_answer(value, fields[key]) for key, value in row.items() if key in fields and value.strip()}
        for row in rows[:MOST_ROWS]
    ]
    kept = [row for row in found if row]
    return kept if spec.items is not None else (kept[0] if kept else {})
