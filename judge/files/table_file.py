"""Any table of a challenge's folder, read in the way its format asks for."""

from pathlib import PurePosixPath

from judge.files import csv_sheet, json_sheet, xlsx_sheet
from judge.files.sheet import Sheet
from judge.files.style import Style
from judge.files.tree import Tree
from judge.model.place import Place
from judge.model.problem import Problems

FORMATS = (".csv", ".json", ".ndjson", ".xlsx")
_OTHERS = {".toml", ".md", ".txt", ".jsonl"}


def read(file: str, tree: Tree, style: Style) -> Sheet | None:
    """Return the table of a file, or None with a problem."""
    data = tree.read(file)
    return None if data is None else parse(data, file, style, tree.problems)


def parse(data: bytes, file: str, style: Style, problems: Problems) -> Sheet | None:
    """Return the table that a file's bytes hold, or None with a problem."""
    match suffix(file):
        case ".csv":
            return csv_sheet.read(data, file, style.encoding, problems)
        case ".xlsx":
            return xlsx_sheet.read(data, file, problems, comma=style.comma)
        case kind:
            return json_sheet.read(data, file, problems, by_line=kind == ".ndjson", comma=style.comma)


def tables(tree: Tree, folder: str, *, deep: bool = False) -> list[str]:
    """Return the tables in a folder, sorted; a caution for each file in another format that might hold one."""
    files = tree.files(folder, deep=deep)
    for file in files:
        if suffix(file) not in FORMATS and suffix(file) not in _OTHERS:
            tree.problems.caution(
                "file-not-read",
                Place(file),
                f"the file is not read: tables here end in {', '.join(FORMATS)}",
                "save it in one of these formats",
            )
    return [file for file in files if suffix(file) in FORMATS]


def suffix(file: str) -> str:
    """Return the end of a file's name in small letters, such as ``.csv``."""
    return PurePosixPath(file).suffix.lower()
