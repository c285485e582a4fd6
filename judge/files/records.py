"""The records of submissions that stand, and tables of further ones compared with them."""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction

from judge.files import submissions, table_file
from judge.files.coded import Coder
from judge.files.fact_columns import FactColumns
from judge.files.headers import Headers
from judge.files.sheet import Sheet
from judge.files.standing import Compared, Stand, Standing, Whose
from judge.files.style import Style, clean, folded
from judge.files.tree import Tree
from judge.model.challenge import Submission
from judge.model.ledger import Key
from judge.model.number import plain
from judge.model.place import Node
from judge.model.problem import Problems

OWN = "submissions/imported.csv"


class Records:
    """Compares the rows of tables with the records of a challenge.

    Attributes:
        compared: every row so far.
        headers: the spelling of each further column of the imported table, in order of first appearance.
    """

    def __init__(self, tree: Tree, style: Style, language: str, criteria: Collection[str]) -> None:
        self.tree = tree
        self.standing = Standing()
        self.compared: list[Compared] = []
        self.sheet = table_file.read(OWN, tree, Style()) if tree.has(OWN) else None
        self.headers = {folded(name): name for name in (self.sheet.columns if self.sheet else ())}
        self._brought: list[Sheet] = []
        quiet = Problems()  # what is wrong in these files is told when they are read with the new records
        quiet_tree = Tree(tree.root, quiet)
        found = submissions.read(quiet_tree, style, language, criteria, FactColumns(quiet))
        for record in found or ():
            whose: Whose = "own" if record.place.file == OWN else "elsewhere"
            self.standing.add(Key("", record.id), Stand(whose, record.place.file, record.place.line, _cells(record)))

    def bring(self, number: int, sheet: Sheet, style: Style) -> None:
        """Compare a table's rows."""
        headers = Headers(sheet, style, self.tree.problems)
        identity = headers.take("id")
        assert identity is not None  # that makes it a table of submissions
        rest = headers.rest()
        columns = {
            key: found.column.each(style.plain if key != "title" else str).column() for key, found in rest.items()
        }
        keys = [Key("", clean(text)) for text in identity.column.column()]
        rows = [row for row, key in enumerate(keys) if self._row(number, row, key, sheet, columns)]
        if rows:
            for key, found in rest.items():
                self.headers.setdefault(key, found.header)
            self._brought.append(self._built(sheet, [keys[row] for row in rows], [sheet.lines[row] for row in rows]))

    def _row(self, number: int, row: int, key: Key, sheet: Sheet, columns: Mapping[str, Sequence[str]]) -> bool:
        """Compare a row; return whether it is to be read as a record that is new or other than before."""
        cells = {name: texts[row] for name, texts in columns.items() if texts[row]}
        if cells.get("title") == key.submission:
            del cells["title"]
        stand = Stand("brought", sheet.file, sheet.lines[row], cells)
        action, changes, base = self.standing.compare(key, stand, {})
        after = columns["title"][row] if "title" in columns else ""
        self.compared.append(
            Compared(number, sheet.lines[row], "", "submission", key, action, after or key.submission, changes, base)
        )
        return key in self.standing.touched

    def _built(self, sheet: Sheet, keys: Sequence[Key], lines: Sequence[int]) -> Sheet:
        """Return records in the form of the imported table, with the places of the file they come from."""
        names = [name for name in self.headers if name not in ("id", "title")]
        coder = Coder(2 + len(names))
        cells = [(key.submission, self.standing.rows[key].cells) for key in keys]
        coder.feed([[name, *(each.get(column, "") for column in ("title", *names))] for name, each in cells])
        headers = ["id", "title", *(self.headers[name] for name in names)]
        return Sheet(sheet.file, dict(coder.columns(headers)), lines, sheet.line)

    def instead(self) -> dict[str, Sequence[Sheet]]:
        """Return the tables to be read instead of the imported one."""
        own = self.sheet
        identity = None if own is None else Headers(own, Style(), Problems()).take("id")
        if own is not None and identity is not None:
            gone = {key.submission for key in self.standing.touched}
            own = own.only([row for row, text in enumerate(identity.column.column()) if clean(text) not in gone])
        return {OWN: [*([own] if own is not None else []), *self._brought]}

    def table(self) -> list[list[str]]:
        """Return the imported table from now on, its headers first."""
        names = ["title", *(name for name in self.headers if name not in ("id", "title"))]
        final = sorted((key.submission, cells) for key, cells in self.standing.final().items())
        headers = ["id", "title", *(self.headers[name] for name in names[1:])]
        return [headers, *([name, *(cells.get(column, "") for column in names)] for name, cells in final)]


def _cells(record: Submission) -> dict[str, str]:
    """Return what a record says, by folded name; a title that only repeats the id is none."""
    cells = {folded(name): text for name, text in record.texts.items()}
    for name, node in record.facts.items():
        if isinstance(node.value, dict):
            cells |= {folded(f"{name}.{inner}"): _text(item) for inner, item in node.value.items()}
        else:
            cells[folded(name)] = _text(node)
    return cells if record.title == record.id else {"title": record.title, **cells}


def _text(node: Node) -> str:
    """Return a fact as a table would hold it."""
    value = node.value
    if isinstance(value, bool):
        return "true" if value else "false"
    return plain(value) if isinstance(value, int | Fraction) else str(value)
