"""The first table of a round: its marks, what is set apart, and what is expected and not there (§4)."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

import attrs

from judge.model.challenge import Aside, Marks
from judge.model.number import Exact
from judge.model.place import Place
from judge.model.problem import Problems, listed, nearest
from judge.model.state import CONFLICT, MISSING, NOT_ASSIGNED, VALUE, VOID, WORDS
from judge.model.table import Column, Table
from judge.score.setting import OWN, Setting


@attrs.define(eq=False)
class _Cells:
    """Cells by packed key, while they are put together.

    A key is ``(submission * judges + judge) * criteria + criterion``, in the numbers of the round's dimensions;
    ``unpacked`` are the same keys in columns, where they are at hand.
    """

    keys: list[int]
    values: Sequence[Exact]
    states: bytearray
    unpacked: tuple[Sequence[int], ...] | None = None

    def ordered(self) -> "_Cells":
        order = sorted(range(len(self.keys)), key=self.keys.__getitem__)
        values, states = self.values, self.states
        return _Cells(
            [self.keys[at] for at in order], [values[at] for at in order], bytearray(states[at] for at in order)
        )


def first_table(setting: Setting, expects: str, expects_place: Place, problems: Problems) -> Table:
    """Return the table ``marks`` of a round.

    Args:
        expects: which marks are expected: ``ballots``, ``assigned``, ``all``, ``marks``, or a fact by criterion (§4.5).
    """
    marks = setting.challenge.marks.get(setting.round.id)
    sizes = [len(setting.dimensions[name].members) for name in OWN]
    _derived_marked(setting, marks, problems)
    cells = _own(setting, marks, sizes, problems) if marks is not None else _Cells([], [], bytearray())
    denominator = marks.table.value.denominator if marks is not None else 1
    strange = _unassigned(setting, cells, sizes, problems)
    added = _set_apart(setting, cells, sizes, problems)
    apart = {key // max(sizes[2], 1) for key in added}.union(strange)
    added.update(dict.fromkeys(_missing(setting, cells, sizes, apart, expects, expects_place, problems), MISSING))
    if added:
        cells = _Cells(
            cells.keys + list(added), [*cells.values, *([0] * len(added))], cells.states + bytearray(added.values())
        ).ordered()
    return _table(cells, sizes, denominator)


def _table(cells: _Cells, sizes: Sequence[int], denominator: int) -> Table:
    judges, criteria = max(sizes[1], 1), max(sizes[2], 1)
    keys = cells.unpacked
    if keys is None:
        ballots = [key // criteria for key in cells.keys]
        keys = (
            [ballot // judges for ballot in ballots],
            [ballot % judges for ballot in ballots],
            [key % criteria for key in cells.keys],
        )
    keys = keys if criteria > 1 else keys[:2]
    states = cells.states if any(cells.states) else None
    return Table(OWN[: len(keys)], keys, states, {"value": Column(cells.values, denominator)})


def _own(setting: Setting, marks: Marks, sizes: Sequence[int], problems: Problems) -> _Cells:
    """Return the marks of those who take part, keyed by the round's own members."""
    table = marks.table
    maps = []
    for name, members in zip(OWN, (marks.submissions, marks.judges, marks.criteria), strict=True):
        index = setting.dimensions[name].index()
        maps.append([index.get(member, -1) for member in members])
    strangers(setting, marks, problems)
    by_ballot, by_criterion = sizes[1], sizes[2]
    of_submission = [at * by_ballot * by_criterion if at >= 0 else -1 for at in maps[0]]
    of_judge = [at * by_criterion for at in maps[1]]
    of_criterion = maps[2]
    if -1 not in maps[0] and -1 not in maps[1] and -1 not in maps[2]:
        keys = [of_submission[s] + of_judge[j] + of_criterion[c] for s, j, c in zip(*table.keys, strict=True)]
        states = bytearray(len(keys)) if table.states is None else bytearray(table.states)
        same = all(numbers == list(range(len(numbers))) for numbers in maps)
        return _Cells(keys, table.value.values, states, table.keys if same else None)
    kept = [
        cell for cell, (s, j, c) in enumerate(zip(*table.keys, strict=True))
        if maps[0][s] >= 0 and maps[1][j] >= 0 and maps[2][c] >= 0
    ]  # fmt: skip
    s, j, c = table.keys
    keys = [of_submission[s[cell]] + of_judge[j[cell]] + of_criterion[c[cell]] for cell in kept]
    states = bytearray(VALUE if table.states is None else table.states[cell] for cell in kept)
    return _Cells(keys, [table.value.values[cell] for cell in kept], states)


