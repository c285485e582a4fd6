"""The verbs on orders, read as plainly as can be: definitions and brute force."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, groupby, permutations
from math import ceil
from operator import gt, lt
from statistics import mean, median_high
from typing import Any

from tests.naive.ballots import Tied, elected
from tests.naive.given import Given, Key, Value
from tests.naive.steps import ASIDE, Refused, Table, chosen, counted, grouped, listed, look_up, named, tell, weight_of

Order = dict[Key, Fraction]
"""One judge's order: a number for each submission, lower ahead."""


def run(given: Given, step: Mapping[str, Any], verb: str, table: Table, names: Mapping[str, Table]) -> Table:
    if verb == "rank":
        return rank(given, step, table, names)
    if verb == "points":
        return points(given, step, table)
    return folded(given, step, verb, table, names)


# -- places and points ------------------------------------------------------------------------------------------------


def rank(given: Given, step: Mapping[str, Any], table: Table, names: Mapping[str, Table]) -> Table:
    better, by = step.get("better", table.better), tuple(listed(step.get("by", [])))
    cells = dict(table.cells)
    for keys in grouped(given, table, ["submission"], list(by))[1].values():
        values = {key: x for key in keys if isinstance(x := table.cells[key], Fraction)}
        blocks = equals(values, better, Fraction(step.get("gap", 0)))
        for breaker in step.get("ties", []):
            if breaker == "refuse" and any(len(block) > 1 for block in blocks):
                raise Refused("a tie is left")
            if not isinstance(breaker, str):
                told, sense = compared(given, breaker, table, names)
                blocks = [part for block in blocks for part in parted(block, told, sense, "missing" in breaker)]
        ahead = 0
        for at, block in enumerate(blocks):
            place = {"1-2-2-3": Fraction(at + 1), "average": ahead + Fraction(1 + len(block), 2)}
            cells |= dict.fromkeys(block, place.get(step.get("numbering", ""), Fraction(ahead + 1)))
            ahead += len(block)
    return Table(table.dimensions, cells, "lower", table.codes, None if "round" in step else by)


def equals(values: Mapping[Key, Fraction], better: str | None, gap: Fraction = Fraction(0)) -> list[list[Key]]:
    """Return blocks of equals, best first; less than the gap from the one above is equal to it."""
    blocks: list[list[Key]] = []
    above = Fraction(0)
    for key in sorted(values, key=lambda key: values[key], reverse=better == "higher"):
        if blocks and (values[key] == above or abs(values[key] - above) < gap):
            blocks[-1].append(key)
        else:
            blocks.append([key])
        above = values[key]
    return blocks


def parted(block: list[Key], told: Callable[[Key], Value | None], better: str, behind: bool) -> list[list[Key]]:
    values = {key: x for key in block if isinstance(x := told(key), Fraction)}
    without = [key for key in block if key not in values]
    if without and not behind:
        return [block]
    return equals(values, better) + ([without] if without else [])


def compared(
    given: Given, breaker: Mapping[str, Any], table: Table, names: Mapping[str, Table]
) -> tuple[Callable[[Key], Value | None], str]:
    """Return what a tie-break compares for a cell, and its sense; a criterion's marks are those that the cell's key is told of."""
    if "criterion" not in breaker:
        better = "higher" if "higher" in breaker else "lower"
        other = chosen(given, named(given, names, breaker[better]), breaker.get("where", {}))
        return lambda key: look_up(given, other, table, key), better
    where = {"criterion": breaker["criterion"]} if "criterion" in names["marks"].dimensions else {}
    marks = chosen(given, names["marks"], where)

    def told(key: Key) -> Fraction | None:
        said = dict(zip(table.dimensions, key, strict=True))
        found = [
            x for cell, x in marks.cells.items() if isinstance(x, Fraction)
            and all(tell(given, name, marks.dimensions, cell) in (member, None) for name, member in said.items())
        ]  # fmt: skip
        return mean(found) if found else None

    return told, given.better


def points(given: Given, step: Mapping[str, Any], table: Table) -> Table:
    listed_points = [Fraction(x) for x in step["points"]]

    def at(place: int) -> Fraction:
        return listed_points[place - 1] if place <= len(listed_points) else Fraction(step.get("beyond", 0))

    cells = dict(table.cells)
    if "ties" in step:
        if table.placed is None or "where" in step:
            raise Refused("nothing says who is equal")
        for keys in grouped(given, table, ["submission"], list(table.placed))[1].values():
            values = {key: x for key in keys if isinstance(x := cells[key], Fraction)}
            places = iter(range(1, len(values) + 1))
            for block in equals(values, "lower"):
                cells |= dict.fromkeys(block, mean([at(next(places)) for _ in block]))
    else:
        for key, x in table.cells.items():
            if isinstance(x, Fraction):
                if x.denominator != 1 or x < 1:
                    raise Refused(f"{x} is no place")
                cells[key] = at(int(x))
    return replace(table, cells=cells, better="higher", placed=None)


