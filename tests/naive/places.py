"""Places, tie-breaks and outcomes, read as plainly as can be."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from tests.naive.given import Given
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


def broken(given: Given, names: Mapping[str, Table], block: list[str]) -> list[tuple[str, ...]]:
    """Return the blocks into which the tie-breaks part a block of equals."""
    blocks, last = [block], "share"
    for breaker in given.rank.get("ties", []) if len(block) > 1 else []:
        if isinstance(breaker, str):
            last = breaker
        else:
            values, better = breaker_values(given, names, breaker)
            blocks = [part for one in blocks for part in parted(one, values, better, breaker.get("missing") == "last")]
    if last == "refuse" and any(len(one) > 1 for one in blocks):
        raise Refused("a tie is left")
    if last == "lot":
        blocks = [[one] for equals in blocks for one in sorted(equals, key=lambda one: drawn(given, one))]
    return [tuple(one) for one in blocks]


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


def seated(
    outcome: Mapping[str, Any], blocks: list[tuple[str, ...]], scores: Mapping[str, Fraction], better: str | None
) -> tuple[str, ...]:
    """Return who is taken: those within the seats who reach the minimum."""
    sign = 1 if better == "higher" else -1
    good = [
        tuple(one for one in block if "minimum" not in outcome or (scores[one] - outcome["minimum"]) * sign >= 0)
        for block in blocks
    ]
    taken: list[str] = []
    for block in filter(None, good):
        free = outcome.get("seats", len(scores)) - len(taken)
        if 0 < free < len(block) and outcome.get("ties", "refuse") == "refuse":
            raise Refused("a tie at the cut")
        if len(block) <= free or (free > 0 and outcome["ties"] == "in"):
            taken += block
        else:
            break
    return tuple(taken)