def _derived_marked(setting: Setting, marks: Marks | None, problems: Problems) -> None:
    """Refuse marks on a derived criterion: it is worked out (§7.6)."""
    derived = setting.derived
    wrong = [at for at, name in enumerate(marks.criteria) if name in derived] if marks and derived else []
    column = marks.table.keys[2] if marks and wrong else ()
    cells = [cell for cell, key in enumerate(column) if key in wrong]
    if cells and marks:
        name = marks.criteria[column[cells[0]]]
        problems.refuse(
            "derived-marked", marks.sources.place(cells[0]) or setting.round.place,
            f"this is a mark on the criterion `{name}`, which is derived: it is worked out from the other marks",
            "take the column out, or take `derived` out of the rubric", more=len(cells) - 1,
        )  # fmt: skip


def strangers(setting: Setting, marks: Marks, problems: Problems) -> None:
    """Marks for submissions that take no part are told, and not counted."""
    not_entrants = {item.submission for item in setting.left_out if item.state == "not an entrant"}
    for number in sorted(set(marks.table.keys[0])):
        if marks.submissions[number] in not_entrants:
            cell = list(marks.table.keys[0]).index(number)
            problems.caution(
                "not-an-entrant",
                marks.sources.place(cell) or setting.round.place,
                f"submission {marks.submissions[number]} has marks but does not take part in round {setting.round.id}",
            )


def _set_apart(setting: Setting, cells: _Cells, sizes: Sequence[int], problems: Problems) -> dict[int, int]:
    """Set the state of ballots that do not count; return cells to add for those that were never given, by key."""
    asides = set_asides(setting)
    if not asides:
        return {}
    _, judges, criteria = sizes
    found: dict[int, list[int]] = {ballot: [] for ballot in asides}
    for cell, key in enumerate(cells.keys):
        ballot = key // criteria
        if ballot in found:
            found[ballot].append(cell)
    added: dict[int, int] = {}
    for ballot, aside in asides.items():
        marked = [cell for cell in found[ballot] if cells.states[cell] == VALUE]
        if marked and aside.state != VOID:
            problems.caution(
                "mark-set-aside", aside.place,
                f"judge {aside.judge} marked submission {aside.submission} despite a {tie_in_words(aside)}; the ballot does not count",
            )  # fmt: skip
        for cell in found[ballot]:
            cells.states[cell] = aside.state
        there = {cells.keys[cell] for cell in found[ballot]}
        for criterion in _appointed(setting, ballot % judges):
            if ballot * criteria + criterion not in there:
                added[ballot * criteria + criterion] = aside.state
    return added


def assigned(setting: Setting) -> set[int] | None:
    """Return the ballots of a round that are assigned, or None where it assigns none."""
    pairs = setting.challenge.assigned.get(setting.round.id)
    if pairs is None:
        return None
    submissions, judges = (setting.dimensions[name].index() for name in ("submission", "judge"))
    return {
        submissions[submission] * len(judges) + judges[judge]
        for submission, judge in pairs
        if submission in submissions and judge in judges
    }


def _unassigned(setting: Setting, cells: _Cells, sizes: Sequence[int], problems: Problems) -> Collection[int]:
    """Set ballots apart that nobody was asked for, and return them: a round with assignments counts no others (§4.5)."""
    wanted = assigned(setting)
    if wanted is None:
        return ()
    asides = set_asides(setting)
    _, judges, criteria = sizes
    found: dict[int, None] = {}
    for cell, key in enumerate(cells.keys):
        ballot = key // criteria
        if ballot not in wanted and ballot not in asides:
            found.setdefault(ballot)
            cells.states[cell] = NOT_ASSIGNED
    if found:
        first = min(found)
        submission, judge = (setting.dimensions[name].members for name in ("submission", "judge"))
        more = f" (and {len(found) - 1} more such ballots)" if len(found) > 1 else ""
        problems.caution(
            "not-assigned", Place("assignments.csv"),
            f"judge {judge[first % judges]} marked submission {submission[first // judges]}, which is not assigned to "
            f"that judge in round {setting.round.id}; the ballot does not count{more}",
            'if it is to count, say so: judge assign --set SUBMISSION=JUDGE --reason "…"',
        )  # fmt: skip
    return found


