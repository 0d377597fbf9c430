"""What digests of plans are made by: the classes and fields that plans had when the first receipts were kept.

A field or class that came later is written only where it says something, so a rule set that does not use what is new
keeps its digest, and receipts of it go on replaying. Nothing is to be added here: a later field has a default, and
the default says what a rule set without it means.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import MISSING, Field, fields
from typing import Any

from engine.codec import Codec

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


class Comparing(Codec):
    """Texts that are equal where values are; they are never read back. `first`: the shape that they keep to."""

    def __init__(self, classes: Sequence[type], omit: Collection[type], first: str) -> None:
        super().__init__(classes, omit)
        self._first = first
        self._pinned = {name: names for name, names in map(_class, first.split(";")) if names}
        self._place = {name: position for position, name in enumerate(self._pinned)}
        self._manners = {kind: self._manner(kind) for kind in self._classes if kind not in self._omit}

    @property
    def shape(self) -> str:
        return self._first

    def _encoded(self, value: Any) -> Any:
        manner = self._manners.get(type(value))
        if manner is None:
            return super()._encoded(value)
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
        later = [
            (one.name, _default(one)) for one in fields(kind) if one.name not in first and not one.name.startswith("_")
        ]
        return head, first, later


def _class(part: str) -> tuple[str, tuple[str, ...]]:
    """`Text(en,ja)` as its name and its fields; an enumeration has none."""
    name, _, inside = part.partition("(")
    return name, tuple(inside.rstrip(")").split(",")) if inside else ()


def _default(one: Field[Any]) -> Any:
    return one.default if one.default_factory is MISSING else one.default_factory()
