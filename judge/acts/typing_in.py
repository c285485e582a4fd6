"""``judge score --from``: a judge's ballots from a table, as ``judge score`` would take them one by one."""

from pathlib import Path

from judge.acts import recording
from judge.acts.balloting import Given
from judge.acts.loading import Mistaken, Refused
from judge.files import brought
from judge.files.ballots import Ballots, Names
from judge.files.ballots import brought as laid_out
from judge.files.headers import Found
from judge.files.style import Style, clean
from judge.model.problem import Problems


def ballots(directory: Path, judge: str, round_id: str | None, path: Path) -> list[Given]:
    """Return the ballots of one judge in a table; rows of other judges are passed over.

    Raises:
        Refused: if the table cannot be read.
        Mistaken: if it has no row of this judge.
    """
    record = recording.read(directory, judge)
    opened = record.opening(round_id)
    problems = Problems()
    found = brought.bring(path, directory, Style(), problems)
    if opened.rubric is None:
        raise Mistaken(f"the round `{opened.round.id}` has no marks")
    if found.sheet is None or problems.refused:
        raise Refused(problems)
    names = Names(opened.rubric, opened.round.ballot)
    laid = laid_out(found.sheet, opened.round.id, {opened.round.id: names}, Style(), problems)
    if problems.refused:
        raise Refused(problems)
    marks: dict[str, dict[str, str]] = {}
    remarks: dict[str, str] = {}
    for name, each in laid:
        if name == opened.round.id:
            _rows(each, judge, names, marks, remarks)
    if not marks:
        raise Mistaken(f"{path} has no mark of {judge}")
    return [Given(sub, given, remark=remarks.get(sub)) for sub, given in sorted(marks.items())]


def _rows(table: Ballots, judge: str, names: Names, marks: dict[str, dict[str, str]], remarks: dict[str, str]) -> None:
    """Add the rows of one judge."""
    remark = next((each for each in table.facts if each.header.casefold() == "remark"), None)
    for row in range(len(table.sheet)):
        if clean(table.judge.column[row]) != judge:
            continue
        sub = clean(table.submission.column[row])
        for block in table.blocks:
            text = block.criterion.column[row] if isinstance(block.criterion, Found) else block.criterion
            mark = clean(block.marks[row])
            if mark and mark.casefold() not in ("recused", "void", "late"):
                marks.setdefault(sub, {})[names.find(text) or text] = mark
        if remark is not None and remark.column[row] and sub not in remarks:
            remarks[sub] = remark.column[row]
