"""Explaining a score: for one submission, every step's cells with what went in, down to the marks."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import attrs

from judge.model.challenge import Marks
from judge.model.explanation import CellStory, Explanation, Neighbour, Part, StepStory
from judge.model.place import Place
from judge.model.problem import Problems
from judge.model.result import Standing
from judge.model.state import ASIDE, VALUE, word
from judge.model.table import Table
from judge.score.chain import Planned
from judge.score.engine import Engine
from judge.score.order_plan import Orders
from judge.score.orders.telling import told
from judge.score.run import Scored
from judge.score.sentence import of_step
from judge.score.verb import Cell


@attrs.frozen
class _Row:
    """A cell of a table with its key as texts."""

    key: dict[str, str]
    value: Fraction | None
    state: str
    columns: dict[str, Fraction]


def explain(scored: Scored, submission: str) -> Explanation:
    """Return how a submission came to its place.

    Args:
        scored: a round scored with its tables kept.
        submission: the id of one of its submissions.
    """
    result = scored.result
    unranked = next((item.reason for item in result.unranked if item.submission == submission), "")
    titles, own = _titles(scored), [item for item in result.standings if item.submission == submission]
    told = Explanation(
        submission, titles.get(("submission", submission), submission), result.round, None, False, None,
        len({item.submission for item in result.standings}), unranked, stories(scored, submission), None, (),
        result.outcomes, titles, waived=tuple(item for item in result.waived if submission in item.submissions),
    )  # fmt: skip
    every = [_in_ranking(told, scored, standing) for standing in own]
    return attrs.evolve(every[0], others=tuple(every[1:])) if every else told


def _in_ranking(told: Explanation, scored: Scored, standing: Standing) -> Explanation:
    """Return the explanation with what is told of one ranking."""
    result, track = scored.result, standing.track
    ranking = [item for item in result.standings if item.track == track]
    return attrs.evolve(
        told, place=standing.place, shared=standing.shared, score=standing.score, ranked=len(ranking), track=track,
        tie=next((tie for tie in result.ties if told.submission in tie.submissions and tie.track == track), None),
        neighbours=tuple(_neighbours(scored, told.submission, ranking)),
        outcomes=tuple(item for item in result.outcomes if item.track == track),
        raw=next((item for item in result.raw if (item.submission, item.track) == (told.submission, track)), None),
    )  # fmt: skip


def _titles(scored: Scored) -> dict[tuple[str, str], str]:
    found = {("submission", item.id): item.title for item in scored.setting.challenge.submissions}
    for name, dimension in scored.setting.dimensions.items():
        if dimension.titles:
            found.update(
                {(name, member): title for member, title in zip(dimension.members, dimension.titles, strict=True)}
            )
    return found


def stories(scored: Scored, submission: str) -> tuple[StepStory, ...]:
    """Return the marks and every step of one submission; nothing for one that was left out."""
    if submission not in scored.setting.dimensions["submission"].members:
        return ()
    first = [_marks(scored, submission)] if "marks" in scored.tables else []
    return (*first, *(_story(scored, planned, submission) for planned in scored.prepared.steps))


def _marks(scored: Scored, submission: str) -> StepStory:
    marks = scored.setting.challenge.marks.get(scored.result.round)
    places = _places(marks, submission) if marks else {}
    reasons = {
        item.judge: f"{item.kind}: {item.reason}" if item.kind else item.reason
        for item in reversed(scored.setting.challenge.asides)
        if item.submission == submission and item.round in (None, scored.result.round)
    }
    parts = []
    for row in _rows(scored, scored.tables["marks"], submission):
        judge, criterion = row.key["judge"], row.key.get("criterion", "")
        key = (judge, criterion) if criterion else (judge, scored.setting.dimensions["criterion"].members[0])
        aside = row.state in {word(state) for state in ASIDE}
        reason = reasons.get(judge, "") if aside else ""
        reason = "worked out" if criterion in scored.setting.derived else reason
        label = " · ".join(filter(None, (judge, criterion)))
        parts.append(Part(label, row.value, row.state, {}, row.value is not None, places.get(key), reason))
    return StepStory(0, "the marks", "marks", None, (CellStory((), None, "", tuple(parts), ""),))


def _places(marks: Marks, submission: str) -> dict[tuple[str, str], Place | None]:
    """Return where each mark of a submission was read."""
    if submission not in marks.submissions:
        return {}
    number = marks.submissions.index(submission)
    return {
        (marks.judges[j], marks.criteria[c]): marks.sources.place(cell)
        for cell, (s, j, c) in enumerate(zip(*marks.table.keys, strict=True))
        if s == number
    }


def _rows(scored: Scored, table: Table, submission: str) -> Iterator[_Row]:
    """Yield the cells of a table that concern a submission."""
    members = [scored.setting.dimensions[name].members for name in table.dimensions]
    at = table.dimensions.index("submission") if "submission" in table.dimensions else None
    wanted = scored.setting.dimensions["submission"].members.index(submission)
    cells = range(len(table)) if at is None else [cell for cell, key in enumerate(table.keys[at]) if key == wanted]
    for cell in cells:
        key = {name: members[n][table.keys[n][cell]] for n, name in enumerate(table.dimensions) if n != at}
        state = VALUE if table.states is None else table.states[cell]
        value = Fraction(table.value.values[cell]) / table.value.denominator if state == VALUE else None
        columns = {
            name: Fraction(column.values[cell]) / column.denominator
            for name, column in table.columns.items() if name != "value" and not name.endswith(" found")
        }  # fmt: skip
        yield _Row(key, value, "" if state == VALUE else word(state, scored.result.codes), columns)


def _story(scored: Scored, planned: Planned, submission: str) -> StepStory:
    engine = Engine(scored.tables, scored.setting.dimensions, Problems(), codes=scored.result.codes)
    inputs = list(_rows(scored, engine.run(planned.seen), submission))
    results = list(_rows(scored, scored.tables[planned.table], submission))
    verb = planned.step.verb
    if verb.thins:
        cells = tuple(_thinned(scored, planned, inputs, results))
    else:
        lines = _lines(scored, planned, engine, submission)
        cells = tuple(_cell(scored, planned, row, inputs) for row in results)
        cells = tuple(attrs.evolve(cell, lines=lines.get(cell.key, ())) for cell in cells)
        cells += () if verb.folds else tuple(_gone(planned, inputs, results))
    return StepStory(planned.step.number, of_step(planned), planned.step.name, planned.step.place, cells)


def _lines(
    scored: Scored, planned: Planned, engine: Engine, submission: str
) -> Mapping[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Return what a verb on orders tells beside the working, by the key of the cell."""
    if not isinstance(planned.seen, Orders):
        return {}
    number = scored.setting.dimensions["submission"].members.index(submission)
    return told(scored.setting.dimensions, engine.run(planned.seen.source), planned.seen, number)


