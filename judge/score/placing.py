"""Reading how places are made: ``[rank]`` (§6)."""

from fractions import Fraction
from typing import Literal, cast

import attrs

from judge.model.fields import Fields
from judge.model.place import Node, Place
from judge.model.problem import Problems
from judge.model.rubric import Sense
from judge.score.ties import Breaker, Last, read_ties

Numbering = Literal["1-2-2-4", "1-2-2-3", "1-2-3-4", "average"]
NUMBERINGS: tuple[Numbering, ...] = ("1-2-2-4", "1-2-2-3", "1-2-3-4", "average")


@attrs.frozen
class Rank:
    """How scores become places (§6).

    Attributes:
        of: the table ranked, or None for the last step's.
        by: the field for each value of which there is a ranking, or None for one ranking.
        better: the declared direction, or None.
        gap: scores closer than this count as equal, or None.
        breakers: in order.
        lasts: what happens to ties that are left: for some places, then for all others.
        numbering: how shared places are numbered.
        place: where it stands.
    """

    of: str | None
    by: str | None
    better: Sense | None
    gap: Fraction | None
    breakers: tuple[Breaker, ...]
    lasts: tuple[Last, ...]
    numbering: Numbering
    place: Place

    @property
    def last(self) -> str:
        """What happens to ties that are left, but for places of which another thing is said."""
        return self.lasts[-1].word


def read_rank(node: Node | None, place: Place, problems: Problems) -> Rank:
    """Return how places are made, from the declared table or as it is without one."""
    if node is None:
        return Rank(None, None, None, None, *read_ties(None, place, problems), "1-2-2-4", place)
    fields = Fields(node, problems, "[rank]")
    better = cast("Sense | Literal['']", fields.choice("better", ("higher", "lower"), ""))
    gap_place = node.value["gap"].place if isinstance(node.value, dict) and "gap" in node.value else fields.place
    gap = fields.number("gap")
    if gap is not None and gap < 0:
        problems.refuse("wrong-number", gap_place, "`gap` of [rank] is negative", "say 0 or more")
    numbering = cast("Numbering", fields.choice("numbering", NUMBERINGS, "1-2-2-4"))
    of, by = fields.text("of"), fields.text("by")
    breakers, lasts = read_ties(fields.take("ties"), fields.place, problems)
    fields.finish()
    if numbering == "1-2-3-4" and any(last.word == "share" for last in lasts):
        problems.refuse(
            "numbering-needs-order", fields.place, "places 1-2-3-4 cannot be shared, but ties that are left are shared",
            'end `ties` with "lot" or "refuse", or number as 1-2-2-4',
        )  # fmt: skip
    return Rank(of, by, better or None, gap, breakers, lasts, numbering, fields.place)


def plainly(rule: Rank) -> Rank:
    """Return a ranking by value alone: no gap, no tie-breaks, and equals share the place."""
    return Rank(rule.of, rule.by, rule.better, None, (), (Last("share", None, rule.place),), "1-2-2-4", rule.place)
