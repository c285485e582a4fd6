"""What ``best`` and ``worst`` share."""

from judge.score.fold import failed, folded, grouped, settled, term
from judge.score.plan import Col, Group
from judge.score.scope import Scope
from judge.score.verb import Cell, Step, Typed


def extreme(step: Step, source: Typed, scope: Scope, which: str) -> Typed:
    """Return the highest or lowest value of each group, whichever the table's sense calls best or worst."""
    if not grouped(step, source, scope):
        return failed(step, source)
    if source.shape.better is None:
        scope.problems.refuse(
            "sense-unknown", step.place, f"`{which}` needs to know whether higher or lower is better here",
            "use a table whose sense is known",
        )  # fmt: skip
    highest = (source.shape.better == "lower") == (which == "worst")
    seen = settled(step, source, scope, "left out", "left out")
    shape = folded(step, source.shape, scope, source.shape.low, source.shape.high, source.shape.better)
    return Typed(Group(seen, step.over, step.by, {"value": ("max" if highest else "min", Col())}), shape, seen)


def in_words(cells: tuple[Cell, ...]) -> str:
    """Return the values of a group as a list."""
    return ", ".join(term(cell.value) for cell in cells if cell.value is not None)
