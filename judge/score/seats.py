"""Reading what follows from the places: ``[[outcome]]`` (§8)."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal, cast

import attrs

from judge.model.fields import Fields
from judge.model.number import Unreadable, parse, plain
from judge.model.place import Node, Place
from judge.model.problem import Problems
from judge.model.rubric import Sense
from judge.score.kinds import Conditions, by_name

Ties = Literal["in", "out", "refuse", "chair"]
LIMITS = ("seats", "minimum", "places", "share", "budget")


@attrs.frozen
class Seats:
    """One ``[[outcome]]`` (§8).

    Attributes:
        name: what it is called.
        seats: how many are taken, or None for no limit.
        ties: what happens to a tie at the cut: all ``in``, all ``out``, ``refuse``, or ``chair``.
        minimum: the lowest value taken (the highest, where lower is better), or None.
        places: the last place taken, or None.
        share: of the ranked, the part that is taken, or None.
        award: the title that it gives, or None for seats.
        of, where: the table gone down, and which cells of it; the ranking without.
        better: which of its values come first, or None: those that the table calls better.
        by: the field for whose values it is run apart, or None.
        after: the outcome whose taken are passed over, or None.
        most, least: by field, or by member of one, how many are taken at most and at least.
        waiting: how many go on the waiting list.
        budget: the money there is, or None.
        cost: what each one costs: a name.
        stop: whether nobody below is taken once the money does not suffice.
        place: where it stands.
    """

    name: str
    seats: int | None
    ties: Ties
    minimum: Fraction | None
    places: int | None
    share: Fraction | None
    award: str | None
    of: str | None
    where: Mapping[str, tuple[str, ...] | str]
    better: Sense | None
    by: str | None
    after: str | None
    most: Mapping[str, Fraction]
    least: Mapping[str, Fraction]
    waiting: int
    budget: Fraction | None
    cost: str | None
    stop: bool
    place: Place

    @property
    def plain(self) -> bool:
        """Whether seats and a minimum are all there is to it."""
        other = (self.places, self.share, self.award, self.of, self.by, self.after, self.budget)
        return all(item is None for item in other) and not (self.where or self.most or self.least or self.waiting)


def read_outcome(at: int, node: Node, problems: Problems) -> Seats:
    """Return one ``[[outcome]]``; ``at`` is its number."""
    fields = Fields(node, problems, "[[outcome]]")
    name = fields.text("name") or f"outcome {at}"
    limited = any(fields.has(key) for key in LIMITS)
    counted = fields.has("seats") or fields.has("share")
    paid = fields.has("budget") or fields.has("cost")
    where = fields.take("where")
    seats = Seats(
        name, fields.whole("seats", least=0),
        cast("Ties", fields.choice("ties", ("in", "out", "refuse", "chair"), "refuse")), fields.number("minimum"),
        fields.whole("places", least=1), _share(fields), fields.text("award"), fields.text("of"),
        Conditions().read(where, "`where` of [[outcome]]", problems) or {} if where is not None else {},
        cast("Sense | None", fields.choice("better", ("higher", "lower"), "") or None), fields.text("by"),
        fields.text("after"), _quotas(fields, "at_most"), _quotas(fields, "at_least"),
        fields.whole("waiting", least=0) or 0, fields.number("budget", required=paid), fields.text("cost", required=paid),
        fields.choice("short", ("skip", "stop"), "skip") == "stop", node.place,
    )  # fmt: skip
    if not limited:
        problems.refuse(
            "outcome-without-limit", node.place, f"[[outcome]] `{name}` takes everybody", "say `seats` or `minimum`"
        )
    fields.finish()
    _fits(seats, counted, problems)
    return seats


def _fits(seats: Seats, counted: bool, problems: Problems) -> None:
    """Money cannot take all of a tie; seats are set aside only where they are counted."""
    if seats.ties == "in" and seats.budget is not None:
        problems.refuse(
            "ties-in-limit", seats.place, f"[[outcome]] `{seats.name}` takes all of a tie, and money does not stretch",
            'say `ties = "out"`, "refuse" or "chair"',
        )  # fmt: skip
    if seats.least and not counted:
        problems.refuse(
            "missing-key", seats.place, f"[[outcome]] `{seats.name}` has `at_least`, and no number of seats",
            "say `seats` or `share`", expected="seats",
        )  # fmt: skip


def _share(fields: Fields) -> Fraction | None:
    """Return a share such as "12 %" as a part of one."""
    text = fields.text("share")
    if text is None:
        return None
    value = parse(text.removesuffix("%").strip())
    if isinstance(value, Unreadable) or not text.endswith("%") or not 0 < value <= 100:
        fields.problems.refuse(
            "wrong-number", fields.place, f"`share` of [[outcome]] is `{text[:40]}`, not a percentage up to 100",
            'write it as share = "12 %"', found=text[:40],
        )  # fmt: skip
        return None
    return value / 100


def _quotas(fields: Fields, key: str) -> Mapping[str, Fraction]:
    node = fields.take(key)
    if node is None:
        return {}
    found = by_name(node, f"`{key}` of [[outcome]]", fields.problems) or {}
    for name, number in found.items():
        if number.denominator != 1 or number < 0:
            fields.problems.refuse(
                "wrong-number", node.place, f"`{name}` in `{key}` is {plain(number)}, not a whole number from 0 up",
                found=plain(number),
            )  # fmt: skip
    return found
