"""Reading how places are made and what follows from them: ``[rank]`` and ``[[outcome]]`` (§6, §8)."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal, cast

import attrs

from judge.model.fields import Fields
from judge.model.place import Node, Place
from judge.model.problem import Problems
from judge.model.rubric import Sense
from judge.score.kinds import Choice, Conditions

Numbering = Literal["1-2-2-4", "1-2-2-3", "1-2-3-4", "average"]
NUMBERINGS: tuple[Numbering, ...] = ("1-2-2-4", "1-2-2-3", "1-2-3-4", "average")
LAST_RESORTS = ("share", "refuse", "lot")


@attrs.frozen
class Breaker:
    """One tie-break (§6.3).

    Attributes:
        better: which values come first, or None: those that the criterion's scale calls better.
        name: the table compared, or None.
        criterion: the criterion whose mean mark is compared, or None.
        where: which cells of the table.
        last: whether those without a value come last; else the breaker is passed over.
        place: where it stands.
    """

    better: Sense | None
    name: str | None
    criterion: str | None
    where: Mapping[str, tuple[str, ...] | str]
    last: bool
    place: Place


@attrs.frozen
class Rank:
    """How scores become places (§6).

    Attributes:
        of: the table ranked, or None for the last step's.
        better: the declared direction, or None.
        gap: scores closer than this count as equal, or None.
        breakers: in order.
        last: what happens to ties that are left.
        numbering: how shared places are numbered.
        place: where it stands.
    """

    of: str | None
    better: Sense | None
    gap: Fraction | None
    breakers: tuple[Breaker, ...]
    last: str
    numbering: Numbering
    place: Place


@attrs.frozen
class Seats:
    """One ``[[outcome]]`` (§8).

    Attributes:
        name: what it is called.
        seats: how many are taken, or None for no limit.
        ties: what happens to a tie at the cut: all ``in``, all ``out``, or ``refuse``.
        minimum: the lowest score taken (the highest, where lower is better), or None.
        place: where it stands.
    """

    name: str
    seats: int | None
    ties: Literal["in", "out", "refuse"]
    minimum: Fraction | None
    place: Place


def read_rank(node: Node | None, place: Place, problems: Problems) -> Rank:
    """Return how places are made, from the declared table or as it is without one."""
    if node is None:
        return Rank(None, None, None, (), "share", "1-2-2-4", place)
    fields = Fields(node, problems, "[rank]")
    better = cast("Sense | Literal['']", fields.choice("better", ("higher", "lower"), ""))
    gap = fields.number("gap")
    if gap is not None and gap < 0:
        problems.refuse("wrong-number", fields.place, "`gap` of [rank] is negative", "say 0 or more")
    numbering = cast("Numbering", fields.choice("numbering", NUMBERINGS, "1-2-2-4"))
    of = fields.text("of")
    breakers, last = _ties(fields.take("ties"), problems)
    fields.finish()
    if numbering == "1-2-3-4" and last == "share":
        problems.refuse(
            "numbering-needs-order", fields.place, "places 1-2-3-4 cannot be shared, but ties that are left are shared",
            'end `ties` with "lot" or "refuse", or number as 1-2-2-4',
        )  # fmt: skip
    return Rank(of, better or None, gap, breakers, last, numbering, fields.place)


def _ties(node: Node | None, problems: Problems) -> tuple[tuple[Breaker, ...], str]:
    if node is None:
        return (), "share"
    items = node.value if isinstance(node.value, tuple) else (node,)
    breakers: list[Breaker] = []
    last = "share"
    for at, item in enumerate(items):
        if isinstance(item.value, str):
            last = Choice(LAST_RESORTS).read(item, "the last of `ties`", problems) or "share"
            if at < len(items) - 1:
                problems.refuse(
                    "ties-after-last", item.place, f'nothing can follow "{item.value}" in `ties`', "put it last"
                )
        else:
            breaker = _breaker(item, problems)
            if breaker is not None:
                breakers.append(breaker)
    return tuple(breakers), last


def _breaker(node: Node, problems: Problems) -> Breaker | None:
    fields = Fields(node, problems, "a tie-break")
    given = [key for key in ("higher", "lower", "criterion") if fields.has(key)]
    names = {key: fields.text(key) for key in ("higher", "lower", "criterion")}
    where_node = fields.take("where")
    where = Conditions().read(where_node, "`where` of a tie-break", problems) if where_node else None
    last = fields.choice("missing", ("last",), "") == "last"
    fields.finish()
    if len(given) != 1:
        problems.refuse(
            "breaker-unclear", node.place, "a tie-break needs one of `higher`, `lower` and `criterion`",
            'write { criterion = "…" }, { higher = "…" } or { lower = "…" }',
        )  # fmt: skip
        return None
    if given[0] == "criterion":
        return Breaker(None, None, names["criterion"], where or {}, last, node.place)
    return Breaker(cast("Sense", given[0]), names[given[0]], None, where or {}, last, node.place)


def read_outcome(at: int, node: Node, problems: Problems) -> Seats:
    """Return one ``[[outcome]]``; ``at`` is its number."""
    fields = Fields(node, problems, "[[outcome]]")
    name = fields.text("name") or f"outcome {at}"
    limited = fields.has("seats") or fields.has("minimum")
    seats = fields.whole("seats", least=0)
    ties = cast("Literal['in', 'out', 'refuse']", fields.choice("ties", ("in", "out", "refuse"), "refuse"))
    minimum = fields.number("minimum")
    if not limited:
        problems.refuse(
            "outcome-without-limit", node.place, f"[[outcome]] `{name}` takes everybody", "say `seats` or `minimum`"
        )
    fields.finish()
    return Seats(name, seats, ties, minimum, node.place)
