"""What a long log costs: `python bench/growth.py [DETERMINATIONS]`, 100,000 without a number.

Two databases of SQLite, one with 100 determinations and one with many and 1,000 cases; the same questions are
put to both in turns, the best of many rounds counts. Asked: start-up of the store against that of an empty database
(at most 1.5 times), and a page of the log, any page with any filter, against the first page of the short log
(at most 3 times). Then the same on PostgreSQL, where it is installed, on a server of the bench's own.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from itertools import product
from pathlib import Path
from time import perf_counter_ns
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from sqlalchemy import bindparam, insert, select, text, update  # noqa: E402 - the checkout is put on the path first

from engine.receipt import canonical  # noqa: E402 - as above
from service.store import Filter, Store, moments, open_store  # noqa: E402 - as above
from service.store.chain import Said, link  # noqa: E402 - as above
from service.store.connection import database  # noqa: E402 - as above
from service.store.determinations import derived, facets_in, listed  # noqa: E402 - as above
from service.store.paging import cursor_after  # noqa: E402 - as above
from service.store.schema import migrate  # noqa: E402 - as above
from service.store.tables import chains, determination_facets, determinations  # noqa: E402 - as above
from tests.store.cluster import new_cluster, programs, remove  # noqa: E402 - as above

MANY, FEW, CASES = 100_000, 100, 1_000
ROUNDS = 25
START_BAR, PAGE_BAR = 1.5, 3.0
COUNTRIES = ("VN", "MN", "ID", "TH", "KE")
CALLERS = ("office-a", "office-b", "office-c")
OUTCOMES = ("eligible", "ineligible", "undetermined")
BEGIN = date(2020, 1, 1)


def receipt(number: int) -> dict[str, Any]:
    """A receipt as large as a real one (28 kB); its seal is not looked at here. One in 10,000 is of a rare country."""
    chance = random.Random(number)  # noqa: S311 - the same log each time
    country = "PG" if number % 10_000 == 5 else chance.choice(COUNTRIES)
    ruleset = chance.choice(("jcm/model-projects", "jcm/fund", "city-to-city/programme"))
    outcome = "eligible" if country == "PG" else chance.choice(OUTCOMES)
    return {
        "request": {"as_of": "2019-06-01", "rulesets": [{"id": ruleset, "digest": "sha256:" + "0" * 64}]},
        "facts": {"host_country": {"value": country}},
        "answer": {"determinations": [{"ruleset": {"id": ruleset}, "outcome": outcome, "reasons": "x" * 27_500}]},
        "places": [],
        "hash": "sha256:" + f"{number:064x}",
    }


def fill(store: Store, count: int, cases: int) -> None:
    """`count` determinations over two years of days, 1,000 at once, and `cases` cases with two events."""
    heads = chains.c.name == determinations.name
    with store.database.reading() as connection:
        head = connection.execute(select(chains).where(heads)).one()
    previous, sequence = head.hash, head.sequence
    for first in range(0, count, 1000):
        rows, facets, steps = [], [], []
        for number in range(first, min(first + 1000, count)):
            moment = moments.beginning_of(BEGIN + timedelta(days=730 * number // count))
            said, document = Said(f"d{number}", CALLERS[number % 3], moment), receipt(number)
            sequence, columns = sequence + 1, derived(document)
            own = {"sequence": sequence, "id": said.id, "recorded_at": moment, "caller": said.caller}
            made = link(determinations.name, sequence, previous, said, document)
            sealed = {"previous": previous, "hash": made, "seal": document["hash"], "redactions": 0}
            rows.append({**own, **sealed, **columns, "document": canonical(document)})
            facets += [{"facet": one, "sequence": sequence} for one in facets_in(columns, said.caller)]
            steps.append({"to": sequence, "made": made, "moment": moment})
            previous = made
        with store.database.writing() as connection:
            connection.execute(insert(determinations), rows)
            connection.execute(insert(determination_facets), facets)
            moved = {"sequence": bindparam("to"), "hash": bindparam("made"), "recorded_at": bindparam("moment")}
            connection.execute(update(chains).where(heads).values(moved), steps)
        if first % 20_000 == 0:
            print(f"… {first} of {count}", file=sys.stderr)
    for number in range(cases):
        case = store.cases.open("jcm/project-cycle", {"title": str(number)}, "office").entry.id
        for event in ("a", "b"):
            store.events.append(case, {"id": event, "kind": "monitored", "on": "2020-01-01"}, "office")


def filters() -> Iterator[Filter]:
    """Every combination of what can be asked, each once with common values; then rare, empty and dated ones."""
    for ruleset, programme, outcome, country, caller in product(
        (None, "jcm/fund"), (None, "jcm"), (None, "eligible"), (None, "VN"), (None, "office-a")
    ):
        yield Filter(ruleset, programme, outcome, country, caller)
    yield Filter(country="PG")
    yield Filter(country="PG", outcome="ineligible")
    yield Filter(country="none", caller="office-a")
    yield Filter(since=BEGIN + timedelta(days=300), until=BEGIN + timedelta(days=400))
    yield Filter(country="VN", since=BEGIN + timedelta(days=300), until=BEGIN + timedelta(days=400))
    yield Filter(since=BEGIN + timedelta(days=10_000))


def pages(asked: Filter, count: int) -> list[str | None]:
    """Cursors of the first page, of one in the middle and of the last one."""
    name = listed(asked)
    return [None, cursor_after(name, count // 2), cursor_after(name, 30)]


def best(works: Mapping[str, Callable[[], object]], rounds: int = ROUNDS) -> dict[str, float]:
    """Milliseconds of each work: the best of the rounds, taken in turns."""
    found = dict.fromkeys(works, float("inf"))
    for _ in range(rounds):
        for name, work in works.items():
            start = perf_counter_ns()
            work()
            found[name] = min(found[name], (perf_counter_ns() - start) / 1e6)
    return found


def opening(url: str) -> Callable[[], object]:
    def work() -> None:
        with open_store(url) as store:
            store.check()

    return work


def run(name: Callable[[str], str], count: int) -> bool:
    urls = {"empty": name("empty"), "short": name("short"), "long": name("long")}
    for url in urls.values():
        made = database(url)
        migrate(made)
        made.close()
    short, long = open_store(urls["short"]), open_store(urls["long"])
    fill(short, FEW, 0)
    fill(long, count, CASES)
    if not long.database.is_sqlite:
        for store in (short, long):  # what autovacuum does within a minute
            with store.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("VACUUM ANALYZE"))
    started = best({"empty": opening(urls["empty"]), "long": opening(urls["long"])})
    ratio = started["long"] / started["empty"]
    print(
        f"start-up      {started['empty']:8.2f} ms empty, {started['long']:8.2f} ms long: {ratio:.2f} (bar {START_BAR})"
    )
    worst, worst_of = 0.0, ""
    for asked in filters():
        for cursor in pages(asked, count):
            works = {"short": partial(short.determinations.page, limit=10)}
            works["long"] = partial(long.determinations.page, asked, cursor, 10)
            times = best(works)
            page = times["long"] / times["short"]
            if page > worst:
                worst, worst_of = page, f"{times['short']:.2f} ms and {times['long']:.2f} ms, {asked}"
    print(f"a page        worst of all filters and pages: {worst:.2f} (bar {PAGE_BAR}): {worst_of}")
    short.close()
    long.close()
    return ratio <= START_BAR and worst <= PAGE_BAR


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    print(json.dumps({"determinations": count, "cases": CASES, "short": FEW}))
    with tempfile.TemporaryDirectory() as folder:
        print("SQLite")
        good = run(lambda name: f"sqlite:///{folder}/{name}.db", count)
    binaries = programs()
    if binaries is not None:
        server = new_cluster(binaries)
        try:
            print("PostgreSQL")
            good &= run(server.create, count)
        finally:
            remove(server)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