def tie_in_words(aside: Aside) -> str:
    """Return why a ballot is set apart that was given all the same."""
    if aside.state == CONFLICT:
        return f"conflict of interest ({aside.kind})" if aside.kind else "conflict of interest"
    return {"recused": "recusal", "late": "deadline"}[WORDS[aside.state]]


def set_asides(setting: Setting) -> dict[int, Aside]:
    """Return what is set apart by ballot; where several reasons hold, the first state counts."""
    submissions, judges = (setting.dimensions[name].index() for name in ("submission", "judge"))
    chosen: dict[int, Aside] = {}
    for aside in setting.challenge.asides:
        if aside.round not in (None, setting.round.id):
            continue
        if aside.submission in submissions and aside.judge in judges:
            ballot = submissions[aside.submission] * len(judges) + judges[aside.judge]
            known = chosen.get(ballot)
            if known is None or (aside.state, aside.place) < (known.state, known.place):
                chosen[ballot] = aside
    return dict(sorted(chosen.items()))


def _appointed(setting: Setting, judge: int) -> list[int]:
    """Return the numbers of the criteria that a judge is expected to mark."""
    dimension, derived = setting.dimensions["criterion"], set(setting.derived)
    member = setting.dimensions["judge"].members[judge]
    declared = next((item.criteria for item in setting.challenge.judges if item.id == member), None)
    if declared is None and not derived:
        return list(range(len(dimension.members)))
    index = dimension.index()
    return [index[name] for name in declared or dimension.members if name in index and name not in derived]


def _missing(
    setting: Setting,
    cells: _Cells,
    sizes: Sequence[int],
    apart: set[int],
    expects: str,
    place: Place,
    problems: Problems,
) -> Iterable[int]:
    """Return the keys of expected marks that are not there (§4.5)."""
    if expects == "marks" or not sizes[2]:
        return ()
    criteria = sizes[2]
    marked = Counter(cells.keys) if criteria == 1 else Counter([key // criteria for key in cells.keys])
    pairs = assigned(setting) if expects == "assigned" else None
    if pairs is not None:
        ballots: Iterable[int] = [ballot for ballot in pairs if ballot not in apart]
    elif expects == "all":
        ballots = [ballot for ballot in range(sizes[0] * sizes[1]) if ballot not in apart]
    else:
        ballots = [ballot for ballot in marked if ballot not in apart]
    limited = any(judge.criteria is not None for judge in setting.challenge.judges)
    whole = criteria - len(setting.derived)
    if (
        expects in ("ballots", "assigned")
        and pairs is None
        and not limited
        and all(number == whole for number in marked.values())
    ):
        return ()
    wanted = _wanted(setting, expects, place, problems)
    appointed = [set(_appointed(setting, judge)) for judge in range(sizes[1])]
    there = set(cells.keys)
    return sorted(
        ballot * criteria + criterion
        for ballot in ballots
        for criterion in appointed[ballot % sizes[1]]
        if ballot * criteria + criterion not in there and (wanted is None or (ballot // sizes[1], criterion) in wanted)
    )


def _wanted(setting: Setting, expects: str, place: Place, problems: Problems) -> set[tuple[int, int]] | None:
    """Return the pairs of submission and criterion for which the submission has the fact, or None for all pairs."""
    if expects in ("ballots", "assigned", "all"):
        return None
    submissions, criteria = (setting.dimensions[name].index() for name in ("submission", "criterion"))
    for fact in setting.facts:
        if fact.name == expects and fact.dimensions == ("submission", "criterion"):
            return {(submissions.get(row.key[0], -1), criteria.get(row.key[1], -1)) for row in fact.rows}
        if fact.name == expects and fact.dimensions == ("submission",) and len(criteria) == 1:
            return {(submissions.get(row.key[0], -1), 0) for row in fact.rows}
    options = ("ballots", "assigned", "all", "marks")
    problems.refuse(
        "unknown-choice", place, f"`expects` is `{expects}`, neither a fact by submission and criterion nor one of {listed(options)}",
        nearest(expects, options), found=expects, expected=listed(options),
    )  # fmt: skip
    return None
