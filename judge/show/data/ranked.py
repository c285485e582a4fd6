"""The ranking as a sheet, with each score worked out again from the sheet of marks where the rule is means and sums."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from judge.model.edition import Edition, Row
from judge.model.number import plain
from judge.show.data import marks, places, recount, sheet, table
from judge.show.data.ballots import Ballots, values
from judge.show.data.sheet import Cell, Live, Sheet
from judge.show.data.table import Column
from judge.show.data.words import Words

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

_WIDTHS = {"text": 18, "number": 12, "flag": 10}
_OWN = {"title": 44, "place": 8, "reason": 40, "submission": 14}


@attrs.frozen
class _Shown:
    """A column of the sheet: that of a table at a position, or one that is made here."""

    header: str
    width: int
    digits: int | None = None
    at: int | None = None
    made: str = ""


class Ranked:
    """The sheet of the ranking."""

    def __init__(self, edition: Edition, say: Words, ballots: Ballots) -> None:
        """Choose the columns."""
        self._edition, self._say, self._ballots = edition, say, ballots
        self._table = places.table(edition)
        self._columns = tuple(self._shown())
        self._score, self._made = (self._of_word(word) for word in ("score", "recounted"))
        self._last_worked: tuple[Row | None, Fraction | None] = (None, None)
        self._measured = [at for at, each in enumerate(self._columns) if self._word(each) == "criterion"]

    def _word(self, shown: _Shown) -> str:
        return self._table.columns[shown.at].word if shown.at is not None else shown.made

    def _of_word(self, word: str) -> int | None:
        return next((at for at, each in enumerate(self._columns) if self._word(each) == word), None)

    def _shown(self) -> Iterator[_Shown]:
        for at, column in enumerate(self._table.columns):
            if column.kind != "whole" and not self._empty(column):
                yield _Shown(self._header(column), self._width(column), column.digits, at)
            if column.word == "score":
                if not all(sheet.whole(row.score) for row in self._edition.rows):
                    yield _Shown(self._say("exactly"), 18, made="exactly")
                if self._ballots.folds:
                    yield _Shown(self._say("recounted"), 12, column.digits, made="recounted")
                    yield _Shown(self._say("agrees"), 10, made="agrees")

    def _empty(self, column: Column) -> bool:
        """Whether nobody has anything in a column: no place is shared, nothing was tied, or everybody has a place."""
        if column.word in ("shared", "raw shared"):
            return not any(row.shared if column.word == "shared" else row.raw_shared for row in self._edition.rows)
        if column.word == "decided by":
            return not self._edition.ties
        return column.word in ("state", "reason") and not self._edition.unranked

    def _header(self, column: Column) -> str:
        if not column.word:
            return column.name
        if column.word == "outcome":
            return self._say("outcome of", name=column.of)
        return column.of or self._say(column.word)

    def _width(self, column: Column) -> int:
        return _OWN.get(column.word, _WIDTHS[column.kind])

    def write(self, book: "Workbook") -> None:
        """Write the sheet."""
        name = self._say("ranking" if self._edition.shows("places") else "taken")
        into = Sheet(book, name, [each.width for each in self._columns], (1, 0))
        into.head([each.header for each in self._columns])
        digits = [each.digits for each in self._columns]
        for row, cells in zip((*self._edition.rows, *self._edition.unranked), self._table.rows(), strict=True):
            line = into.next
            into.write([self._cell(each, row, cells, line) for each in self._columns], digits=digits)

    def _cell(self, shown: _Shown, row: Row, cells: tuple[table.Cell, ...], line: int) -> Cell:
        if shown.at is not None:
            cell = cells[shown.at]
            if isinstance(cell, bool):
                return self._say("yes") if cell else None
            return self._measure(shown, row, cell) if self._word(shown) == "criterion" else cell
        if row.score is None:
            return None
        if shown.made == "exactly":
            return plain(row.score) if not sheet.whole(row.score) else None
        return self._recounted(row, line) if shown.made == "recounted" else self._agrees(row, line)

    def _measure(self, shown: _Shown, row: Row, cell: Cell) -> Cell:
        """Return what a submission has on a criterion: worked out from its marks, where the rule begins with that."""
        folds = self._ballots.folds
        if len(folds) < 2 or folds[0].over != "judge" or not isinstance(cell, Fraction):
            return cell
        criterion = [self._columns[at] for at in self._measured].index(shown)
        marked = self._ballots.of(row.submission, criterion)
        return cell if marked is None else Live(recount.formula(folds[0], marked, ""), cell)

    def _recounted(self, row: Row, line: int) -> Cell:
        cells = self._last(row, line)
        if cells is None:
            return None
        return Live(recount.formula(self._ballots.folds[-1], cells, self._ballots.weights), self._worked(row))

    def _last(self, row: Row, line: int) -> str | None:
        """Return the cells that the last fold is of."""
        folds = self._ballots.folds
        if len(folds) == 1:
            return self._ballots.of(row.submission, 0)
        if folds[-1].over == "judge":
            return self._ballots.totals(row.submission)
        return f"{sheet.name(self._measured[0], line)}:{sheet.name(self._measured[-1], line)}"

    def _worked(self, row: Row) -> Fraction | None:
        """Return the score as the folds give it, exactly; two cells of a row ask for it."""
        if self._last_worked[0] is not row:
            self._last_worked = (row, self._work(row))
        return self._last_worked[1]

    def _work(self, row: Row) -> Fraction | None:
        folds, criteria = self._ballots.folds, self._edition.criteria
        given = [[ballot.get(each.id) for each in criteria] for _, ballot in marks.ballots(row)]
        if folds[0].over == "criterion":
            inner = [recount.worked(folds[0], values(ballot)) for ballot in given]
        else:
            inner = [recount.worked(folds[0], values([ballot[at] for ballot in given])) for at in range(len(criteria))]
        return inner[0] if len(folds) == 1 else recount.worked(folds[-1], inner)

    def _agrees(self, row: Row, line: int) -> Cell:
        if self._made is None or self._score is None:
            return None
        yes, no = self._say("yes"), self._say("no")
        told = yes if self._worked(row) == row.score else no
        return Live(recount.agreeing(sheet.name(self._made, line), sheet.name(self._score, line), yes, no), told)
