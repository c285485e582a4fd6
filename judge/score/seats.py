"""Reading what follows from the places: ``[[outcome]]`` (§8)."""

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Literal, cast

import attrs

from judge.model.fields import Fields
from judge.model.number import Unreadable, parse, plain
from judge.model.place import Node, Place
from judge.model.problem import Problems
from judge.model.rubric import Sense
from judge.model.said import said
from judge.score.kinds import Conditions, by_name

Ties = Literal["in", "out", "refuse", "chair"]
Remainders = Literal["refuse", "larger", "smaller"]
Short = Literal["skip", "stop", "part"]
Rounded = Literal["down", "up", "nearest"]
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
        short: what happens where the money does not suffice: that one is skipped, nobody below is taken, or part is given.
        place: where it stands.
        most_cost: by field, or by member of one, how much those taken may cost together.
        counting: the outcomes above whose taken count against ``most`` and ``most_cost``.
        remainders: who gets a seat of equal remainders where ``by`` shares the seats out in proportion, else None.
        unordered: whether those taken are told in no order.
        rounded: how a share becomes a whole number.
        including: the outcomes above whose taken are part of the seats or the share.
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
    short: Short
    place: Place
    most_cost: Mapping[str, Fraction] = attrs.field(factory=dict)
    counting: tuple[str, ...] = ()
    remainders: Remainders | None = None
    unordered: bool = False
    rounded: Rounded = "down"
    including: tuple[str, ...] = ()

    def part(self, ranked: int) -> int:
        """Return how many the share is of so many ranked (§8.3)."""
        exact = (self.share or Fraction(0)) * ranked
        added = {"down": Fraction(0), "nearest": Fraction(1, 2), "up": 1 - Fraction(1, exact.denominator)}
        return math.floor(exact + added[self.rounded])

    def part_in_words(self, ranked: int) -> str:
        """Return the same in words."""
        return said(f"share {self.rounded}", share=share_in_words(self.share or Fraction(0)), n=ranked)

    @property
    def plain(self) -> bool:
        """Whether seats and a minimum are all there is to it."""
        other = (self.places, self.share, self.award, self.of, self.by, self.after, self.budget)
        more = (self.where, self.most, self.least, self.waiting, self.most_cost, self.unordered, self.including)
        return all(item is None for item in other) and not any(more)


