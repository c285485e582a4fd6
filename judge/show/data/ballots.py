"""The marks as a sheet: a row for each ballot, a column for each criterion, and what the ballot comes to where the rule folds it."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from judge.model.edition import Edition, Fold, Given
from judge.show.data import marks, recount, sheet
from judge.show.data.sheet import Cell, Live, Sheet
from judge.show.data.words import Words

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

_WEIGHTS, _FIRST = 2, 3
"""The row of the weights, and the one of the first ballot."""
_BEFORE = 3
"""The columns before the first criterion: submission, title, judge."""


class Ballots:
    """Where each ballot stands in the sheet of marks, known before it is written."""

    def __init__(self, edition: Edition, say: Words) -> None:
        """Number the rows."""
        self._edition, self._say = edition, say
        self._rows: dict[str, tuple[int, int]] = {}
        row = _FIRST
        for each in marks.judged(edition):
            count = sum(1 for _ in marks.ballots(each))
            if count:
                self._rows[each.submission] = (row, row + count - 1)
            row += count
        self.fit = row <= sheet.ROWS and len(edition.criteria) < sheet.COLUMNS - _BEFORE - 1
        self.folds = edition.folds if self.fit else ()

    @property
    def weights(self) -> str:
        """The range of the weights of all criteria."""
        return self._range(_BEFORE, _WEIGHTS, _BEFORE + len(self._edition.criteria) - 1, _WEIGHTS)

    def of(self, submission: str, criterion: int) -> str | None:
        """Return the range of a submission's marks on a criterion, by its number, or None where it has none."""
        return self._column(submission, _BEFORE + criterion)

    def totals(self, submission: str) -> str | None:
        """Return the range of what a submission's ballots come to, or None where it has none."""
        return self._column(submission, _BEFORE + len(self._edition.criteria))

    def _column(self, submission: str, column: int) -> str | None:
        rows = self._rows.get(submission)
        return None if rows is None else self._range(column, rows[0], column, rows[1])

    def _range(self, left: int, top: int, right: int, bottom: int) -> str:
        return f"'{self._say('marks')}'!{sheet.name(left, top)}:{sheet.name(right, bottom)}"

    @property
    def _total(self) -> Fold | None:
        """The fold of a ballot, where the rule begins with one."""
        return self.folds[0] if self.folds and self.folds[0].over == "criterion" else None

    def write(self, book: "Workbook") -> None:
        """Write the sheet."""
        say, criteria = self._say, self._edition.criteria
        language = self._edition.languages[0]
        total = [say("total")] if self._total is not None else []
        into = Sheet(book, say("marks"), (14, 32, 14, *(14 for _ in criteria), 14), (_WEIGHTS, _BEFORE))
        titles = [each.title.in_language(language) or each.id for each in criteria]
        into.head((say("submission"), say("title"), say("judge"), *titles, *total))
        used = next((fold.weights for fold in self.folds if fold.weights), tuple(each.weight for each in criteria))
        into.write(("", "", say("weight") if any(weight is not None for weight in used) else "", *used))
        for cells in self._lines():
            into.write(cells)

    def _lines(self) -> Iterator[tuple[Cell, ...]]:
        row = _FIRST
        for each in marks.judged(self._edition):
            for judge, ballot in marks.ballots(each):
                given = [ballot.get(criterion.id) for criterion in self._edition.criteria]
                yield (each.submission, each.title, judge, *map(_cell, given), *self._totalled(given, row))
                row += 1

    def _totalled(self, given: list[Given | None], row: int) -> tuple[Live, ...]:
        """Return what a ballot comes to, if the rule begins with that."""
        if self._total is None:
            return ()
        last = _BEFORE + len(given) - 1
        cells = f"{sheet.name(_BEFORE, row)}:{sheet.name(last, row)}"
        weights = f"{sheet.name(_BEFORE, _WEIGHTS)}:{sheet.name(last, _WEIGHTS)}"
        value = recount.worked(self._total, values(given))
        return (Live(recount.formula(self._total, cells, weights), value),)


def values(given: list[Given | None]) -> list[Fraction | None]:
    """Return the numbers of marks, None where there is none."""
    return [each.value if each is not None else None for each in given]


def _cell(given: Given | None) -> Cell:
    if given is None:
        return None
    return given.state if given.value is None else given.value
