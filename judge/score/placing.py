"""Reading how places are made and what follows from them: ``[rank]`` and ``[[outcome]]`` (§6, §8)."""

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
        better: the declared direction, or None.
        gap: scores closer than this count as equal, or None.
        breakers: in order.
        lasts: what happens to ties that are left: for some places, then for all others.
        numbering: how shared places are numbered.
        place: where it stands.
    """

    of: str | None
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


@attrs.frozen
class Seats:
    """One ``[[outcome]]`` (§8).

    Attributes:
        name: what it is called.
        seats: how many are taken, or None for no limit.
        ties: what happens to a tie at the cut: all ``in``, all ``out``, or ``refuse``.
        minimum: the lowest score taken (the highest, where lower is better), or None.
        place: where it stands.
    """

    name: str
    seats: int | None
    ties: Literal["in", "out", "refuse"]
    minimum: Fraction | None
    place: Place


def read_rank(node: Node | None, place: Place, problems: Problems) -> Rank:
    """Return how places are made, from the declared table or as it is without one."""
    if node is None:
        return Rank(None, None, None, *read_ties(None, place, problems), "1-2-2-4", place)
    fields = Fields(node, problems, "[rank]")
    better = cast("Sense | Literal['']", fields.choice("better", ("higher", "lower"), ""))
    gap = fields.number("gap")
    if gap is not None and gap < 0:
        problems.refuse("wrong-number", fields.place, "`gap` of [rank] is negative", "say 0 or more")
    numbering = cast("Numbering", fields.choice("numbering", NUMBERINGS, "1-2-2-4"))
    of = fields.text("of")
    breakers, lasts = read_ties(fields.take("ties"), fields.place, problems)
    fields.finish()
    if numbering == "1-2-3-4" and any(last.word == "share" for last in lasts):
        problems.refuse(
            "numbering-needs-order", fields.place, "places 1-2-3-4 cannot be shared, but ties that are left are shared",
            'end `ties` with "lot" or "refuse", or number as 1-2-2-4',
        )  # fmt: skip
    return Rank(of, better or None, gap, breakers, lasts, numbering, fields.place)


def read_outcome(at: int, node: Node, problems: Problems) -> Seats:
    """Return one ``[[outcome]]``; ``at`` is its number."""
    fields = Fields(node, problems, "[[outcome]]")
    name = fields.text("name") or f"outcome {at}"
    limited = fields.has("seats") or fields.has("minimum")
    seats = fields.whole("seats", least=0)
    ties = cast("Literal['in', 'out', 'refuse']", fields.choice("ties", ("in", "out", "refuse"), "refuse"))
    minimum = fields.number("minimum")
    if not limited:
        problems.refuse(
            "outcome-without-limit", node.place, f"[[outcome]] `{name}` takes everybody", "say `seats` or `minimum`"
        )
    fields.finish()
    return Seats(name, seats, ties, minimum, node.place)
