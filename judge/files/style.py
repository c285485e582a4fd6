"""How the tables of a challenge are written: ``[tables]`` and ``[columns]`` of its ``challenge.toml``."""

import re
from collections.abc import Mapping
from unicodedata import normalize

import attrs

from judge.files import encoding
from judge.model.fields import Fields
from judge.model.place import Node
from judge.model.problem import Problems, nearest

KEYS = ("submission", "judge", "criterion", "against", "mark", "round", "reason", "remark", "id", "title")
"""The columns that have a meaning of their own."""

OWN = frozenset({"ballots/imported.csv", "submissions/imported.csv"})
"""The tables that ``judge import`` writes, all in one way: UTF-8, decimal points, the headers of ``KEYS``."""

_COMMA = re.compile(r"[+-]?\d+,\d+", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+", re.ASCII)


@attrs.frozen
class Style:
    """How tables are written.

    Attributes:
        comma: whether a comma is the decimal sign.
        encoding: Python's name of the encoding of CSV files without a mark, or None for UTF-8.
        columns: by key, the foreign headers that stand for it.
    """

    comma: bool = False
    encoding: str | None = None
    columns: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)

    def of(self, file: str) -> "Style":
        """Return how a table of the challenge is written: what ``[tables]`` declares, but for the imported ones."""
        return Style() if file in OWN else self

    def plain(self, text: str) -> str:
        """Return a cell's text, a number in it written with a decimal point.

        Beside decimal commas, the points in 48.000 separate thousands: they become narrow spaces, so that no rule takes it for 48.
        """
        if self.comma and _GROUPED.fullmatch(text):
            return text.replace(".", "\u202f")
        return text.replace(",", ".") if self.comma and _COMMA.fullmatch(text) else text


def written(number: str) -> str:
    """Return a number of a workbook or a JSON file as a table with decimal commas has it: its point parts no thousands."""
    return number.replace(".", ",") if _GROUPED.fullmatch(number) else number


def clean(text: str) -> str:
    """Return an id or a header in the form in which it is kept: composed characters, no outer white space."""
    return text.strip() if text.isascii() else normalize("NFC", text.strip().lstrip("\ufeff").strip())


_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""What a terminal obeys, and what turns the direction of all that follows: no part of a text that people read."""


def legible(text: str) -> str:
    """Return a text for people: line feeds stay, and ``\ufffd`` stands for characters that a terminal would obey."""
    if text.isprintable():
        return text
    return _OBEYED.sub("\ufffd", text.replace("\r\n", "\n").replace("\ufeff", ""))


def folded(text: str) -> str:
    """Return the form in which headers are compared: without regard to case."""
    return clean(text).casefold()


def read(fields: Fields, problems: Problems) -> Style:
    """Take ``[tables]`` and ``[columns]`` of ``challenge.toml``."""
    node = fields.take("tables")
    comma, declared = False, None
    if node is not None:
        tables = Fields(node, problems, "[tables]")
        comma = tables.choice("decimal", ("point", "comma"), "point") == "comma"
        declared = _encoding(tables.take("encoding"), problems)
        tables.finish()
    return Style(comma, declared, _columns(fields.take("columns"), problems))


def _encoding(node: Node | None, problems: Problems) -> str | None:
    if node is None:
        return None
    found = encoding.known(node.value) if isinstance(node.value, str) else None
    if found is None:
        problems.refuse(
            "unknown-encoding",
            node.place,
            f"`encoding` of [tables] is {f'`{node.value}`' if isinstance(node.value, str) else node.kind()}, "
            "which is no encoding known here",
            'write "utf-8", "windows-1252", "iso-8859-1", "utf-16" …',
        )
    return found


def _columns(node: Node | None, problems: Problems) -> dict[str, tuple[str, ...]]:
    if node is None:
        return {}
    fields = Fields(node, problems, "[columns]")
    found: dict[str, tuple[str, ...]] = {}
    owner: dict[str, str] = {}
    for key, item in node.value.items() if isinstance(node.value, dict) else ():
        headers = fields.texts(key) or ()
        if key not in KEYS and nearest(key, KEYS):
            problems.caution(
                "unknown-column-key",
                item.place,
                f"`{key}` of [columns] is no column with a meaning",
                nearest(key, KEYS),
            )
        for header in headers:
            if owner.setdefault(folded(header), key) != key:
                problems.refuse(
                    "column-claimed-twice",
                    item.place,
                    f"the header `{header}` stands for `{owner[folded(header)]}` and for `{key}`",
                )
        found[key] = headers
    return found
