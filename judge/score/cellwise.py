"""What all verbs that work cell by cell have in common: their operand, their sentence and their working."""

from fractions import Fraction

from judge.score.fold import exactly, term
from judge.score.verb import Cell, Step


def operand_in_words(step: Step, key: str | None = None) -> str:
    """Return a step's operand for a sentence."""
    value = step.operand(key)
    return f"`{value}`" if isinstance(value, str) else term(value)


def operand_of(step: Step, cell: Cell, key: str | None = None, column: str = "operand") -> Fraction | None:
    """Return the number of a step's operand for a cell."""
    value = step.operand(key)
    return value if isinstance(value, Fraction) else cell.columns.get(column)


def worked(step: Step, cells: tuple[Cell, ...], sign: str, result: Fraction | None) -> str:
    """Return ``a × b = c`` for the one cell that goes in."""
    cell = cells[0]
    return f"{term(cell.value)} {sign} {term(operand_of(step, cell))} = {exactly(result)}"
