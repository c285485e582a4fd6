"""A table as it was read: columns by header, whatever the format of the file."""

from collections import Counter
from collections.abc import Sequence

import attrs

from judge.files.coded import Coded
from judge.files.style import clean, folded
from judge.model.place import Place
from judge.model.problem import Problems

MOST_LISTED = 20
"""So many rows with the same kind of problem are named; the rest is counted."""


@attrs.frozen(eq=False)
class Sheet:
    """A table.

    Attributes:
        file: its file, for a sheet of a workbook ``file.xlsx[Sheet]``.
        columns: by header, in the order of the file.
        lines: the line or row on which each row begins.
        line: the line of the headers.
    """

    file: str
    columns: dict[str, Coded]
    lines: Sequence[int]
    line: int = 1

    def __len__(self) -> int:
        return len(self.lines)

    def place(self, row: int, header: str = "") -> Place:
        """Return where a row stands."""
        return Place(self.file, self.lines[row], header)

    def only(self, rows: Sequence[int]) -> "Sheet":
        """Return some rows as a table of their own."""
        columns = {header: column.only(rows) for header, column in self.columns.items()}
        return Sheet(self.file, columns, [self.lines[row] for row in rows], self.line)


def build(
    file: str, columns: Sequence[tuple[str, Coded]], lines: Sequence[int], line: int, problems: Problems
) -> Sheet | None:
    """Return the table of these headers and columns without its blank rows, or None with a problem."""
    named = [(clean(header), column) for header, column in columns]
    good = _distinct([name for name, _ in named], file, line, problems)
    kept: dict[str, Coded] = {}
    for number, (name, column) in enumerate(named, 1):
        if name:
            kept[name] = column
        elif any(column.texts):
            row = next(row for row, code in enumerate(column.codes) if column.texts[code])
            problems.refuse(
                "unnamed-column",
                Place(file, lines[row]),
                f"column {number} has no header, but there is `{column[row][:40]}` in it",
                "give the column a header in the first row",
            )
            good = False
    return _unblank(Sheet(file, kept, lines, line)) if good else None


def _distinct(names: Sequence[str], file: str, line: int, problems: Problems) -> bool:
    counts = Counter(folded(name) for name in names if name)
    for name, count in counts.items():
        if count > 1:
            shown = next(header for header in names if folded(header) == name)
            problems.refuse(
                "duplicate-header",
                Place(file, line, shown),
                f"{count} columns have the header `{shown}`",
                "rename or remove all but one",
                found=shown,
            )
    return all(count == 1 for count in counts.values())


def _unblank(sheet: Sheet) -> Sheet:
    """Leave out the rows in which every cell is empty."""
    columns = list(sheet.columns.values())
    if not columns or any("" not in column.texts for column in columns):
        return sheet
    empty = [column.texts.index("") for column in columns]
    rows = [
        row
        for row, codes in enumerate(zip(*(column.codes for column in columns), strict=True))
        if any(code != blank for code, blank in zip(codes, empty, strict=True))
    ]
    return sheet if len(rows) == len(sheet) else sheet.only(rows)
