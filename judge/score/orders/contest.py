"""Contests: the orders in which some put the same submissions, taken from a table and folded into one number each."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

import attrs

from judge.model.number import Exact, plain
from judge.model.state import ASIDE, VALUE
from judge.model.table import Column, Dimension, Table
from judge.score.columns import of_fractions
from judge.score.groups import Groups, group_states, groups
from judge.score.order_plan import Counting, Orders
from judge.score.orders.refusal import Unfit, Wrong
from judge.score.tables import with_column

Order = dict[int, Exact]
"""One judge's order: a number for each submission that it places; lower stands ahead."""


@attrs.frozen(eq=False)
class Contest:
    """The orders of one group.

    Attributes:
        submissions: those that at least one order has, by number.
        orders: one for each judge who placed anybody; their numbers are whole, over ``scale``.
        aside: for each order, the submissions on which that judge was set aside.
        weights: for each order, how many ballots it stands for.
        majority: how many orders are a majority, or None for more than half.
        counting: how ballots are counted and transferred, for verbs that do.
        facts: for each tie-break of the counting, what it compares, by submission.
    """

    submissions: tuple[int, ...]
    orders: tuple[Order, ...]
    aside: tuple[frozenset[int], ...]
    weights: tuple[Exact, ...]
    scale: int = 1
    majority: int | None = None
    counting: Counting | None = None
    facts: tuple[Mapping[int, Exact], ...] = ()

    @property
    def ballots(self) -> Exact:
        """How many ballots there are."""
        return sum(self.weights)


Folded = Mapping[str, Mapping[int, Exact]]
"""By column, a number for each submission; ``value`` is the result, the others are what an explanation shows."""
Method = Callable[[Contest], Folded]
Teller = Callable[[int, Callable[[int], str]], Iterator[str]]
"""Tells, line by line, how a contest went for one of its submissions; it is given what to call each of them."""


def folded(
    dimensions: Mapping[str, Dimension], table: Table, plan: Orders, method: Method, most: int | None
) -> tuple[Table, Wrong | None]:
    """Return one cell for each submission of each group, or the source with the numbers beside its cells."""
    found = groups(dimensions, table, plan.over, plan.by)
    count = len(found.keys)
    states = group_states(table.states, found.of_cell, count)
    numbers: dict[str, dict[int, Exact]] = {"value": {}}
    try:
        for contest in contests(table, found, plan, states):
            if most is not None and len(contest.submissions) > most:
                raise _too_many(contest, plan, most)
            for name, values in method(contest).items():
                numbers.setdefault(name, {}).update(values)
    except Unfit as unfit:
        return table, Wrong(unfit.code, unfit.what, [list(found.of_cell).index(unfit.submission)], unfit.hint)
    columns = {name: of_fractions([values.get(at, 0) for at in range(count)]) for name, values in numbers.items()}
    if not plan.beside:
        return Table(found.names, found.columns(), states, columns), None
    for name, column in columns.items():
        if name != "value":
            spread = [column.values[group] for group in found.of_cell]
            table = with_column(table, name, Column(spread, column.denominator))
    return table, None


def _too_many(contest: Contest, plan: Orders, most: int) -> Unfit:
    return Unfit(
        "too-many-to-order",
        f"`{plan.method}` weighs every order of the submissions, of at most {most}, and here are {len(contest.submissions)}",
        contest.submissions[0],
        "use `schulze` or `ranked_pairs`, or let an earlier round choose who goes on",
    )


def _negative(weight: Exact, submission: int, plan: Orders) -> Unfit:
    return Unfit(
        "negative-ballots",
        f"`weights` of `{plan.method}` is how many ballots an order stands for, and here it is {plain(Fraction(weight))}",
        submission,
        "correct the number",
    )


