"""What an outcome is run on, how many it offers room for, and what it asks, in words (§8)."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from judge.model.challenge import Decision
from judge.model.number import plain
from judge.model.problem import listed
from judge.model.said import said
from judge.score.blocks import Blocks
from judge.score.quotas import PlannedSeats

Fields = Mapping[str, Mapping[str, str]]
"""By field, the text of each submission that has one."""


@attrs.frozen(eq=False)
class Run:
    """What an outcome is run on.

    Attributes:
        rule: the outcome.
        name: what it is called here; with ``by``, also the member of the field.
        blocks: equals in order, each with its place.
        values: what a minimum is compared with.
        costs: by submission; empty without a budget.
        fields: of submissions.
        barred: who is passed over whatever happens, with the clause.
        ranked: how many submissions a share is taken of.
        orders: recorded orders of equals.
        track: the ranking that it goes down, where there are several.
        before: those whom the outcomes that count have taken, with what each costs.
        offered: the seats that are its part of all, in words, or empty.
        included: those whom the outcomes that it includes have taken.
    """

    rule: PlannedSeats
    name: str
    blocks: Blocks
    values: Mapping[str, Fraction]
    costs: Mapping[str, Fraction]
    fields: Fields
    barred: Mapping[str, str]
    ranked: int
    orders: tuple[Decision, ...]
    track: str = ""
    before: Sequence[tuple[str, Fraction]] = ()
    offered: str = ""
    included: Sequence[str] = ()


def offered(run: Run) -> int | None:
    """Return how many there is room for, without those whom the outcomes that it includes have taken; None: no limit."""
    seats = run.rule.seats
    share = None if seats.share is None else seats.part(run.ranked)
    limits = [limit for limit in (seats.seats, share) if limit is not None]
    own = {name for _, block in run.blocks for name in block}
    return max(0, min(limits) - len(own.intersection(run.included))) if limits else None


def terms(run: Run) -> tuple[str, ...]:
    """Return what an outcome asks beside seats and a minimum, in words."""
    seats = run.rule.seats
    asked = {
        seats.part_in_words(run.ranked): seats.share,
        said("places", n=seats.places): seats.places,
        said("after", what=seats.after): seats.after,
        said("by table", name=f"`{seats.of}`"): seats.of,
        said("budget", n=plain(seats.budget or 0)): seats.budget,
    }
    words = [text for text, value in asked.items() if value is not None]
    words += [
        f"{name} {wanted if isinstance(wanted, str) else ' or '.join(wanted)}" for name, wanted in seats.where.items()
    ]
    words += [run.offered] * bool(run.offered)
    words += [said("most", n=plain(number), group=name) for name, number in seats.most.items()]
    words += [said("most cost", n=plain(number), group=name) for name, number in seats.most_cost.items()]
    words += [said("counting", names=listed(seats.counting))] * bool(seats.counting)
    words += [said("including", names=listed(seats.including))] * bool(seats.including)
    words += [said("no order")] * seats.unordered
    words += [said("least", n=plain(number), group=name) for name, number in seats.least.items()]
    return tuple(words)
