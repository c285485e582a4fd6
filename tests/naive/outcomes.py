"""Outcomes, read as plainly as can be: going down an order, and asking of each whether there is room."""

from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor
from typing import Any

from tests.naive.given import Given
from tests.naive.places import gathered, settled
from tests.naive.steps import Refused, Table, chosen, named

Outcome = Mapping[str, Any]
Order = list[tuple[Fraction, tuple[str, ...]]]


def outcomes(
    given: Given, names: Mapping[str, Table], blocks: list[tuple[str, ...]], places: Mapping[str, Fraction],
    scores: Mapping[str, Fraction], better: str | None,
) -> tuple[tuple[str, ...], ...]:  # fmt: skip
    """Return who is taken by each outcome in turn, for an outcome ``by`` a field by each of its runs."""
    found: list[tuple[str, ...]] = []
    gone: dict[str, set[str]] = {}
    spent: dict[str, list[str]] = {}
    for outcome in given.outcomes:
        order: Order = [(places[block[0]], block) for block in blocks]
        values, sense = scores, better
        if "of" in outcome:
            fields = given.fields["submission"]
            slices = {key: text for key, text in outcome.get("where", {}).items() if key not in fields}
            table = chosen(given, named(given, names, outcome["of"]), slices)
            at = table.dimensions.index("submission")
            values = {key[at]: x for key, x in table.cells.items() if isinstance(x, Fraction) and key[at] in scores}
            sense = outcome.get("better", table.better)
            order = placed(list(map(tuple, gathered(values, sense))))
        barred = set(gone.get(outcome.get("after", ""), set()))
        for field, wanted in outcome.get("where", {}).items():
            of = given.fields["submission"].get(field)
            barred |= {one for one in values if of is not None and of.get(one) not in texts(wanted)}
        runs = [order]
        if "by" in outcome:
            tracks = given.fields["submission"][outcome["by"]]
            entered = [one for one in given.submissions if one not in given.removed]
            runs = [
                placed([own for _, block in order if (own := tuple(one for one in block if tracks[one] == track))])
                for track in sorted({tracks[one] for one in entered})
            ]
        before = [one for name in outcome.get("counting", ()) for one in spent[name]]
        part = [one for name in outcome.get("including", ()) for one in spent[name]]
        shares = proportional(outcome, [sum(len(block) for _, block in run) for run in runs])
        taken = [
            seated(given, {**outcome, **share}, run, values, sense, barred, len(scores), before, part)
            for run, share in zip(runs, shares, strict=True)
        ]
        spent[outcome["name"]] = [one for names_ in taken for one in names_]
        gone[outcome["name"]] = barred_by(gone, outcome) | {one for names_ in taken for one in names_}
        found += taken
    return tuple(found)


def proportional(outcome: Outcome, sizes: list[int]) -> list[dict[str, int]]:
    """Return each group's seats: one after the other to whom the fairest share is furthest from what it has."""
    if "proportion" not in outcome:
        return [{} for _ in sizes]
    total, seats = sum(sizes), min(outcome["seats"], sum(sizes))
    fair = [Fraction(outcome["seats"] * size, total or 1) for size in sizes]
    shares = [min(int(share), size) for share, size in zip(fair, sizes, strict=True)]
    sign = {"larger": 1, "smaller": -1}.get(outcome.get("remainders", "refuse"), 0)
    waiting = list(range(len(sizes)))
    while sum(shares) < seats:
        best = max((fair[at] - int(fair[at]), sign * sizes[at]) for at in waiting)
        first = [at for at in waiting if (fair[at] - int(fair[at]), sign * sizes[at]) == best]
        if sum(shares) + len(first) > seats:
            raise Refused("equal remainders")
        for at in first:
            shares[at] += 1
            waiting.remove(at)
    return [{"seats": share} for share in shares]


def barred_by(gone: Mapping[str, set[str]], outcome: Outcome) -> set[str]:
    return set(gone.get(outcome.get("after", ""), set()))


def texts(wanted: str | list[str]) -> list[str]:
    return [wanted] if isinstance(wanted, str) else list(wanted)


def placed(blocks: list[tuple[str, ...]]) -> Order:
    return [(Fraction(1 + sum(map(len, blocks[:at]))), block) for at, block in enumerate(blocks)]


def seated(
    given: Given, outcome: Outcome, order: Order, values: Mapping[str, Fraction], better: str | None, barred: set[str], ranked: int,
    before: list[str], part: list[str],
) -> tuple[str, ...]:  # fmt: skip
    """Return who is taken, going down an order of blocks."""
    if "by" in outcome:
        ranked = sum(len(block) for _, block in order)
    sign = 1 if better == "higher" else -1
    able = [
        (place, tuple(one for one in block if one not in barred
                      and ("minimum" not in outcome or (values[one] - outcome["minimum"]) * sign >= 0)
                      and place <= outcome.get("places", place)))
        for place, block in order
    ]  # fmt: skip
    inside = sum(1 for _, block in order for one in block if one in part)
    room = Room(given, outcome, ranked, before, [one for _, block in able for one in block], inside)
    ties, stops = outcome.get("ties", "refuse"), outcome.get("short") in ("stop", "part")
    queue = [(list(block), False) for _, block in able if block]
    while queue and len(room.taken) < room.limit:
        block, stop = queue.pop(0)
        block = room.without(block, [one for one in block if not room.has_seat(one)])
        poor = [one for one in block if not room.money([one])] if not stops or len(block) == 1 else []
        stop = stop or (stops and bool(poor))
        if poor and outcome.get("short") == "part" and room.money([]) and room.left() > 0:
            room.costs[poor[0]], poor = room.left(), []
        block = room.without(block, poor)
        if not room.all(block) and ties == "chair":
            *others, last = settled(given, "chair", block)
            queue = [*(([one], False) for one in others), ([last], stop), *queue]
            continue
        for group in [*room.most, *room.paid]:
            own = within(given, group, block)
            if not room.fits(group, own):
                if ties in ("refuse", "in"):
                    raise Refused("a tie for the last places of a group")
                room.closed.add(group)
                block = room.without(block, own)
        if (room.seats(block) and room.money(block)) or ties == "in":
            room.taken += block
            room.open = [one for one in room.open if one not in block]
            room.limit = max(room.limit, len(room.taken) + room.owed([], [])) if room.least else room.limit
        elif ties == "refuse":
            raise Refused("a tie at the cut")
        else:
            break
        if stop:
            break
    return tuple(room.taken)


