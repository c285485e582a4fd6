"""Telling how orders were folded, line by line, for one submission."""

from collections.abc import Callable, Iterator, Mapping

from judge.model.table import Dimension, Table
from judge.score.groups import group_states, groups
from judge.score.order_plan import Orders
from judge.score.orders import ranked_pairs, schulze, stv
from judge.score.orders.contest import Contest, contests
from judge.score.orders.refusal import Unfit

Lines = Callable[[Contest, int, Callable[[int], str]], Iterator[str]]

LINES: Mapping[str, Lines] = {
    "irv": stv.lines,
    "ranked_pairs": ranked_pairs.lines,
    "schulze": schulze.lines,
    "stv": stv.lines,
}
"""What a method tells of a submission in a contest, by the name of the verb."""


def told(
    dimensions: Mapping[str, Dimension], table: Table, plan: Orders, submission: int
) -> dict[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Return the lines of each cell of a submission, by the cell's key without the submission."""
    tell = LINES.get(plan.method)
    if tell is None:
        return {}
    found = groups(dimensions, table, plan.over, plan.by)
    columns = dict(zip(found.names, found.columns(), strict=True))
    ids = dimensions["submission"].members
    others = [name for name in found.names if name != "submission"]
    lines = {}
    for contest in contests(table, found, plan, group_states(table.states, found.of_cell, len(found.keys))):
        for group in contest.submissions:
            if columns["submission"][group] == submission:
                key = tuple((name, dimensions[name].members[columns[name][group]]) for name in others)
                lines[key] = _lines(tell, contest, group, lambda one: ids[columns["submission"][one]])
    return lines


def _lines(tell: Lines, contest: Contest, group: int, name: Callable[[int], str]) -> tuple[str, ...]:
    try:
        return tuple(tell(contest, group, name))
    except Unfit:
        return ()
