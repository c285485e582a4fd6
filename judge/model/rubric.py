"""The rubric: all criteria with scale and weights, and the rule as it was declared."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

import attrs

from judge.model.place import Node, Place
from judge.model.wording import Wording

Weights = Literal["percent", "parts", "coefficients"]
Sense = Literal["higher", "lower"]


@attrs.frozen
class Level:
    """One point of a scale, or a range of it: its name, and the sentence that says what it means.

    Attributes:
        mark: the mark; of a range, where it begins.
        high: of a range, where it ends, else None.
        open: whether the end of the range is no part of it.
    """

    mark: Fraction
    title: Wording
    descriptor: Wording | None = None
    high: Fraction | None = None
    open: bool = False


@attrs.frozen
class Scale:
    """The allowed marks.

    Attributes:
        low: the lowest mark, or None if there is no bound.
        high: the highest mark, or None.
        step: marks are ``low`` plus whole multiples of it, or None if any number will do.
        better: whether higher or lower marks are better.
        codes: the words a mark may be, with their meaning.
        levels: the named points, lowest first.
        words: the words that stand for marks, without regard to case.
    """

    low: Fraction | None
    high: Fraction | None
    step: Fraction | None
    better: Sense = "higher"
    codes: Mapping[str, str] = attrs.field(factory=dict)
    levels: tuple[Level, ...] = ()
    words: Mapping[str, Fraction] = attrs.field(factory=dict)

    def allows(self, mark: Fraction) -> bool:
        """Whether a mark is on the scale."""
        if (self.low is not None and mark < self.low) or (self.high is not None and mark > self.high):
            return False
        start = self.low if self.low is not None else Fraction(0)
        return self.step is None or (mark - start) % self.step == 0


@attrs.frozen
class Criterion:
    """One thing judged.

    Attributes:
        id: its id.
        title: what judges read.
        weight: its share, or None if it has none.
        scale: its own scale, else the rubric's.
        levels: the descriptors of its levels.
        fields: further keys that group criteria, such as ``section``.
        facts: numbers and texts that a rule may name.
        place: where it is declared.
        derived: the steps that work it out from the other marks of a ballot, or None where judges mark it.
    """

    id: str
    title: Wording
    weight: Fraction | None
    scale: Scale
    levels: tuple[Level, ...]
    fields: Mapping[str, str]
    facts: Mapping[str, Node]
    place: Place
    derived: Node | None = None


@attrs.frozen
class Rubric:
    """All criteria with scale, weights and rule.

    Attributes:
        id: the name of its file.
        title: what people read.
        scale: the scale of criteria without one of their own.
        weights: what the weights are: percentages, parts, or coefficients.
        criteria: in the order of the file.
        score, rank: the declared tables ``[score]`` and ``[rank]``, or None.
        outcomes: the declared tables ``[[outcome]]``.
        place: its file.
        source: the whole file as it says it, for the trail.
        formulas: by name, the facts that are worked out from others (``[facts]``).
        eligibility: the declared tables ``[[eligibility]]``.
    """

    id: str
    title: Wording
    scale: Scale
    weights: Weights
    criteria: tuple[Criterion, ...]
    score: Node | None
    rank: Node | None
    outcomes: tuple[Node, ...]
    place: Place
    source: Node
    formulas: Mapping[str, Node] = attrs.field(factory=dict)
    eligibility: tuple[Node, ...] = ()
