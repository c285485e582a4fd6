"""Contests: the orders in which some put the same submissions, taken from a table and folded into one number each."""

import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

import attrs

from judge.model.number import Exact
from judge.model.state import ASIDE, VALUE
from judge.model.table import Column, Dimension, Table
from judge.score.columns import of_fractions
from judge.score.groups import Groups, group_states, groups
from judge.score.order_plan import Orders
from judge.score.orders.refusal import Wrong
from judge.score.tables import with_column

Order = Mapping[int, Exact]
"""One judge's order: a number for each submission that it places; lower stands ahead."""


@attrs.frozen(eq=False)
class Contest:
    """The orders of one group.

    Attributes:
        submissions: those that at least one order has, by number.
        orders: one for each judge who placed anybody.
        aside: for each order, the submissions on which that judge was set aside.
        majority: how many orders are a majority, or None for more than half.
    """

    submissions: tuple[int, ...]
    orders: tuple[Order, ...]
    aside: tuple[frozenset[int], ...]
    majority: int | None = None


Folded = Mapping[str, Mapping[int, Exact]]
"""By column, a number for each submission; ``value`` is the result, the others are what an explanation shows."""
Method = Callable[[Contest], Folded]


def folded(
    dimensions: Mapping[str, Dimension], table: Table, plan: Orders, method: Method, most: int | None
) -> tuple[Table, Wrong | None]:
    """Return one cell for each submission of each group, or the source with the numbers beside its cells."""
    found = groups(dimensions, table, plan.over, plan.by)
    count = len(found.keys)
    states = group_states(table.states, found.of_cell, count)
    numbers: dict[str, dict[int, Exact]] = {"value": {}}
    for contest in _contests(table, found, plan, states):
        if most is not None and len(contest.submissions) > most:
            return table, _too_many(contest, found, plan, most)
        for name, values in method(contest).items():
            numbers.setdefault(name, {}).update(values)
    columns = {name: of_fractions([values.get(at, 0) for at in range(count)]) for name, values in numbers.items()}
    if not plan.beside:
        return Table(found.names, found.columns(), states, columns), None
    for name, column in columns.items():
        if name != "value":
            spread = [column.values[group] for group in found.of_cell]
            table = with_column(table, name, Column(spread, column.denominator))
    return table, None


def _too_many(contest: Contest, found: Groups, plan: Orders, most: int) -> Wrong:
    return Wrong(
        "too-many-to-order",
        f"`{plan.method}` weighs every order of the submissions, of at most {most}, and here are {len(contest.submissions)}",
        [list(found.of_cell).index(contest.submissions[0])],
        "use `schulze` or `ranked_pairs`, or let an earlier round choose who goes on",
    )


def _contests(table: Table, found: Groups, plan: Orders, states: Sequence[int] | None) -> list[Contest]:
    """Return the contests; a submission that is unranked in one takes no part in it."""
    at = found.names.index("submission")
    others = [keys for number, keys in enumerate(found.columns()) if number != at]
    contest_of = list(zip(*others, strict=True)) if others else [()] * len(found.keys)
    voters = list(zip(*(table.keys[table.dimensions.index(name)] for name in plan.over), strict=True))
    sign = -1 if plan.better == "higher" else 1
    scale = table.value.denominator
    ballots: dict[tuple[int, ...], dict[tuple[int, ...], tuple[dict[int, Exact], set[int]]]] = {}
    for cell, group in enumerate(found.of_cell):
        if states is not None and states[group] != VALUE:
            continue
        state = VALUE if table.states is None else table.states[cell]
        order, aside = ballots.setdefault(contest_of[group], {}).setdefault(voters[cell], ({}, set()))
        if state == VALUE:
            value = table.value.values[cell] * sign
            order[group] = value if scale == 1 else Fraction(value) / scale
        elif state in ASIDE:
            aside.add(group)
    return [_contest(list(given.values()), plan) for given in ballots.values()]


def _contest(given: Sequence[tuple[dict[int, Exact], set[int]]], plan: Orders) -> Contest:
    judged = [(order, frozenset(aside)) for order, aside in given if order]
    submissions = tuple(sorted({submission for order, _ in judged for submission in order}))
    if plan.behind:
        for order, aside in judged:
            last = max(len(order), math.ceil(max(order.values()))) + 1
            order.update({one: last for one in submissions if one not in order and one not in aside})
    return Contest(submissions, tuple(o for o, _ in judged), tuple(aside for _, aside in judged), plan.majority)
