"""Separated values: cells in a line, none of which a spreadsheet would run as a formula."""

import csv
import io
from collections.abc import Iterable

_STARTS = ("=", "@", "\t", "\r", "\n", "＝", "＠")
_SIGNS = ("+", "-", "＋", "－")


def line(cells: Iterable[str]) -> str:
    """Return cells as a line of CSV that ends with a line feed."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue()


def harmless(cell: str) -> str:
    """Return a text as it is, or behind an apostrophe where a spreadsheet would take it for a formula."""
    if cell[:1] == "=" and cell[1:].isdecimal():
        return cell  # a shared place; a spreadsheet shows the number
    if cell[:1] in _STARTS or (cell[:1] in _SIGNS and not _number(cell)):
        return "'" + cell
    return cell


def _number(cell: str) -> bool:
    return cell[1:].replace(".", "", 1).replace("/", "", 1).isdecimal()
