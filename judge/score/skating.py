"""Equals parted place by place, as rules 10 and 11 of the Skating System of ballroom dancing do (§6.3)."""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction

from judge.model.problem import listed
from judge.model.result import TieStep
from judge.model.said import said
from judge.model.state import VALUE
from judge.model.table import Table
from judge.score.breakers import PlannedBreaker
from judge.score.engine import Engine
from judge.score.parting import Parter

Block = tuple[str, ...]
Places = Mapping[str, Sequence[Fraction]]
"""The places of each submission: one for each dance, or one for each dance and judge."""


class PlacesParter(Parter):
    """The tie-break ``placements``: for each place in turn, the one of the equals who takes it."""

    def __init__(self, item: PlannedBreaker, words: str, engine: Engine, members: Sequence[str]) -> None:
        """Begin with a planned tie-break and an engine that runs its tables; ``members`` are the submissions."""
        super().__init__(item.breaker, words, item.better, engine.run(item.plan), members)
        self._then = None if item.then is None else engine.run(item.then)
        self._members = members

    def part(self, block: Block, ahead: Sequence[Block] = ()) -> TieStep:
        """Return a block after this tie-break; equals stay in one block."""
        dances = {item: tuple(self._values(item).values()) for item in block}
        lacking = tuple(item for item in block if not dances[item])
        if lacking and not self.breaker.last:
            why = said("1 has no value" if len(lacking) == 1 else "have no value", names=listed(lacking))
            return TieStep(self._words, tuple((item, dances[item] or None) for item in block), (block,), why)
        shown: dict[str, tuple[Fraction, ...]] = {}
        present = tuple(item for item in block if dances[item])
        marks = None if self._then is None else _by_submission(self._then, self._members, present)
        blocks = parted(present, self.place, dances, marks, shown) + ((lacking,) if lacking else ())
        return TieStep(self._words, tuple((item, shown.get(item)) for item in block), blocks)


def parter(item: PlannedBreaker, words: str, engine: Engine, members: Sequence[str]) -> Parter:
    """Return a tie-break with the tables that it compares; ``members`` are the submissions."""
    if item.breaker.kind == "placements":
        return PlacesParter(item, words, engine, members)
    return Parter(item.breaker, words, item.better, engine.run(item.plan), members)


def parted(
    block: Block, place: int, dances: Places, marks: Places | None, shown: dict[str, tuple[Fraction, ...]]
) -> tuple[Block, ...]:
    """Return equals who compete for a place in blocks, best first; those whom nothing parts stay in one block.

    Args:
        shown: is given the last place that each competed for, how many are that place or better, and their sum; then, over all marks, up to which place, how many, and their sum.
    """
    if len(block) < 2:
        return (block,) if block else ()
    tallies = {item: _tally(dances[item], place) for item in block}
    shown |= {item: (Fraction(place), Fraction(-number), total) for item, (number, total) in tallies.items()}
    first = _first(block, tallies)
    rest = tuple(item for item in block if item not in first)
    winner = first if len(first) == 1 or marks is None else _overall(first, place, marks, shown)
    others = tuple(item for item in first if item not in winner)
    behind = parted(others, place + len(winner), dances, marks, shown)
    return (winner, *behind, *parted(rest, place + len(first), dances, marks, shown))


def _first(block: Block, tallies: Mapping[str, tuple[int, Fraction]]) -> Block:
    best = min((tallies[item] for item in block), default=None)
    return tuple(item for item in block if tallies[item] == best)


def _tally(places: Sequence[Fraction], place: int) -> tuple[int, Fraction]:
    """Return what is compared for a place, lower first: how many are that place or better, and their sum."""
    counted = [value for value in places if value <= place]
    return -len(counted), sum(counted, Fraction(0))


def _overall(block: Block, place: int, marks: Places, shown: dict[str, tuple[Fraction, ...]]) -> Block:
    """Return who is ahead over all marks: a majority at the first place from this one on, more, the sum, the next place."""
    first, level = block, place
    for level in sorted(
        {place, *(math.ceil(value) for item in block for value in marks.get(item, ()) if value > place)}
    ):
        tallies = {item: _tally(marks.get(item, ()), level) for item in first}
        first = _first(tuple(item for item in first if _majority(tallies[item], marks, item)), tallies) or first
        if len(first) == 1:
            break
    for item in block:
        number, total = _tally(marks.get(item, ()), level)
        shown[item] = (*shown[item], Fraction(level), Fraction(-number), total)
    return first


def _majority(tally: tuple[int, Fraction], marks: Places, item: str) -> bool:
    return -tally[0] > len(marks.get(item, ())) // 2


def _by_submission(table: Table, members: Sequence[str], wanted: Block) -> Places:
    """Return all values of some submissions, whatever else they are keyed by."""
    numbers = {number: member for number, member in enumerate(members) if member in wanted}
    found: dict[str, list[Fraction]] = {member: [] for member in wanted}
    for cell, key in enumerate(table.keys[table.dimensions.index("submission")]):
        if key in numbers and (table.states is None or table.states[cell] == VALUE):
            found[numbers[key]].append(Fraction(table.value.values[cell]) / table.value.denominator)
    return found
