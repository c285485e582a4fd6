"""How the judges of a round are asked: mark by mark, for an order, or which of two submissions is better."""

import attrs

from judge.model.fields import Fields
from judge.model.number import plain
from judge.model.place import Node
from judge.model.rubric import Rubric

_WITHOUT_USE = ("picks", "remarks", "differ", "calibration")
"""Keys of a round that say nothing of pairs."""


@attrs.frozen
class Asking:
    """What a round says of how its judges are asked.

    Attributes:
        ballot: ``marks``, ``order`` or ``pairs``.
        picks: of an order, how many places at most, or None for all.
        comparisons: of pairs, how many each judge is asked for, or None for the usual number.
    """

    ballot: str
    picks: int | None
    comparisons: int | None


def read(fields: Fields, rubric: Rubric | None) -> Asking:
    """Take these keys of a round; what does not go together is added to the problems."""
    declared = {key: node for key in (*_WITHOUT_USE, "ballot", "comparisons") if (node := fields.peek(key)) is not None}
    ballot = fields.choice("ballot", ("marks", "order", "pairs"), "marks")
    if ballot == "pairs":
        _unused(fields, declared, _WITHOUT_USE, "a round of pairs")
        _unfit(fields, declared["ballot"], rubric)
    else:
        _unused(fields, declared, ("comparisons",), 'a round without `ballot = "pairs"`')
    return Asking(ballot, fields.whole("picks", least=1), fields.whole("comparisons", least=1))


def _unused(fields: Fields, declared: dict[str, Node], names: tuple[str, ...], what: str) -> None:
    for key in names:
        if key in declared:
            fields.problems.refuse(
                "key-without-use", declared[key].place, f"`{key}` of {fields.what} has no use in {what}",
                f"leave `{key}` out", found=key,
            )  # fmt: skip


def _unfit(fields: Fields, node: Node, rubric: Rubric | None) -> None:
    """Refuse a rubric that does not ask one question, of which the better and the worse answer are known."""
    if rubric is None:
        why: str | None = "names no rubric"
        hint = "name one whose one criterion says what makes a submission the better one"
    elif len(rubric.criteria) != 1:
        why = f"its rubric `{rubric.id}` has {len(rubric.criteria)} criteria"
        hint = "which of two is better is one question: take a rubric with one criterion"
    else:
        why, hint = (
            _scaled(rubric),
            "write scale = { low = 0, high = 1, step = 0.5 }; without the step nothing can be equal",
        )
    if why is not None:
        message = f"{fields.what} asks which of two submissions is better, and {why}"
        fields.problems.refuse("pairs-unfit", node.place, message, hint)


def _scaled(rubric: Rubric) -> str | None:
    """Return what is wrong with the scale of a rubric with one criterion, or None."""
    scale = rubric.criteria[0].scale
    if scale.low is None or scale.high is None:
        return f"the scale of its rubric `{rubric.id}` does not end"
    if scale.low == scale.high:
        return f"the scale of its rubric `{rubric.id}` has only {plain(scale.low)}"
    if not (scale.allows(scale.low) and scale.allows(scale.high)):
        return f"the ends of the scale of its rubric `{rubric.id}` are not on it"
    return None
