"""What digests of plans are made by: the classes and fields that plans had when the first receipts were kept.

A field or class that came later is written only where it says something, so a rule set that does not use what is new
keeps its digest, and receipts of it go on replaying. Nothing is to be added here: a later field has a default, and
the default says what a rule set without it means.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from engine.codec import PLAIN, CodecError, stored_fields

FIRST = (
    "Place(file,line,column,end_line,end_column);Text(en,ja);And(start,end,items);AnyInput(start,end);"
    "Arithmetic(start,end,operator,left,right);AtLiteral(start,end,text);Between(start,end,value,low,high);"
    "Boolean(start,end,value);Call(start,end,function,arguments,names);Comparison(start,end,operator,left,right);"
    "ContextLiteral(start,end,keys,values);ContextType(start,end,names,types);Filter(start,end,source,condition);"
    "For(start,end,names,domains,body);Function(start,end,parameters,types,body,external);"
    "FunctionType(start,end,parameters,result);If(start,end,condition,then,otherwise);In(start,end,value,tests);"
    "InstanceOf(start,end,value,type);ListLiteral(start,end,items);ListType(start,end,item);Name(start,end,name);"
    "NamedType(start,end,name);Negate(start,end,operand);Null(start,end);Number(start,end,value);"
    "OpenRange(start,end,operator,operand);Or(start,end,items);Path(start,end,source,member);"
    "Quantified(start,end,kind,names,domains,condition);RangeLiteral(start,end,low,high,low_closed,high_closed);"
    "RangeType(start,end,item);Steps(start,end,low,high);String(start,end,value);"
    "UnaryTests(start,end,tests,negated);Expression(text,node,place);Row(id,when,then);"
    "DecisionTable(hit_policy,inputs,outputs,rows,default,aggregation,priorities);YearsMonths(months);"
    "DaysTime(nanoseconds);FeelDate(year,month,day);Period(start,end);Step(start,published,value,source);"
    "FactSpec(name,type,label,question,hint,unit,minimum,maximum,minimum_excluded,maximum_excluded,choices,items,judgement,nullable,null_when_absent,changeable,asked_after,documents);"
    "Bounds(at_least,at_most);Parameter(name,title,type,unit,steps);Named(name,title,of,steps,register,source);"
    "Table(name,title,unit,decision,source,row_sources,derived);Formula(expression,source);"
    "Bound(id,expression,source);BestOf(greatest,bounds);TableRef(table);ByReading(reading,sides);"
    "Rounding(to,mode);Value(name,title,unit,steps,rounding,amount,illustration,derived,applies_when);"
    "Figure(name,title,unit,expression);"
    "Criterion(id,title,statement,requires,strength,source,in_force,applies_when,provisional,derived,figures);"
    "Reading(id,question,default,reason,sides,source);OutcomeIs(ruleset,outcomes);"
    "FindingIs(ruleset,criterion,states);ConclusionHolds(ruleset,conclusion);Combined(how,parts);"
    "ConclusionRule(ruleset,id,kind,statement,when,source);RegisterRow(item,earliest,latest,until,source);"
    "PrintedList(on,until,items,source);Register(id,title,of,rows,printed,complete_until);"
    "Plan(id,version,digest,title,summary,covers,covers_source,facts,parameters,lists,registers,tables,values,criteria,readings,conclusions);"
    "Source(id,title,publisher,date,kind,url,grade,sha256);Passage(source,id,section,lines,sha256);"
    "Cited(sources,passages);Vocabulary(facts);Territory(code,name,aliases);Territories(by_code);"
    "Diagnostic(code,message,help,place,pointer,severity);Warnings(found);Strength;Gone;Severity"
)
"""Class by class with its fields, then the enumerations."""


_Manner = tuple[list[Any], Collection[str], list[tuple[str, Any]]]


class Comparing:
    """Texts that are equal where values are; they are never read back. `first`: the shape that they keep to.

    Values of the classes in `omit` are written as null.
    """

    def __init__(self, classes: Sequence[type], omit: Collection[type], first: str) -> None:
        self.shape = first
        self._omit = frozenset(omit)
        self._enums = tuple(kind for kind in classes if issubclass(kind, Enum))
        self._pinned = {name: names for name, names in map(_class, first.split(";")) if names}
        self._place = {name: position for position, name in enumerate(self._pinned)}
        self._manners = {kind: self._manner(kind) for kind in classes if is_dataclass(kind)}

    def dumps(self, value: Any) -> str:
        """`value` as text; equal values give equal texts. Raises CodecError for what is not of the closed list."""
        return json.dumps(self._encoded(value), ensure_ascii=False, separators=(",", ":"))

    def _encoded(self, value: Any) -> Any:
        kind = type(value)
        if kind in PLAIN:
            return value
        if kind in self._omit:
            return None
        if kind is tuple:
            return ["l", *map(self._encoded, value)]
        manner = self._manners.get(kind)
        if manner is not None:
            return self._instance(value, manner)
        if kind is Decimal:
            return ["d", str(value)]
        if kind is date:
            return ["t", value.isoformat()]
        if kind in self._enums:
            return ["e", self._enums.index(kind), value.value]
        if isinstance(value, Mapping):
            return ["m", *(self._encoded(part) for item in value.items() for part in item)]
        raise CodecError(f"no value of class {kind.__name__} can be compared")

    def _instance(self, value: Any, manner: _Manner) -> list[Any]:
        head, first, later = manner
        found = [*head, *[self._encoded(getattr(value, one)) for one in first]]
        for name, default in later:
            said = getattr(value, name)
            if said != default:
                found.append(["+", name, self._encoded(said)])
        return found

    def _manner(self, kind: type) -> _Manner:
        """How values of a class begin, the fields that it had from the first, and those that came later."""
        name = kind.__name__
        first = self._pinned.get(name, ())
        head: list[Any] = [self._place[name]] if first else ["+", name]
        stored = stored_fields(kind)
        later = [(one.name, _default(one)) for one in fields(kind) if one.name in stored and one.name not in first]
        return head, first, later


def _class(part: str) -> tuple[str, tuple[str, ...]]:
    """`Text(en,ja)` as its name and its fields; an enumeration has none."""
    name, _, inside = part.partition("(")
    return name, tuple(inside.rstrip(")").split(",")) if inside else ()


def _default(one: Field[Any]) -> Any:
    return one.default if one.default_factory is MISSING else one.default_factory()
