"""The marks that stand in a challenge, and those brought from outside compared with them."""

from collections.abc import Mapping, Set

from judge.files.ballots import Ballots
from judge.files.headers import Found
from judge.files.joined import Joined
from judge.files.mark_facts import OF_BALLOT
from judge.files.mark_rows import MarkRow, MarkRows, Named, remark
from judge.files.standing import MARK, Compared, Stand, Standing, Whose
from judge.model.ledger import Key

OWN = "ballots/imported.csv"

Used = Mapping[str, Set[tuple[str, tuple[str, ...]]]]
"""By round, the facts that its rule reads: name and dimensions."""

_MARK = ("submission", "judge", "criterion")


class MarkChanges:
    """Compares marks one by one.

    Attributes:
        standing: the marks that stand, and over them those brought.
        compared: every mark brought, in the order of the files.
        left: the headers of columns that are not taken.
    """

    def __init__(self, joined: Joined, used: Used) -> None:
        self.joined = joined
        self.used = used
        self.standing = Standing()
        self.left: dict[str, None] = {}
        rubrics = {each.id: joined.rubrics[each.rubric] for each in joined.rounds if each.rubric is not None}
        self._readers = {name: MarkRows(name, rubric, joined.style) for name, rubric in rubrics.items()}
        self._order = {
            (name, criterion.id): (at, number)
            for at, (name, rubric) in enumerate(rubrics.items())
            for number, criterion in enumerate(rubric.criteria)
        }
        tables = [(name, table) for name, every in joined.standing.items() for table in every]
        for name, table in sorted(tables, key=lambda each: each[1].sheet.file == OWN):
            self._stand(name, table)
        self.compared = [
            self._compared(number, *each) for number in range(len(joined.brought)) for each in self._rows(number)
        ]

    def _stand(self, name: str, table: Ballots) -> None:
        file = table.sheet.file
        whose: Whose = "own" if file == OWN else "elsewhere"
        named = self._own(table) if whose == "own" else self._named(name, table)
        for row in self._readers[name].read(table, named):
            self.standing.add(row.key, Stand(whose, file, row.line, row.cells))
            if row.beside:
                self.standing.add(row.key.ballot, Stand(whose, file, row.line, row.beside))

    def _rows(self, number: int) -> list[tuple[str, MarkRow]]:
        """Return the marks of a file in its order, whatever round they are of, each with the name of its sheet."""
        tables = [(name, table) for name, every in self.joined.fresh.items() for at, table in every if at == number]
        rows = []
        for name, table in tables:
            named = self._named(name, table)
            self.left.update((found.header, None) for found in table.facts if named(found, table.long) is None)
            rows += [(table.sheet.file, row) for row in self._readers[name].read(table, named)]
        return rows if len(tables) == 1 else sorted(rows, key=lambda each: each[1].line)

    def _compared(self, number: int, file: str, row: MarkRow) -> Compared:
        mark = row.cells[MARK]
        if not mark:
            return Compared(number, row.line, row.column, "mark", row.key, "skipped", "")
        stand = Stand("brought", file, row.line, row.cells)
        action, changes, base = self.standing.compare(row.key, stand, row.beside)
        return Compared(number, row.line, row.column, "mark", row.key, action, mark, changes, base)

    def _named(self, round_id: str, table: Ballots) -> Named:
        """Return what names the columns of a table: the remark, and the facts used."""
        remarks = remark(table, self.joined.style)
        facts = self.used.get(round_id, frozenset())

        def named(found: Found, long: bool) -> str | None:
            if found.header == remarks:
                return "remark"
            name = found.header.removeprefix(OF_BALLOT) if long else found.header
            if long and name == found.header:
                return name if (name, _MARK) in facts else None
            return OF_BALLOT + name if (name, _MARK[:2]) in facts else None

        return named

    def _own(self, table: Ballots) -> Named:
        """Return what names every column of the imported table."""
        remarks = remark(table, self.joined.style)

        def named(found: Found, long: bool) -> str | None:
            if found.header == remarks:
                return "remark"
            return found.header if long else OF_BALLOT + found.header

        return named

    def table(self) -> list[list[str]]:
        """Return the imported table from now on, its headers first."""
        final = self.standing.final()
        keys = sorted((key for key in final if key.criterion), key=self._place)
        rows = [{**final[key], **final.get(key.ballot, {})} for key in keys]
        facts = sorted({name for cells in rows for name in cells} - {MARK, "reason", "remark"})
        names = [MARK, "reason", "remark", *facts]
        several = len(self._readers) > 1
        table = [[*(["round"] if several else []), *_MARK, *names]]
        for key, cells in zip(keys, rows, strict=True):
            ids = [key.submission, key.judge, key.criterion]
            table.append([*([key.round] if several else []), *ids, *(cells.get(name, "") for name in names)])
        return table

    def _place(self, key: Key) -> tuple[int, str, str, int]:
        at, number = self._order[key.round, key.criterion]
        return at, key.submission, key.judge, number
