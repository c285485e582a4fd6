"""Telling how orders were folded, line by line, for any number of submissions."""

from collections.abc import Callable, Iterator, Mapping

from judge.model.table import Dimension, Table
from judge.score.groups import group_states, groups
from judge.score.order_plan import Orders
from judge.score.orders import ranked_pairs, schulze, stv
from judge.score.orders.contest import Contest, Teller, contests
from judge.score.orders.refusal import Unfit
from judge.score.rows import Key

LINES: Mapping[str, Callable[[Contest], Teller]] = {
    "irv": stv.lines,
    "ranked_pairs": ranked_pairs.lines,
    "schulze": schulze.lines,
    "stv": stv.lines,
}
"""What tells of a contest, by the name of the verb."""


class Telling:
    """The contests of a step, each counted once for all of its submissions.

    Args:
        table: the orders, as the plan's source makes them.
    """

    def __init__(self, dimensions: Mapping[str, Dimension], table: Table, plan: Orders) -> None:
        self._cells: dict[int, list[tuple[Key, int, Teller]]] = {}
        prepare = LINES.get(plan.method)
        if prepare is None:
            return
        found = groups(dimensions, table, plan.over, plan.by)
        columns = dict(zip(found.names, found.columns(), strict=True))
        self._ids, self._submissions = dimensions["submission"].members, columns["submission"]
        others = [name for name in found.names if name != "submission"]
        for contest in contests(table, found, plan, group_states(table.states, found.of_cell, len(found.keys))):
            teller = _prepared(prepare, contest)
            for group in contest.submissions:
                key = tuple((name, dimensions[name].members[columns[name][group]]) for name in others)
                self._cells.setdefault(self._submissions[group], []).append((key, group, teller))

    def of(self, submission: int) -> dict[Key, tuple[str, ...]]:
        """Return the lines of each cell of a submission, by the cell's key without the submission."""
        return {key: tuple(teller(group, self._name)) for key, group, teller in self._cells.get(submission, ())}

    def _name(self, group: int) -> str:
        return self._ids[self._submissions[group]]


def _prepared(prepare: Callable[[Contest], Teller], contest: Contest) -> Teller:
    try:
        return prepare(contest)
    except Unfit:
        return _nothing


def _nothing(_: int, __: Callable[[int], str]) -> Iterator[str]:
    return iter(())
