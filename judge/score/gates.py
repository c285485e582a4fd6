"""Reading the gates of a round: each ``[[eligibility]]`` (§8.8)."""

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

import attrs

from judge.model.fields import Fields, bare
from judge.model.number import Exact
from judge.model.place import Node, Place
from judge.model.problem import Problems, listed
from judge.score.kinds import Conditions

BOUNDS: Mapping[str, Callable[[Exact, Exact], bool]] = {
    "below": operator.lt, "above": operator.gt, "at_least": operator.ge, "at_most": operator.le,
}  # fmt: skip
"""The conditions on a number, by key."""
DATE = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?Z?)?")
"""A date, or a date with a time."""


@attrs.frozen
class Gate:
    """One ``[[eligibility]]``.

    Attributes:
        name: what it is called, or None.
        fact: the fact of a submission that it reads, or the question, or the table that a step made.
        asks: whether that is a question.
        bounds: by key (``below`` …), the numbers that the fact keeps to.
        among: the texts of which the fact is one, or None.
        before: the date before which the fact lies, or None.
        yes, answers: of a question, how many say yes at least, and how many answers there are, or None.
        where: which cells of a step's table it reads; None for a gate before the first step.
        each: the field of which, for each text, only one submission passes: by its date, or None.
        first: whether that is the first one sent, and not the last.
    """

    name: str | None
    fact: str
    asks: bool
    bounds: Mapping[str, Fraction]
    among: tuple[str, ...] | None
    before: str | None
    yes: int
    answers: int | None
    place: Place
    where: Mapping[str, tuple[str, ...] | str] | None = None
    each: str | None = None
    first: bool = False


def read_gates(nodes: Sequence[Node], problems: Problems) -> tuple[Gate, ...]:
    """Return the declared gates; each key is known or refused."""
    return tuple(gate for at, node in enumerate(nodes, 1) if (gate := _gate(at, node, problems)) is not None)


def _gate(at: int, node: Node, problems: Problems) -> Gate | None:
    fields = Fields(node, problems, f"eligibility {at}")
    name, field, question = (fields.text(key) for key in ("name", "field", "question"))
    table = None if question else fields.text("of")
    declared = {"field": field, "question": question, "of": table}
    named = [key for key, text in declared.items() if text is not None]
    if len(named) != 1:
        what = f"both `{named[0]}` and `{named[1]}`" if named else "none of `field`, `question` and `of`"
        hint = 'write field = "…" or of = "…" with a condition, or question = "…" with `yes`'
        problems.refuse("gate-unfit", node.place, f"{fields.what} has {what}", hint)
        return None
    if question:
        return _asked(fields, name, question)
    return _kept(fields, name, field) if field else _of_table(fields, name, table or "")


def _of_table(fields: Fields, name: str | None, table: str) -> Gate | None:
    """Return a gate after the steps: the values of a table that one of them made."""
    bounds = _bounds(fields)
    node = fields.take("where")
    where = None if node is None else Conditions().read(node, f"`where` of {fields.what}", fields.problems)
    fields.finish()
    if not bounds:
        fields.problems.refuse(
            "gate-unfit", fields.place, f"{fields.what} has no condition for `{table}`", f"add one of {listed(BOUNDS)}"
        )
    return Gate(name, table, False, bounds, None, None, 0, None, fields.place, where or {})


def _bounds(fields: Fields) -> dict[str, Fraction]:
    return {key: value for key in BOUNDS if (value := fields.number(key)) is not None}


def _asked(fields: Fields, name: str | None, question: str) -> Gate | None:
    yes, answers = fields.whole("yes", least=1, required=True), fields.whole("of", least=1)
    fields.finish()
    if yes is not None and answers is not None and yes > answers:
        fields.problems.refuse(
            "wrong-number", fields.place, f"{fields.what} needs {yes} yes of {answers} answers", found=str(yes)
        )
        return None
    return None if yes is None else Gate(name, question, True, {}, None, None, yes, answers, fields.place)


def _kept(fields: Fields, name: str | None, field: str) -> Gate | None:
    bounds = _bounds(fields)
    one, among = fields.text("is"), fields.texts("one_of")
    date = fields.take("before")
    before = None if date is None else _date(date, fields)
    last, first = fields.text("last_of"), fields.text("first_of")
    fields.finish()
    if last is not None and first is not None:
        fields.problems.refuse(
            "gate-unfit", fields.place, f"{fields.what} has both `last_of` and `first_of`", "keep one of them"
        )
    if one is not None and among is not None:
        fields.problems.refuse(
            "gate-unfit", fields.place, f"{fields.what} has both `is` and `one_of`", "keep one of them"
        )
    if not bounds and one is None and not among and date is None and last is None and first is None:
        fields.problems.refuse(
            "gate-unfit", fields.place, f"{fields.what} has no condition for `{field}`",
            f"add one of {listed((*BOUNDS, 'is', 'one_of', 'before', 'last_of', 'first_of'))}",
        )  # fmt: skip
    texts = among if one is None else (one,)
    return Gate(
        name, field, False, bounds, texts, before, 0, None, fields.place, None, last or first, first is not None
    )


def _date(node: Node, fields: Fields) -> str | None:
    found = bare(node.value)
    if isinstance(found, str) and DATE.fullmatch(found):
        return found
    shown = f"`{found[:40]}`" if isinstance(found, str) else node.kind()
    fields.problems.refuse(
        "date-form", node.place, f"`before` of {fields.what} is {shown}, not a date",
        "write it as 2017-12-31, or with a time as 2017-12-31T18:00", expected="an ISO date",
    )  # fmt: skip
    return None
