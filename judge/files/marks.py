"""The marks of one round: the columns of its tables put together, every name and every mark known."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from math import lcm
from operator import add

import attrs

from judge.files import mark_facts
from judge.files.ballots import Ballots, Block, Names
from judge.files.cells import Cells
from judge.files.headers import Found
from judge.files.ids import unknown
from judge.files.mark_text import MarkTexts, Outcome, Wrong, distinct_scales
from judge.files.sheet import MOST_LISTED, Sheet
from judge.files.style import Style, clean
from judge.model.challenge import Aside, Marks
from judge.model.problem import Problems
from judge.model.rubric import Rubric, Scale
from judge.model.state import MISSING, VALUE
from judge.model.table import Column, Sources, Table

_UNKNOWN = -(1 << 80)
"""Added to a key, it shows that one of its names is unknown."""


@attrs.frozen(eq=False)
class Members:
    """The members of a round's three dimensions, and how a key is made of their numbers.

    Attributes:
        submissions, judges, criteria: the ids in canonical order.
        others: judges of the challenge who are not on the panel of this round.
    """

    submissions: tuple[str, ...]
    judges: tuple[str, ...]
    criteria: tuple[str, ...]
    others: frozenset[str] = frozenset()

    @property
    def ballot(self) -> int:
        """How many keys one judge's ballot for one submission has."""
        return len(self.criteria)

    @property
    def pile(self) -> int:
        """How many keys one submission has."""
        return len(self.judges) * len(self.criteria)


def read(
    round_id: str, ballots: Sequence[Ballots], rubric: Rubric, members: Members, style: Style, problems: Problems
) -> tuple[Marks, list[Aside]]:
    """Return the marks of one round, and the ballots that their words and reasons set apart."""
    texts = MarkTexts(rubric.scale.codes, style.comma)
    reader = _Reader(rubric, members, texts, problems)
    for each in ballots:
        texts.comma = style.of(each.sheet.file).comma
        reader.ballots(each)
    cells = reader.cells
    cells.sort()
    cells.once(texts.codes, problems)
    table = _table(cells, members)
    piles = mark_facts.Piles(members.submissions, members.judges, table)
    facts, asides = mark_facts.read(round_id, ballots, piles, style, problems)
    found = Marks(members.submissions, members.judges, members.criteria, table, _sources(cells), facts)
    return found, asides


