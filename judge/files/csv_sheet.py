"""A CSV file as a table: its delimiter from its first rows, its rows in chunks."""

import csv
import re
from array import array
from collections.abc import Iterator, Sequence
from io import BytesIO, TextIOWrapper
from itertools import islice

from judge.files import encoding
from judge.files.coded import Coder
from judge.files.sheet import MOST_LISTED, Sheet, build
from judge.files.style import clean
from judge.model.place import Place
from judge.model.problem import Problems

LONGEST_CELL = 4_000_000
CHUNK = 512
"""Rows held at once: few enough that the garbage collector is not called on them."""

_ENDS = re.compile(r"\r\n|\r|\n")
_QUOTED = re.compile(r'"(?:[^"]|"")*+"?')
_SEP = re.compile(r"sep=([,;\t])\s*", re.IGNORECASE)

Rows = list[list[str]]
Chunk = tuple[Rows, Sequence[int]]


def read(data: bytes, file: str, declared: str | None, problems: Problems) -> Sheet | None:
    """Return the table of a CSV file, or None with a problem; ``declared`` is the encoding of files without a mark."""
    codec = encoding.codec(data, file, problems, declared)
    if codec is None:
        return None
    delimiter, skipped = _dialect(data, codec)
    csv.field_size_limit(LONGEST_CELL)
    try:
        return _table(_Rows(data, codec, delimiter, skipped), file, problems)
    except csv.Error as error:
        line = _Rows(data, codec, delimiter, skipped).broken()
        problems.refuse("csv-syntax", Place(file, line), *_reason(str(error)))
        return None


class _Rows:
    """The rows of a file, and the line each begins on: the reader itself only tells where the last one ended."""

    def __init__(self, data: bytes, codec: str, delimiter: str, skipped: int) -> None:
        lines = TextIOWrapper(BytesIO(data), encoding=codec, newline="")
        self.reader = csv.reader(islice(lines, skipped, None), delimiter=delimiter, strict=True)
        self.skipped = skipped

    def line(self) -> int:
        """Return the line that the next row begins on."""
        return self.reader.line_num + self.skipped + 1

    def headers(self) -> tuple[list[str], int]:
        """Return the first row that is not blank, without empty cells at its end, and its line."""
        line = self.line()
        for row in self.reader:
            if any(map(clean, row)):
                while not clean(row[-1]):
                    row.pop()
                return row, line
            line = self.line()
        return [], line

    def chunks(self) -> Iterator[Chunk]:
        """Return the rows that follow, some at a time, with the line each begins on."""
        while True:
            line = self.line()
            rows = list(islice(self.reader, CHUNK))
            if not rows:
                return
            yield rows, range(line, line + len(rows)) if self.line() - line == len(rows) else _begins(rows, line)

    def broken(self) -> int:
        """Return the line that the first unreadable row begins on."""
        line = self.line()
        try:
            for _ in self.reader:
                line = self.line()
        except csv.Error:
            return line
        return 0


def _begins(rows: Rows, line: int) -> list[int]:
    """Return where rows begin of which some hold line ends in quotes."""
    begins = []
    for row in rows:
        begins.append(line)
        line += 1 + sum(len(_ENDS.findall(cell)) for cell in row)
    return begins


def _table(rows: _Rows, file: str, problems: Problems) -> Sheet | None:
    headers, line = rows.headers()
    if not headers:
        problems.refuse("empty-file", Place(file), "the file is empty", "its first row holds the headers")
        return None
    coder, lines = Coder(len(headers)), _Lines()
    ragged = _Ragged(len(headers), file, problems)
    for chunk in rows.chunks():
        even, begins = ragged.even(*chunk)
        coder.feed(even)
        lines.add(begins)
    if ragged.finish():
        return None
    return build(file, coder.columns(headers), lines.all(), line, problems)


class _Lines:
    """The lines of all rows: one range as long as they follow on each other."""

    def __init__(self) -> None:
        self._run = range(0)
        self._scattered: array[int] | None = None

    def add(self, begins: Sequence[int]) -> None:
        follows = isinstance(begins, range) and (not self._run or begins.start == self._run.stop)
        if self._scattered is None and isinstance(begins, range) and follows:
            self._run = range(self._run.start if self._run else begins.start, begins.stop)
        elif begins:
            self._scattered = array("q", self._run) if self._scattered is None else self._scattered
            self._scattered.extend(begins)

    def all(self) -> Sequence[int]:
        return self._run if self._scattered is None else self._scattered


class _Ragged:
    """The rows that have more or fewer cells than there are headers."""

    def __init__(self, width: int, file: str, problems: Problems) -> None:
        self.width = width
        self.file = file
        self.problems = problems
        self.found: list[tuple[int, int]] = []

    def even(self, rows: Rows, lines: Sequence[int]) -> Chunk:
        """Return the rows that have the right number of cells; blank ones and blank ends are left out."""
        if set(map(len, rows)) == {self.width}:
            return rows, lines
        good: Rows = []
        begins: list[int] = []
        for row, line in zip(rows, lines, strict=True):
            if len(row) == self.width or self._cut(row, line):
                good.append(row)
                begins.append(line)
        return good, begins

    def _cut(self, row: list[str], line: int) -> bool:
        if not any(cell.strip() for cell in row):
            return False
        while len(row) > self.width and not row[-1].strip():
            row.pop()
        if len(row) != self.width:
            self.found.append((line, len(row)))
        return len(row) == self.width

    def finish(self) -> bool:
        """Name the rows; return whether there are any."""
        more = max(len(self.found) - MOST_LISTED, 0)
        for number, (line, count) in enumerate(self.found[:MOST_LISTED], 1):
            self.problems.refuse(
                "ragged-row",
                Place(self.file, line),
                f"the row has {count} cell{'s' * (count != 1)}, but there are {self.width} headers",
                "a cell that holds the delimiter stands in quotes; a row has a delimiter for every empty cell",
                found=str(count),
                expected=str(self.width),
                more=more if number == MOST_LISTED else 0,
            )
        return bool(self.found)


def _dialect(data: bytes, codec: str) -> tuple[str, int]:
    """Return the delimiter and how many lines stand before the headers (Excel's ``sep=;``)."""
    lines = TextIOWrapper(BytesIO(data), encoding=codec, newline="")
    text = "".join(islice(lines, 40))[:100_000].lstrip("\ufeff")
    declared = _SEP.match(text)
    if declared:
        return declared[1], 1
    bare = _QUOTED.sub("q", text)
    records = [line for line in _ENDS.split(bare) if line.strip()][:2]
    first = records[0] if records else ""
    second = records[-1] if records else ""

    def fitness(mark: str) -> tuple[bool, int]:
        count = first.count(mark)
        return count > 0 and count == second.count(mark), count

    # Commas stand in texts and numbers more often than semicolons do, so an equal count speaks for the others.
    best = max("\t;,", key=fitness)
    return best if best in first else ",", 0


def _reason(message: str) -> tuple[str, str]:
    if "end of data" in message:
        return (
            "the row begins a quoted cell that does not end in this file",
            'close the quotes; quotes inside a quoted cell are written twice: ""',
        )
    if "field limit" in message:
        return (
            f"a cell of the row has more than {LONGEST_CELL} characters",
            "is a quote not closed? shorten the text otherwise",
        )
    return (
        "a quoted cell of the row goes on after its closing quote",
        'quotes inside a quoted cell are written twice: ""',
    )
