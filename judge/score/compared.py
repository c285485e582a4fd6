"""The first table of a round of pairs: of each answer the marks of both submissions, keyed by the pair besides (§4.8)."""

from collections.abc import Mapping

from judge.model.challenge import Aside, Marks
from judge.model.place import Place
from judge.model.problem import Problems
from judge.model.state import NOT_ASSIGNED, VALUE, VOID
from judge.model.table import Column, Table
from judge.score.cells import assigned, set_asides, strangers, tie_in_words
from judge.score.setting import Setting

DIMENSIONS = ("submission", "judge", "pair")


def first_table(setting: Setting, problems: Problems) -> Table:
    """Return the table ``marks`` of a round of pairs; an answer counts only if both of its submissions take part."""
    marks = setting.challenge.marks.get(setting.round.id)
    if marks is None:
        return Table(DIMENSIONS, ([], [], []), None, {"value": Column([])})
    strangers(setting, marks, problems)
    index = [setting.dimensions[name].index() for name in DIMENSIONS]
    members = (marks.submissions, marks.judges, marks.criteria)
    maps = [[known.get(name, -1) for name in names] for known, names in zip(index, members, strict=True)]
    cells = [
        (maps[0][s], maps[1][j], maps[2][p], cell)
        for cell, (s, j, p) in enumerate(zip(*marks.table.keys, strict=True))
        if maps[0][s] >= 0 and maps[1][j] >= 0 and maps[2][p] >= 0
    ]
    cells.sort()
    states = _states(setting, marks, cells, problems)
    values = [marks.table.value.values[cell] for *_, cell in cells]
    keys = tuple([key[at] for key in cells] for at in range(3))
    return Table(
        DIMENSIONS, keys, states if any(states) else None, {"value": Column(values, marks.table.value.denominator)}
    )


def _states(setting: Setting, marks: Marks, cells: list[tuple[int, int, int, int]], problems: Problems) -> bytearray:
    """Return the state of each cell; an answer is set apart as a whole, whichever of the two the reason is about."""
    judges = len(setting.dimensions["judge"].members)
    submissions = setting.dimensions["submission"].index()
    called = dict(zip(marks.criteria, marks.pairs, strict=True))
    of_pair = [[submissions[name] for name in called[pair]] for pair in setting.dimensions["pair"].members]
    asides, wanted = set_asides(setting), assigned(setting)
    given = marks.table.states
    states, used, strange = bytearray(), dict[int, Aside](), set[int]()
    for _, judge, pair, cell in cells:
        ballots = [submission * judges + judge for submission in of_pair[pair]]
        own = VALUE if given is None else given[cell]
        apart = [ballot for ballot in ballots if ballot in asides]
        odd = [ballot for ballot in ballots if wanted is not None and ballot not in wanted and ballot not in asides]
        if own == VALUE and apart:
            used |= {ballot: asides[ballot] for ballot in apart}
            own = min(asides[ballot].state for ballot in apart)
        elif own == VALUE and odd:
            strange.update(odd)
            own = NOT_ASSIGNED
        states.append(own)
    _told(used, problems)
    _unasked(setting, strange, problems)
    return states


def _told(used: Mapping[int, Aside], problems: Problems) -> None:
    for _, aside in sorted(used.items()):
        if aside.state != VOID:
            problems.caution(
                "mark-set-aside", aside.place,
                f"judge {aside.judge} compared submission {aside.submission} despite a {tie_in_words(aside)}; the answers do not count",
            )  # fmt: skip


def _unasked(setting: Setting, strange: set[int], problems: Problems) -> None:
    if not strange:
        return
    submissions, judges = (setting.dimensions[name].members for name in ("submission", "judge"))
    first = min(strange)
    more = f" (and {len(strange) - 1} more such submissions)" if len(strange) > 1 else ""
    problems.caution(
        "not-assigned", Place("assignments.csv"),
        f"judge {judges[first % len(judges)]} compared submission {submissions[first // len(judges)]}, which is not assigned "
        f"to that judge in round {setting.round.id}; the answers do not count{more}",
        'if they are to count, say so: judge assign --set SUBMISSION=JUDGE --reason "…"',
    )  # fmt: skip
