"""The tables in ``ballots/``: whether they are long or wide, of which round, and which columns hold what."""

from collections.abc import Mapping, Sequence

import attrs

from judge.files import table_file
from judge.files.coded import Coded
from judge.files.headers import Found, Headers
from judge.files.ids import alike
from judge.files.sheet import MOST_LISTED, Sheet
from judge.files.sorter import Sorter
from judge.files.style import Style, clean, folded
from judge.files.tree import Tree
from judge.model.challenge import Round
from judge.model.place import Place
from judge.model.problem import Problems, listed, nearest
from judge.model.rubric import Rubric

FOLDER = "ballots"


@attrs.frozen(eq=False)
class Block:
    """One column of marks.

    Attributes:
        header: its header.
        marks: the marks as they are written.
        criterion: the criterion of each row, or the id of the one that all are of.
    """

    header: str
    marks: Coded
    criterion: Found | str


@attrs.frozen(eq=False)
class Ballots:
    """The marks of one round in one table.

    Attributes:
        sheet: the table.
        submission, judge: the columns that say whose and of what.
        blocks: the columns of marks: one of a long table, one for each criterion of a wide one.
        reason: why marks were set apart, or None.
        facts: the columns that are left.
        long: whether each row is one mark; else it is a ballot.
    """

    sheet: Sheet
    submission: Found
    judge: Found
    blocks: tuple[Block, ...]
    reason: Found | None
    facts: tuple[Found, ...]
    long: bool


class Names:
    """The criteria of a rubric by the names that a table may use for them: ids, and titles in any language.

    Attributes:
        ballot: how the judges of the round are asked.
    """

    def __init__(self, rubric: Rubric, ballot: str = "marks") -> None:
        self.ballot = ballot
        self.ids = tuple(criterion.id for criterion in rubric.criteria)
        self.given = tuple(criterion.id for criterion in rubric.criteria if criterion.derived is None)
        self._titles: dict[str, set[str]] = {}
        for criterion in rubric.criteria:
            for title in criterion.title.texts.values():
                self._titles.setdefault(folded(title), set()).add(criterion.id)
        self._folded = {folded(name): name for name in reversed(self.ids)}

    def find(self, text: str) -> str | None:
        """Return the criterion that a text names, or None; a title of several criteria names none."""
        name = clean(text)
        if name in self.ids:
            return name
        titled = self._titles.get(name.casefold(), set())
        return self._folded.get(name.casefold()) or (next(iter(titled)) if len(titled) == 1 else None)

    def every(self) -> tuple[str, ...]:
        """Return all names, for hints."""
        return (*self.ids, *self._titles)


def read(tree: Tree, style: Style, rounds: Sequence[Round], rubrics: Mapping[str, Rubric]) -> dict[str, list[Ballots]]:
    """Return the marks by round, table by table."""
    names = named(rounds, rubrics)
    found: dict[str, list[Ballots]] = {name: [] for name in names}
    sorter = Sorter(tuple(names), tuple(each.id for each in rounds if each.rubric is None), tree.problems)
    for file in table_file.tables(tree, FOLDER, deep=True):
        folder = sorter.folder(file)
        sheet = table_file.read(file, tree, style.of(file)) if folder is not None else None
        cut = sorter.sort(sheet, folder or "", style.of(file)) if sheet is not None else []
        for name, each in _laid(cut, names, style.of(file), tree.problems):
            found[name].append(each)
    return found


def named(rounds: Sequence[Round], rubrics: Mapping[str, Rubric]) -> dict[str, Names]:
    """Return by round the names of its criteria; a round without marks is not in it."""
    return {each.id: Names(rubrics[each.rubric], each.ballot) for each in rounds if each.rubric is not None}


def parts(
    sheet: Sheet, folder: str, names: Mapping[str, Names], style: Style, problems: Problems
) -> list[tuple[str, Ballots]]:
    """Return the marks of each round in a table; ``folder`` is the round whose folder it lies in, or empty."""
    return _laid(Sorter(tuple(names), (), problems).sort(sheet, folder, style), names, style, problems)


def brought(
    sheet: Sheet, folder: str, names: Mapping[str, Names], style: Style, problems: Problems
) -> list[tuple[str, Ballots]]:
    """Return the marks of each round in a table from outside; one of pairs is refused, for no import knows them."""
    found = parts(sheet, folder, names, style, problems)
    for name in sorted({name for name, _ in found if names[name].ballot == "pairs"}):
        problems.refuse(
            "import-pairs", Place(sheet.file, sheet.line), f"the round `{name}` asks which of two submissions is better, and no import takes that",
            f"put the table into ballots/{name}/ as it is; where the round is open in a record, judges answer: judge score {name}",
        )  # fmt: skip
    return [(name, each) for name, each in found if names[name].ballot != "pairs"]


