"""How an amount depends on one figure: a table first, a drawing beside it."""

from __future__ import annotations

from decimal import Decimal

from fastapi import Request
from markupsafe import Markup
from starlette.responses import Response

from engine.explanation.figures import CURRENCIES, UNITS, number, quantity
from engine.plan import FactSpec, Plan
from service.checks.inquiry import determinations
from service.pages.applicant.chart import Axis, Line, line_chart
from service.pages.applicant.judging import inquiry_of
from service.pages.applicant.standing import NotUnderstoodError, standing_of
from service.pages.applicant.varying import Curve, curve, told, variable_facts
from service.pages.rendering import page
from service.pages.routing import language_of, page_router
from service.web.state import catalogue_of

router = page_router("checks:run")
MILLION = Decimal(1_000_000)


@router.get("/check/amounts")
def vary(request: Request) -> Response:
    """One amount of the answer against one figure that was answered; `amount` and `fact` choose."""
    standing, lang, catalogue = standing_of(request), language_of(request), catalogue_of(request)
    if len(standing.plans) != 1:
        raise NotUnderstoodError
    [plan], inquiry = standing.plans, inquiry_of(standing, catalogue)
    [determination] = determinations(inquiry, catalogue)
    pairs = [(amount, fact) for amount in determination.amounts for fact in variable_facts(plan, inquiry, amount)]
    wanted = request.query_params.get("vary", "")
    chosen = next((pair for pair in pairs if f"{pair[0]} {pair[1].name}" == wanted), None) or _first(pairs, plan)
    shown = curve(plan, inquiry, determination.amounts[chosen[0]], chosen[1]) if chosen else None
    return page(
        request,
        "applicant/amounts.html",
        standing=standing,
        plan=plan,
        options=[
            (f"{amount} {fact.name}", determination.amounts[amount].title.in_(lang), fact.label.in_(lang))
            for amount, fact in pairs
        ],
        chosen=f"{chosen[0]} {chosen[1].name}" if chosen else "",
        shown=shown,
        rows=told(shown, plan, inquiry, catalogue, lang) if shown else [],
        chart=chart_of(shown, lang) if shown else "",
    )


def _first(pairs: list[tuple[str, FactSpec]], plan: Plan) -> tuple[str, FactSpec] | None:
    """What is shown first: an amount by a figure of its own unit, where there is one."""
    same = (pair for pair in pairs if pair[1].unit is not None and pair[1].unit == plan.values[pair[0]].unit)
    return next(same, pairs[0] if pairs else None)


def chart_of(shown: Curve, lang: str) -> Markup:
    """The drawing of a curve."""
    heights = [point.y for point in shown.points if point.y is not None]
    if not heights:
        return Markup("")
    fact, amount = shown.fact, shown.amount
    of_fact = None if fact.unit == "1" and fact.type == "integer" else fact.unit
    x = _axis(fact.label.in_(lang), of_fact, (shown.points[0].x, shown.points[-1].x), lang)
    most = max(*heights, Decimal(0)) * Decimal("1.1") or Decimal(1)
    y = _axis(amount.title.in_(lang), amount.figure.unit, (Decimal(0), most), lang)
    here = next((point.y for point in shown.points if point.x == shown.given), None)
    dots = [(point.x, point.y) for point in shown.points]
    line = Line(dots, (shown.given, here), shown.bends, stepped=fact.type == "integer")
    return line_chart(f"{y.title} / {x.title}", x, y, line)


def _axis(title: str, unit: str | None, ends: tuple[Decimal, Decimal], lang: str) -> Axis:
    """An axis has little room for its values: the unit stands in its title, and English tells much money in millions,
    as Japanese has 億 and 万 for it."""
    if unit is None or unit == "1" or (lang == "ja" and unit in CURRENCIES):
        return Axis(title, *ends, lambda value: quantity(value, unit, lang, short=True))
    if unit in CURRENCIES and ends[1] >= 10 * MILLION:
        return Axis(f"{title}, {unit} million", *ends, lambda value: number(value / MILLION))
    told = UNITS[unit].in_(lang) if unit in UNITS else unit
    return Axis(f"{title}（{told}）" if lang == "ja" else f"{title}, {told}", *ends, number)