class _Reader:
    """Turns the columns of tables into cells."""

    def __init__(self, rubric: Rubric, members: Members, texts: MarkTexts, problems: Problems) -> None:
        self.members = members
        self.texts = texts
        self.problems = problems
        self.names = Names(rubric)
        self.scales, self.scale_of = distinct_scales(
            [criterion.scale for criterion in rubric.criteria] or [rubric.scale]
        )
        self.cells = Cells()
        self.submissions = _numbers(members.submissions, members.pile)
        self.judges = _numbers(members.judges, members.ballot)
        self.criteria = _numbers(members.criteria, 1)

    def ballots(self, ballots: Ballots) -> None:
        """Add the marks of one table."""
        sheet = ballots.sheet
        submissions = _resolved("submission", ballots.submission, self.submissions, sheet, self.problems)
        judges = _resolved("judge", ballots.judge, self.judges, sheet, self.problems, others=self.members.others)
        rows = list(
            map(
                add,
                map(submissions.__getitem__, ballots.submission.column.codes),
                map(judges.__getitem__, ballots.judge.column.codes),
            )
        )
        for block in ballots.blocks:
            self.block(block, rows, sheet)

    def block(self, block: Block, rows: Sequence[int], sheet: Sheet) -> None:
        """Add one column of marks; ``rows`` are the keys of the rows without the criterion."""
        if isinstance(block.criterion, Found):
            numbers = self.criterion_numbers(block.criterion, sheet)
            codes = block.criterion.column.codes
            keys = list(map(add, rows, map(numbers.__getitem__, codes)))
            scales = [self.scale_of[number] if number >= 0 else 0 for number in numbers]
            cells = self.mixed(block, sheet, list(map(scales.__getitem__, codes)))
        else:
            number = self.criteria[block.criterion]
            keys = [row + number for row in rows] if number else list(rows)
            cells = self.uniform(block, sheet, self.scales[self.scale_of[number]])
        lines = sheet.lines
        if keys and min(keys) < 0:
            good = [row for row, key in enumerate(keys) if key >= 0]
            keys, cells, lines = ([each[row] for row in good] for each in (keys, cells, lines))
        self.cells.add((sheet.file, block.header), keys, cells, lines)

    def criterion_numbers(self, found: Found, sheet: Sheet) -> list[int]:
        """Return the number of the criterion that each text of a column names."""
        named = {text: name for text in found.column.texts if (name := self.names.find(text)) is not None}
        known = {text: self.criteria[name] for text, name in named.items()}
        return _resolved("criterion", found, self.criteria | known, sheet, self.problems)

    def uniform(self, block: Block, sheet: Sheet, scale: Scale) -> list[int]:
        """Return the outcome of each row where all marks are on one scale."""
        return self.outcomes(block, sheet, block.marks.codes, [scale])

    def mixed(self, block: Block, sheet: Sheet, scale_of: Sequence[int]) -> list[int]:
        """Return the outcome of each row where each row has the scale of its criterion."""
        count = len(self.scales)
        if count == 1:
            return self.uniform(block, sheet, self.scales[0])
        scaled = [code * count for code in range(len(block.marks.texts))]
        pairs = list(map(add, map(scaled.__getitem__, block.marks.codes), scale_of))
        return self.outcomes(block, sheet, pairs, self.scales)

    def outcomes(self, block: Block, sheet: Sheet, pairs: Sequence[int], scales: Sequence[Scale]) -> list[int]:
        """Return the outcome of each row; ``pairs`` number the texts times the scales, each read once."""
        found: dict[int, int] = {}
        wrong: dict[int, Wrong] = {}
        for pair in sorted(set(pairs)):
            outcome = self.texts.read(block.marks.texts[pair // len(scales)], scales[pair % len(scales)])
            if isinstance(outcome, Wrong):
                wrong[pair] = outcome
                outcome = Outcome(MISSING)
            found[pair] = self.cells.number(outcome)
        if wrong:
            self.refuse(wrong, block, sheet, pairs)
        return list(map(found.__getitem__, pairs))

    def refuse(self, wrong: Mapping[int, Wrong], block: Block, sheet: Sheet, pairs: Sequence[int]) -> None:
        """Name the texts that are no marks, in the order of the file; past so many they are only counted."""
        counts = Counter(pairs)
        firsts = {pair: row for row, pair in zip(range(len(pairs) - 1, -1, -1), reversed(pairs), strict=True)}
        ordered = sorted(wrong, key=firsts.__getitem__)
        for number, pair in enumerate(ordered[:MOST_LISTED], 1):
            rest = ordered[MOST_LISTED:] if number == MOST_LISTED else []
            more = counts[pair] - 1 + sum(map(counts.__getitem__, rest))
            row, why = firsts[pair], wrong[pair]
            text, place = block.marks[row], sheet.place(row, block.header)
            hint = self.texts.hint(text) if why.code == "unknown-mark" else why.hint
            self.problems.refuse(why.code, place, why.message, hint, found=text[:60], expected=why.expected, more=more)


def _numbers(members: Sequence[str], times: int) -> dict[str, int]:
    return {member: number * times for number, member in enumerate(members)}


def _resolved(
    kind: str,
    found: Found,
    known: Mapping[str, int],
    sheet: Sheet,
    problems: Problems,
    *,
    others: Collection[str] = (),
) -> list[int]:
    """Return what each text of a column stands for; those nobody knows, or known elsewhere only, are named."""
    column = found.column
    numbers = [known.get(text, known.get(clean(text), _UNKNOWN)) for text in column.texts]
    bad = [code for code, number in enumerate(numbers) if number == _UNKNOWN]
    for code in bad[:MOST_LISTED]:
        place, more = sheet.place(column.first(code), found.header), column.count(code) - 1
        name = clean(column.texts[code])
        if name in others:
            message = f"the judge `{name}` is not on the panel of this round"
            problems.refuse(
                "not-on-panel", place, message, "add the judge to the round's `panel`", found=name, more=more
            )
        elif name:
            unknown(kind, name, known, place, problems, more=more)
        else:
            problems.refuse("empty-id", place, f"the row has no `{found.header}`", more=more)
    if len(bad) > MOST_LISTED:
        place = sheet.place(column.first(bad[MOST_LISTED]), found.header)
        rest = len(bad) - MOST_LISTED
        problems.refuse(
            f"unknown-{kind}",
            place,
            f"{rest} further names in the column `{found.header}` are not known",
            more=rest - 1,
        )
    return numbers


def _table(cells: Cells, members: Members) -> Table:
    """Return sorted cells as a table on the common denominator of all marks."""
    outcomes = list(cells.outcomes)
    denominator = lcm(*(outcome.mark.denominator for outcome in outcomes))
    scaled = [int(outcome.mark * denominator) for outcome in outcomes]
    values = list(map(scaled.__getitem__, cells.cells))
    states = None
    if any(outcome.state != VALUE for outcome in outcomes):
        states = bytearray(map([outcome.state for outcome in outcomes].__getitem__, cells.cells))
        states = states if any(states) else None
    pile, ballot = members.pile, members.ballot
    submissions, judges = list(range(len(members.submissions))), list(range(len(members.judges)))
    keys = (
        [submissions[key // pile] for key in cells.keys],
        [judges[key % pile // ballot] for key in cells.keys],
        [key % ballot for key in cells.keys],
    )
    return Table(("submission", "judge", "criterion"), keys, states, {"value": Column(values, denominator)})


def _sources(cells: Cells) -> Sources:
    files = tuple(dict.fromkeys(file for file, _ in cells.origins))
    headers = tuple(dict.fromkeys(header for _, header in cells.origins))
    if len(cells.origins) <= 1:
        return Sources(files, bytes(len(cells)), cells.lines, headers, bytes(len(cells)))
    file = [files.index(file) for file, _ in cells.origins]
    column = [headers.index(header) for _, header in cells.origins]
    kind: Callable[[Iterable[int]], Sequence[int]] = bytes if max(len(files), len(headers)) <= 256 else list
    return Sources(
        files,
        kind(map(file.__getitem__, cells.origin)),
        cells.lines,
        headers,
        kind(map(column.__getitem__, cells.origin)),
    )