def contests(table: Table, found: Groups, plan: Orders, states: Sequence[int] | None) -> Iterator[Contest]:
    """Yield the contests; a submission that is unranked in one takes no part in it."""
    at = found.names.index("submission")
    others = [keys for number, keys in enumerate(found.columns()) if number != at]
    contest_of = list(zip(*others, strict=True)) if others else [()] * len(found.keys)
    key_of = {key: number for number, key in enumerate(dict.fromkeys(contest_of))}
    ballot_of, of_contest = _ballots(table, found, plan, [key_of[key] for key in contest_of])
    orders: list[Order] = [{} for _ in of_contest]
    asides: list[set[int]] = [set() for _ in of_contest]
    values = table.value.values if plan.better == "lower" else [-value for value in table.value.values]
    if table.states is None:
        for ballot, group, value in zip(ballot_of, found.of_cell, values, strict=True):
            orders[ballot][group] = value
    else:
        for ballot, group, value, state in zip(ballot_of, found.of_cell, values, table.states, strict=True):
            if state == VALUE and (states is None or states[group] == VALUE):
                orders[ballot][group] = value
            elif state in ASIDE and (states is None or states[group] == VALUE):
                asides[ballot].add(group)
    weights = _by_number(table, "weight", ballot_of) if plan.weighted else {}
    for ballot, weight in weights.items():
        if weight < 0 and orders[ballot]:
            raise _negative(weight, min(orders[ballot]), plan)
    facts = _facts(table, found, plan)
    for contest in range(len(key_of)):
        own = [ballot for ballot, of in enumerate(of_contest) if of == contest and orders[ballot]]
        yield _contest(
            [orders[one] for one in own],
            [frozenset(asides[one]) for one in own],
            tuple(weights.get(one, 1) for one in own),
            attrs.evolve(_EMPTY, scale=table.value.denominator, majority=plan.majority, counting=plan.counting, facts=facts),
            plan.behind,
        )  # fmt: skip


_EMPTY = Contest((), (), (), ())


def _ballots(
    table: Table, found: Groups, plan: Orders, contest_of: Sequence[int]
) -> tuple[Sequence[int], Sequence[int]]:
    """Return the number of each cell's ballot, and of each ballot its contest."""
    columns = [table.keys[table.dimensions.index(name)] for name in plan.over]
    voters: Sequence[object] = columns[0] if len(columns) == 1 else list(zip(*columns, strict=True))
    pairs = list(zip(map(contest_of.__getitem__, found.of_cell), voters, strict=True))
    numbers = {pair: number for number, pair in enumerate(dict.fromkeys(pairs))}
    return list(map(numbers.__getitem__, pairs)), [contest for contest, _ in numbers]


def _by_number(table: Table, name: str, numbers: Sequence[int]) -> dict[int, Exact]:
    """Return a column's number for each ballot or group, from any of its cells."""
    column = table.columns[name]
    known = dict(zip(numbers, column.values, strict=True))
    return (
        known
        if column.denominator == 1
        else {key: Fraction(value) / column.denominator for key, value in known.items()}
    )


def _facts(table: Table, found: Groups, plan: Orders) -> tuple[Mapping[int, Exact], ...]:
    """Return what each tie-break of the counting compares, for the submissions that have it."""
    given = []
    for breaker in plan.counting.breakers if plan.counting else ():
        values = _by_number(table, breaker.column, found.of_cell)
        there = f"{breaker.column} found"
        has = _by_number(table, there, found.of_cell) if there in table.columns else {}
        given.append({one: value for one, value in values.items() if has.get(one, 1)})
    return tuple(given)


def _contest(
    orders: list[Order], asides: list[frozenset[int]], weights: tuple[Exact, ...], common: Contest, behind: bool
) -> Contest:
    submissions = tuple(sorted({submission for order in orders for submission in order}))
    if behind:
        for order, aside in zip(orders, asides, strict=True):
            last = max(len(order), math.ceil(max(order.values()) / Fraction(common.scale))) + 1
            for one in submissions:
                if one not in order and one not in aside:
                    order[one] = last * common.scale
    return attrs.evolve(common, submissions=submissions, orders=tuple(orders), aside=tuple(asides), weights=weights)
