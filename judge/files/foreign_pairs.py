"""Assignments as other systems write them: HotCRP's ``paper,action,email,round`` and OpenReview's constraints."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import attrs

from judge.files.encoding import decode
from judge.files.style import clean, folded
from judge.model.place import Place
from judge.model.problem import Problems, listed

System = Literal["hotcrp", "openreview"]
SYSTEMS: tuple[System, ...] = ("hotcrp", "openreview")
REVIEWS = ("primary", "secondary", "review", "pcreview", "optionalreview", "external", "extreview")


@attrs.frozen
class Row:
    """A line of a foreign file.

    Attributes:
        kind: ``assigned``, ``not`` (never this pair) or ``free``.
    """

    submission: str
    judge: str
    kind: str
    place: Place


def read(data: bytes, file: str, system: System, judges: Mapping[str, str], problems: Problems) -> list[Row]:
    """Return the pairs of a file.

    Args:
        judges: by folded id or e-mail address, the judge.
    """
    text = decode(data, file, problems)
    if text is None:
        return []
    lines = list(csv.reader(io.StringIO(text)))
    pairs = _hotcrp(lines, file, problems) if system == "hotcrp" else _openreview(lines, file, problems)
    return [attrs.evolve(row, judge=judges.get(folded(row.judge), row.judge)) for row in pairs]


def _hotcrp(lines: Sequence[Sequence[str]], file: str, problems: Problems) -> list[Row]:
    header = [folded(name) for name in lines[0]] if lines else []
    if not {"paper", "action", "email"} <= set(header):
        problems.refuse(
            "foreign-assignments", Place(file, 1),
            f"a HotCRP assignment has the columns paper, action and email; this file has {listed(header)}",
            "export it in HotCRP under Assignments, bulk assignment",
        )  # fmt: skip
        return []
    at = {name: header.index(name) for name in ("paper", "action", "email")}
    found = []
    for number, line in enumerate(lines[1:], 2):
        if len(line) > max(at.values()):
            action = line[at["action"]].strip().casefold()
            kind = "assigned" if action in REVIEWS else "not" if action == "conflict" else "free"
            found.append(Row(clean(line[at["paper"]]), clean(line[at["email"]]), kind, Place(file, number)))
    return found


def _openreview(lines: Sequence[Sequence[str]], file: str, problems: Problems) -> list[Row]:
    kinds = {"1": "assigned", "-1": "not", "0": "free"}
    found = []
    for number, line in enumerate(lines, 1):
        cells = [clean(cell) for cell in line]
        if not any(cells):
            continue
        if len(cells) != 3 or cells[2] not in kinds:
            problems.refuse(
                "foreign-assignments", Place(file, number),
                "a constraint of OpenReview has three cells: paper, reviewer, and -1, 0 or 1",
                "the file has no line of headers; scores and bids are other files",
            )  # fmt: skip
            return []
        found.append(Row(cells[0], cells[1], kinds[cells[2]], Place(file, number)))
    return found


def hotcrp(pairs: Iterable[tuple[str, str]], round_id: str, emails: Mapping[str, str]) -> list[list[str]]:
    """Return assigned pairs as HotCRP reads them; a judge without an address stands with its id."""
    return [
        ["paper", "action", "email", "round"],
        *([submission, "review", emails.get(judge) or judge, round_id] for submission, judge in sorted(pairs)),
    ]


def openreview(pairs: Iterable[tuple[str, str]], never: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Return assigned pairs as 1 and pairs that may not be as -1, without headers."""
    rows = [*((*pair, "1") for pair in pairs), *((*pair, "-1") for pair in never)]
    return [list(row) for row in sorted(rows)]
