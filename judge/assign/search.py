"""The best assignment of a whole work: the exact search on the most promising pairs, until no other pair can help."""

from collections.abc import Sequence

import attrs

from judge.assign.flow import Flow, Network, cheapest
from judge.assign.work import NEVER, Work

ALL_AT_ONCE = 1_500_000
"""So many pairs are searched as a whole."""

FIRST = 100
"""Of more pairs, so many of each submission at first."""


@attrs.frozen(eq=False)
class Found:
    """What the search found.

    Attributes:
        chosen: by submission, judges besides those given.
        cost: of all pairs chosen.
        short: submissions whose needs cannot be met together; empty if all are.
        idle: judges that cannot have their fewest submissions.
    """

    chosen: tuple[frozenset[int], ...]
    cost: int
    short: tuple[int, ...]
    idle: tuple[int, ...]


def loosened(work: Work) -> None:
    """Raise an even load that cannot be kept to the lowest one that can; a declared load stays."""
    size = len(work.judges)
    if work.wanted.most is not None or len(work.needs) * size > ALL_AT_ONCE:
        return
    rows = [_promising(work.row(at), at, size) for at in range(len(work.needs))]
    costs = [[0] * len(row) for row in rows]

    def short(more: int) -> bool:
        work.loosen(more)
        return bool(cheapest(Network(work.needs, [0] * size, work.most, rows, costs)).short)

    low, high = 0, 1
    if not short(0):
        return
    while short(high) and high < len(work.needs):
        low, high = high, 2 * high
    while low + 1 < high:
        middle = (low + high) // 2
        low, high = (middle, high) if short(middle) else (low, middle)
    work.loosen(high)


def search(work: Work) -> Found:
    """Return the assignment of the lowest cost; it is proven: no pair that was left out could make it cheaper.

    Source: column generation, e.g. Ahuja, Magnanti, Orlin, *Network Flows* (1993), chapter 17.5: a pair whose cost and price
    reach its submission's threshold is in no cheaper assignment.
    """
    size = len(work.judges)
    rows = [
        _promising(work.row(at), at, FIRST if len(work.needs) * size > ALL_AT_ONCE else size)
        for at in range(len(work.needs))
    ]
    while True:
        network = Network(
            work.needs, work.least, work.most, rows, [_costs(work, at, row) for at, row in enumerate(rows)]
        )
        flow = cheapest(network)
        if not _widened(work, rows, flow):
            return _found(work, network, flow)


def _promising(row: Sequence[int], submission: int, most: int) -> list[int]:
    """Return the cheapest judges of a submission; equals are begun at another one for each submission."""
    start = submission * 7919 % max(len(row), 1)
    turned = [judge for judge in (*range(start, len(row)), *range(start)) if row[judge] != NEVER]
    return turned if most >= len(row) else sorted(turned, key=row.__getitem__)[:most]


def _costs(work: Work, submission: int, judges: Sequence[int]) -> list[int]:
    row = work.row(submission)
    return [row[judge] for judge in judges]


def _widened(work: Work, rows: list[list[int]], flow: Flow) -> bool:
    """Add pairs that may help; return whether there are any."""
    grown = False
    if all(len(row) == len(work.judges) for row in rows):
        return False
    for at, row in enumerate(rows):
        costs = work.row(at)
        known = set(row)
        if at in flow.short:
            wider = _promising(costs, at, 4 * len(row))
            more = [judge for judge in wider if judge not in known]
        else:
            end = flow.thresholds[at]
            more = [
                judge
                for judge, (cost, price) in enumerate(zip(costs, flow.prices, strict=True))
                if cost + price < end and cost != NEVER and judge not in known
            ]
        if more and work.needs[at]:
            rows[at] = row + more
            grown = True
    return grown


def _found(work: Work, network: Network, flow: Flow) -> Found:
    chosen = tuple(frozenset(team) for team in flow.chosen)
    load = [0] * len(work.judges)
    cost = 0
    for team, judges, costs in zip(chosen, network.judges, network.costs, strict=True):
        for judge, each in zip(judges, costs, strict=True):
            if judge in team:
                load[judge] += 1
                cost += each
    idle = tuple(judge for judge, least in enumerate(work.least) if load[judge] < least)
    return Found(chosen, cost, tuple(sorted(flow.short)), idle)
