"""An edition as a workbook: the ranking, the marks, the rule; with formulas that work the scores out again where a spreadsheet can."""

import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from fractions import Fraction

from judge.model.edition import Edition, Row
from judge.show.data import recount, sheet
from judge.show.data.chunks import SIZE
from judge.show.data.markdown import evidence, title
from judge.show.data.marks import ballots, judged
from judge.show.data.places import places
from judge.show.data.sheet import Cell, Live, Sheet
from judge.show.data.table import Column
from judge.show.data.words import WORDS, Words

_CREATED = datetime(1980, 1, 1, tzinfo=UTC)
"""A file says when it was made, and the same edition gives the same bytes."""

_WIDTHS = {"text": 18, "number": 12, "whole": 14, "flag": 10}
_FIRST = 3
"""The row in which the first ballot stands, below headers and weights."""

Ballots = Mapping[str, tuple[int, int]]
"""By submission, the rows of its ballots."""


def workbook(edition: Edition) -> Iterator[bytes]:
    """Yield an edition as XLSX."""
    from xlsxwriter import Workbook  # heavy: only where a workbook is written

    file, say = io.BytesIO(), Words(edition.languages[0])
    book = Workbook(file, {"constant_memory": True})
    book.set_properties({"title": title(edition), "created": _CREATED})
    _Book(book, edition, say).write()
    book.close()
    file.seek(0)
    while piece := file.read(SIZE):
        yield piece
