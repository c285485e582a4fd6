"""What a round asks of its assignment: the table ``[round.assign]``."""

from collections.abc import Iterable

import attrs

from judge.model.challenge import Challenge, Judge, Round, Submission
from judge.model.fields import Fields, number
from judge.model.place import Node, Place
from judge.model.problem import Problems, listed, nearest

WISHES = ("share", "fact", "among", "spread")
HEAVIEST = 1000


@attrs.frozen
class Wish:
    """What should be, and what it costs where it is not.

    Attributes:
        kind: ``share`` (judge and record have a value of a field in common), ``fact`` (a number of the pair, the higher
            the better), ``among`` (of a submission's judges, so many have a value), ``spread`` (its judges differ).
        name: the field, or the fact.
        value: of ``among``.
        least: of ``among``: how many.
        weight: points for each time it is not so.
    """

    kind: str
    name: str
    value: str
    least: int
    weight: int
    place: Place


@attrs.frozen
class Limit:
    """How many submissions each judge with a value of a field marks; None for no bound of its own."""

    name: str
    value: str
    least: int | None
    most: int | None
    place: Place


@attrs.frozen
class Wanted:
    """What is asked for.

    Attributes:
        judges: of each submission.
        least, most: submissions of a judge; None for an even load.
        share: fields of which judge and record must have a value in common.
        apart: fields of which they must not.
        limits: bounds of groups of judges.
        wishes: what should be.
        fixed: a fact of pairs: 1 for a pair that must be, -1 for one that must not; or None.
    """

    judges: int
    least: int | None
    most: int | None
    share: tuple[str, ...]
    apart: tuple[str, ...]
    limits: tuple[Limit, ...]
    wishes: tuple[Wish, ...]
    fixed: str | None
    place: Place


def values(text: str) -> frozenset[str]:
    """Return the values that stand in a text between commas or semicolons, without regard to case."""
    return frozenset(each for part in text.replace(";", ",").split(",") if (each := part.strip().casefold()))


def of_judge(judge: Judge, name: str) -> frozenset[str]:
    """Return what a judge has in a field."""
    return values(judge.fields[name]) if name in judge.fields else _fact(judge.facts.get(name))


def of_record(submission: Submission, name: str) -> frozenset[str]:
    """Return what a submission has in a field."""
    return values(submission.texts[name]) if name in submission.texts else _fact(submission.facts.get(name))


def _fact(node: Node | None) -> frozenset[str]:
    if node is None:
        return frozenset()
    items = node.value if isinstance(node.value, tuple) else (node,)
    return frozenset().union(*(values(item.value) for item in items if isinstance(item.value, str)))


def read(challenge: Challenge, round_: Round, problems: Problems) -> Wanted | None:
    """Return what a round asks for, or None where it asks for nothing or something is wrong."""
    if round_.assign is None:
        return None
    found = Problems()
    fields = Fields(round_.assign, found, f"[round.assign] of the round `{round_.id}`")
    judges = fields.whole("judges", least=1, required=True)
    load = _load(fields)
    share, apart = _names(fields, "share"), _names(fields, "apart")
    limits = tuple(filter(None, (_limit(node, found) for node in _listed(fields, "limits"))))
    wishes = tuple(filter(None, (_wish(node, found) for node in _listed(fields, "wishes"))))
    fixed = fields.text("fixed")
    fields.finish()
    wanted = Wanted(judges or 1, *load, share, apart, limits, wishes, fixed, round_.assign.place)
    if not found.refused:
        _known(wanted, challenge, found)
    problems.extend(found)
    return None if found.refused else wanted


def _listed(fields: Fields, key: str) -> tuple[Node, ...]:
    return fields.tables(key) if fields.has(key) else ()


def _names(fields: Fields, key: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fields.texts(key) or ()))


