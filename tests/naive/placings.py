"""Rules 10 and 11 of the Skating System, read as plainly as can be: one place after the other."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import ceil
from typing import Any

from tests.naive.given import Given
from tests.naive.steps import Table, chosen, named

Values = Mapping[str, Sequence[Fraction]]


def placed(
    given: Given, names: Mapping[str, Table], breaker: Mapping[str, Any], block: list[str], place: int
) -> list[list[str]]:
    """Return equals for a place and those that follow it, each with its equals."""
    dances = values(chosen(given, named(given, names, breaker["placements"]), breaker.get("where", {})))
    marks = values(named(given, names, breaker["then"])) if "then" in breaker else None
    without = [one for one in block if not dances.get(one)]
    if without and "missing" not in breaker:
        return [block]
    order = one_by_one([one for one in block if one not in without], place, dances, marks)
    return order + ([without] if without else [])


def values(table: Table) -> Values:
    at = table.dimensions.index("submission")
    found: dict[str, list[Fraction]] = {}
    for key, x in table.cells.items():
        if isinstance(x, Fraction):
            found.setdefault(key[at], []).append(x)
    return found


def one_by_one(block: list[str], place: int, dances: Values, marks: Values | None) -> list[list[str]]:
    if not block:
        return []
    most = max(len(upto(dances[one], place)) for one in block)
    best = [one for one in block if len(upto(dances[one], place)) == most]
    least = min(sum(upto(dances[one], place)) for one in best)
    best = [one for one in best if sum(upto(dances[one], place)) == least]
    after = one_by_one([one for one in block if one not in best], place + len(best), dances, marks)
    if marks is None:
        return [best, *after]
    winner = as_one_dance(best, place, marks)
    others = one_by_one([one for one in best if one not in winner], place + len(winner), dances, marks)
    return [winner, *others, *after]


def as_one_dance(best: list[str], place: int, marks: Values) -> list[str]:
    """Return who is ahead when all marks count as those of one dance: majority, then more, then the sum, then the next."""
    last = max([place, *(ceil(x) for own in marks.values() for x in own)])
    for level in range(place, last + 1):
        enough = [one for one in best if 2 * len(upto(marks.get(one, []), level)) > len(marks.get(one, []))]
        if enough:
            most = max(len(upto(marks[one], level)) for one in enough)
            best = [one for one in enough if len(upto(marks[one], level)) == most]
            least = min(sum(upto(marks[one], level)) for one in best)
            best = [one for one in best if sum(upto(marks[one], level)) == least]
    return best


def upto(places: Sequence[Fraction], place: int) -> list[Fraction]:
    return [x for x in places if x <= place]
