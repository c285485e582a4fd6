"""The plan: a few relational operations on columns of exact numbers, as plain values.

A verb states a plan; an engine runs it. Operations that look at values work on the cells that have one and
pass the others on, so that no state is lost on the way.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

import attrs

from judge.model.number import Half
from judge.score.order_plan import Ordered

Operator = Literal["+", "-", "*", "/", "min", "max", "<", "<=", "==", ">=", ">", "and"]
Total = Literal["sum", "count", "min", "max", "product"]


@attrs.frozen
class Col:
    """A column of the table at hand."""

    name: str = "value"


@attrs.frozen
class Num:
    """A constant."""

    value: Fraction


@attrs.frozen
class Calc:
    """An operation on two columns or constants; comparisons give 1 or 0."""

    operator: Operator
    left: "Formula"
    right: "Formula"


@attrs.frozen
class Rounded:
    """A formula rounded to decimals (§5.2)."""

    formula: "Formula"
    digits: int
    half: Half


@attrs.frozen
class Choose:
    """One formula where a test gives 1, another where it gives 0."""

    test: "Formula"
    yes: "Formula"
    no: "Formula"


@attrs.frozen
class Root:
    """``value`` times the square root of ``up`` over ``down``, rounded to so many decimals; 0 where ``down`` is 0 (§5.3)."""

    value: "Formula"
    up: "Formula"
    down: "Formula"
    digits: int


@attrs.frozen
class Thresholds:
    """What the last threshold reached gives, or a point of the line between two of them.

    Attributes:
        pairs: where each threshold begins and what it gives, upwards.
        below: what a value below the first one gives.
    """

    formula: "Formula"
    pairs: tuple[tuple[Fraction, Fraction], ...]
    line: bool
    below: Fraction


Formula = Col | Num | Calc | Rounded | Choose | Root | Thresholds


@attrs.frozen
class Read:
    """A table by its name."""

    name: str


@attrs.frozen
class Condition:
    """One condition of a ``where``.

    Attributes:
        dimension: the dimension whose members are chosen.
        field: the field of it that is compared, or None for the member itself.
        values: the texts that are kept.
        slices: whether the dimension is gone afterwards.
    """

    dimension: str
    field: str | None
    values: tuple[str, ...]
    slices: bool


@attrs.frozen
class Where:
    """The cells that meet all conditions."""

    source: "Plan"
    conditions: tuple[Condition, ...]


@attrs.frozen
class Join:
    """The source with a further column, looked up in another table by key; a look-up never makes new cells.

    Attributes:
        column: the name of the new column.
        default: what stands for a value that is not there, or None: then it is a problem.
        what: what is looked up, for the problem.
        further: columns of the other table that come along under their own names; 0 where nothing was found.
    """

    source: "Plan"
    other: "Plan"
    column: str
    default: Fraction | None
    what: str
    further: tuple[str, ...] = ()


@attrs.frozen
class Map:
    """The source with a column worked out for each cell that has a value."""

    source: "Plan"
    formula: Formula
    column: str = "value"


@attrs.frozen
class Filter:
    """The source without those cells with a value for which the formula gives 0."""

    source: "Plan"
    test: Formula


@attrs.frozen
class Window:
    """The source with the columns ``position`` and ``size`` of each value in its group.

    Positions count from 1 in the order of values, upwards or downwards. Of equal values the last id comes first.
    """

    source: "Plan"
    over: tuple[str, ...]
    by: tuple[str, ...]
    order: Literal["up", "down"]


@attrs.frozen
class Group:
    """One cell for each group of cells that agree on all dimensions but ``over``, and on the fields ``by`` (§1.4).

    A group without any value is missing if one of its cells is, else set apart: recused, conflict, void or late, the first of
    these that one of its cells is (§4.3).

    Attributes:
        totals: per column of the result, what is totalled over the cells with a value; ``count`` counts them.
    """

    source: "Plan"
    over: tuple[str, ...]
    by: tuple[str, ...]
    totals: Mapping[str, tuple[Total, Formula]]


@attrs.frozen
class Fill:
    """The source with cells of these states replaced by a formula, or left out where the formula is None.

    Attributes:
        needs: a joined column; a cell for which nothing was found there stays as it is.
        test: a formula; a cell for which it gives 0 stays as it is.
    """

    source: "Plan"
    states: tuple[int, ...]
    formula: Formula | None
    needs: str | None = None
    test: Formula | None = None


@attrs.frozen
class Refuse:
    """The source; a cell in one of these states is a problem."""

    source: "Plan"
    states: tuple[int, ...]
    what: str


@attrs.frozen
class Few:
    """The source; groups with fewer values than ``least`` are refused, or their cells become unranked.

    Attributes:
        unranked: whether a group that is too small leaves its submission without a place instead.
    """

    source: "Plan"
    over: tuple[str, ...]
    by: tuple[str, ...]
    least: int
    unranked: bool
    what: str


@attrs.frozen
class Even:
    """The source; groups with different numbers of cells are a caution, or refused.

    Attributes:
        refused: whether such a group is refused: what it lacks would count as zero.
    """

    source: "Plan"
    over: tuple[str, ...]
    by: tuple[str, ...]
    what: str
    hint: str
    refused: bool = False


@attrs.frozen
class Check:
    """The source; a cell with a value for which the test gives 0 is a problem.

    Attributes:
        caution: whether it is a caution only.
    """

    source: "Plan"
    code: str
    test: Formula
    what: str
    hint: str
    caution: bool = False


@attrs.frozen
class Become:
    """The source; a cell for which the formula is not 0, with a value or without, gets the state of that number."""

    source: "Plan"
    state: Formula


@attrs.frozen
class Keys:
    """Every key of any of these tables, with the value 0, or the state that one of them has there (§3.18).

    Attributes:
        spare: whether a cell has a value if any of the tables has one there; else any state stands.
    """

    sources: tuple["Plan", ...]
    spare: bool = False


@attrs.frozen
class Stack:
    """The cells of several tables, each under a member of a further dimension.

    Attributes:
        members: of the further dimension; None for a table that has it itself.
    """

    dimension: str
    sources: tuple["Plan", ...]
    members: tuple[str | None, ...]


Plan = (
    Read | Where | Join | Map | Filter | Window | Group | Fill | Refuse | Few | Even | Check | Become | Keys | Stack | Ordered
)  # fmt: skip
