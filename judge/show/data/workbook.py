"""An edition as a workbook: the ranking, the marks, the rule; with formulas that work the scores out again where a spreadsheet can."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime

from judge.model.edition import Edition
from judge.show.data import sheet
from judge.show.data.ballots import Ballots
from judge.show.data.chunks import SIZE
from judge.show.data.markdown import evidence, title
from judge.show.data.ranked import Ranked
from judge.show.data.sheet import Sheet
from judge.show.data.words import Words

_CREATED = datetime(1980, 1, 1, tzinfo=UTC)
"""A workbook says when it was made, and the same edition gives the same bytes."""


def fits(edition: Edition) -> bool:
    """Whether the ranking is no longer than a sheet may be."""
    return len(edition.rows) + len(edition.unranked) < sheet.ROWS


def workbook(edition: Edition) -> Iterator[bytes]:
    """Yield an edition as XLSX."""
    from xlsxwriter import Workbook  # heavy: only where a workbook is written

    file, say = io.BytesIO(), Words(edition.languages[0])
    book = Workbook(file, {"constant_memory": True})
    book.set_properties({"title": title(edition)[:255], "created": _CREATED})
    ballots = Ballots(edition, say)
    Ranked(edition, say, ballots).write(book)
    if edition.shows("marks") and ballots.fit:
        ballots.write(book)
    _rule(Sheet(book, say("rule"), (6, 110), (0, 0)), edition, say, left_out=not ballots.fit)
    book.close()
    file.seek(0)
    while piece := file.read(SIZE):
        yield piece


def _rule(into: Sheet, edition: Edition, say: Words, *, left_out: bool) -> None:
    """Write the rule in words, and the evidence."""
    into.head(("", title(edition)))
    rule = edition.regulation.get(edition.languages[0])
    for number, clause in enumerate(rule.clauses if rule is not None else (), 1):
        into.tell((str(number), clause.text))
    into.write(())
    into.head(("", say("evidence")), repeated=False)
    for line in (*evidence(edition, say), *([say("too long")] if left_out else [])):
        into.tell(("", line))
