"""Outcomes, read as plainly as can be: going down an order, and asking of each whether there is room."""

from collections.abc import Mapping
from fractions import Fraction
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
        taken = [seated(given, outcome, run, values, sense, barred, len(scores)) for run in runs]
        gone[outcome["name"]] = barred_by(gone, outcome) | {one for names_ in taken for one in names_}
        found += taken
    return tuple(found)


def barred_by(gone: Mapping[str, set[str]], outcome: Outcome) -> set[str]:
    return set(gone.get(outcome.get("after", ""), set()))


def texts(wanted: str | list[str]) -> list[str]:
    return [wanted] if isinstance(wanted, str) else list(wanted)


def placed(blocks: list[tuple[str, ...]]) -> Order:
    return [(Fraction(1 + sum(map(len, blocks[:at]))), block) for at, block in enumerate(blocks)]


def seated(
    given: Given, outcome: Outcome, order: Order, values: Mapping[str, Fraction], better: str | None, barred: set[str], ranked: int
) -> tuple[str, ...]:  # fmt: skip
    """Return who is taken, going down an order of blocks."""
    if "by" in outcome:
        ranked = sum(len(block) for _, block in order)
    sign = 1 if better == "higher" else -1
    limits = [outcome["seats"]] if "seats" in outcome else []
    limits += [int(Fraction(outcome["share"].strip(" %")) * ranked / 100)] if "share" in outcome else []
    limit = min(limits) if limits else 10**9
    most, least = groups(given, outcome, "at_most"), groups(given, outcome, "at_least")
    if sum(least.values()) > limit:
        raise Refused("more seats are owed than there are")
    costs = {one: x for (one,), x in given.facts[outcome["cost"], ("submission",)].items()} if "cost" in outcome else {}
    able = [
        (place, tuple(one for one in block if one not in barred
                      and ("minimum" not in outcome or (values[one] - outcome["minimum"]) * sign >= 0)
                      and place <= outcome.get("places", place)))
        for place, block in order
    ]  # fmt: skip
    open_ = [one for _, block in able for one in block]
    taken: list[str] = []
    closed: set[tuple[str, str]] = set()
    queue = [(list(block), False) for _, block in able if block]

    def count(group: tuple[str, str], some: list[str]) -> int:
        return sum(given.fields["submission"][group[0]].get(one) == group[1] for one in some)

    def quotas(extra: list[str]) -> bool:
        return all(count(g, taken + extra) <= n or not count(g, extra) for g, n in most.items()) and not any(
            count(g, extra) for g in closed
        )

    def owed(extra: list[str]) -> int:
        below = [one for one in open_ if one not in extra
                 and all(count(g, taken) < n for g, n in most.items() if count(g, [one]))]  # fmt: skip
        return sum(
            max(0, min(n - count(g, taken), count(g, below) + count(g, extra)) - count(g, extra))
            for g, n in least.items()
        )

    def seats(extra: list[str]) -> bool:
        return len(taken) + len(extra) + owed(extra) <= limit

    def money(extra: list[str]) -> bool:
        return "budget" not in outcome or sum(costs[one] for one in taken + extra) <= outcome["budget"]

    while queue and len(taken) < limit:
        block, stop = queue.pop(0)
        for one in list(block):
            if not quotas([one]) or not seats([one]) or not money([one]):
                stop = stop or (quotas([one]) and seats([one]) and outcome.get("short") == "stop")
                block.remove(one)
                open_.remove(one)
        whole = quotas(block) and seats(block) and money(block)
        if not whole and outcome.get("ties") == "chair":
            *others, last = settled(given, "chair", block)
            queue = [*(([one], False) for one in others), ([last], stop), *queue]
            continue
        for group, number in most.items():
            if count(group, taken + block) > number:
                if outcome.get("ties", "refuse") in ("refuse", "in"):
                    raise Refused("a tie for the last places of a group")
                closed.add(group)
                out = [one for one in block if count(group, [one])]
                block = [one for one in block if one not in out]
                open_ = [one for one in open_ if one not in out]
        if (seats(block) and money(block)) or outcome.get("ties") == "in":
            taken += block
            open_ = [one for one in open_ if one not in block]
            limit = max(limit, len(taken) + owed([])) if least else limit
        elif outcome.get("ties", "refuse") == "refuse":
            raise Refused("a tie at the cut")
        else:
            break
        if stop:
            break
    return tuple(taken)


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