def _laid(
    cut: Sequence[tuple[str, Sheet]], names: Mapping[str, Names], style: Style, problems: Problems
) -> list[tuple[str, Ballots]]:
    found = [(name, _layout(part, names[name], style, problems)) for name, part in cut]
    return [(name, ballots) for name, ballots in found if ballots is not None]


def _layout(sheet: Sheet, names: Names, style: Style, problems: Problems) -> Ballots | None:
    """Return what the columns of a table hold, or None with a problem."""
    headers = Headers(sheet, style, problems)
    headers.take("round")
    submission, judge = headers.take("submission"), headers.take("judge")
    if submission is None or judge is None:
        lacking = [name for name, found in (("submission", submission), ("judge", judge)) if found is None]
        _lacks(f"no column {listed(lacking)}", sheet, headers, problems)
        return None
    reason = headers.take("reason")
    if names.ballot == "pairs":
        return _compared(sheet, headers, submission, judge, problems)
    mark = headers.take("mark")
    long = mark is not None
    blocks = _wide(headers, names, sheet, problems) if mark is None else _long(mark, headers.take("criterion"), names)
    if not blocks:
        lack = "neither a column `mark` nor one headed by a criterion"
        _lacks(
            "no column `criterion`, though the rubric has several" if long else lack, sheet, headers, problems, names
        )
        return None
    facts = tuple(headers.rest().values())
    if not long:
        _doubts(facts, blocks, names, sheet, problems)
    return Ballots(sheet, submission, judge, blocks, reason, facts, long)


def _compared(sheet: Sheet, headers: Headers, submission: Found, judge: Found, problems: Problems) -> Ballots | None:
    """Return the answers of a table on pairs: `mark` says how good `submission` is `against` the other one."""
    against, mark = headers.take("against"), headers.take("mark")
    if against is None or mark is None:
        lacking = [name for name, found in (("against", against), ("mark", mark)) if found is None]
        problems.refuse(
            "marks-columns", Place(sheet.file, sheet.line),
            f"the table has no column {listed(lacking)}; its headers are {listed(headers.names, 20)}",
            "of pairs are needed `judge`, `submission`, `against` and `mark`: how `submission` does against the other one",
        )  # fmt: skip
        return None
    for key, found in headers.rest().items():
        if key not in ("remark", "round"):
            problems.caution(
                "column-ignored", Place(sheet.file, sheet.line, found.header),
                f"the column `{found.header}` is ignored: beside answers on pairs nothing is read",
            )  # fmt: skip
    return Ballots(sheet, submission, judge, (Block(mark.header, mark.column, against),), None, (), True)


def _long(mark: Found, criterion: Found | None, names: Names) -> tuple[Block, ...]:
    if criterion is None and len(names.ids) != 1:
        return ()
    return (Block(mark.header, mark.column, criterion or names.ids[0]),)


def _wide(headers: Headers, names: Names, sheet: Sheet, problems: Problems) -> tuple[Block, ...]:
    blocks: dict[str, Block] = {}
    for key, found in headers.rest().items():
        name = names.find(key)
        if name is None or key in ("remark", "criterion"):
            continue
        headers.take(key)
        if name in blocks:
            problems.refuse(
                "duplicate-header",
                Place(sheet.file, sheet.line, found.header),
                f"the columns `{blocks[name].header}` and `{found.header}` both hold marks on the criterion `{name}`",
                "rename or remove one of them",
                found=found.header,
            )
        blocks.setdefault(name, Block(found.header, found.column, name))
    return tuple(blocks.values())


def _lacks(what: str, sheet: Sheet, headers: Headers, problems: Problems, names: Names | None = None) -> None:
    criteria = f" (criteria: {listed(names.ids)})" if names else ""
    problems.refuse(
        "marks-columns",
        Place(sheet.file, sheet.line),
        f"the table has {what}; its headers are {listed(headers.names, 20)}",
        "needed are `submission`, `judge`, `criterion`, `mark`, or `submission`, `judge` and a column for each criterion"
        f'{criteria}; name other headers under [columns] in challenge.toml, as in judge = "Evaluator"',
    )


def _doubts(facts: Sequence[Found], blocks: Sequence[Block], names: Names, sheet: Sheet, problems: Problems) -> None:
    """Add cautions for columns that look like a criterion and for criteria that have none."""
    read = {block.criterion for block in blocks}
    left = [name for name in names.given if name not in read]
    for found in facts[:MOST_LISTED]:
        hint = nearest(found.header, alike(found.header, names.every())) if any(found.column.texts) else None
        if hint and left:
            problems.caution(
                "column-not-read",
                Place(sheet.file, sheet.line, found.header),
                f"the column `{found.header}` is no criterion's, so it is taken as a fact of the ballot",
                hint,
            )
    for name in left:
        problems.caution(
            "criterion-without-column",
            Place(sheet.file, sheet.line),
            f"no column holds marks on the criterion `{name}`",
            f"head it by the criterion's id or title; the headers are {listed(found.header for found in facts)}"
            if facts
            else None,
        )
