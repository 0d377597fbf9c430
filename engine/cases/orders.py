"""Whether events came in their order, and which steps can come next or wait for others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.cases import faults
from engine.cases.computing import Computing
from engine.cases.definition import Order
from engine.cases.history import Happened
from engine.cases.matching import Matching
from engine.cases.standing import OrderStanding, StepAhead
from engine.determination import State
from engine.diagnostics import Diagnostic


def order_standings(computing: Computing, found: list[Diagnostic]) -> tuple[OrderStanding, ...]:
    """Every order in force; what contradicts one goes into `found`."""
    orders = [order for order in computing.definition.orders if computing.is_in_force(order.clause)]
    return tuple(_standing(order, computing, found) for order in orders)


def steps_ahead(computing: Computing, orders: Sequence[OrderStanding]) -> Iterator[StepAhead]:
    """Each kind of event that has not happened as far as can be told, and that some order in force speaks of."""
    by_id = {order.clause.id: order for order in computing.definition.orders}
    history, unrecorded = computing.history.happened, computing.unrecorded
    for name, kind in computing.definition.events.items():
        about = [one for one in orders if by_id[one.order].event == name]
        if history[name] or unrecorded[name] or not about:
            continue
        unmet = {
            one.order: [kind for kind in by_id[one.order].after if not history[kind] and not unrecorded[kind]]
            for one in about
        }
        waits = dict.fromkeys(before for missing in unmet.values() for before in missing)
        because = tuple(one for one in about if unmet[one.order])
        yield StepAhead(name, kind.title, kind.by, tuple(waits), because)


def _standing(order: Order, computing: Computing, found: list[Diagnostic]) -> OrderStanding:
    happened = computing.history.happened
    states: list[State] = []
    contradicted: dict[str, None] = {}
    unrecorded: dict[str, None] = {}
    for kind in order.after:
        before = Matching(happened[kind], order.same)
        for later in happened[order.event]:
            states.append(_state(later, before))
            if states[-1] is State.NOT_MET and later.on is not None:
                contradicted[later.id] = None
                first = min(one.on for one in before.surely(later) if one.on is not None)
                found.append(faults.out_of_order(order.event, later.on, kind, first))
            elif states[-1] is State.UNDETERMINED and not before.surely(later):
                unrecorded[kind] = None
    return OrderStanding(
        order.clause.id,
        order.clause.title,
        order.clause.statement,
        _gravest(states),
        tuple(contradicted),
        tuple(unrecorded),
        order.clause.source,
        order.clause.provisional,
        order.clause.derived,
    )


def _state(later: Happened, before: Matching) -> State:
    """Whether one of those before that belong to the later one came on its day or earlier.

    What is not recorded may still have happened, so that is open; so is what is known only in part.
    """
    surely = before.surely(later)
    if any(one.on is not None and later.on is not None and one.on <= later.on for one in surely):
        return State.MET
    dated = later.on is not None and all(one.on is not None for one in surely)
    return State.NOT_MET if surely and dated and not before.may(later) else State.UNDETERMINED


def _gravest(states: Sequence[State]) -> State:
    for state in (State.NOT_MET, State.UNDETERMINED, State.MET):
        if state in states:
            return state
    return State.NOT_APPLICABLE
