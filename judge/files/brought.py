"""A file brought from anywhere to be imported: its table, its name for the eye, and the digest of its bytes."""

import os
from hashlib import sha256
from pathlib import Path, PurePath

import attrs

from judge.files import table_file
from judge.files.csv_sheet import LONGEST_CELL
from judge.files.headers import Headers
from judge.files.sheet import Sheet
from judge.files.style import Style
from judge.files.tree import Tree
from judge.model.ledger import Kind
from judge.model.place import Place
from judge.model.problem import Problems, listed


@attrs.frozen(eq=False)
class Brought:
    """A file to be imported.

    Attributes:
        name: its name in the ledger: the path from the challenge folder, or for a file outside of it the bare name, for
            the folders of somebody's computer are nobody else's business.
        digest: the SHA-256 of its bytes.
        what: whether it holds marks or submissions; None with a problem.
        sheet: its table; None with a problem.
    """

    name: str
    digest: str
    what: Kind | None
    sheet: Sheet | None


def bring(path: Path, root: Path, style: Style, problems: Problems) -> Brought:
    """Return a file with its table; what is wrong with it is added to the problems."""
    place = _place(path, root)
    inside = not PurePath(place).is_absolute() and not place.startswith("../")
    name = place if inside else place.rpartition("/")[2]
    found = Problems()
    data = Tree(path.parent, found).read(path.name)
    problems.extend(attrs.evolve(problem, place=Place(place)) for problem in found)
    if data is None:
        return Brought(name, "", None, None)
    sheet = _table(data, place, style.of(place), problems)
    what = None if sheet is None else _kind(sheet, style.of(place), problems)
    return Brought(name, sha256(data).hexdigest(), what, sheet)


def _place(path: Path, root: Path) -> str:
    """Return the path from the challenge folder, as problems name it, in characters that can be shown."""
    text = path.as_posix()
    if not path.is_absolute():
        try:
            text = os.path.relpath(os.path.realpath(path.parent), os.path.realpath(root)) + "/" + path.name
            text = Path(text).as_posix()
        except ValueError:  # another drive
            text = path.absolute().as_posix()
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() else ascii(each)[1:-1] for each in text)


def _table(data: bytes, place: str, style: Style, problems: Problems) -> Sheet | None:
    if table_file.suffix(place) not in table_file.FORMATS:
        problems.refuse(
            "file-format",
            Place(place),
            f"the file is in no format that is read; tables end in {', '.join(table_file.FORMATS)}",
            "save it in one of these formats",
        )
        return None
    sheet = table_file.parse(data, place, style, problems)
    return sheet if sheet is not None and _textual(sheet, problems) else None


def _textual(sheet: Sheet, problems: Problems) -> bool:
    """Whether the table can be written as CSV: zero characters and endless cells, which JSON can hold, cannot."""
    for header, column in sheet.columns.items():
        for code, text in enumerate((*column.texts, header)):
            line = sheet.line if code == len(column.texts) else sheet.lines[column.first(code)] if _bad(text) else 0
            if "\0" in text:
                problems.refuse("nul", Place(sheet.file, line), "the cell holds a zero character, so it is no text")
                return False
            if len(text) > LONGEST_CELL:
                message = f"a cell of the row has more than {LONGEST_CELL} characters"
                problems.refuse("file-too-large", Place(sheet.file, line), message, "shorten the text")
                return False
    return True


def _bad(text: str) -> bool:
    return "\0" in text or len(text) > LONGEST_CELL


def _kind(sheet: Sheet, style: Style, problems: Problems) -> Kind | None:
    headers = Headers(sheet, style, Problems())
    if headers.has("submission") and headers.has("judge"):
        return "mark"
    if headers.has("id"):
        return "submission"
    problems.refuse(
        "import-columns",
        Place(sheet.file, sheet.line),
        f"these are neither marks nor submissions; the headers are {listed(headers.names, 20)}",
        "marks need `submission` and `judge`, submissions need `id`; name other headers under [columns] in "
        'challenge.toml, as in judge = "Evaluator"',
    )
    return None
