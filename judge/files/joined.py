"""A challenge as it will be once tables from outside are taken in, read by the code that reads the challenge itself."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import attrs

from judge.files import ballots, submissions
from judge.files.ballots import Ballots, Names
from judge.files.brought import bring
from judge.files.challenge_file import Declared
from judge.files.folder import Loader
from judge.files.headers import Found, Headers
from judge.files.mark_rows import remark
from judge.files.marks import Members
from judge.files.records import Records
from judge.files.sheet import Sheet
from judge.files.style import Style, clean
from judge.files.tree import Tree
from judge.model.challenge import Aside, Marks, Submission
from judge.model.problem import Problems
from judge.model.rubric import Rubric


class Joined(Loader):
    """Loads a challenge together with files from outside.

    Attributes:
        brought: the files.
        records: the records that stand, and those brought.
        standing: the tables of marks in the folder, by round.
        fresh: the tables of marks brought, by round, each with the number of its file.
    """

    def __init__(self, tree: Tree, declared: Declared, paths: Sequence[Path], round_id: str | None) -> None:
        super().__init__(tree, declared)
        self.brought = [bring(path, tree.root, self.style, self.problems) for path in paths]
        self.round_id = round_id
        self.records: Records | None = None
        self.standing: dict[str, list[Ballots]] = {}
        self.fresh: dict[str, list[tuple[int, Ballots]]] = {}

    def read_submissions(self) -> tuple[Submission, ...] | None:
        """Return the submissions, those brought among them."""
        sheets = [(at, each.sheet) for at, each in enumerate(self.brought) if each.what == "submission" and each.sheet]
        if not sheets:
            return super().read_submissions()
        self.records = Records(self.tree, self.style, self.languages[0], self.criteria)
        for number, sheet in sheets:
            self.records.bring(number, sheet, self.style.of(sheet.file))
        instead = self.records.instead()
        return submissions.read(self.tree, self.style, self.languages[0], self.criteria, self.facts, instead)

    def read_ballots(self) -> dict[str, list[Ballots]]:
        """Return the tables of marks by round, those brought among them."""
        self.standing = super().read_ballots()
        self.fresh = {name: [] for name in self.standing}
        names = ballots.named(self.rounds, self.rubrics)
        for number, brought in enumerate(self.brought):
            if brought.what == "mark" and brought.sheet is not None:
                for name, part in self._parts(brought.sheet, names):
                    self.fresh[name].append((number, part))
        return {name: [*found, *(each for _, each in self.fresh[name])] for name, found in self.standing.items()}

    def _parts(self, sheet: Sheet, names: Mapping[str, Names]) -> list[tuple[str, Ballots]]:
        style, folder = self.style.of(sheet.file), self.round_id or ""
        if folder and (folder not in names or not self._of_round(sheet, folder, style)):
            return []
        return ballots.brought(sheet, folder, names, style, self.problems)

    def _of_round(self, sheet: Sheet, name: str, style: Style) -> bool:
        """Whether no row says that it is of another round than the one asked for."""
        found = Headers(sheet, style, Problems()).take("round")
        if found is None:
            return True
        texts, column = found.column.texts, found.column
        others = [code for code, text in enumerate(texts) if clean(text) != name]
        for code in others:
            self.problems.refuse(
                "round-differs",
                sheet.place(column.first(code), found.header),
                f"the row is of the round `{texts[code][:60]}`, but --round says `{name}`",
                "leave --round out, or correct the column",
                found=texts[code][:60],
                expected=name,
                more=column.count(code) - 1,
            )
        return not others

    def read_round(
        self, round_id: str, tables: Sequence[Ballots], rubric: Rubric, members: Members
    ) -> tuple[Marks, list[Aside]]:
        """Return the marks that stand, with the facts of those brought first; each are checked by themselves.

        A mark brought may differ from one that stands: that is for the act to judge.
        """
        found, asides = super().read_round(round_id, self.standing[round_id], rubric, members)
        fresh = [each for _, each in self.fresh[round_id]]
        if not fresh:
            return found, asides
        marks, _ = super().read_round(round_id, fresh, rubric, members)
        return attrs.evolve(found, facts=(*marks.facts, *found.facts)), asides

    def beside(self) -> dict[str, list[Found]]:
        """Return by round the columns brought that are neither marks nor reason nor remark."""
        return {
            name: [found for _, table in tables for found in table.facts if found.header != remark(table, self.style)]
            for name, tables in self.fresh.items()
        }
