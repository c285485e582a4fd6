"""Places, tie-breaks and outcomes, read as plainly as can be."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from tests.naive.given import Given
from tests.naive.placings import placed
from tests.naive.steps import Refused, Table, chosen, fold, named


def gathered(scores: Mapping[str, Fraction], better: str | None, gap: Fraction = Fraction(0)) -> list[list[str]]:
    """Return the submissions in blocks of equals, best first: less than the gap from the one above is equal to it."""
    blocks: list[list[str]] = []
    above = None
    for one in sorted(scores, key=lambda one: (-scores[one] if better == "higher" else scores[one], one)):
        if above is not None and (scores[one] == above or abs(above - scores[one]) < gap):
            blocks[-1].append(one)
        else:
            blocks.append([one])
        above = scores[one]
    return [sorted(block) for block in blocks]


def broken(given: Given, names: Mapping[str, Table], block: list[str], over: list[str]) -> list[tuple[str, ...]]:
    """Return the blocks into which the tie-breaks, and what follows them, part a block of equals."""
    blocks, lasts, above = [block], [], len(over)
    for breaker in given.rank.get("ties", []) if len(block) > 1 else []:
        if isinstance(breaker, str) or "last" in breaker:
            lasts.append(breaker if isinstance(breaker, dict) else {"last": breaker})
            continue
        before, blocks = blocks, []
        for one in before:
            ahead = over + [each for part in blocks for each in part]
            blocks += split(given, names, breaker, one, ahead) if held(breaker, len(ahead), one) else [one]
    ended: list[tuple[str, ...]] = []
    for one in blocks:
        last = next((each["last"] for each in lasts if held(each, above + sum(map(len, ended)), one)), "share")
        ended += [tuple(one)] if len(one) == 1 or last == "share" else [(each,) for each in settled(given, last, one)]
    return ended


def held(said: Mapping[str, Any], above: int, block: list[str]) -> bool:
    return "places" not in said or bool(set(said["places"]) & set(range(above + 1, above + len(block) + 1)))


def settled(given: Given, last: str, block: list[str]) -> list[str]:
    """Return equals in the order that a lot or the chair gives them."""
    if last == "lot":
        return sorted(block, key=lambda one: drawn(given, one))
    orders = {tuple(one for one in order if one in block) for order in given.orders if set(block) <= set(order)}
    if last == "refuse" or len(orders) != 1:
        raise Refused("a tie is left")
    return list(orders.pop())


def split(
    given: Given, names: Mapping[str, Table], breaker: Mapping[str, Any], block: list[str], ahead: list[str]
) -> list[list[str]]:
    """Return a block of equals after one tie-break."""
    behind = breaker.get("missing") == "last"
    kind = next((kind for kind in ("count_back", "head_to_head") if kind in breaker), None)
    if len(block) == 1:
        return [block]
    if "placements" in breaker:
        return placed(given, names, breaker, block, len(ahead) + 1)
    if "covers" in breaker:
        seen = {topic for one in ahead for topic in covered(given, names, breaker, one)}
        new = [one for one in block if set(covered(given, names, breaker, one)) - seen]
        return [part for part in (new, [one for one in block if one not in new]) if part]
    if kind is None:
        return parted(block, *breaker_values(given, names, breaker), behind)
    table = chosen(given, named(given, names, breaker[kind]), breaker.get("where", {}))
    sign = 1 if breaker.get("better", table.better) == "higher" else -1
    at = table.dimensions.index("submission")
    own = {one: {key[1 - at]: x * sign for key, x in table.cells.items() if key[at] == one and isinstance(x, Fraction)}
           for one in block}  # fmt: skip
    with_values = {one: values for one, values in own.items() if values}
    if kind == "head_to_head":
        return parted(block, {one: won(with_values, one) for one in with_values}, "higher", behind)
    lists = {one: sorted(values.values(), reverse=True) for one, values in with_values.items()}
    return parted(
        block, {one: Fraction(sum(a < b for b in lists.values())) for one, a in lists.items()}, "lower", behind
    )


def covered(given: Given, names: Mapping[str, Table], breaker: Mapping[str, Any], one: str) -> list[str]:
    """Return what a submission covers: what its field says, or what it has a number for that is not zero."""
    texts = given.fields["submission"].get(breaker["covers"])
    if texts is not None:
        return [texts[one]] if one in texts else []
    table = chosen(given, named(given, names, breaker["covers"]), breaker.get("where", {}))
    at = table.dimensions.index("submission")
    return [key[1 - at] for key, x in table.cells.items() if key[at] == one and isinstance(x, Fraction) and x]


def won(own: Mapping[str, Mapping[str, Fraction]], one: str) -> Fraction:
    """Return how many of the others have fewer judges on their side, and half of those that have as many."""
    total = Fraction(0)
    for other in own:
        both = [judge for judge in own[one] if judge in own[other]] if other != one else []
        ahead = sum(own[one][judge] > own[other][judge] for judge in both)
        behind = sum(own[one][judge] < own[other][judge] for judge in both)
        total += 0 if other == one else Fraction(2 * (ahead > behind) + (ahead == behind), 2)
    return total


def drawn(given: Given, submission: str) -> str:
    return hashlib.sha256(f"{given.seed}/{given.id}/{submission}".encode()).hexdigest()


def breaker_values(
    given: Given, names: Mapping[str, Table], breaker: Mapping[str, Any]
) -> tuple[dict[str, Fraction], str]:
    if "criterion" in breaker:
        where = {"criterion": breaker["criterion"]} if "criterion" in names["marks"].dimensions else {}
        marks = replace(chosen(given, names["marks"], where), codes=frozenset())
        cells = {key: x for key, x in marks.cells.items() if isinstance(x, Fraction)}
        table, better = fold(given, {"mean": "judge"}, "mean", replace(marks, cells=cells), names), given.better
    else:
        better = "higher" if "higher" in breaker else "lower"
        table = chosen(given, named(given, names, breaker[better]), breaker.get("where", {}))
    return {key[0]: x for key, x in table.cells.items() if isinstance(x, Fraction)}, better


def parted(block: list[str], values: Mapping[str, Fraction], better: str, behind: bool) -> list[list[str]]:
    without = [one for one in block if one not in values]
    if without and not behind:
        return [block]
    parts = gathered({one: values[one] for one in block if one in values}, better)
    return parts + ([without] if without else [])


def numbered(blocks: list[tuple[str, ...]], numbering: str) -> dict[str, Fraction]:
    places: dict[str, Fraction] = {}
    for at, block in enumerate(blocks):
        ahead = len(places)
        place = {"1-2-2-3": Fraction(at + 1), "average": ahead + Fraction(1 + len(block), 2)}
        places |= dict.fromkeys(block, place.get(numbering, Fraction(ahead + 1)))
    return places
