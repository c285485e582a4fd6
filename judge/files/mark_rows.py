"""The marks of a table one by one, in the order of the file, as the texts in which the challenge keeps them."""

from collections.abc import Callable, Iterator, Sequence

import attrs

from judge.files.ballots import Ballots, Block, Names
from judge.files.headers import Found, Headers
from judge.files.mark_facts import OF_BALLOT
from judge.files.mark_text import MarkTexts, Wrong
from judge.files.standing import MARK
from judge.files.style import Style, clean
from judge.model.ledger import Key
from judge.model.number import plain
from judge.model.problem import Problems
from judge.model.rubric import Rubric
from judge.model.state import MISSING, VALUE, word

Named = Callable[[Found, bool], str | None]
"""Returns the name under which a column beside the marks is kept, or None if it is not; told whether it is long."""


@attrs.frozen(eq=False)
class MarkRow:
    """One mark: its line, its header, what it is of, its cells by name, and those of its ballot."""

    line: int
    column: str
    key: Key
    cells: dict[str, str]
    beside: dict[str, str]


class MarkRows:
    """Reads the tables of one round; what is wrong in them was found before, and is passed over."""

    def __init__(self, round_id: str, rubric: Rubric, style: Style) -> None:
        self.round = round_id
        self.names = Names(rubric)
        self.style = style
        self.texts = MarkTexts(rubric.scale.codes, style.comma)
        self.scales = {criterion.id: criterion.scale for criterion in rubric.criteria}
        self._known: dict[tuple[str, str, bool], str | None] = {}

    def read(self, ballots: Ballots, named: Named) -> Iterator[MarkRow]:
        """Yield the marks of a table row by row."""
        submissions = ballots.submission.column.each(clean).column()
        judges = ballots.judge.column.each(clean).column()
        blocks = [self._block(block) for block in ballots.blocks]
        columns = self._columns(ballots, named)
        comma = self.style.of(ballots.sheet.file).comma
        for row, line in enumerate(ballots.sheet.lines):
            cells, beside = _cells(row, columns)
            for header, marks, criteria in blocks:
                criterion = criteria if isinstance(criteria, str) else criteria[row]
                mark = self.mark(marks[row], criterion, comma)
                if mark is not None:
                    key = Key(self.round, submissions[row], judges[row], criterion)
                    yield MarkRow(line, header, key, {MARK: mark, **cells}, beside)

    def mark(self, text: str, criterion: str, comma: bool) -> str | None:
        """Return a mark in its canonical text, empty if it is missing, or None if it is none."""
        key = (text, criterion, comma)
        if key not in self._known:
            self.texts.comma = comma
            self._known[key] = self._canonical(text, criterion)
        return self._known[key]

    def _canonical(self, text: str, criterion: str) -> str | None:
        if criterion not in self.scales:
            return None
        outcome = self.texts.read(text, self.scales[criterion])
        if isinstance(outcome, Wrong):
            return None
        if outcome.state == VALUE:
            return plain(outcome.mark)
        return "" if outcome.state == MISSING else word(outcome.state, self.texts.codes)

    def _block(self, block: Block) -> tuple[str, list[str], str | list[str]]:
        if isinstance(block.criterion, str):
            return block.header, block.marks.column(), block.criterion
        criteria = block.criterion.column.each(lambda text: self.names.find(text) or "").column()
        return block.header, block.marks.column(), criteria

    def _columns(self, ballots: Ballots, named: Named) -> list[tuple[str, bool, list[str]]]:
        """Return name, whether it is the ballot's, and texts of every column beside the marks that is kept."""
        columns = [] if ballots.reason is None else [("reason", False, ballots.reason.column.column())]
        for found in ballots.facts:
            name = named(found, ballots.long)
            if name is not None:
                change = str if name == "remark" else self.style.of(ballots.sheet.file).plain
                columns.append((name, name.startswith(OF_BALLOT), found.column.each(change).column()))
        return columns


def remark(table: Ballots, style: Style) -> str | None:
    """Return the header of the remarks in a table."""
    found = Headers(table.sheet, style.of(table.sheet.file), Problems()).take("remark")
    return None if found is None else found.header


_NOTHING: dict[str, str] = {}


def _cells(row: int, columns: Sequence[tuple[str, bool, list[str]]]) -> tuple[dict[str, str], dict[str, str]]:
    if not columns:
        return _NOTHING, _NOTHING
    filled = [(name, of_ballot, texts[row]) for name, of_ballot, texts in columns if texts[row]]
    own = {name: text for name, of_ballot, text in filled if not of_ballot}
    return own, {name: text for name, of_ballot, text in filled if of_ballot}
