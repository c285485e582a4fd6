"""A score as the sum of its criteria, where the rule is nothing but means and sums, so that an applicant can add it up."""

from collections.abc import Sequence
from fractions import Fraction

from judge.edition.folds import folds
from judge.model.letter import Line, Summed
from judge.score.run import Scored


class Sums:
    """The sums of one scoring, for any submission."""

    def __init__(self, scored: Scored) -> None:
        found = [each for each in folds(scored) if each.over == "criterion"]
        count = len(scored.setting.rubric.criteria) if scored.setting.rubric is not None else 0
        self._fold = found[0] if len(found) == 1 and count > 1 else None
        self._weights = self._fold.weights or (Fraction(1),) * count if self._fold is not None else ()

    def of(self, lines: Sequence[Line], score: Fraction | None) -> Summed | None:
        """Return the sum; None where it does not come to the very score, such as where some judge left out a mark."""
        values = [line.value for line in lines if line.value is not None]
        if self._fold is None or score is None or len(values) != len(self._weights) or len(values) != len(lines):
            return None
        total = sum(self._weights, Fraction(0))
        divisor = total if self._fold.verb == "mean" else self._fold.divisor
        pairs = tuple(zip(self._weights, values, strict=True))
        come_to = sum((weight * value for weight, value in pairs), Fraction(0)) / divisor if divisor else None
        return Summed(pairs, divisor, score) if come_to == score else None
