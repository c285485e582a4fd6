"""The rule as an applicant reads it: what is marked, how a score comes about, how places are made, by titles."""

import re
from collections.abc import Iterator

import attrs

from judge.model.letter import Asked
from judge.model.rubric import Rubric
from judge.score.admission import retention
from judge.score.clauses import PHRASES
from judge.score.follows import clause as outcome
from judge.score.places import places
from judge.score.run import Scored
from judge.score.saying import Saying
from judge.score.sentence import of_step, terms
from judge.score.verb import Step

_QUOTED = re.compile("`([^`]+)`")


class Rule:
    """The rule of one scoring, in any language."""

    def __init__(self, scored: Scored) -> None:
        self._scored, self._prepared = scored, scored.prepared
        self._rubric = scored.setting.rubric
        unnamed = "\n".join((*self._steps("en", frozenset()), *self._follows("en")))
        self._names = frozenset(_QUOTED.findall(unnamed))  # where no clause speaks of a step, its name helps nobody

    def __call__(self, language: str) -> tuple[str, ...]:
        """Return the clauses that make scores, places and outcomes."""
        return (*self._steps(language, self._names), *self._follows(language))

    def _steps(self, language: str, names: frozenset[str]) -> Iterator[str]:
        say = Saying(PHRASES, language)
        for planned in self._prepared.steps:
            step = planned.step
            words = of_step(planned, language, self._called(language))
            words += terms(_plainly(step), language, self._called(language))
            name = say("called", name=step.name) if step.name is not None and step.name in names else ""
            yield say("step", n=str(step.number), words=words, name=name)

    def _follows(self, language: str) -> Iterator[str]:
        called, round_ = self._called(language), self._scored.setting.round
        for clause in retention(self._prepared.gates, language, called):
            yield clause.text
        for clause in places(round_, self._prepared, language, lambda member: called("criterion", member)):
            yield clause.text
        for item in self._prepared.outcomes:
            yield outcome(item, language, called).text

    def _called(self, language: str) -> "_Called":
        return _Called(self._rubric, language)


class _Called:
    """What members of dimensions are called: criteria by title, between quotation marks."""

    def __init__(self, rubric: Rubric | None, language: str) -> None:
        criteria = rubric.criteria if rubric is not None else ()
        self._titles = {each.id: each.title.in_language(language) for each in criteria}

    def __call__(self, dimension: str, member: str) -> str:
        return f"`{self._titles.get(member, member)}`" if dimension == "criterion" else member


def _plainly(step: Step) -> Step:
    """Return a step without the field that holds its weights: they stand beside the criteria."""
    named = isinstance(step.keys.get("weights"), str)
    keys = {key: value for key, value in step.keys.items() if not (named and key == "weights")}
    return attrs.evolve(step, keys=keys)


def asked(rubric: Rubric | None) -> tuple[Asked, ...]:
    """Return what is marked, in the order of the rubric."""
    every = rubric.criteria if rubric is not None else ()
    return tuple(Asked(each.title, each.weight, each.scale.low, each.scale.high) for each in every)
