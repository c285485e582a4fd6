"""Who marks what: ``assignments.csv``, a line for each judge of each submission of a round."""

from collections.abc import Mapping, Sequence

from judge.files import table_file
from judge.files.headers import Found, Headers
from judge.files.ids import unknown
from judge.files.sheet import Sheet
from judge.files.style import Style, clean
from judge.files.tree import Tree
from judge.model.challenge import Round
from judge.model.place import Place
from judge.model.problem import Problems, listed

FILE = "assignments.csv"
HEADERS = ("round", "submission", "judge")

Pairs = frozenset[tuple[str, str]]
"""Submissions with a judge each."""


def read(
    tree: Tree,
    style: Style,
    rounds: Sequence[Round],
    judges: Mapping[str, object],
    submissions: Mapping[str, object],
) -> dict[str, Pairs]:
    """Return the assigned pairs by round; a round without any is not in it."""
    sheet = table_file.read(FILE, tree, style.of(FILE)) if tree.has(FILE) else None
    return {} if sheet is None else _rows(sheet, style, rounds, (submissions, judges), tree.problems)


def _rows(
    sheet: Sheet,
    style: Style,
    rounds: Sequence[Round],
    known: tuple[Mapping[str, object], Mapping[str, object]],
    problems: Problems,
) -> dict[str, Pairs]:
    headers = Headers(sheet, style, problems)
    columns = [headers.take(name) for name in HEADERS]
    marked = {each.id: each for each in rounds if each.rubric is not None}
    needed = columns if len(marked) != 1 else columns[1:]
    if None in needed:
        missing = [name for name, found in zip(HEADERS, columns, strict=True) if found is None]
        problems.refuse(
            "assignments-columns",
            Place(sheet.file, sheet.line),
            f"a table of assignments needs the columns {listed(HEADERS)}, and lacks {listed(missing)}",
            "write a line for each judge of each submission; `judge assign` does",
            expected=", ".join(HEADERS),
        )
        return {}
    only = next(iter(marked), "")
    texts = [_each(found) or [only] * len(sheet) for found in columns]
    found: dict[str, dict[tuple[str, str], Place]] = {}
    for row, (round_id, submission, judge) in enumerate(zip(*texts, strict=True)):
        place = sheet.place(row)
        if round_id not in marked:
            unknown("round", round_id, marked, place, problems)
        elif submission not in known[0]:
            unknown("submission", submission, known[0], place, problems)
        elif judge not in known[1]:
            unknown("judge", judge, known[1], place, problems)
        else:
            _add(found.setdefault(round_id, {}), (submission, judge), marked[round_id], place, problems)
    return {round_id: frozenset(pairs) for round_id, pairs in found.items()}


def _each(found: Found | None) -> list[str]:
    if found is None:
        return []
    cleaned = [clean(text) for text in found.column.texts]
    return [cleaned[code] for code in found.column.codes]


def _add(
    pairs: dict[tuple[str, str], Place], pair: tuple[str, str], round_: Round, place: Place, problems: Problems
) -> None:
    submission, judge = pair
    if pair in pairs:
        message = f"the judge `{judge}` is assigned to the submission `{submission}` twice; first in {pairs[pair]}"
        problems.refuse("assigned-twice", place, message, "remove one of the lines")
    elif round_.panel is not None and judge not in round_.panel:
        problems.refuse(
            "assigned-outsider",
            place,
            f"the judge `{judge}` is assigned in the round `{round_.id}`, and is not on its panel",
            "add the judge to `panel` of the round, or assign another one",
            found=judge,
        )
    else:
        pairs[pair] = place
