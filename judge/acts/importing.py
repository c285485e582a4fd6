"""``judge import``: marks or submissions from tables into the challenge's own form."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import attrs

from judge.acts.loading import Mistaken, Refused, chosen
from judge.files import imported
from judge.files.challenge_file import Declared
from judge.files.durable import alone
from judge.files.folder import load_with
from judge.files.joined import Joined
from judge.files.mark_changes import MarkChanges, Used
from judge.files.sheet import MOST_LISTED
from judge.files.standing import MARK, Change, Compared
from judge.files.told import printable
from judge.files.tree import Tree
from judge.model.challenge import Challenge, Fact, Marks
from judge.model.ledger import Ledger, Row
from judge.model.place import Place
from judge.model.problem import Problem, Problems
from judge.score.check import Prepared
from judge.score.run import check_rules


def import_(
    directory: Path, files: Sequence[Path], round_id: str | None, reason: str | None, dry_run: bool
) -> tuple[Ledger, tuple[Problem, ...]]:
    """Take marks or submissions from tables into a challenge, and return what became of each, and the cautions.

    Args:
        directory: the challenge folder.
        files: tables from anywhere, in the order in which they are taken.
        round_id: the round that the marks are of, or None if the files or the challenge say it.
        reason: why earlier values change; without it none does.
        dry_run: whether nothing is to be written.

    Raises:
        Refused: if anything is wrong; nothing was written.
        Mistaken: if there is no such round, or it has no marks.
        FileRefused: if the system refuses to write; nothing was changed.
    """
    with alone(directory):
        return _import(directory, files, round_id, reason, dry_run)


def _import(
    directory: Path, files: Sequence[Path], round_id: str | None, reason: str | None, dry_run: bool
) -> tuple[Ledger, tuple[Problem, ...]]:
    problems = Problems()
    challenge, joined = _joined(directory, files, round_id, problems)
    changes = MarkChanges(joined, _used(challenge, joined, problems))
    compared = _in_order([*(joined.records.compared if joined.records else ()), *changes.compared])
    problems.extend(printable(problem) for problem in _forbidden(compared, joined, reason))
    tables = [] if problems.refused else _tables(joined, changes)
    if problems.refused:
        raise Refused(problems)
    written = (imported.LEDGER, *(file for file, _ in tables)) if tables else ()
    names = tuple((each.name, each.digest) for each in joined.brought)
    rows = tuple(_row(each, reason or "") for each in compared)
    ledger = Ledger(names, rows, tuple(changes.left), written, dry_run)
    if tables and not dry_run:
        imported.write(directory, ledger, tables)
    return ledger, tuple(problems)


def _joined(
    directory: Path, files: Sequence[Path], round_id: str | None, problems: Problems
) -> tuple[Challenge, Joined]:
    """Return the challenge as it will be, and its loader."""
    made: list[Joined] = []

    def loader(tree: Tree, declared: Declared) -> Joined:
        made.append(Joined(tree, declared, files, round_id))
        return made[0]

    challenge = load_with(loader, directory, problems)
    if not made:
        raise Refused(problems)
    if round_id is not None and chosen(challenge, round_id).rubric is None:
        raise Mistaken(f"the round `{round_id}` has no rubric, so it has no marks")
    return challenge, made[0]


def _used(challenge: Challenge, joined: Joined, problems: Problems) -> Used:
    """Return the facts that the rules read, of the rounds where columns beside the marks may be facts.

    What is wrong with such a fact in a file brought is a problem; so is a rule that cannot be read, for then nobody
    knows which columns it needs.
    """
    wanted = [name for name, columns in joined.beside().items() if columns]
    if not wanted or problems.refused:
        return {}
    proved = check_rules(_thin(challenge), Problems())
    if all(name in proved and not _reads(proved[name], challenge.marks[name]) for name in wanted):
        return {name: frozenset() for name in wanted}
    found = Problems()
    proved = check_rules(challenge, found)
    files = {each.sheet.file for each in joined.brought if each.sheet is not None}
    unproved = [name for name in wanted if name not in proved]
    problems.extend(
        printable(each) for each in found if each.severity == "refused" and (unproved or each.place.file in files)
    )
    return {name: prepared.used for name, prepared in proved.items()}


def _thin(challenge: Challenge) -> Challenge:
    """Return the challenge with one row of each fact of its marks: enough to see which a rule names."""
    marks = {name: attrs.evolve(each, facts=tuple(map(_first, each.facts))) for name, each in challenge.marks.items()}
    return attrs.evolve(challenge, marks=marks)


def _first(fact: Fact) -> Fact:
    keys = tuple(key[:1] for key in fact.keys)
    return attrs.evolve(fact, keys=keys, texts=fact.texts[:1], sources=fact.sources[:1])


def _reads(prepared: Prepared, marks: Marks) -> bool:
    """Whether a rule reads any fact of the marks."""
    return any((fact.name, tuple(fact.dimensions)) in prepared.used for fact in marks.facts)


def _in_order(compared: list[Compared]) -> list[Compared]:
    return sorted(compared, key=lambda each: each.file)


def _forbidden(compared: Sequence[Compared], joined: Joined, reason: str | None) -> Iterator[Problem]:
    """Yield what forbids changes; past so many of a kind they are only counted."""
    found: dict[str, list[Problem]] = {}
    for each in compared:
        for change in each.changes:
            problem = _forbids(each, change, joined, reason)
            if problem is not None:
                found.setdefault(problem.code, []).append(problem)
                break
    for every in found.values():
        yield from every[: MOST_LISTED - 1]
        rest = every[MOST_LISTED - 1 :]
        if rest:
            yield attrs.evolve(rest[0], more=len(rest) - 1)


def _forbids(row: Compared, change: Change, joined: Joined, reason: str | None) -> Problem | None:
    """Return why a cell may not change, or None if it may."""
    sheet, whose = joined.brought[row.file].sheet, change.stand.whose
    place = Place(sheet.file if sheet is not None else "", row.line, row.column)
    after, before = change.after[:60], change.before[:60]
    what = "the mark" if change.name == MARK else f"`{change.name}`"
    message = f"{what} is `{after}` here, but {f'`{before}`' if before else 'nothing'} in {change.stand}"
    if whose == "elsewhere":
        hint = f"it stands in {change.stand}; change it there"
        return Problem("change-elsewhere", "refused", place, message, hint, after, before)
    if whose == "own" and not reason:
        hint = 'if it is to change, say why: --reason "…"'
        return Problem("change-without-reason", "refused", place, message, hint, after, before)
    if whose == "brought" and row.what == "mark":  # a record brought twice is told by the reader already
        hint = "a judge gives a submission one mark a criterion; remove the one that does not hold"
        return Problem("mark-differs", "refused", place, message, hint, after, before)
    return None


def _tables(joined: Joined, changes: MarkChanges) -> list[tuple[str, bytes]]:
    """Return the tables that change, in the order in which they are written."""
    tables = []
    if joined.records is not None and joined.records.standing.touched:
        tables.append((imported.SUBMISSIONS, imported.text(joined.records.table())))
    if changes.standing.touched:
        tables.append((imported.MARKS, imported.text(changes.table())))
    return tables


def _row(each: Compared, reason: str) -> Row:
    before, after = "", each.after
    if each.action == "unchanged":
        before = each.after
    if each.changes:
        before = _told({change.name: change.before for change in each.changes})
        after = _told({change.name: change.after for change in each.changes})
    return Row(each.file, each.line, each.what, each.key, each.action, before, after, _why(each, reason))


def _told(cells: Mapping[str, str]) -> str:
    """Return values as the ledger tells them: a mark alone, other cells with their names."""
    if list(cells) == [MARK]:
        return cells[MARK]
    return "; ".join(f"{name} = {text or 'nothing'}" for name, text in cells.items())


def _why(each: Compared, reason: str) -> str:
    if each.action == "unchanged":
        return f"stands in {each.stand}"
    if each.action == "skipped":
        return "empty: the mark is missing"
    return reason if each.action == "changed" else ""
