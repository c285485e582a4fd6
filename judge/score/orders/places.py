"""Places among the submissions of each group (§3.26)."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from judge.model.number import Exact, plain
from judge.model.state import VALUE
from judge.model.table import Column, Dimension, Table
from judge.score.columns import reduced
from judge.score.groups import groups, rows_of
from judge.score.order_plan import Ranked, Tiebreak
from judge.score.orders.refusal import Wrong
from judge.score.tables import with_column
from judge.score.ties import holds

Block = Sequence[int]
"""Cells of equals."""

DETAILS = ("ahead", "level", "among", "parted by")
"""Beside each value: how many of its group are ahead, how many share its place with it, how many there are, and the
number of the tie-break that parted it from its equals, or 0."""


def ranked(dimensions: Mapping[str, Dimension], table: Table, plan: Ranked) -> tuple[Table, Wrong | None]:
    """Return the table with places for values, on twice their number; and the first equals that are refused."""
    places = [0] * len(table)
    details = [[0] * len(table) for _ in DETAILS] if plan.beside else []
    breakers = [_compared(table, breaker) for breaker in plan.breakers]
    wrong: Wrong | None = None
    for cells in rows_of(table, groups(dimensions, table, ("submission",), plan.by)):
        above = 0
        equals = blocks(table.value, cells, plan.better, plan.gap)
        for number, (block, parted) in enumerate(_parted(equals, breakers)):
            size = len(block)
            place = _place(plan.numbering, number, above, size)
            for cell in block:
                places[cell] = place
            if size > 1 and wrong is None and _refused(plan, above, size):
                wrong = _tied(table, block)
            for column, detail in zip(details, (above, size, len(cells), parted), strict=False):
                for cell in block:
                    column[cell] = detail
            above += size
    if not plan.beside:
        return with_column(table, "value", reduced(Column(places, 2))), wrong
    for name, column in zip(DETAILS, details, strict=True):
        table = with_column(table, name, Column(column))
    return table, wrong


def blocks(value: Column, cells: list[int], better: str, gap: Fraction) -> Iterator[list[int]]:
    """Yield the blocks of equals of a group, best first; going down, what is nearer than the gap is equal (§6.2)."""
    values, nearer = value.values, gap * value.denominator
    cells.sort(key=values.__getitem__, reverse=better == "higher")
    at, size = 0, len(cells)
    while at < size:
        end, last = at + 1, values[cells[at]]
        while end < size and (values[cells[end]] == last or (nearer and -nearer < values[cells[end]] - last < nearer)):
            last = values[cells[end]]
            end += 1
        yield cells[at:end]
        at = end


def _refused(plan: Ranked, above: int, size: int) -> bool:
    return next(refuse for places, refuse in plan.ends if holds(places, above, size))


def _place(numbering: str, number: int, above: int, size: int) -> int:
    """Return twice the place of a block (§6.5), from its number, how many are above it, and how many are in it."""
    if numbering == "average":
        return 2 * above + size + 1
    return 2 * (number if numbering == "1-2-2-3" else above) + 2


def _compared(table: Table, breaker: Tiebreak) -> tuple[Sequence[Exact | None], Tiebreak]:
    """Return what a tie-break compares for each cell, or None where there is nothing."""
    values: Sequence[Exact | None] = table.columns[breaker.column].values
    found = table.columns.get(f"{breaker.column} found")
    if found is not None:
        values = [value if there else None for value, there in zip(values, found.values, strict=True)]
    return values, breaker


def _parted(
    equals: Iterator[list[int]], breakers: Sequence[tuple[Sequence[Exact | None], Tiebreak]]
) -> Iterator[tuple[Block, int]]:
    """Yield the blocks that the tie-breaks leave, each with the number of the one that parted it last, or 0."""
    above = 0
    for block in equals:
        parts: list[tuple[list[int], int]] = [(block, 0)]
        for number, (values, breaker) in enumerate(breakers if len(block) > 1 else (), 1):
            ahead, after = above, list[tuple[list[int], int]]()
            for whole, before in parts:
                split = _split(whole, values, breaker) if holds(breaker.places, ahead, len(whole)) else [whole]
                after += [(part, number if len(split) > 1 else before) for part in split]
                ahead += len(whole)
            parts = after
        yield from parts
        above += len(block)


def _split(block: list[int], values: Sequence[Exact | None], breaker: Tiebreak) -> list[list[int]]:
    """Return a block after one tie-break; one that lacks a value for somebody is passed over, or puts them behind."""
    without = [cell for cell in block if values[cell] is None]
    if len(block) == 1 or (without and not breaker.last):
        return [block]
    found: dict[Exact, list[int]] = {}
    for cell in block:
        value = values[cell]
        if value is not None:
            found.setdefault(value, []).append(cell)
    parts = [found[value] for value in sorted(found, reverse=breaker.better == "higher")]
    return [*parts, without] if without else parts


def _tied(table: Table, block: Block) -> Wrong:
    value = Fraction(table.value.values[block[0]]) / table.value.denominator
    return Wrong(
        "tie-refused", f"{len(block)} submissions are equal with {plain(value)} after every tie-break, and the step refuses ties",
        sorted(block)[:1], 'add a tie-break to the step, or end `ties` with "share"',
    )  # fmt: skip


def valued(table: Table) -> Iterator[int]:
    """Yield the cells that have a value."""
    if table.states is None:
        yield from range(len(table))
    else:
        yield from (cell for cell, state in enumerate(table.states) if state == VALUE)