def _cell(scored: Scored, planned: Planned, result: _Row, inputs: Sequence[_Row]) -> CellStory:
    """Return a cell of a fold or of a verb that works cell by cell."""
    group = [row for row in inputs if all(_member(scored, row, name) == member for name, member in result.key.items())]
    parts = tuple(_part(row, result.key, row.value is not None) for row in group)
    cells = tuple(Cell(part.label, part.value, part.columns) for part in parts)
    working = planned.step.verb.working(planned.step, cells, result.value) if result.value is not None and cells else ""
    return CellStory(tuple(result.key.items()), result.value, result.state, parts, working)


def _gone(planned: Planned, inputs: Sequence[_Row], results: Sequence[_Row]) -> Iterator[CellStory]:
    """Yield the cells that a verb which works cell by cell has left out."""
    left = {tuple(row.key.items()) for row in results}
    for row in inputs:
        key = tuple(row.key.items())
        if key not in left:
            part = _part(row, row.key, False, f"left out by step {planned.step.number}")
            yield CellStory(key, None, "", (part,), "")


def _thinned(scored: Scored, planned: Planned, inputs: Sequence[_Row], results: Sequence[_Row]) -> Iterator[CellStory]:
    """Yield the groups of a verb that takes cells out; what is gone is marked so."""
    left = {tuple(row.key.items()) for row in results}
    groups: dict[tuple[tuple[str, str], ...], list[_Row]] = {}
    for row in inputs:
        key = tuple((name, member) for name, member in row.key.items() if name not in planned.step.over)
        key += tuple((field, _member(scored, row, field)) for field in planned.step.by)
        groups.setdefault(key, []).append(row)
    for key, rows in groups.items():
        parts = tuple(
            _part(
                row,
                dict(key),
                gone := tuple(row.key.items()) in left,
                "" if gone else f"left out by step {planned.step.number}",
            )
            for row in rows
        )
        yield CellStory(key, None, "", parts, "")


def _member(scored: Scored, row: _Row, name: str) -> str:
    """Return a row's member in a dimension, or the text of its field."""
    if name in row.key:
        return row.key[name]
    for dimension, member in row.key.items():
        known = scored.setting.dimensions[dimension]
        if name in known.fields:
            return known.fields[name][known.index()[member]] or ""
    return ""


def _part(row: _Row, group: Mapping[str, str], counted: bool, reason: str = "") -> Part:
    label = " · ".join(member for name, member in row.key.items() if name not in group)
    return Part(label, row.value, row.state, row.columns, counted, None, reason)


def _neighbours(scored: Scored, submission: str, standings: Sequence[Standing]) -> Iterator[Neighbour]:
    at = next((number for number, item in enumerate(standings) if item.submission == submission), None)
    if at is None:
        return
    own = _last_parts(scored, submission)
    for side, other in (("above", _next(standings, at, -1)), ("below", _next(standings, at, 1))):
        if other is not None:
            theirs = _last_parts(scored, other.submission)
            parts = tuple((label, own.get(label), theirs.get(label)) for label in {**own, **theirs})
            title = _titles(scored).get(("submission", other.submission), other.submission)
            yield Neighbour(
                side, other.submission, title, other.place, other.score, other.score - standings[at].score, parts
            )


def _next(standings: Sequence[Standing], at: int, step: int) -> Standing | None:
    """Return the next submission in another block."""
    number = at + step
    while 0 <= number < len(standings):
        if standings[number].block != standings[at].block:
            return standings[number]
        number += step
    return None


def _last_parts(scored: Scored, submission: str) -> dict[str, Fraction | None]:
    """Return what went into the last step that joined several numbers."""
    for story in reversed(stories(scored, submission)):
        for cell in story.cells:
            if story.number and not cell.key and cell.working:
                if len(cell.parts) > 1:
                    return {part.label: part.value for part in cell.parts}
                if len(cell.parts) == 1 and len(cell.parts[0].columns) > 1:
                    return dict(cell.parts[0].columns)
    return {}
