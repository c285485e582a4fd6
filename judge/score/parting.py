"""Parting a block of equals by one tie-break: by a number, a list of numbers, or pairs won (§6.3)."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, groupby

from judge.model.number import Exact
from judge.model.problem import listed
from judge.model.result import Compared, TieStep
from judge.model.rubric import Sense
from judge.model.said import said
from judge.model.state import VALUE
from judge.model.table import Table
from judge.score.ties import Breaker, Kind

Values = Mapping[int, Fraction]
"""The values of one submission, by the member of the further dimension; 0 where there is none."""

Duel = tuple[str, str, int, int]


class Parter:
    """A tie-break with the table that it compares; the values of a submission are looked up when a tie asks for them.

    Attributes:
        place: the first place that the tie at hand fills, which ``placements`` asks about.
        above: the blocks that stand above the tie at hand, which ``covers`` asks about.
    """

    def __init__(self, breaker: Breaker, words: str, better: Sense, table: Table, members: Sequence[str]) -> None:
        """Begin with a table by submission, perhaps with one further dimension; ``members`` are the submissions."""
        self.breaker = breaker
        self.place = 1
        self.above: Sequence[tuple[str, ...]] = ()
        self._words, self._sign, self._table = words, -1 if better == "higher" else 1, table
        self._numbers = {member: number for number, member in enumerate(members)}
        self._cells: dict[int, list[int]] | None = None
        self._known: dict[Exact, Fraction] = {}

    def part(self, block: tuple[str, ...], ahead: Sequence[tuple[str, ...]] = ()) -> TieStep:
        """Return a block after this tie-break; equals stay in one block; ``ahead`` are blocks of its tie that are ahead."""
        found = {item: self._values(item) for item in block}
        if self.breaker.kind == "covers":
            found = self._new(found, ahead)
        lacking = [item for item in block if not found[item]]
        present = {item: values for item, values in found.items() if values}
        shown, duels = _COMPARED[self.breaker.kind](present, self._sign)
        values = tuple((item, shown.get(item)) for item in block)
        if lacking and not self.breaker.last:
            why = said("1 has no value" if len(lacking) == 1 else "have no value", names=listed(lacking))
            return TieStep(self._words, values, (block,), why, duels)
        sign = -1 if self.breaker.kind == "head_to_head" else self._sign
        signed: dict[int, tuple[int, Fraction]] = {}
        keys = {item: _key(shown[item], sign, signed) for item in present}
        blocks = [tuple(same) for _, same in groupby(sorted(present, key=keys.__getitem__), keys.__getitem__)]
        return TieStep(self._words, values, (*blocks, tuple(lacking)) if lacking else tuple(blocks), None, duels)

    def _new(self, found: Mapping[str, Values], ahead: Sequence[tuple[str, ...]]) -> dict[str, Values]:
        """Return for each of a block whether it covers what nobody above covers: 1, else 0."""
        covered = {
            key
            for block in (*self.above, *ahead)
            for item in block
            for key, value in self._values(item).items()
            if value
        }
        return {
            item: {0: Fraction(any(value and key not in covered for key, value in values.items()))}
            for item, values in found.items()
        }

    def _values(self, submission: str) -> Values:
        table = self._table
        at = table.dimensions.index("submission")
        if self._cells is None:
            self._cells = {}
            for cell, key in enumerate(table.keys[at]):
                self._cells.setdefault(key, []).append(cell)
        other = table.keys[1 - at] if len(table.keys) > 1 else None
        column = table.value
        known = self._known
        for cell in self._cells.get(self._numbers[submission], ()):
            if column.values[cell] not in known:
                known[column.values[cell]] = Fraction(column.values[cell]) / column.denominator
        return {
            0 if other is None else other[cell]: known[column.values[cell]]
            for cell in self._cells.get(self._numbers[submission], ())
            if table.states is None or table.states[cell] == VALUE
        }


def _key(value: Compared, sign: int, signed: dict[int, tuple[int, Fraction]]) -> tuple[tuple[int, Fraction], ...]:
    """Return what equals are sorted by; a list that runs out is behind one that goes on.

    ``signed`` keeps one object for each number, by its identity: comparing what is the same object takes no time.
    """
    values = value if isinstance(value, tuple) else () if value is None else (value,)
    for number in values:
        if id(number) not in signed:
            signed[id(number)] = (0, number * sign)
    return (*(signed[id(number)] for number in values), _END)


_END = (1, Fraction(0))


def _number(found: Mapping[str, Values], sign: int) -> tuple[dict[str, Compared], tuple[Duel, ...]]:
    return {item: next(iter(values.values())) for item, values in found.items()}, ()


def _lists(found: Mapping[str, Values], sign: int) -> tuple[dict[str, Compared], tuple[Duel, ...]]:
    """Return each submission's values, the best first."""
    numbers = {id(value): value for values in found.values() for value in values.values()}
    place = {key: at for at, key in enumerate(sorted(numbers, key=lambda key: numbers[key] * sign))}
    return {
        item: tuple(sorted(values.values(), key=lambda value: place[id(value)])) for item, values in found.items()
    }, ()  # fmt: skip


def _pairs(found: Mapping[str, Values], sign: int) -> tuple[dict[str, Compared], tuple[Duel, ...]]:
    """Return how many pairs each submission wins, a drawn one for a half, and each pair's count of those who have both."""
    won: dict[str, Fraction] = dict.fromkeys(found, Fraction(0))
    duels = []
    for one, other in combinations(found, 2):
        both = found[one].keys() & found[other].keys()
        ahead = sum(found[one][key] * sign < found[other][key] * sign for key in both)
        behind = sum(found[one][key] * sign > found[other][key] * sign for key in both)
        duels.append((one, other, ahead, behind))
        half = Fraction((ahead > behind) - (ahead < behind) + 1, 2)
        won[one] += half
        won[other] += 1 - half
    return dict(won), tuple(duels)


_COMPARED: Mapping[Kind, Callable[[Mapping[str, Values], int], tuple[dict[str, Compared], tuple[Duel, ...]]]] = {
    "higher": _number, "lower": _number, "criterion": _number, "count_back": _lists, "head_to_head": _pairs,
    "placements": _lists,
    "covers": _number,
}  # fmt: skip
