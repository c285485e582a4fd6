"""Running the parts of a plan that are about orders."""

from collections.abc import Mapping

from judge.model.table import Dimension, Table
from judge.score.order_plan import Awarded, Ordered, Ranked
from judge.score.orders import borda, copeland, kemeny, majority_judgment, placements, ranked_pairs, schulze, stv
from judge.score.orders.award import awarded
from judge.score.orders.contest import Method, folded
from judge.score.orders.places import ranked
from judge.score.orders.refusal import Wrong

METHODS: Mapping[str, Method] = {
    "borda": borda.fold,
    "copeland": copeland.fold,
    "irv": stv.fold,
    "kemeny": kemeny.fold,
    "majority_judgment": majority_judgment.fold,
    "placements": placements.fold,
    "ranked_pairs": ranked_pairs.fold,
    "schulze": schulze.fold,
    "stv": stv.fold,
}
"""How orders are folded, by the name of the verb."""

MOST: Mapping[str, int] = {"kemeny": kemeny.MOST}
"""How many submissions a verb takes at most, by its name."""


def run(dimensions: Mapping[str, Dimension], table: Table, plan: Ordered) -> tuple[Table, Wrong | None]:
    """Return the table that a plan makes of its source, and what is wrong with the source, if anything is."""
    if isinstance(plan, Ranked):
        return ranked(dimensions, table, plan)
    if isinstance(plan, Awarded):
        return awarded(dimensions, table, plan)
    return folded(dimensions, table, plan, METHODS[plan.method], MOST.get(plan.method))
