"""What stands beside the marks: further columns as facts, and the reasons why ballots were set apart."""

from bisect import bisect_left
from collections.abc import Sequence

from judge.files.ballots import Ballots
from judge.files.fact_columns import FactColumns, Places
from judge.files.headers import Found
from judge.files.style import Style, clean
from judge.model.challenge import Aside, Fact
from judge.model.problem import Problems
from judge.model.state import LATE, RECUSED, VOID
from judge.model.table import Table

OF_BALLOT = "ballot."
"""Before the header of a long table: the fact is the ballot's, and stands beside each of its marks."""

_APART = {RECUSED, VOID, LATE}


class Piles:
    """Where the cells of each ballot stand in a sorted table."""

    def __init__(self, submissions: Sequence[str], judges: Sequence[str], table: Table) -> None:
        self.submissions = {name: number for number, name in enumerate(submissions)}
        self.judges = {name: number for number, name in enumerate(judges)}
        self.table = table

    def state(self, submission: str, judge: str) -> int | None:
        """Return the state that all cells of a ballot share if it sets them apart, else None."""
        key = (self.submissions.get(submission), self.judges.get(judge))
        rows = range(len(self.table))
        at = bisect_left(rows, key, key=self._ballot) if None not in key and self.table.states else len(rows)
        states = set()
        while at < len(rows) and self._ballot(at) == key:
            states.add(self.table.states[at] if self.table.states else 0)
            at += 1
        return states.pop() if len(states) == 1 and states <= _APART else None

    def _ballot(self, row: int) -> tuple[int, int]:
        submissions, judges, _ = self.table.keys
        return submissions[row], judges[row]


def read(
    round_id: str, ballots: Sequence[Ballots], piles: Piles, style: Style, problems: Problems
) -> tuple[tuple[Fact, ...], list[Aside]]:
    """Return the facts of a round's marks, and the ballots that were set apart as a whole, with their reasons.

    A fact is keyed by submission, judge and criterion in a long table, by submission and judge in a wide one, and in a
    long one if its header begins with ``ballot.``. A reason
    beside a mark whose ballot is not set apart as a whole stays a fact, ``reason``.
    """
    facts = FactColumns(problems)
    asides: dict[tuple[str, str], Aside] = {}
    for each in ballots:
        own = style.of(each.sheet.file)
        for found in each.facts:
            _add(facts, found, _filled(found), each, own)
        if each.reason is not None:
            left = []
            for row in _filled(each.reason):
                submission, judge = clean(each.submission.column[row]), clean(each.judge.column[row])
                state = piles.state(submission, judge)
                if state is None:
                    left.append(row)
                elif (submission, judge) not in asides:
                    place, reason = each.sheet.place(row, each.reason.header), each.reason.column[row]
                    asides[submission, judge] = Aside(judge, submission, state, "", reason, round_id, place)
            _add(facts, Found("reason", each.reason.column), left, each, own)
    return facts.finish(once=False), [asides[key] for key in sorted(asides)]


def _filled(found: Found) -> list[int]:
    """Return the rows in which a column is not empty."""
    texts, codes = found.column.texts, found.column.codes
    if "" not in texts:
        return list(range(len(codes)))
    empty = list(texts).index("")
    return [row for row, code in enumerate(codes) if code != empty]


def _add(facts: FactColumns, found: Found, rows: Sequence[int], ballots: Ballots, style: Style) -> None:
    columns = {"submission": ballots.submission.column, "judge": ballots.judge.column}
    of_ballot = ballots.long and found.header.startswith(OF_BALLOT)
    criterion = "" if of_ballot else ballots.blocks[0].criterion
    name = found.header.removeprefix(OF_BALLOT) if of_ballot else found.header
    if isinstance(criterion, Found):
        columns["criterion"] = criterion.column
    keys = [column.each(clean).only(rows).column() for column in columns.values()]
    if criterion and isinstance(criterion, str) and ballots.long:
        columns["criterion"] = found.column
        keys.append([criterion] * len(rows))
    texts = found.column.each(style.plain).only(rows).column()
    lines = [ballots.sheet.lines[row] for row in rows]
    where = Places([ballots.sheet.file] * len(rows), lines, [found.header] * len(rows))
    facts.add(name, tuple(columns), keys, texts, where)