class Room:
    """Who is taken so far, who may still be, and whether there is room for some more."""

    def __init__(
        self, given: Given, outcome: Outcome, ranked: int, before: list[str], able: list[str], inside: int
    ) -> None:
        limits = [outcome["seats"]] if "seats" in outcome else []
        limits += [whole(outcome, ranked)] if "share" in outcome else []
        self.limit = max(0, min(limits) - inside) if limits else 10**9
        self.given, self.budget = given, outcome.get("budget")
        self.most, self.least, self.paid = (
            groups(given, outcome, key) for key in ("at_most", "at_least", "cost_at_most")
        )
        if sum(self.least.values()) > self.limit or any(self.most.get(g, n) < n for g, n in self.least.items()):
            raise Refused("more seats are owed than there are, or than a group may have")
        costs = given.facts[outcome["cost"], ("submission",)] if "cost" in outcome else {}
        self.costs = {one: x for (one,), x in costs.items()}
        self.stops, self.part = outcome.get("short") in ("stop", "part"), outcome.get("short") == "part"
        self.before, self.open, self.taken = before, able, list[str]()
        self.closed: set[tuple[str, str]] = set()

    def without(self, block: list[str], out: list[str]) -> list[str]:
        self.open = [one for one in self.open if one not in out]
        return [one for one in block if one not in out]

    def has_seat(self, one: str) -> bool:
        if self.quotas([one]) and len(self.taken) + 1 + self.owed([one], []) <= self.limit:
            return True
        self.open.remove(one)
        return False

    def fits(self, group: tuple[str, str], extra: list[str]) -> bool:
        every = within(self.given, group, self.before + self.taken + extra)
        spent = sum((self.costs[one] for one in every), Fraction(0)) if group in self.paid else 0
        full = len(every) > self.most.get(group, 10**9) or spent > self.paid.get(group, 0)
        return not within(self.given, group, extra) or not full

    def quotas(self, extra: list[str]) -> bool:
        groups_ = {**self.most, **self.paid}
        return all(self.fits(g, extra) for g in groups_) and not any(within(self.given, g, extra) for g in self.closed)

    def owed(self, extra: list[str], also: list[str]) -> int:
        """Return the seats owed once ``extra`` have a seat; ``also`` are those of them who use up places and money.

        Where nobody does, it is asked whether one has room at all, and what its own group is owed is no bar to it.
        """
        owed = 0
        for group, number in self.least.items():
            if not also and within(self.given, group, extra):
                continue
            free = number - len(within(self.given, group, self.taken + extra))
            filled: list[str] = []
            for one in within(self.given, group, [one for one in self.open if one not in extra]):
                if len(filled) >= free or not self.quotas_of(one, also + filled):
                    continue
                if self.budget is not None and not self.payable(one, also + filled):
                    if self.stops:
                        break
                    continue
                filled.append(one)
            owed += len(filled)
        return owed

    def quotas_of(self, one: str, with_: list[str]) -> bool:
        """Whether the groups of one have room for it, with some others taken too."""
        own = [g for g in {**self.most, **self.paid} if within(self.given, g, [one])]
        return all(self.fits(g, [*with_, one]) and g not in self.closed for g in own)

    def payable(self, one: str, with_: list[str]) -> bool:
        left = self.left() - sum((self.costs[other] for other in with_), Fraction(0))
        return self.costs[one] <= left or (self.part and left > 0)

    def seats(self, block: list[str]) -> bool:
        return len(block) < 2 or len(self.taken) + len(block) + self.owed(block, block) <= self.limit

    def money(self, extra: list[str]) -> bool:
        return self.budget is None or sum(self.costs[one] for one in self.taken + extra) <= self.budget

    def left(self) -> Fraction:
        return Fraction(self.budget or 0) - sum(self.costs[one] for one in self.taken)

    def all(self, block: list[str]) -> bool:
        return self.quotas(block) and self.seats(block) and self.money(block)


def whole(outcome: Outcome, ranked: int) -> int:
    """Return a share as a number of submissions."""
    text = outcome["share"]
    exact = (Fraction(text.strip(" %")) / 100 if "%" in text else Fraction(text)) * ranked
    return {"down": floor(exact), "up": ceil(exact), "nearest": floor(exact + Fraction(1, 2))}[
        outcome.get("rounded", "down")
    ]


def within(given: Given, group: tuple[str, str], some: list[str]) -> list[str]:
    return [one for one in some if given.fields["submission"][group[0]].get(one) == group[1]]


def groups(given: Given, outcome: Outcome, key: str) -> dict[tuple[str, str], int]:
    """Return the groups of a quota: each member of a field, or the one member that is named."""
    fields = given.fields["submission"]
    found: dict[tuple[str, str], int] = {}
    for name, number in outcome.get(key, {}).items():
        for field, members in fields.items():
            entered = sorted(
                {text for one, text in members.items() if one in given.submissions and one not in given.removed}
            )
            found |= {(field, text): number for text in entered if name in (field, text)}
    return found
