"""The submissions: ``submissions/<id>.toml`` and tables."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import PurePosixPath

import attrs

from judge.files import encoding, keys, table_file, toml
from judge.files.fact_columns import FactColumns, Places
from judge.files.headers import Found, Headers
from judge.files.ids import Ids
from judge.files.sheet import Sheet
from judge.files.style import Style, legible
from judge.files.tree import Tree
from judge.model.canonical import encode
from judge.model.challenge import Submission
from judge.model.fields import Fields, bare
from judge.model.place import Node, Place
from judge.model.problem import Problems, listed

FOLDER = "submissions"


def read(
    tree: Tree,
    style: Style,
    language: str,
    criteria: Collection[str],
    facts: FactColumns,
    instead: Mapping[str, Sequence[Sheet]] | None = None,
) -> tuple[Submission, ...] | None:
    """Return the submissions sorted by id, or None where the folder has none; columns of tables go into ``facts``.

    The tables ``instead`` of a file are in the challenge's own form, as an import would write them.
    """
    files = tree.files(FOLDER)
    instead = instead or {}
    tables = [file for file in table_file.tables(tree, FOLDER) if file not in instead]
    ids = Ids("submission", tree.problems)
    found: list[Submission] = []
    records = [file for file in files if table_file.suffix(file) == ".toml"]
    for file in records:
        found += _record(file, tree, language, ids)
    for file in tables:
        sheet = table_file.read(file, tree, style.of(file))
        if sheet is not None:
            found += _rows(sheet, style.of(file), criteria, ids, facts)
    for sheet in (each for sheets in instead.values() for each in sheets):
        found += _rows(sheet, Style(), criteria, ids, facts)
    if not records and not tables and not any(instead.values()):
        return None
    found = [_legible(each, tree.problems) for each in found]
    return tuple(sorted(found, key=lambda submission: submission.id))


def _legible(record: Submission, problems: Problems) -> Submission:
    """Return a record without characters that a terminal would obey, and say so."""
    title, texts = legible(record.title), {key: legible(text) for key, text in record.texts.items()}
    wrong = [key for key, text in {"title": title, **texts}.items() if "\ufffd" in text]
    was = {"title": record.title, **record.texts}
    wrong = [key for key in wrong if "\ufffd" not in was[key]]
    if wrong:
        message = f"{listed(wrong)} of {record.id} held characters that are no text, such as those that move the cursor of a terminal"
        problems.caution(
            "characters-replaced", record.place, message, "\ufffd stands in their place; write the text anew"
        )
    return attrs.evolve(record, title=title, texts=texts)


def _record(file: str, tree: Tree, language: str, ids: Ids) -> list[Submission]:
    data = tree.read(file)
    text = None if data is None else encoding.decode(data, file, tree.problems)
    node = None if text is None else toml.read(text, file, tree.problems)
    if node is None:
        return []
    fields = Fields(node, tree.problems, "the submission")
    name = ids.add(fields.text("id") or PurePosixPath(file).stem, node.place)
    title = keys.title(fields, name or "").in_language(language)
    facts = fields.mapping("facts")
    texts = {key: _text(item) for key, item in fields.rest().items()}
    return [] if name is None else [Submission(name, title, texts, facts, node.place)]


def _text(node: Node) -> str:
    value = bare(node.data())
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    return encode(value).strip('"')


def _rows(sheet: Sheet, style: Style, criteria: Collection[str], ids: Ids, facts: FactColumns) -> list[Submission]:
    headers = Headers(sheet, style, ids.problems)
    identity = headers.take("id") or headers.take("submission")
    if identity is None:
        ids.problems.refuse(
            "submissions-columns",
            Place(sheet.file, sheet.line),
            f"a table of submissions needs a column `id`; the headers are {listed(headers.names, 20)}",
            'name the column under [columns] in challenge.toml: id = "…"',
            expected="id",
        )
        return []
    title = headers.take("title")
    rest = list(headers.rest().values())
    found, rows = [], []
    for row in range(len(sheet)):
        name = ids.add(identity.column[row], sheet.place(row, identity.header))
        if name is not None:
            shown = (title.column[row] if title else "") or name
            texts = {each.header: each.column[row] for each in rest if each.column[row]}
            found.append(Submission(name, shown, texts, {}, sheet.place(row)))
            rows.append(row)
    for each in rest:
        _fact(
            each,
            sheet,
            [(submission.id, row) for submission, row in zip(found, rows, strict=True)],
            criteria,
            style,
            facts,
        )
    return found


def _fact(
    found: Found,
    sheet: Sheet,
    rows: Sequence[tuple[str, int]],
    criteria: Collection[str],
    style: Style,
    facts: FactColumns,
) -> None:
    """Add a column as a fact of the submission, or of the submission on one criterion (``difficulty.c1``)."""
    filled = [(name, row) for name, row in rows if found.column[row]]
    keys = [[name for name, _ in filled]]
    dimensions: tuple[str, ...] = ("submission",)
    name, _, criterion = found.header.partition(".")
    if criterion in criteria and name:
        keys.append([criterion] * len(filled))
        dimensions = ("submission", "criterion")
    else:
        name = found.header
    texts = [style.plain(found.column[row]) for _, row in filled]
    lines = [sheet.lines[row] for _, row in filled]
    where = Places([sheet.file] * len(filled), lines, [found.header] * len(filled))
    facts.add(name, dimensions, keys, texts, where)
