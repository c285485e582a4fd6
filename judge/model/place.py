"""Where a value stands in a file, and values that know where they stand."""

from datetime import date, datetime, time
from fractions import Fraction

import attrs


@attrs.frozen(order=True)
class Place:
    """A place in a file.

    Attributes:
        file: the path from the challenge folder, with forward slashes; for a sheet of a workbook ``file.xlsx[Sheet]``.
        line: the line or row, from 1; 0 for the file as a whole.
        column: the header or the cell's letter for tables, else empty.
    """

    file: str
    line: int = 0
    column: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


@attrs.frozen
class OutOfRange:
    """A number in a TOML or JSON file that is no exact number: ``nan``, ``inf``, or too long."""

    text: str


Scalar = str | int | bool | Fraction | OutOfRange | date | datetime | time | None


@attrs.frozen
class Node:
    """A value as a file says it, with its place; tables and lists hold nodes again.

    Attributes:
        value: a scalar, a tuple of nodes, or a dict from key to node in the order of the file.
        place: where the value stands.
    """

    value: "Scalar | tuple[Node, ...] | dict[str, Node]"
    place: Place

    def data(self) -> object:
        """Return the bare value without places."""
        if isinstance(self.value, dict):
            return {key: node.data() for key, node in self.value.items()}
        if isinstance(self.value, tuple):
            return [node.data() for node in self.value]
        return self.value

    def kind(self) -> str:
        """Return what this value is, in the words of a problem."""
        names = {bool: "true or false", int: "a number", Fraction: "a number", OutOfRange: "a number", str: "a text"}
        if isinstance(self.value, dict):
            return "a table"
        if isinstance(self.value, tuple):
            return "a list"
        return names.get(type(self.value), "nothing" if self.value is None else "a date or time")
