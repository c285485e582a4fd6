"""Reading what happens to ties: the tie-breaks in order, and what follows when they run out (§6.3, §6.4)."""

from collections.abc import Mapping
from typing import Literal, cast

import attrs

from judge.model.fields import Fields
from judge.model.place import Node, Place
from judge.model.problem import Problems
from judge.model.rubric import Sense
from judge.score.kinds import Choice, Conditions, Whole

Kind = Literal["higher", "lower", "criterion", "count_back", "head_to_head", "placements", "covers"]
KINDS: tuple[Kind, ...] = ("higher", "lower", "criterion", "count_back", "head_to_head", "placements", "covers")
LAST_RESORTS = ("share", "refuse", "chair", "lot")


@attrs.frozen
class Breaker:
    """One tie-break (§6.3).

    Attributes:
        kind: how it compares.
        name: the table compared, or None.
        criterion: the criterion whose mean mark is compared, or None.
        better: which values come first, or None: those that the scale or the table calls better.
        where: which cells of the table.
        last: whether those without a value come last; else the breaker is passed over.
        places: the places for which it is used, or None for all.
        place: where it stands.
        then: for ``placements``, the table of all marks that parts those whom the first one leaves equal, or None.
    """

    kind: Kind
    name: str | None
    criterion: str | None
    better: Sense | None
    where: Mapping[str, tuple[str, ...] | str]
    last: bool
    places: tuple[int, ...] | None
    place: Place
    then: str | None = None


@attrs.frozen
class Last:
    """What happens to equals that no tie-break parts (§6.4).

    Attributes:
        word: ``share``, ``refuse``, ``chair`` or ``lot``.
        places: the places for which this holds, or None for all others.
    """

    word: str
    places: tuple[int, ...] | None
    place: Place


def read_ties(node: Node | None, place: Place, problems: Problems) -> tuple[tuple[Breaker, ...], tuple[Last, ...]]:
    """Return the tie-breaks in order, and what happens when they run out; the last of these holds for all places."""
    items = () if node is None else node.value if isinstance(node.value, tuple) else (node,)
    breakers: list[Breaker] = []
    lasts: list[Last] = []
    for item in items:
        found = _last(item, problems)
        if lasts and (lasts[-1].places is None or found is None):
            problems.refuse(
                "ties-after-last", item.place, f'nothing can follow "{lasts[-1].word}" in `ties`', "put it last"
            )
        elif found is not None:
            lasts.append(found)
        elif not isinstance(item.value, str):
            breaker = _breaker(item, problems)
            breakers += [] if breaker is None else [breaker]
    if not lasts or lasts[-1].places is not None:
        lasts.append(Last("share", None, place))
    return tuple(breakers), tuple(lasts)


def holds(places: tuple[int, ...] | None, above: int, size: int) -> bool:
    """Whether a block of so many equals, with so many above it, holds one of some places (§6.3)."""
    return places is None or any(above < place <= above + size for place in places)


def _last(node: Node, problems: Problems) -> Last | None:
    """Return what a word, or ``{ last = WORD, places = […] }``, says; None for a tie-break."""
    what = "the last of `ties`"
    if isinstance(node.value, str):
        return Last(Choice(LAST_RESORTS).read(node, what, problems) or "share", None, node.place)
    if not isinstance(node.value, dict) or "last" not in node.value:
        return None
    fields = Fields(node, problems, what)
    word = fields.choice("last", LAST_RESORTS, "share")
    places = _places(fields, problems)
    fields.finish()
    return Last(word, places, node.place)


def _breaker(node: Node, problems: Problems) -> Breaker | None:
    fields = Fields(node, problems, "a tie-break")
    given = [key for key in KINDS if fields.has(key)]
    names = {key: fields.text(key) for key in KINDS}
    where_node = fields.take("where")
    where = Conditions().read(where_node, "`where` of a tie-break", problems) if where_node else None
    last = fields.choice("missing", ("last",), "") == "last"
    places = _places(fields, problems)
    then = fields.text("then") if given[:1] == ["placements"] else None
    lists = given[:1] in (["count_back"], ["head_to_head"], ["placements"])
    better = cast("Sense | Literal['']", fields.choice("better", ("higher", "lower"), "")) if lists else ""
    fields.finish()
    if len(given) != 1:
        problems.refuse(
            "breaker-unclear", node.place,
            "a tie-break needs one of `higher`, `lower`, `criterion`, `count_back`, `head_to_head`, `placements` and `covers`",
            'write { criterion = "…" }, { higher = "…" } or { lower = "…" }',
        )  # fmt: skip
        return None
    name, kind = names[given[0]], given[0]
    if name is None:
        return None
    sense: Sense | None = kind if kind in ("higher", "lower") else better or None
    named, criterion = (None, name) if kind == "criterion" else (name, None)
    return Breaker(kind, named, criterion, sense, where or {}, last, places, node.place, then)


def _places(fields: Fields, problems: Problems) -> tuple[int, ...] | None:
    node = fields.take("places")
    if node is None:
        return None
    items = node.value if isinstance(node.value, tuple) and node.value else (node,)
    read = [Whole(1).read(item, f"`places` of {fields.what}", problems) for item in items]
    return tuple(number for number in read if number is not None)