# -- orders folded ----------------------------------------------------------------------------------------------------


def folded(given: Given, step: Mapping[str, Any], verb: str, table: Table, names: Mapping[str, Table]) -> Table:
    if table.codes:
        raise Refused("codes are not dealt with")
    if verb == "placements" and table.better == "higher":
        raise Refused("no places")
    if (step.get("quota"), step.get("elected")) == ("exact droop", "reach"):
        raise Refused("more than the seats can reach it")
    over = listed(step[verb])
    kept, groups = grouped(given, table, over, listed(step.get("by", [])))
    cells: dict[Key, Value] = {}
    contests: dict[Key, dict[Key, tuple[Order, set[Key], list[Fraction]]]] = {}
    for group, keys in groups.items():
        present = counted(step, verb, {key: table.cells[key] for key in keys}, given.codes)
        if isinstance(present, str):
            cells[group] = present
            continue
        rest = tuple(part for name, part in zip(kept, group, strict=True) if name != "submission")
        for key in keys:
            judge = tuple(part for name, part in zip(table.dimensions, key, strict=True) if name in over)
            order, aside, weights = contests.setdefault(rest, {}).setdefault(judge, ({}, set(), []))
            if key in present:
                weights.append(weight_of(given, step, names, table, over, key))
                if weights[0] < 0:
                    raise Refused("ballots below zero")
                order[group] = present[key] * (1 if table.better == "lower" else -1)
            elif table.cells[key] in ASIDE:
                aside.add(group)
    for contest in contests.values():
        judges = [(order, aside, weights[0]) for order, aside, weights in contest.values() if order]
        everybody = sorted({one for order, _, _ in judges for one in order})
        for order, aside, _ in judges if "unplaced" in step else []:
            last = max(len(order), ceil(max(order.values()))) + 1
            order |= {one: Fraction(last) for one in everybody if one not in order and one not in aside}
        if verb in ("irv", "stv"):
            cells |= counted_in_rounds(given, judges, everybody, step, Table(kept, {}, "lower"), names)
        else:
            cells |= FOLDED[verb](judges, everybody, step)
    better = "higher" if verb in ("copeland", "borda") else "lower"
    placed = () if verb not in ("copeland", "borda") and "round" not in step else None
    return Table(kept, cells, better, placed=placed)


Judges = list[tuple[Order, set[Key], Fraction]]
"""Orders, on whom their judges were set aside, and for how many ballots they stand."""


def counted_in_rounds(
    given: Given, judges: Judges, everybody: list[Key], step: Mapping[str, Any], kept: Table, names: Mapping[str, Table]
) -> dict[Key, Fraction]:
    breakers = [one for one in step.get("ties", []) if not isinstance(one, str)]
    tells = [(*compared(given, breaker, kept, names), "missing" in breaker) for breaker in breakers]
    try:
        return elected([(order, w, None, Fraction(1)) for order, _, w in judges], everybody, step, tells)
    except Tied as tied:
        raise Refused("a tie for elimination") from tied


def duel(judges: Judges, one: Key, other: Key) -> tuple[Fraction, Fraction, Fraction]:
    """Return how many ballots put the one ahead, the other ahead, and both level."""
    both = [(order[one], order[other], w) for order, _, w in judges if one in order and other in order]
    ahead, behind = (sum((w for x, y, w in both if test(x, y)), Fraction(0)) for test in (lt, gt))
    return ahead, behind, sum((w for _, _, w in both), Fraction(0)) - ahead - behind


def copeland(judges: Judges, everybody: list[Key], step: Mapping[str, Any]) -> dict[Key, Fraction]:
    scores = dict.fromkeys(everybody, Fraction(0))
    for one in everybody:
        for other in everybody:
            ahead, behind, level = duel(judges, one, other)
            if one != other and ahead + behind + level:
                scores[one] += 1 if ahead > behind else Fraction(1, 2) if ahead == behind else 0
    return scores


def borda(judges: Judges, everybody: list[Key], step: Mapping[str, Any]) -> dict[Key, Fraction]:
    def of_judge(order: Order, one: Key) -> Fraction:
        others = [x for other, x in order.items() if other != one]
        return sum(x > order[one] for x in others) + Fraction(sum(x == order[one] for x in others), 2)

    return {
        one: sum((w * of_judge(order, one) for order, _, w in judges if one in order), Fraction(0)) for one in everybody
    }  # fmt: skip


