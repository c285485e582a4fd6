"""``judge import`` where the round is open in a record: paper ballots and form exports as the organizer's entries."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs

from judge.acts import appending, recording
from judge.acts.loading import Mistaken, Refused
from judge.acts.recording import Record
from judge.files import brought
from judge.files.ballots import Ballots, Names
from judge.files.ballots import brought as laid_out
from judge.files.brought import Brought
from judge.files.challenge_file import FILE, read
from judge.files.folder import toml_file
from judge.files.headers import Found
from judge.files.ids import unknown
from judge.files.style import Style, clean
from judge.files.tree import Tree
from judge.model.ledger import Action, Key, Ledger, Row
from judge.model.number import Unreadable, parse, plain
from judge.model.place import Place
from judge.model.problem import Problem, Problems
from judge.record import journal
from judge.record.line import Body
from judge.record.opening import Opening
from judge.record.standing import Standing

_RECUSED = "recused"
_UNCOUNTED = ("void", "late")


@attrs.define(eq=False)
class _Typed:
    """The marks of one ballot in one file.

    Attributes:
        file: its number.
        line: of its first row.
        marks: by criterion, the text and its line.
        recused: whether the file says that the judge stepped aside, and why.
    """

    file: int
    line: int
    marks: dict[str, tuple[str, int]] = attrs.field(factory=dict)
    recused: str | None = None


def import_(
    directory: Path,
    files: Sequence[Path],
    round_id: str | None,
    reason: str | None,
    passphrase: str | None,
    *,
    dry_run: bool,
) -> tuple[Ledger, tuple[Problem, ...]]:
    """Enter the ballots of tables, each with the file's digest and its row; all of them or none.

    Raises:
        Refused: if anything is wrong; nothing was written.
        Mistaken: if a table holds submissions, which are fixed since the round was opened.
    """
    record = recording.read(directory, without=recording.UNSCORED)
    opened = record.opening(round_id)
    problems = Problems()
    style = read(toml_file(Tree(directory, Problems()), FILE), Problems()).style
    found = [brought.bring(path, directory, style, problems) for path in files]
    typed: dict[tuple[str, str], _Typed] = {}
    for number, each in enumerate(found):
        _read(number, each, opened, style, typed, problems)
    bodies, rows = _bodies(record, opened, found, typed, reason or "", problems)
    if problems.refused:
        raise Refused(problems)
    if bodies and not dry_run:
        key = recording.private_key(record.challenge, "organizer", passphrase)
        appending.add(record.folder, "organizer", bodies, key, expected=recording.last_hash(record.audit.organizer))
    written = (f"{recording.FOLDER}/{journal.ORGANIZER}",) if bodies else ()
    names = tuple((each.name, each.digest) for each in found)
    return Ledger(names, tuple(rows), (), written, dry_run), tuple(problems)


def _read(
    number: int, each: Brought, opened: Opening, style: Style, typed: dict[tuple[str, str], _Typed], problems: Problems
) -> None:
    if each.sheet is None or opened.rubric is None:
        return
    if each.what == "submission":
        raise Mistaken(
            f"{each.name} holds submissions, and those of the round `{opened.round.id}` are fixed since it was opened"
        )
    names = Names(opened.rubric, opened.round.ballot)
    for name, table in laid_out(each.sheet, opened.round.id, {opened.round.id: names}, style.of(each.name), problems):
        if name == opened.round.id:
            _rows(number, table, names, typed)


def _rows(number: int, table: Ballots, names: Names, typed: dict[tuple[str, str], _Typed]) -> None:
    for row in range(len(table.sheet)):
        key = clean(table.judge.column[row]), clean(table.submission.column[row])
        line = table.sheet.lines[row]
        for block in table.blocks:
            mark = clean(block.marks[row])
            if not mark:
                continue
            ballot = typed.setdefault(key, _Typed(number, line))
            text = block.criterion.column[row] if isinstance(block.criterion, Found) else block.criterion
            if mark.casefold() == _RECUSED:
                reason = table.reason.column[row] if table.reason is not None else ""
                ballot.recused = reason or ballot.recused or "stepped aside"
            elif mark.casefold() not in _UNCOUNTED:
                ballot.marks[names.find(text) or text] = mark, line


def _bodies(
    record: Record,
    opened: Opening,
    found: Sequence[Brought],
    typed: dict[tuple[str, str], _Typed],
    reason: str,
    problems: Problems,
) -> tuple[list[Body], list[Row]]:
    """Return the entries, and what becomes of every mark."""
    bodies: list[Body] = []
    rows: list[Row] = []
    first = len(record.audit.organizer)
    for (judge, sub), ballot in sorted(typed.items(), key=lambda item: (item[1].file, item[1].line)):
        place = Place(found[ballot.file].name, ballot.line)
        if not _known(record, opened, judge, sub, place, problems):
            continue
        if ballot.recused is not None:
            bodies += _recusal(record, opened, judge, sub, ballot.recused)
        standing = record.audit.imported.get((opened.round.id, judge, sub), Standing())
        changed = list(_marks(opened, judge, sub, ballot, standing, found, reason, problems))
        rows += [row for row, _ in changed]
        marks = {row.key.criterion: value for row, value in changed if row.action != "unchanged"}
        if marks:
            bodies.append({
                "type": "import", "round": opened.round.id, "judge": judge, "sub": sub, "marks": marks, "facts": {},
                "file": found[ballot.file].name, "sha256": found[ballot.file].digest, "row": ballot.line,
                "rev": standing.last, "why": reason,
            })  # fmt: skip
            standing.last = first + len(bodies) - 1
    return bodies, rows


def _known(record: Record, opened: Opening, judge: str, sub: str, place: Place, problems: Problems) -> bool:
    """Whether a ballot's judge and submission are known, and the judge did not enter one."""
    panel = opened.round.panel
    judges = panel if panel is not None else [each.id for each in opened.challenge.judges]
    if sub not in opened.records:
        unknown("submission", sub, opened.records, place, problems)
    elif judges and judge not in judges:
        unknown("judge", judge, dict.fromkeys(judges), place, problems)
    elif any(
        each.type == "mark" and each.body["sub"] == sub
        for each in journal.of_round(record.audit.judges.get(judge, ()), opened.round.id)
    ):
        problems.refuse(
            "ballot-entered-by-judge", place, f"{judge} has entered a ballot for {sub}, so nobody else can in this place",
            "take the row out; what the judge entered, only the judge can change",
        )  # fmt: skip
    else:
        return True
    return False


