"""What a submission reached on each criterion: its own number, the level it means, and where it lies among the others."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from judge.edition.allowed import FEWEST
from judge.edition.among import among
from judge.edition.measures import measures
from judge.edition.promise import Promise
from judge.model.edition import Measure
from judge.model.explanation import StepStory
from judge.model.letter import Line
from judge.model.rubric import Criterion, Level, Sense
from judge.score.run import Scored

ON_SCALE = frozenset({"mean", "median", "best", "worst", "drop", "keep", "clip", "fill", "confirm", "remove", "round"})
"""Verbs whose results are on the scale of the marks, so that a level's mark can be compared with them."""


class Criteria:
    """The criteria of one scoring, for any submission."""

    def __init__(self, scored: Scored, promise: Promise) -> None:
        rubric, result = scored.setting.rubric, scored.result
        asked = rubric is not None and scored.setting.round.ballot != "pairs" and promise.criteria
        self._criteria: tuple[Criterion, ...] = rubric.criteria if rubric is not None and asked else ()
        self._promise = promise
        self._source, self._found = (
            measures(result, [each.id for each in self._criteria], marks=True) if self._criteria else (0, {})
        )
        made = [each for each in scored.prepared.steps if each.step.number <= self._source]
        self._on_scale = all(each.step.verb.name in ON_SCALE for each in made)
        self._better: Sense | None = made[-1].typed.shape.better if made else None
        self._placed = {each.submission for each in result.standings}
        self._values = {each.id: sorted(self._of(each.id)) for each in self._criteria}

    def of(self, submission: str, steps: Sequence[StepStory]) -> tuple[Line, ...]:
        """Return what a submission reached; nothing where nothing of it is promised."""
        own = {each.criterion: each for each in self._found.get(submission, ()) if each.count}
        dropped = frozenset(_dropped(steps, own))
        return tuple(self._line(each, submission, own[each.id], dropped) for each in self._criteria if each.id in own)

    def _line(self, criterion: Criterion, submission: str, own: Measure, dropped: frozenset[str]) -> Line:
        scale, numbers = criterion.scale, self._promise.numbers and self._told(own)
        better = self._better or scale.better
        beside = None
        if numbers and own.value is not None:
            placed = submission in self._placed
            beside = among(own.value, self._values[criterion.id], better, self._promise.place, placed=placed)
        levels = self._promise.levels and bool(criterion.levels or scale.levels)
        return Line(
            criterion.title, criterion.weight, scale.low if self._on_scale else None, scale.high if self._on_scale else None,
            better, own.value if numbers else None, self._level(criterion, own) if levels else None, levels,
            beside, criterion.id not in dropped,
        )  # fmt: skip

    def _told(self, measure: Measure) -> bool:
        """Whether a number may be told: so few marks may stand behind it that it would tell them."""
        return self._promise.few or measure.count >= FEWEST

    def _of(self, criterion: str) -> Iterator[Fraction]:
        """Yield the numbers of all who have a place."""
        for name in self._placed:
            for each in self._found.get(name, ()):
                if each.criterion == criterion and each.value is not None and self._told(each):
                    yield each.value

    def _level(self, criterion: Criterion, own: Measure) -> Level | None:
        """Return the best level that a submission reached; by the mean of its marks where the rule's own number is on another scale."""
        marks = [each.value for each in own.marks if each.value is not None]
        value = own.value if self._on_scale and own.value is not None else sum(marks, Fraction(0)) / len(marks)
        return reached(criterion, value)


def reached(criterion: Criterion, value: Fraction) -> Level | None:
    """Return the best level of a criterion whose mark a number comes up to, with the name that the scale gives it."""
    named = {level.mark: level for level in criterion.scale.levels}
    every = {**named, **{level.mark: level for level in criterion.levels}}
    higher = criterion.scale.better == "higher"
    within = [mark for mark, level in every.items() if _comes_up(level, value, higher=higher)]
    if not within:
        return None
    best = max(within) if higher else min(within)
    level, general = every[best], named.get(best)
    if general is None or level.title.texts:
        return level
    return Level(level.mark, general.title, level.descriptor or general.descriptor, level.high, level.open)


def _comes_up(level: Level, value: Fraction, *, higher: bool) -> bool:
    if higher:
        return level.mark <= value
    end = level.mark if level.high is None else level.high
    return value < end if level.open else value <= end


def _dropped(steps: Sequence[StepStory], criteria: Mapping[str, object]) -> Iterator[str]:
    """Yield the criteria that the rule leaves out of a submission's score, where it does so after the judges are folded."""
    for step in steps:
        for cell in step.cells:
            if not any(name == "judge" for name, _ in cell.key):
                yield from (part.label for part in cell.parts if not part.counted and part.label in criteria)
