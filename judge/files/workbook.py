"""What must be known of a workbook before its cells are read: how large its sheets are, and which cells failed."""

import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from zipfile import ZipFile

import attrs

MOST_BYTES = 1_000_000_000
MOST_CELLS = 40_000_000

_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_ROW = re.compile(rb"""<(?:\w+:)?row\s[^>]*?\br=["'](\d{1,9})["']""")
_COLUMN = re.compile(rb"""\br=["']([A-Z]{1,4})\d""")
_CELL = rb"<(?:\w+:)?c\s(?=[^>]*?\br=[\"']([A-Z]{1,4})(\d{1,9})[\"'])"
_ERROR = re.compile(_CELL + rb"(?=[^>]*?\bt=[\"']e[\"'])")
_FORMULA = rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|(?<!/)>[^<]*</(?:\w+:)?f>)"
_UNCOMPUTED = re.compile(
    _CELL
    + rb"(?![^>]*?\bt=[\"']str[\"'])[^>]*>"
    + _FORMULA
    + rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)


class TooLarge(Exception):
    """The workbook unpacks to more than is read; the argument says to what."""


@attrs.frozen
class Fault:
    """A cell without a value that can be used.

    Attributes:
        column: its letters.
        row: from 1.
        error: whether it holds an error such as ``#DIV/0!``; else it is a formula that was never computed.
    """

    column: str
    row: int
    error: bool


def faults(data: bytes) -> list[list[Fault]]:
    """Return the faulty cells of each sheet, in the order of the workbook's sheets.

    Raises:
        TooLarge: if the workbook would fill the memory.
        Exception: whatever zipfile raises for a file that is no workbook.
    """
    with ZipFile(BytesIO(data)) as archive:
        size = sum(part.file_size for part in archive.infolist())
        if size > MOST_BYTES:
            raise TooLarge(f"{size} bytes")
        return [_faults(archive.read(part)) for part in _parts(archive)]


def _parts(archive: ZipFile) -> Iterator[str]:
    """Return the names of the parts that hold the sheets."""
    relations = archive.read("xl/_rels/workbook.xml.rels")
    targets = {_attribute(tag, "Id"): _attribute(tag, "Target") for tag in _RELATION.findall(relations)}
    for tag in _SHEET.findall(archive.read("xl/workbook.xml")):
        target = targets[_attribute(tag, r"\w+:id")]
        yield target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _attribute(tag: bytes, name: str) -> str:
    found = re.search(rf"""\s{name}=["']([^"']*)["']""".encode(), tag)
    return unescape(found[1].decode("utf-8", "replace")) if found else ""


def _faults(xml: bytes) -> list[Fault]:
    columns = max(map(_number, set(_COLUMN.findall(xml))), default=0)
    rows = max(map(int, _ROW.findall(xml)), default=0)
    if columns * rows > MOST_CELLS:
        raise TooLarge(f"{columns} columns by {rows} rows")
    return [
        Fault(found[1].decode(), int(found[2]), error)
        for pattern, error in ((_ERROR, True), (_UNCOMPUTED, False))
        for found in pattern.finditer(xml)
    ]


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
