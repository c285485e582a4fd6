"""Separated values: cells in a line, none of which a spreadsheet would run as a formula."""

import csv
from collections.abc import Iterable, Iterator

_STARTS = ("=", "@", "\t", "\r", "\n", "＝", "＠")
_SIGNS = ("+", "-", "＋", "－")


class _Echo:
    """What a writer of lines writes to, to get each line back."""

    def write(self, text: str) -> str:
        """Return what is written."""
        return text


def lines(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield each row as a line of CSV that ends with a line feed."""
    writer = csv.writer(_Echo(), lineterminator="\n")
    for row in rows:
        yield str(writer.writerow(row))


def harmless(cell: str) -> str:
    """Return a text as it is, or behind an apostrophe where a spreadsheet would take it for a formula."""
    if cell[:1] == "=" and cell[1:].isdecimal():
        return cell  # a shared place; a spreadsheet shows the number
    if cell[:1] in _STARTS or (cell[:1] in _SIGNS and not _number(cell)):
        return "'" + cell
    return cell


def _number(cell: str) -> bool:
    return cell[1:].replace(".", "", 1).replace("/", "", 1).isdecimal()