def placements(judges: Judges, everybody: list[Key], step: Mapping[str, Any]) -> dict[Key, Fraction]:
    """Go from place to place, as a scrutineer does with the sheet."""
    top = max([1, *(ceil(x) for order, _, _ in judges for x in order.values())])

    def tally(one: Key, k: int) -> tuple[Fraction, Fraction]:
        found = [(order[one], w) for order, _, w in judges if one in order and order[one] <= k]
        return -sum((w for _, w in found), Fraction(0)), sum((x * w for x, w in found), Fraction(0))

    def has_majority(one: Key, k: int) -> bool:
        could, there = sum(w for _, aside, w in judges if one not in aside), -tally(one, k)[0]
        return bool(there >= step["majority"] if "majority" in step else 2 * there > could)

    def settled(block: list[Key], k: int) -> list[list[Key]]:
        if len(block) == 1 or k > top:
            return [block]
        parts = [
            list(part) for _, part in groupby(sorted(block, key=lambda one: tally(one, k)), lambda one: tally(one, k))
        ]
        return [end for part in parts for end in settled(part, k + 1)]

    places: dict[Key, Fraction] = {}
    for k in range(1, top + 2):
        there = [one for one in everybody if one not in places and (k > top or has_majority(one, k))]
        for block in settled(there, min(k, top)) if there else []:
            places |= dict.fromkeys(block, Fraction(len(places) + 1))
    return places


def layers(everybody: list[Key], ahead: Callable[[Key, Key], bool]) -> dict[Key, Fraction]:
    """Return places: those behind nobody, then those behind nobody else, and so on."""
    places: dict[Key, Fraction] = {}
    while len(places) < len(everybody):
        left = [one for one in everybody if one not in places]
        block = [one for one in left if not any(ahead(other, one) for other in left)]
        places |= dict.fromkeys(block, Fraction(len(places) + 1))
    return places


def majorities(judges: Judges, everybody: list[Key]) -> dict[tuple[Key, Key], tuple[Fraction, Fraction]]:
    """Return for each majority how many judges are for it and how many against."""
    duels = {(one, other): duel(judges, one, other)[:2] for one, other in permutations(everybody, 2)}
    return {pair: found for pair, found in duels.items() if found[0] > found[1]}


def chains(
    links: Iterable[tuple[Key, Key]], one: Key, end: Key, been: tuple[Key, ...] = ()
) -> Iterator[list[tuple[Key, Key]]]:
    """Yield every chain of links from one to another that visits nobody twice."""
    for link in links:
        if link[0] == one and link[1] not in been:
            if link[1] == end:
                yield [link]
            else:
                yield from ([link, *rest] for rest in chains(links, link[1], end, (*been, one)))


def schulze(judges: Judges, everybody: list[Key], step: Mapping[str, Any]) -> dict[Key, Fraction]:
    links = majorities(judges, everybody)
    strength = {
        (one, other): max((min(links[link][0] for link in chain) for chain in chains(links, one, other)), default=0)
        for one, other in permutations(everybody, 2)
    }
    return layers(everybody, lambda one, other: one != other and strength[one, other] > strength[other, one])


def ranked_pairs(judges: Judges, everybody: list[Key], step: Mapping[str, Any]) -> dict[Key, Fraction]:
    links = majorities(judges, everybody)
    kept: list[tuple[Key, Key]] = []
    for strength in sorted(set(links.values()), key=lambda found: (-found[0], found[1])):
        equal = [link for link, found in links.items() if found == strength]
        known = [*kept, *equal]
        kept += [(one, other) for one, other in equal if not any(chains(known, other, one))]
    return layers(everybody, lambda one, other: (one, other) in kept)


def kemeny(judges: Judges, everybody: list[Key], step: Mapping[str, Any]) -> dict[Key, Fraction]:
    cost = {
        ranking: sum(duel(judges, one, other)[1] for one, other in combinations(ranking, 2))
        for ranking in permutations(everybody)
    }
    best = [ranking for ranking in cost if cost[ranking] == min(cost.values())]
    return layers(
        everybody,
        lambda one, other: one != other and all(ranking.index(one) < ranking.index(other) for ranking in best),
    )


def majority_judgment(judges: Judges, everybody: list[Key], step: Mapping[str, Any]) -> dict[Key, Fraction]:
    """Take the middle grade out of each of the equals until they part."""

    def settled(block: list[Key], grades: dict[Key, list[Fraction]]) -> list[list[Key]]:
        if len(block) == 1 or not any(grades[one] for one in block):
            return [block]
        middle = {one: median_high(grades[one]) for one in block if grades[one]}
        parts = [[one for one in middle if middle[one] == grade] for grade in sorted(set(middle.values()))]
        empty = [one for one in block if one not in middle]
        for one, grade in middle.items():
            grades[one].remove(grade)
        return [end for part in [*parts, *([empty] if empty else [])] for end in settled(part, grades)]

    if any(w.denominator > 1 for _, _, w in judges):
        raise Refused("part of a ballot has no middle")
    places: dict[Key, Fraction] = {}
    grades = {s: [order[s] for order, _, w in judges if s in order for _ in range(int(w))] for s in everybody}
    for block in settled(everybody, grades):
        places |= dict.fromkeys(block, Fraction(len(places) + 1))
    return places


FOLDED: Mapping[str, Callable[[Judges, list[Key], Mapping[str, Any]], dict[Key, Fraction]]] = {
    "copeland": copeland,
    "borda": borda,
    "placements": placements,
    "schulze": schulze,
    "ranked_pairs": ranked_pairs,
    "kemeny": kemeny,
    "majority_judgment": majority_judgment,
}
