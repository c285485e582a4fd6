"""A rule of means and sums as formulas of a spreadsheet, beside the same worked out exactly."""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from judge.model.edition import Fold


def formula(fold: Fold, cells: str, weights: str) -> str:
    """Return a fold of a range of cells, without the equals sign; a cell without a number does not count.

    Args:
        cells: such as ``C5:F5``.
        weights: the range of the weights, in the same direction.
    """
    if not fold.weights:
        return f'IF(COUNT({cells})=0,"",{"AVERAGE" if fold.verb == "mean" else "SUM"}({cells}))'
    total = f"SUMPRODUCT({weights},{cells})"
    if fold.verb == "mean":
        there = f"SUMPRODUCT({weights},ISNUMBER({cells})*1)"
        return f'IF({there}=0,"",{total}/{there})'
    divisor = f"/{_number(fold.divisor)}" if fold.divisor != 1 else ""
    return f'IF(COUNT({cells})=0,"",{total}{divisor})'


def worked(fold: Fold, values: Sequence[Fraction | None]) -> Fraction | None:
    """Return the same exactly; None where nothing counts."""
    weights = fold.weights or (Fraction(1),) * len(values)
    there = [(weight, value) for weight, value in zip(weights, values, strict=True) if value is not None]
    below = lcm(*(weight.denominator * value.denominator for weight, value in there))
    parts = (
        below // (weight.denominator * value.denominator) * weight.numerator * value.numerator
        for weight, value in there
    )
    total = Fraction(sum(parts), below)
    if fold.verb == "sum":
        return total / fold.divisor if there else None
    count = sum((weight for weight, _ in there), Fraction(0)) if fold.weights else Fraction(len(there))
    return total / count if count else None


def agreeing(one: str, other: str, yes: str, no: str) -> str:
    """Return a formula that says whether two cells agree as far as a spreadsheet's numbers go, to nine digits."""
    near = f"ABS({one}-{other})<=0.000000001*MAX(1,ABS({other}))"
    return f'IF(AND(ISNUMBER({one}),ISNUMBER({other})),IF({near},"{yes}","{no}"),"{no}")'


def _number(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"({value.numerator}/{value.denominator})"
