"""The headers of a table: found by name, without regard to case, with the foreign names a challenge declares."""

import attrs

from judge.files.coded import Coded
from judge.files.sheet import Sheet
from judge.files.style import Style, folded
from judge.model.place import Place
from judge.model.problem import Problems


@attrs.frozen
class Found:
    """A column with its header as it stands in the file."""

    header: str
    column: Coded


class Headers:
    """The columns of a sheet, taken one at a time."""

    def __init__(self, sheet: Sheet, style: Style, problems: Problems) -> None:
        """Give every column its name: a header that ``[columns]`` claims for a key wins over a column named so."""
        self.sheet = sheet
        self.names = tuple(sheet.columns)
        self._left = {folded(header): Found(header, column) for header, column in sheet.columns.items()}
        for key, headers in style.columns.items():
            self._claim(key, headers, problems)

    def _claim(self, key: str, headers: tuple[str, ...], problems: Problems) -> None:
        claimed = next((folded(header) for header in headers if folded(header) in self._left), None)
        if claimed is None or claimed == folded(key):
            return
        found = self._left.pop(claimed)
        hidden = self._left.get(folded(key))
        self._left[folded(key)] = found
        if hidden is not None:
            problems.caution(
                "column-ignored",
                Place(self.sheet.file, self.sheet.line, hidden.header),
                f"the column `{hidden.header}` is ignored, since [columns] says that `{found.header}` is the `{key}`",
            )

    def has(self, name: str) -> bool:
        """Whether there is a column of this name that was not taken yet."""
        return folded(name) in self._left

    def take(self, name: str) -> Found | None:
        """Return a column by its name, once."""
        return self._left.pop(folded(name), None)

    def rest(self) -> dict[str, Found]:
        """Return the columns that are left, by folded name, in the order of the file."""
        return dict(self._left)
