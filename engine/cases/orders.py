"""Whether events came in their order, and which steps can come next or wait for others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.cases import faults
from engine.cases.computing import Computing
from engine.cases.definition import Order
from engine.cases.history import Happened
from engine.cases.standing import OrderStanding, StepAhead
from engine.determination import State
from engine.diagnostics import Diagnostic
from engine.feel import Unknown


def order_standings(computing: Computing, found: list[Diagnostic]) -> tuple[OrderStanding, ...]:
    """Every order in force; events that contradict one, and earlier events that are not recorded, go into `found`."""
    orders = [order for order in computing.definition.orders if computing.is_in_force(order.clause)]
    return tuple(_standing(order, computing, found) for order in orders)


def steps_ahead(computing: Computing, orders: Sequence[OrderStanding]) -> Iterator[StepAhead]:
    """Each kind of event that is not recorded, and that some order in force speaks of."""
    by_id = {order.clause.id: order for order in computing.definition.orders}
    history = computing.history.happened
    for name, kind in computing.definition.events.items():
        about = [one for one in orders if by_id[one.order].event == name]
        if history[name] or not about:
            continue
        unmet = {one.order: [before for before in by_id[one.order].after if not history[before]] for one in about}
        waits = dict.fromkeys(before for missing in unmet.values() for before in missing)
        because = tuple(one for one in about if unmet[one.order])
        yield StepAhead(name, kind.title, kind.by, tuple(waits), because)


def _standing(order: Order, computing: Computing, found: list[Diagnostic]) -> OrderStanding:
    happened = computing.history.happened
    states: list[State] = []
    contradicted: dict[str, None] = {}
    unrecorded: dict[str, None] = {}
    for later in happened[order.event]:
        for kind in order.after:
            state = _state(later, happened[kind], order.same)
            states.append(state)
            if state is State.NOT_MET:
                contradicted[later.id] = None
                first = min(one.on for one in happened[kind] if one.on is not None)
                if later.on is not None:
                    found.append(faults.out_of_order(order.event, later.on, kind, first))
            elif state is State.UNDETERMINED and not happened[kind] and kind not in unrecorded:
                unrecorded[kind] = None
                found.append(faults.before_not_recorded(order.event, kind))
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


def _state(later: Happened, before: Sequence[Happened], same: Sequence[str]) -> State:
    """Whether one of those before that belong to the later one came on its day or earlier.

    What is not recorded may still have happened, so that is open; so is what is known only in part.
    """
    surely = [one for one in before if _belongs(later, one, same) is True]
    maybe = [one for one in before if _belongs(later, one, same) is None]
    if any(one.on is not None and later.on is not None and one.on <= later.on for one in surely):
        return State.MET
    dated = later.on is not None and all(one.on is not None for one in surely)
    return State.NOT_MET if surely and dated and not maybe else State.UNDETERMINED


def _belongs(later: Happened, before: Happened, same: Sequence[str]) -> bool | None:
    """Whether two events agree in the fields; None where that is not known."""
    pairs = [(later.context[name], before.context[name]) for name in same]
    if any(isinstance(value, Unknown) for pair in pairs for value in pair):
        return None
    return all(one == other for one, other in pairs)


def _gravest(states: Sequence[State]) -> State:
    for state in (State.NOT_MET, State.UNDETERMINED, State.MET):
        if state in states:
            return state
    return State.NOT_APPLICABLE
