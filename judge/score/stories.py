"""How scores came about, for any number of submissions: tables are run and sorted by submission once for all of them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from judge.model.challenge import Aside
from judge.model.explanation import CellStory, Part, StepStory
from judge.model.place import Place
from judge.model.problem import Problems
from judge.model.state import ASIDE, word
from judge.model.wording import LANGUAGES, Wording
from judge.score.chain import Planned
from judge.score.engine import Engine
from judge.score.order_plan import Orders
from judge.score.orders.telling import Telling
from judge.score.rows import Key, Row, Rows
from judge.score.run import Scored
from judge.score.sentence import of_step
from judge.score.verb import Cell

MARKS: Final = Wording({"en": "the marks", "es": "las notas", "fr": "les notes"})
"""What the marks are called where a step has its sentence."""


class Stories:
    """Every step of every submission's score, from one scoring.

    Args:
        scored: a round scored with its tables kept.
    """

    def __init__(self, scored: Scored) -> None:
        self._scored = scored
        self._numbers = scored.setting.dimensions["submission"].index()
        self._marks = _Marks(scored) if "marks" in scored.tables else None
        self._members = _Members(scored)
        self._steps: dict[int, _Step] = {}

    def of(self, submission: str) -> tuple[StepStory, ...]:
        """Return the marks and every step of one submission; nothing for one that was left out."""
        if submission not in self._numbers:
            return ()
        return tuple(self.backwards(submission))[::-1]

    def backwards(self, submission: str) -> Iterator[StepStory]:
        """Yield the same from the last step to the marks, each when it is asked for."""
        number = self._numbers.get(submission)
        if number is None:
            return
        for at in reversed(range(len(self._scored.prepared.steps))):
            if at not in self._steps:
                self._steps[at] = _Step(self._scored, self._scored.prepared.steps[at], self._members)
            yield self._steps[at].of(number)
        if self._marks is not None:
            yield self._marks.of(submission, number)


class _Marks:
    """The marks, with where each was read, and why some stand aside."""

    def __init__(self, scored: Scored) -> None:
        setting, marks = scored.setting, scored.setting.challenge.marks.get(scored.result.round)
        self._rows = Rows(scored.tables["marks"], setting.dimensions, scored.result.codes)
        self._derived = frozenset(setting.derived)
        self._only = setting.dimensions["criterion"].members[0]
        self._read = marks
        self._cells: dict[str, list[int]] = {}
        for cell, number in enumerate(marks.table.keys[0] if marks is not None else ()):
            assert marks is not None
            self._cells.setdefault(marks.submissions[number], []).append(cell)
        self._asides: dict[str, list[Aside]] = {}
        for item in reversed(setting.challenge.asides):
            if item.round in (None, scored.result.round):
                self._asides.setdefault(item.submission, []).append(item)

    def of(self, submission: str, number: int) -> StepStory:
        """Return the marks of a submission."""
        places = self._places(submission)
        reasons = {
            item.judge: f"{item.kind}: {item.reason}" if item.kind else item.reason
            for item in self._asides.get(submission, ())
        }
        parts = tuple(self._part(row, places, reasons) for row in self._rows.of(number))
        return StepStory(0, str(MARKS), "marks", None, (CellStory((), None, "", parts, ""),), MARKS)

    def _part(self, row: Row, places: Mapping[tuple[str, str], Place | None], reasons: Mapping[str, str]) -> Part:
        judge, criterion = row.key["judge"], row.key.get("criterion") or row.key.get("pair", "")
        reason = reasons.get(judge, "") if row.state in _ASIDE else ""
        reason = "worked out" if criterion in self._derived else reason
        label = " · ".join(filter(None, (judge, criterion)))
        place = places.get((judge, criterion or self._only))
        return Part(label, row.value, row.state, {}, row.value is not None, place, reason)

    def _places(self, submission: str) -> dict[tuple[str, str], Place | None]:
        """Return where each mark of a submission was read."""
        marks = self._read
        if marks is None:
            return {}
        _, judges, criteria = marks.table.keys
        return {
            (marks.judges[judges[cell]], marks.criteria[criteria[cell]]): marks.sources.place(cell)
            for cell in self._cells.get(submission, ())
        }


_ASIDE = frozenset(map(word, ASIDE))


class _Members:
    """The members of dimensions, and the texts of their fields, as keys."""

    def __init__(self, scored: Scored) -> None:
        self._dimensions = scored.setting.dimensions
        self._texts: dict[tuple[str, str], dict[str, str]] = {}

    def of(self, row: Row, name: str) -> str:
        """Return a row's member in a dimension, or the text of its field."""
        if name in row.key:
            return row.key[name]
        for dimension, member in row.key.items():
            if name in self._dimensions[dimension].fields:
                return self._field(dimension, name)[member]
        return ""

    def _field(self, dimension: str, name: str) -> dict[str, str]:
        if (dimension, name) not in self._texts:
            known = self._dimensions[dimension]
            texts = zip(known.members, known.fields[name], strict=True)
            self._texts[dimension, name] = {member: text or "" for member, text in texts}
        return self._texts[dimension, name]