def read_outcome(at: int, node: Node, problems: Problems) -> Seats:
    """Return one ``[[outcome]]``; ``at`` is its number."""
    fields = Fields(node, problems, "[[outcome]]")
    name = fields.text("name") or f"outcome {at}"
    limited = any(fields.has(key) for key in LIMITS)
    counted = fields.has("seats") or fields.has("share")
    paid = fields.has("budget") or fields.has("cost_at_most")
    where = fields.take("where")
    seats = Seats(
        name, fields.whole("seats", least=0),
        cast("Ties", fields.choice("ties", ("in", "out", "refuse", "chair"), "refuse")), fields.number("minimum"),
        fields.whole("places", least=1), _share(fields), fields.text("award"), fields.text("of"),
        Conditions().read(where, "`where` of [[outcome]]", problems) or {} if where is not None else {},
        cast("Sense | None", fields.choice("better", ("higher", "lower"), "") or None), fields.text("by"),
        fields.text("after"), _quotas(fields, "at_most"), _quotas(fields, "at_least"),
        fields.whole("waiting", least=0) or 0, fields.number("budget"),
        fields.text("cost", required=paid), cast("Short", fields.choice("short", ("skip", "stop", "part"), "skip")), node.place,
        _quotas(fields, "cost_at_most", whole=False), fields.texts("counting") or (), _remainders(fields),
        fields.choice("order", ("ranking", "none"), "ranking") == "none",
        cast("Rounded", fields.choice("rounded", ("down", "up", "nearest"), "down")), fields.texts("including") or (),
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
    if seats.short == "part" and seats.most_cost:
        problems.refuse(
            "key-without-use", seats.place, f"[[outcome]] `{seats.name}` gives part of the money, and limits that of groups",
            'say `short = "stop"` or "skip", or take away `cost_at_most`',
        )  # fmt: skip
    if seats.least and not counted:
        problems.refuse(
            "missing-key", seats.place, f"[[outcome]] `{seats.name}` has `at_least`, and no number of seats",
            "say `seats` or `share`", expected="seats",
        )  # fmt: skip
    if seats.remainders is not None and (seats.by is None or seats.seats is None):
        lack = "by" if seats.by is None else "seats"
        problems.refuse(
            "missing-key", seats.place, f"[[outcome]] `{seats.name}` shares seats out in proportion, and has no `{lack}`",
            "say how many `seats` there are, and the field that they are shared out `by`", expected=lack,
        )  # fmt: skip
    if seats.rounded != "down" and seats.share is None:
        problems.refuse(
            "missing-key", seats.place, f"[[outcome]] `{seats.name}` has `rounded`, and no `share`",
            'say the share, such as share = "12 %"', expected="share",
        )  # fmt: skip
    if seats.including and not counted:
        problems.refuse(
            "missing-key", seats.place, f"[[outcome]] `{seats.name}` has `including`, and no number of seats",
            "say `seats` or `share`", expected="seats",
        )  # fmt: skip
    if seats.counting and not (seats.most or seats.most_cost):
        problems.refuse(
            "missing-key", seats.place, f"[[outcome]] `{seats.name}` has `counting`, and no limit that counts",
            "say `at_most` or `cost_at_most`", expected="at_most",
        )  # fmt: skip


def _remainders(fields: Fields) -> Remainders | None:
    """Return how equal remainders are told apart, or None where seats are not shared out in proportion."""
    shared = fields.choice("proportion", ("largest remainder",), "")
    if not fields.has("remainders"):
        return "refuse" if shared else None
    found = fields.choice("remainders", ("refuse", "larger", "smaller"), "refuse")
    if not shared:
        fields.problems.refuse(
            "missing-key", fields.place, "[[outcome]] has `remainders`, and no `proportion`",
            'say proportion = "largest remainder"', expected="proportion",
        )  # fmt: skip
        return None
    return cast("Remainders", found)


def _share(fields: Fields) -> Fraction | None:
    """Return a share such as "12 %" or "1/12" as a part of one."""
    text = fields.text("share")
    if text is None:
        return None
    upper, line, lower = text.removesuffix("%").strip().partition("/")
    value, whole = parse(upper), parse(lower) if line else Fraction(100)
    fits = not isinstance(value, Unreadable) and not isinstance(whole, Unreadable) and text.endswith("%") != bool(line)
    if not fits or not 0 < cast("Fraction", value) <= cast("Fraction", whole):
        fields.problems.refuse(
            "wrong-number", fields.place, f"`share` of [[outcome]] is `{text[:40]}`, not a percentage up to 100 or a part of one",
            'write it as share = "12 %" or share = "1/12"', found=text[:40],
        )  # fmt: skip
        return None
    return cast("Fraction", value) / cast("Fraction", whole)


def share_in_words(share: Fraction) -> str:
    """Return a share as a percentage, or as a fraction where its decimals have no end."""
    return str(share) if "/" in plain(share * 100) else f"{plain(share * 100)} %"


def _quotas(fields: Fields, key: str, *, whole: bool = True) -> Mapping[str, Fraction]:
    node = fields.take(key)
    if node is None:
        return {}
    found = by_name(node, f"`{key}` of [[outcome]]", fields.problems) or {}
    for name, number in found.items():
        if number < 0 or (whole and number.denominator != 1):
            kind = "whole number" if whole else "number"
            fields.problems.refuse(
                "wrong-number", node.place, f"`{name}` in `{key}` is {plain(number)}, not a {kind} from 0 up",
                found=plain(number),
            )  # fmt: skip
    return found
