"""The facts files: ``facts/*.csv``, numbers and texts that are not marks, keyed by the columns named after dimensions."""

from collections.abc import Collection, Mapping

import attrs

from judge.files import table_file
from judge.files.fact_columns import FactColumns, Places
from judge.files.headers import Found, Headers
from judge.files.ids import unknown
from judge.files.sheet import MOST_LISTED, Sheet
from judge.files.style import Style, clean, folded
from judge.files.tree import Tree
from judge.model.place import Place
from judge.model.problem import Problems, listed

FOLDER = "facts"
DIMENSIONS = ("submission", "judge", "criterion", "round")


@attrs.frozen
class Keys:
    """What may be a key of a facts file beside the dimensions.

    Attributes:
        members: the known ids of each dimension and field; none where any text will do.
        owners: by field, the dimension whose members have it, or nothing. A field is a key only in a table without a
            column of that dimension; beside it, it is a fact (a table ``judge,panel`` says the panel).
        spoken: what the records of submissions say. The first such column is the key of a table that has no other.
    """

    members: Mapping[str, Collection[str]]
    owners: Mapping[str, str]
    spoken: Collection[str]


def read(tree: Tree, style: Style, keys: Keys, facts: FactColumns) -> None:
    """Add the facts of every table in the folder."""
    for file in table_file.tables(tree, FOLDER):
        sheet = table_file.read(file, tree, style)
        if sheet is not None:
            _table(sheet, style, keys, facts)


def _table(sheet: Sheet, style: Style, known: Keys, facts: FactColumns) -> None:
    headers = Headers(sheet, style, facts.problems)
    keys = {name: found for name in DIMENSIONS if (found := headers.take(name)) is not None}
    fields = [field for field, owner in known.owners.items() if owner not in keys and headers.has(field)]
    keys |= {field: found for field in fields if (found := headers.take(field)) is not None}
    if not keys:
        folds = {folded(name): name for name in known.spoken}
        first = next((name for name in headers.rest() if name in folds), None)
        keys |= {folds[name]: found for name in ([first] if first else []) if (found := headers.take(name)) is not None}
    if not keys:
        facts.problems.refuse(
            "facts-columns",
            Place(sheet.file, sheet.line),
            f"no column says what the facts are of; the headers are {listed(headers.names, 20)}",
            f"name a column {listed(DIMENSIONS)}"
            + (f" or a field: {listed(sorted(known.owners))}" if known.owners else ""),
        )
        return
    problems = facts.problems
    wrong = [
        name for name, found in keys.items() if not _known(name, found, sheet, known.members.get(name, ()), problems)
    ]
    for found in headers.rest().values() if not wrong else ():
        _fact(found, keys, sheet, style, facts)


def _known(name: str, found: Found, sheet: Sheet, known: Collection[str], problems: Problems) -> bool:
    """Whether every key of a column is a member that is known; the first unknown ones are named."""
    column = found.column
    bad = [code for code, text in enumerate(column.texts) if not text or (known and clean(text) not in known)]
    for code in bad[:MOST_LISTED]:
        place, more = sheet.place(column.first(code), found.header), column.count(code) - 1
        if column.texts[code]:
            unknown(name, clean(column.texts[code]), known, place, problems, more=more)
        else:
            problems.refuse("empty-id", place, f"the row has no `{found.header}`", more=more)
    return not bad


def _fact(found: Found, keys: Mapping[str, Found], sheet: Sheet, style: Style, facts: FactColumns) -> None:
    texts = found.column.column()
    rows = [row for row, text in enumerate(texts) if text]
    columns = [[clean(each.column[row]) for row in rows] for each in keys.values()]
    lines = [sheet.lines[row] for row in rows]
    where = Places([sheet.file] * len(rows), lines, [found.header] * len(rows))
    facts.add(found.header, tuple(keys), columns, [style.plain(texts[row]) for row in rows], where)
