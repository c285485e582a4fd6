"""Which round the rows of a table are of: by its folder, else by its column ``round``, else the only round."""

from collections.abc import Sequence

import attrs

from judge.files.headers import Found, Headers
from judge.files.ids import unknown
from judge.files.sheet import MOST_LISTED, Sheet
from judge.files.style import Style, clean
from judge.model.place import Place
from judge.model.problem import Problems, listed


@attrs.frozen
class Sorter:
    """Sorts tables of marks by round.

    Attributes:
        rounds: the rounds that have marks.
        unmarked: the rounds that have none, since they have no rubric.
        problems: where problems are added.
    """

    rounds: Sequence[str]
    unmarked: Sequence[str]
    problems: Problems

    def folder(self, file: str) -> str | None:
        """Return the round whose folder a file is in, an empty text if it is in none, or None with a problem."""
        parts = file.split("/")
        if len(parts) == 2:
            return ""
        name = clean(parts[1])
        if name in self.rounds:
            return name
        self._refuse(name, Place("/".join(parts[:2])))
        return None

    def sort(self, sheet: Sheet, folder: str, style: Style) -> list[tuple[str, Sheet]]:
        """Return the rows of each round as a table; those of no known round are a problem."""
        found = Headers(sheet, style, Problems()).take("round")
        if found is None and (folder or len(self.rounds) == 1):
            return [(folder or self.rounds[0], sheet)]
        if found is None:
            self._not_said(sheet)
            return []
        names = [clean(text) for text in found.column.texts]
        good = {name for name in names if name in self.rounds and folder in ("", name)}
        self._unfit(found, [code for code, name in enumerate(names) if name not in good], folder, sheet)
        parts = []
        for name in sorted(good):
            codes = {code for code, each in enumerate(names) if each == name}
            rows = [row for row, code in enumerate(found.column.codes) if code in codes]
            parts.append((name, sheet if len(rows) == len(sheet) else sheet.only(rows)))
        return parts

    def _not_said(self, sheet: Sheet) -> None:
        known = f"there are the rounds {listed(self.rounds)}" if self.rounds else "no round has a rubric"
        hint = "put the file into ballots/<round>/, or add a column `round`"
        self.problems.refuse(
            "round-not-said",
            Place(sheet.file),
            f"nothing says which round these marks are of: {known}",
            hint if self.rounds else "declare a [[round]] with a rubric",
        )

    def _unfit(self, found: Found, codes: Sequence[int], folder: str, sheet: Sheet) -> None:
        """Name the texts of the column ``round`` that are not the rounds they should be."""
        for code in codes[:MOST_LISTED]:
            place, more = sheet.place(found.column.first(code), found.header), found.column.count(code) - 1
            name = clean(found.column.texts[code])
            if not name:
                self.problems.refuse("empty-id", place, f"the row has no `{found.header}`", more=more)
            elif folder and name in self.rounds:
                self.problems.refuse(
                    "round-differs",
                    place,
                    f"the row is of the round `{name}`, but the file lies in the folder of `{folder}`",
                    "move the file, or correct the column",
                    found=name,
                    expected=folder,
                    more=more,
                )
            else:
                self._refuse(name, place, more)

    def _refuse(self, name: str, place: Place, more: int = 0) -> None:
        if name not in self.unmarked:
            unknown("round", name, self.rounds, place, self.problems, more=more)
            return
        self.problems.refuse(
            "round-without-rubric",
            place,
            f"the round `{name}` has no rubric, so it has no marks",
            f'add rubric = "…" to the round `{name}` in challenge.toml, or move the marks',
            found=name,
            more=more,
        )
