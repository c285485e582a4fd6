"""What each submission has on each criterion: the rule's own number where it has one, else the mean of the marks."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import attrs

from judge.edition.allowed import FEWEST
from judge.model.edition import Given, Measure
from judge.model.result import Result, StepTable
from judge.model.state import NOT_ASSIGNED, VALUE, word
from judge.model.table import Table

_NOBODY = word(NOT_ASSIGNED)

_Cell = tuple[str, str]
"""A submission and a criterion."""


def measures(result: Result, criteria: Sequence[str], *, marks: bool) -> tuple[int, Mapping[str, tuple[Measure, ...]]]:
    """Return the step that the numbers come from, or 0 for the mean of marks, and by submission what it has on each criterion.

    Args:
        result: of a round scored with its tables kept.
        criteria: their ids, in the order of the rubric.
        marks: whether each mark is shown.
    """
    first = next((step.table for step in result.steps if step.number == 0), None)
    if first is None or "judge" not in first.dimensions:
        return 0, {}
    given = _given(result, first, criteria)
    sources = _sources(result)
    values = _first(result, sources) if sources else _means(given)
    found: dict[str, tuple[Measure, ...]] = {}
    for submission in result.dimensions["submission"].members:
        every = (_measure(given.get((submission, each), []), values.get((submission, each)), each) for each in criteria)
        kept = tuple(each for each in every if each.marks)
        found[submission] = kept if marks else tuple(map(_closed, kept))
    return sources[0].number if sources else 0, found


def seldom_marked(result: Result) -> frozenset[str]:
    """Return the submissions with counted marks of fewer judges than would hide a single one; nobody where nobody marks."""
    first = next((step.table for step in result.steps if step.number == 0), None)
    if first is None or "judge" not in first.dimensions:
        return frozenset()
    judges: dict[str, set[str]] = {}
    for key, value, _ in _cells(result, first):
        if value is not None:
            judges.setdefault(key["submission"], set()).add(key["judge"])
    every = result.dimensions["submission"].members
    return frozenset(each for each in every if len(judges.get(each, ())) < FEWEST)


def _sources(result: Result) -> list[StepTable]:
    """Return the steps that leave a number for each submission and criterion; the first one folds the judges away."""
    wanted = {"submission", "criterion"}
    return [step for step in result.steps if step.table and set(step.table.dimensions) == wanted]


def _first(result: Result, sources: Sequence[StepTable]) -> dict[_Cell, Fraction | None]:
    """Return for each criterion the numbers of the first step that works on it: a rule may go section by section."""
    found: dict[_Cell, Fraction | None] = {}
    known: set[str] = set()
    for step in sources:
        values = _values(result, step.table) if step.table is not None else {}
        found |= {cell: value for cell, value in values.items() if cell[1] not in known}
        known |= {criterion for _, criterion in values}
    return found


def _measure(given: Sequence[Given], value: Fraction | None, criterion: str) -> Measure:
    return Measure(criterion, value, sum(each.value is not None for each in given), tuple(given))


def _closed(measure: Measure) -> Measure:
    """Return a measure without its marks, and without its number where that would tell them."""
    few = measure.count < FEWEST and measure.value is not None
    return attrs.evolve(measure, marks=(), value=None if few else measure.value, few=few)


def _cells(result: Result, table: Table) -> Iterator[tuple[dict[str, str], Fraction | None, str]]:
    """Yield each cell of a table: its members, its number, and the word of its state where it has none."""
    members = [result.dimensions[name].members for name in table.dimensions]
    column = table.value
    for at, numbers in enumerate(zip(*table.keys, strict=True)):
        key = {name: every[n] for name, every, n in zip(table.dimensions, members, numbers, strict=True)}
        state = VALUE if table.states is None else table.states[at]
        if state == VALUE:
            yield key, Fraction(column.values[at]) / column.denominator, ""
        else:
            yield key, None, word(state, result.codes)


def _given(result: Result, table: Table, criteria: Sequence[str]) -> dict[_Cell, list[Given]]:
    found: dict[_Cell, list[Given]] = {}
    for key, value, state in _cells(result, table):
        if state == _NOBODY:
            continue
        cell = key["submission"], key.get("criterion", criteria[0])
        found.setdefault(cell, []).append(Given(key["judge"], value, state))
    return found


def _values(result: Result, table: Table) -> dict[_Cell, Fraction | None]:
    return {(key["submission"], key["criterion"]): value for key, value, _ in _cells(result, table)}


def _means(given: Mapping[_Cell, Sequence[Given]]) -> dict[_Cell, Fraction | None]:
    found: dict[_Cell, Fraction | None] = {}
    for cell, every in given.items():
        counted = [each.value for each in every if each.value is not None]
        found[cell] = sum(counted, Fraction(0)) / len(counted) if counted else None
    return found