def _recusal(record: Record, opened: Opening, judge: str, sub: str, reason: str) -> Iterator[Body]:
    known = any(
        each.type == "decide" and (each.body["kind"], each.body["judge"], each.body["subs"]) == ("recuse", judge, [sub])
        for each in journal.of_round(record.audit.organizer, opened.round.id)
    )
    if not known:
        yield {
            "type": "decide", "round": opened.round.id, "kind": "recuse", "subs": [sub], "judge": judge, "about": None,
            "points": None, "by": judge, "why": reason,
        }  # fmt: skip


def _marks(
    opened: Opening,
    judge: str,
    sub: str,
    ballot: _Typed,
    standing: Standing,
    found: Sequence[Brought],
    reason: str,
    problems: Problems,
) -> Iterator[tuple[Row, str]]:
    for criterion, (text, line) in ballot.marks.items():
        number = parse(text)
        value = text if isinstance(number, Unreadable) else plain(number)
        place = Place(found[ballot.file].name, line)
        fault = opened.fault(criterion, value)
        if fault:
            problems.refuse("mark-refused", place, f"{sub}, {criterion}: {fault}")
            continue
        before = standing.given.get(criterion)
        action: Action = "unchanged" if before == value else "taken" if before is None else "changed"
        if action == "changed" and not reason:
            problems.refuse(
                "import-changes", place, f"{sub}, {judge}, {criterion}: {before} stands there, and the file says {value}",
                "say with --reason why it changes",
            )  # fmt: skip
        key = Key(opened.round.id, sub, judge, criterion)
        why = reason if action == "changed" else ""
        yield Row(ballot.file, line, "mark", key, action, str(before or ""), value, why), value
