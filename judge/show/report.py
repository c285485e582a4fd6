"""A report: what a command has to say, as sections of rows and lines, written in any of the formats."""

import io
import json
from collections.abc import Callable
from fractions import Fraction
from typing import Literal

import attrs

from judge.model.number import plain
from judge.show import separated

Format = Literal["table", "json", "csv", "markdown"]
FORMATS: tuple[Format, ...] = ("table", "json", "csv", "markdown")

Align = Literal["left", "right"]


@attrs.frozen
class Section:
    """A part of a report.

    Attributes:
        heading: what it is; empty for none.
        headers: of its table; empty for a section without one.
        rows: one text for each header.
        right: the headers whose columns are numbers, set flush right.
        lines: text below the table, one paragraph a line; leading spaces are kept.
    """

    heading: str = ""
    headers: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    right: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


@attrs.frozen
class Report:
    """What a command has to say.

    Attributes:
        title: of the whole.
        sections: in order; the first one with a table is what CSV holds.
        data: returns the same as data, for JSON.
    """

    title: str
    sections: tuple[Section, ...]
    data: Callable[[], object]


def written(
    report: Report, format_: Format, *, width: int | None = None, colour: bool = False, plain: bool = False
) -> str:
    """Return a report as text that ends with a line feed.

    Args:
        format_: how it is written.
        width: the width of the terminal for tables, or None for as wide as it needs.
        colour: whether escape codes for colour are welcome.
        plain: whether tables are told row by row, each cell after its header, as a screen reader reads best.
    """
    if format_ == "json":
        return json.dumps(_data(report.data()), ensure_ascii=False, indent=2) + "\n"
    if format_ == "csv":
        return _csv(report)
    if format_ == "markdown":
        return _markdown(report)
    return _flat(report) if plain else _table(report, width, colour)


def _flat(report: Report) -> str:
    lines = [report.title]
    for section in report.sections:
        lines += ["", *([f"{section.heading}:"] if section.heading else [])]
        for row in section.rows:
            told = [
                f"{header} {cell.strip()}" for header, cell in zip(section.headers, row, strict=True) if cell.strip()
            ]
            lines.append(", ".join(told) + ".")
        lines += section.lines
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _data(value: object) -> object:
    """Return data for JSON: exact numbers as texts."""
    if isinstance(value, Fraction):
        return plain(value)
    if isinstance(value, dict):
        return {str(key): _data(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_data(item) for item in value]
    return value


def _csv(report: Report) -> str:
    """Return the first table, or else the lines; cells that a spreadsheet would run as a formula are quoted."""
    tables = [section for section in report.sections if section.headers]
    if not tables:
        lines = (line for section in report.sections for line in section.lines)
        return "".join(separated.lines([separated.harmless(line)] for line in lines))
    rows = (map(separated.harmless, row) for row in tables[0].rows)
    return "".join(separated.lines((tables[0].headers, *rows)))


def _markdown(report: Report) -> str:
    parts = [f"# {_escaped(report.title)}"]
    for section in report.sections:
        if section.heading:
            parts.append(f"## {_escaped(section.heading)}")
        if section.headers:
            rules = ["---:" if header in section.right else "---" for header in section.headers]
            rows = [section.headers, rules, *section.rows]
            parts.append(
                "\n".join(
                    "| " + " | ".join(_escaped(cell) if row is not rules else cell for cell in row) + " |"
                    for row in rows
                )
            )
        if section.lines:
            parts.append("\n".join(_item(line) for line in section.lines))
    return "\n\n".join(parts) + "\n"


def _item(line: str) -> str:
    depth = (len(line) - len(line.lstrip())) // 2
    return "  " * depth + "- " + _escaped(line.strip())


def _escaped(text: str) -> str:
    for character in ("\\", "|", "<", "[", "*", "_"):
        text = text.replace(character, "\\" + character)
    return " ".join(text.splitlines())


def _table(report: Report, width: int | None, colour: bool) -> str:
    from rich.console import Console  # heavy: only where a table is drawn
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    text = io.StringIO()
    console = Console(
        file=text, width=width or 10_000, force_terminal=colour, color_system="standard" if colour else None, highlight=False,
        legacy_windows=False, emoji=False, markup=False,
    )  # fmt: skip
    console.print(Text(report.title, style="bold"))
    for section in report.sections:
        console.print()
        if section.heading:
            console.print(Text(section.heading, style="bold"))
        if section.headers and section.rows:
            table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="underline")
            for header in section.headers:
                narrow = header in section.right or header in ("place", "submission", "code")
                table.add_column(
                    header, justify="right" if header in section.right else "left", no_wrap=narrow, overflow="fold"
                )
            for row in section.rows:
                table.add_row(*(Text(cell) for cell in row))
            console.print(table)
        for line in section.lines:
            bare = line.lstrip()
            console.print(Padding(Text(bare), (0, 0, 0, len(line) - len(bare))))
    return "\n".join(line.rstrip() for line in text.getvalue().splitlines()) + "\n"
