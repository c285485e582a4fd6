"""Seats shared out among the groups of a field, in proportion to how many are ranked of each (§8.4)."""

from collections.abc import Iterable, Mapping, Sequence

import attrs

from judge.model.number import plain
from judge.model.problem import Problems, listed
from judge.model.said import said
from judge.score.offer import Run
from judge.score.seats import Remainders


def apportioned(runs: Iterable[Run], problems: Problems) -> list[Run]:
    """Return the runs of an outcome, each with its part of the seats if these are shared out in proportion.

    Args:
        problems: to which equal remainders that nothing tells apart are added.
    """
    every = list(runs)
    equal = every[0].rule.seats.remainders if every else None
    seats = every[0].rule.seats.seats if every else None
    if equal is None or seats is None:
        return every
    sizes = {run.name: run.ranked for run in every}
    shares, tied = largest_remainder(seats, sizes, equal)
    if tied:
        problems.refuse(
            "equal-remainders", every[0].rule.seats.place, f"{listed(tied)} have equal remainders, and not a seat for each",
            'add seats, or say whether of equal remainders the `"larger"` or the `"smaller"` group comes first',
        )  # fmt: skip
    return [_with(run, shares[run.name], seats, sum(sizes.values())) for run in every]


def largest_remainder(seats: int, sizes: Mapping[str, int], equal: Remainders) -> tuple[dict[str, int], Sequence[str]]:
    """Return the seats of each group, and the groups whose equal remainders nothing tells apart.

    Each group gets the whole part of seats × size / total; what is left goes one by one to the largest remainders
    (the method of Hamilton and Hare). No group gets more than its size.
    """
    total = sum(sizes.values())
    if seats >= total:
        return dict(sizes), ()
    shares = {name: seats * size // total for name, size in sizes.items()}
    left = seats - sum(shares.values())
    sign = {"refuse": 0, "larger": -1, "smaller": 1}[equal]
    keys = {name: (-(seats * size % total), sign * size) for name, size in sizes.items()}
    order = sorted(sizes, key=lambda name: (keys[name], name))
    for name in order[:left]:
        shares[name] += 1
    if not left or keys[order[left - 1]] != keys[order[left]]:
        return shares, ()
    return shares, [name for name in order if keys[name] == keys[order[left]]]


def _with(run: Run, share: int, seats: int, total: int) -> Run:
    exact = f"{seats} × {run.ranked} / {total}" if total else said("none")
    offered = said("proportion", n=share, m=plain(seats), exact=exact)
    own = attrs.evolve(run.rule, seats=attrs.evolve(run.rule.seats, seats=share))
    return attrs.evolve(run, rule=own, offered=offered)