class _Step:
    """One step, with the table of what went in and the one that came out."""

    def __init__(self, scored: Scored, planned: Planned, members: _Members) -> None:
        dimensions, codes = scored.setting.dimensions, scored.result.codes
        engine = Engine(scored.tables, dimensions, Problems(), codes=codes)
        self._planned, self._step, self._members = planned, planned.step, members
        self._words = Wording({language: of_step(planned, language) for language in LANGUAGES})
        self._seen = Rows(engine.run(planned.seen), dimensions, codes)
        self._made = Rows(scored.tables[planned.table], dimensions, codes)
        self._telling: Telling | None = None
        if isinstance(planned.seen, Orders):
            self._telling = Telling(dimensions, engine.run(planned.seen.source), planned.seen)

    def of(self, submission: int) -> StepStory:
        """Return what the step did for a submission."""
        verb = self._step.verb
        inputs, results = self._seen.of(submission), self._made.of(submission)
        if verb.thins:
            cells = tuple(self._thinned(inputs, results))
        else:
            cells = tuple(self._cells(submission, inputs, results))
            cells += () if verb.folds else tuple(self._gone(inputs, results))
        return StepStory(self._step.number, str(self._words), self._step.name, self._step.place, cells, self._words)

    def _cells(self, submission: int, inputs: Sequence[Row], results: Sequence[Row]) -> Iterator[CellStory]:
        """Yield the cells of a fold or of a verb that works cell by cell, each with its group."""
        names = tuple(results[0].key) if results else ()
        groups: dict[tuple[str, ...], list[Row]] = {}
        for row in inputs:
            groups.setdefault(tuple(self._members.of(row, name) for name in names), []).append(row)
        lines = self._telling.of(submission) if self._telling is not None else {}
        for result in results:
            key = tuple(result.key.items())
            yield self._cell(result, key, groups.get(tuple(result.key.values()), []), lines.get(key, ()))

    def _cell(self, result: Row, key: Key, group: Sequence[Row], lines: tuple[str, ...]) -> CellStory:
        parts = tuple(_part(row, result.key, row.value is not None) for row in group)
        cells = tuple(Cell(part.label, part.value, part.columns) for part in parts)
        worked = result.value is not None and bool(cells)
        working = self._step.verb.working(self._step, cells, result.value) if worked else ""
        return CellStory(key, result.value, result.state, parts, working, lines)

    def _gone(self, inputs: Sequence[Row], results: Sequence[Row]) -> Iterator[CellStory]:
        """Yield the cells that a verb which works cell by cell has left out."""
        left = {tuple(row.key.items()) for row in results}
        for row in inputs:
            key = tuple(row.key.items())
            if key not in left:
                part = _part(row, row.key, False, self._left_out)
                yield CellStory(key, None, "", (part,), "")

    def _thinned(self, inputs: Sequence[Row], results: Sequence[Row]) -> Iterator[CellStory]:
        """Yield the groups of a verb that takes cells out; what is gone is marked so."""
        left = {tuple(row.key.items()) for row in results}
        groups: dict[Key, list[Row]] = {}
        for row in inputs:
            key = tuple((name, member) for name, member in row.key.items() if name not in self._step.over)
            key += tuple((field, self._members.of(row, field)) for field in self._step.by)
            groups.setdefault(key, []).append(row)
        for key, rows in groups.items():
            kept = [tuple(row.key.items()) in left for row in rows]
            yield CellStory(key, None, "", tuple(
                _part(row, dict(key), stays, "" if stays else self._left_out)
                for row, stays in zip(rows, kept, strict=True)
            ), "")  # fmt: skip

    @property
    def _left_out(self) -> str:
        return f"left out by step {self._step.number}"


def _part(row: Row, group: Mapping[str, str], counted: bool, reason: str = "") -> Part:
    label = " · ".join(member for name, member in row.key.items() if name not in group)
    return Part(label, row.value, row.state, row.columns, counted, None, reason)
