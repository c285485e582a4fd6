"""One submission on a page: its places, its criteria with each mark, and the steps from the marks to the score."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache

import attrs

from judge.model.edition import Row
from judge.model.explanation import CellStory, Part, StepStory
from judge.model.number import plain, shown
from judge.show.pages.criterion import MOST_JUDGES, Criterion, Reached
from judge.show.pages.survey import Survey
from judge.show.pages.words.said import Said

_plain = lru_cache(maxsize=10_000)(plain)


@attrs.frozen
class Step:
    """A step of the rule, with its lines for this submission."""

    sentence: str
    name: str
    lines: tuple[str, ...]


@attrs.frozen
class Story:
    """All that a page tells of one submission."""

    submission: str
    anchor: str
    title: str
    language: str
    place: str
    score: str
    state: str
    reason: str
    facts: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]
    judges: tuple[str, ...]
    reached: tuple[Reached, ...]
    asides: tuple[str, ...]
    steps: tuple[Step, ...]


class Stories:
    """Every submission of an edition, told in one language."""

    def __init__(self, survey: Survey, said: Said) -> None:
        self._survey, self._said = survey, said
        self._criteria = {
            each.id: Criterion(each, survey.middles.get(each.id), said) for each in survey.edition.criteria
        }

    def of(self, submission: str, steps: Sequence[StepStory]) -> Story:
        """Return what is told of a submission.

        Args:
            steps: from its marks to its score; nothing where the edition does not show marks.
        """
        survey, row = self._survey, self._survey.rows[submission]
        judges = tuple(dict.fromkeys(given.judge for measure in row.measures for given in measure.marks))
        few = len(judges) <= MOST_JUDGES
        shown_steps = [step for step in steps if step.number or not row.measures]
        return Story(
            submission, survey.names[submission], row.title or submission, survey.language(row, self._said.language), survey.place(row), survey.score(row),
            self._said.state(row.state) if row.state else "", self._said.reason(row.state, row.reason), tuple(self._facts(submission)),
            tuple(row.fields.items()), judges if few else (),
            tuple(self._criteria[each.criterion].reached(each, judges if few else ()) for each in row.measures),
            tuple(self._asides(steps)), tuple(self._step(step) for step in shown_steps),
        )  # fmt: skip

    def _facts(self, submission: str) -> Iterator[str]:
        """Yield its place in each ranking."""
        survey, said = self._survey, self._said
        for row in survey.standings.get(submission, ()) if survey.edition.shows("places") else ():
            among = len(survey.rankings[row.track])
            name = "place-in" if row.track else "place-of"
            told = [said(name, place=survey.place(row), all=among, track=row.track)]
            told += [said("score-is", score=exact(row.score))] if row.score is not None else []
            if row.raw_place is not None:
                told.append(said("raw-is", place=survey.raw_place(row), score=_score(row)))
            yield said("semicolon").join(told)

    def _asides(self, steps: Sequence[StepStory]) -> Iterator[str]:
        """Yield why ballots stand aside, where the edition says so."""
        parts = steps[0].cells[0].parts if steps and not steps[0].number and steps[0].cells else ()
        found = {
            f"{part.label.partition(' · ')[0]}{self._said('colon')}{self._said.state(part.state)}, {part.reason}": None
            for part in parts
            if part.reason
        }
        yield from found

    def _step(self, story: StepStory) -> Step:
        lines = tuple(
            line for cell in story.cells for line in (self._cell(cell) if story.number else self._given(cell))
        )
        return Step(story.words.in_language(self._said.language), story.name or "", lines)

    def _given(self, cell: CellStory) -> Iterator[str]:
        yield from map(self._part, cell.parts)

    def _cell(self, cell: CellStory) -> Iterator[str]:
        """Yield how one number came about, to be checked with a pocket calculator."""
        key = " · ".join(member for _, member in cell.key)
        said = self._said
        head = f"{key}{said('colon')}" if key else ""
        if cell.value is not None and [part.counted for part in cell.parts] == [False]:
            yield f"{head}{cell.working}, {said('in-place-of', what=self._why(cell.parts[0]))}"
            return
        if cell.working:
            yield f"{head}{cell.working}"
            yield from cell.lines
        elif cell.state:
            yield f"{head}{said.state(cell.state)}"
        elif cell.value is not None and len(cell.parts) <= 1:
            yield f"{head}{exact(cell.value)}"
        yield from self._parts(head, cell)

    def _parts(self, head: str, cell: CellStory) -> Iterator[str]:
        """Yield what went in where no calculation says it, and what did not."""
        gone = [part for part in cell.parts if not part.counted]
        if not cell.working and len(cell.parts) > 1:
            yield head + ", ".join(self._part(part) for part in cell.parts if part.counted)
            if gone:
                yield self._said("leaves-out", parts=", ".join(map(self._part, gone)))
            return
        for part in gone:
            if part.label:
                yield self._said("left-out", what=f"{part.label}, {self._why(part)}")
            elif cell.value is None and not cell.state:
                yield self._said("left-out", what=self._why(part))
            elif cell.value is not None:
                yield self._said("in-place-of", what=self._said.state(part.state))

    def _why(self, part: Part) -> str:
        return self._said.engine(part.reason) if part.reason else self._said.state(part.state)

    def _part(self, part: Part) -> str:
        value = self._said.state(part.state) if part.value is None else _plain(part.value)
        return f"{part.label} {value}".strip()


def exact(value: Fraction) -> str:
    """Return a number as it is: a decimal if it ends, else a fraction with its decimals beside it."""
    text = plain(value)
    return f"{text} ({shown(value)})" if "/" in text else text


def _score(row: Row) -> str:
    return "" if row.raw_score is None else exact(row.raw_score)