def _load(fields: Fields) -> tuple[int | None, int | None]:
    """Take ``load``: the fewest and most submissions of a judge, or one number for the most."""
    node = fields.take("load")
    if node is None:
        return None, None
    items = node.value if isinstance(node.value, tuple) else (Node(0, node.place), node)
    ends = [number(item, f"`load` of {fields.what}", fields.problems) for item in items]
    if None in ends:
        return None, None
    whole = [int(end) for end in ends if end is not None and end.denominator == 1 and end >= 0]
    if len(whole) != 2 or whole[0] > whole[1]:
        fields.problems.refuse(
            "assign-load", node.place, f"`load` of {fields.what} is not two whole numbers, the fewest and the most",
            "write load = [3, 6], or load = 6 for at most six",
        )  # fmt: skip
        return None, None
    return whole[0], whole[1]


def _pair(fields: Fields, key: str) -> tuple[str, str] | None:
    """Take a table with one field and its value, such as ``{ role = "chair" }``."""
    items = list(fields.mapping(key).items())
    if len(items) == 1 and isinstance(items[0][1].value, str):
        return items[0][0], items[0][1].value.strip()
    fields.problems.refuse(
        "assign-where", fields.place, f"`{key}` of {fields.what} is not one field with its value",
        f'write {key} = {{ role = "chair" }}',
    )  # fmt: skip
    return None


def _limit(node: Node, problems: Problems) -> Limit | None:
    fields = Fields(node, problems, "a limit")
    where = _pair(fields, "where")
    least, most = fields.whole("least", least=0), fields.whole("most", least=0)
    fields.finish()
    return None if where is None else Limit(*where, least, most, node.place)


def _wish(node: Node, problems: Problems) -> Wish | None:
    fields = Fields(node, problems, "a wish")
    kinds = [kind for kind in WISHES if fields.has(kind)]
    if len(kinds) != 1:
        problems.refuse(
            "assign-wish", node.place, f"a wish has one of {listed(WISHES)}, and this one has {len(kinds)}",
            'write { share = "topics", weight = 4 }',
        )  # fmt: skip
        return None
    kind = kinds[0]
    name, value = (fields.text(kind) or "", "") if kind != "among" else (_pair(fields, kind) or ("", ""))
    least = fields.whole("least", least=1) if kind == "among" else None
    weight = fields.whole("weight", least=0)
    fields.finish()
    if weight is not None and weight > HEAVIEST:
        problems.refuse("assign-wish", node.place, f"the weight of a wish is {weight}; at most {HEAVIEST} is allowed")
    return Wish(kind, name, value, least or 1, 1 if weight is None else weight, node.place)


def _known(wanted: Wanted, challenge: Challenge, problems: Problems) -> None:
    """Refuse fields and facts that nobody has."""
    judges = {name for judge in challenge.judges for name in (*judge.fields, *judge.facts)}
    records = {name for each in challenge.submissions for name in (*each.texts, *each.facts)}
    both = [(name, wanted.place) for name in (*wanted.share, *wanted.apart)]
    both += [(wish.name, wish.place) for wish in wanted.wishes if wish.kind == "share"]
    own = [(limit.name, limit.place) for limit in wanted.limits]
    own += [(wish.name, wish.place) for wish in wanted.wishes if wish.kind in ("among", "spread")]
    for name, place in (*both, *own):
        _one(name, "judge", judges, place, problems)
    for name, place in both:
        _one(name, "submission", records, place, problems)
    facts = {fact.name for fact in challenge.facts if sorted(fact.dimensions) == ["judge", "submission"]}
    asked = [(wish.name, wish.place) for wish in wanted.wishes if wish.kind == "fact"]
    for name, place in [*asked, *([(wanted.fixed, wanted.place)] if wanted.fixed else [])]:
        if name not in facts:
            problems.refuse(
                "assign-fact", place, f"no fact `{name}` is keyed by submission and judge",
                nearest(name, facts) or f"put a table with the columns submission, judge and {name} into facts/", found=name,
            )  # fmt: skip


def _one(name: str, kind: str, known: Iterable[str], place: Place, problems: Problems) -> None:
    every = sorted(known)
    if name not in every:
        hint = nearest(name, every) or (f"fields: {listed(every)}" if every else f"no {kind} has any field yet")
        problems.refuse("assign-field", place, f"no {kind} has a field `{name}`", hint, found=name)
