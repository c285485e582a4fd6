"""A round's rule read back in words, to be compared with the regulations."""

from fractions import Fraction
from typing import Literal

import attrs

from judge.model.place import Place
from judge.model.rubric import Sense

Topic = Literal["marks", "step", "places", "outcome", "score"]


@attrs.frozen
class Clause:
    """One sentence of a rule.

    Attributes:
        topic: what it is about.
        text: the sentence.
        place: where the files say it; for what they leave to the default, where it would stand.
    """

    topic: Topic
    text: str
    place: Place


@attrs.frozen
class Stage:
    """What is known of the table after a step.

    Attributes:
        step: the step's number; 0 for the marks.
        name: what the rule calls the table, or None.
        dimensions: for what it has one value each, in words.
        low, high: the ends of its values, or None.
        better: which values are better, or None where that is not known.
        place: where the step stands.
    """

    step: int
    name: str | None
    dimensions: tuple[str, ...]
    low: Fraction | None
    high: Fraction | None
    better: Sense | None
    place: Place


@attrs.frozen
class Regulation:
    """A round's rule in one language.

    Attributes:
        challenge, round, title: the challenge's title, the round's id and its title.
        language: ``en``, ``es`` or ``fr``.
        clauses: in the order in which they work.
        stages: the marks, then the table after each step.
    """

    challenge: str
    round: str
    title: str
    language: str
    clauses: tuple[Clause, ...]
    stages: tuple[Stage, ...]
