"""The parts of a plan that are about orders: places, points for places, and many orders folded into one number each."""

from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from judge.model.rubric import Sense

if TYPE_CHECKING:
    from judge.score.plan import Plan


@attrs.frozen
class Tiebreak:
    """What parts equals in a group: a joined column.

    Attributes:
        better: which of its values come first.
        last: whether those without a value come behind; else it is passed over for their block.
        places: the places for which it is used, or None for all.
    """

    column: str
    better: Sense
    last: bool
    places: tuple[int, ...] | None


@attrs.frozen
class Ranked:
    """The source with the place of each value among the submissions of its group (§3.26).

    Attributes:
        better: which values come first.
        gap: going down, a value nearer than this to the one above is equal to it.
        breakers: in order.
        ends: for some places, then for all others: whether equals that are left are a problem.
        beside: whether values stay, with the numbers that an explanation shows beside them.
    """

    source: "Plan"
    by: tuple[str, ...]
    better: Sense
    gap: Fraction
    breakers: tuple[Tiebreak, ...]
    ends: tuple[tuple[tuple[int, ...] | None, bool], ...]
    numbering: str
    beside: bool = False


@attrs.frozen
class Awarded:
    """The source with the number that a list has for each place (§3.27).

    Attributes:
        points: for places 1, 2, 3…
        beyond: for every place past the list.
        shared: the fields by which places were given, if equals get the mean of the places that they fill; or None.
        beside: whether values stay, with the numbers that an explanation shows beside them.
    """

    source: "Plan"
    points: tuple[Fraction, ...]
    beyond: Fraction
    shared: tuple[str, ...] | None
    beside: bool = False


@attrs.frozen
class Counting:
    """How ballots are counted and transferred, round after round (§3.35, §3.36).

    Attributes:
        seats: how many are elected.
        quota: how it is worked out, or None where nobody is elected before only so many are left.
        exceed: whether a count has to be above the quota; else it has to reach it.
        together: whether all who are without hope go out at once.
        surplus_last: whether those without hope go out before a surplus is transferred.
        digits: decimals to which each share of a ballot is cut, or None.
        level: what becomes of a place of a ballot that several share.
        breakers: what parts equals after the earlier rounds.
        refuses: whether equals that are left are a problem; else they go out together.
    """

    seats: int = 1
    quota: str | None = None
    exceed: bool = False
    together: bool = False
    surplus_last: bool = False
    digits: int | None = None
    level: str = "split"
    breakers: tuple[Tiebreak, ...] = ()
    refuses: bool = True


@attrs.frozen
class Orders:
    """One cell for each submission of each group, from the orders that those folded away put the submissions in.

    Attributes:
        better: which values come first in an order.
        behind: whether a submission that an order lacks, and was not set aside there, stands behind all that it has.
        method: how orders are folded, a name of ``judge.score.orders.methods``.
        majority: how many orders are a majority, or None for more than half.
        weighted: whether the column ``weight`` says how many ballots each order stands for.
        counting: how ballots are counted, for verbs that transfer them.
        beside: whether the cells of the source stay, with the numbers that an explanation shows beside them.
    """

    source: "Plan"
    over: tuple[str, ...]
    by: tuple[str, ...]
    better: Sense
    behind: bool
    method: str
    majority: int | None = None
    weighted: bool = False
    counting: Counting | None = None
    beside: bool = False


Ordered = Ranked | Awarded | Orders
