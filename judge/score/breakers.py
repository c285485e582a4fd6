"""What a tie-break compares: a table proved before there are marks, and planned (§6.3)."""

import attrs

from judge.model.rubric import Sense
from judge.model.said.ties import TIES
from judge.model.table import Column, Table
from judge.score.ballot import sense_of
from judge.score.fold import COUNT
from judge.score.plan import Calc, Col, Condition, Group, Map, Plan, Read, Where
from judge.score.saying import Saying, one
from judge.score.scope import Scope
from judge.score.shape import Shape
from judge.score.ties import Breaker


@attrs.frozen(eq=False)
class PlannedBreaker:
    """A tie-break ready to run: the plan of a table by submission, and which values come first.

    Attributes:
        other: for lists of values, the further dimension of the table, else None.
        then: the plan of the table of all marks, for a tie-break that has one.
    """

    breaker: Breaker
    plan: Plan
    better: Sense
    other: str | None = None
    then: Plan | None = None


def planned(breaker: Breaker, scope: Scope, marks: Shape | None) -> PlannedBreaker | None:
    """Return a tie-break ready to run, or None with a problem.

    Args:
        marks: the shape of the round's marks, or None for a round without.
    """
    if breaker.name is None:
        return _by_criterion(breaker, scope, marks)
    if breaker.kind == "covers" and breaker.name in scope.setting.dimensions["submission"].fields:
        scope.owners(("submission",), breaker.name)
        return PlannedBreaker(breaker, Read(_texts(breaker.name, scope)), "higher", breaker.name)
    meaning = scope.table_of(breaker.name, breaker.place)
    if meaning is None:
        return None
    conditions, dimensions = _slices(breaker, meaning.shape, scope)
    lists = breaker.kind in ("count_back", "head_to_head", "placements", "covers")
    if "submission" not in dimensions or len(dimensions) != (2 if lists else 1):
        _unfit(breaker, dimensions, lists, scope)
        return None
    better = "higher" if breaker.kind == "covers" else breaker.better or meaning.shape.better
    if better is None:
        scope.problems.refuse(
            "sense-unknown", breaker.place, f"nothing says whether higher or lower values of `{breaker.name}` are better",
            'add `better = "higher"` to the tie-break',
        )  # fmt: skip
        return None
    plan: Plan = Where(Read(meaning.table), conditions) if conditions else Read(meaning.table)
    made = PlannedBreaker(breaker, plan, better, next((name for name in dimensions if name != "submission"), None))
    return _of_places(made, scope) if breaker.kind == "placements" else made


def _of_places(made: PlannedBreaker, scope: Scope) -> PlannedBreaker | None:
    """Return a tie-break that counts places with the table of all marks, or None with a problem."""
    breaker = made.breaker
    meaning = scope.table_of(breaker.then, breaker.place) if breaker.then is not None else None
    if breaker.then is not None and meaning is None:
        return None
    if made.better == "higher" or (meaning and meaning.shape.better == "higher" and not breaker.better):
        scope.problems.refuse(
            "placements-without-places", breaker.place, "`placements` counts places, and here higher is better",
            'give places before it: { rank = "submission" }',
        )  # fmt: skip
        return None
    if meaning is None:
        return made
    if "submission" not in meaning.shape.dimensions:
        _unfit(attrs.evolve(breaker, name=breaker.then), meaning.shape.dimensions, True, scope)
        return None
    return attrs.evolve(made, then=Read(meaning.table))


def _texts(field: str, scope: Scope) -> str:
    """Return the name of a table with a 1 for each submission and what its field says."""
    dimension, index = scope.setting.dimensions["submission"], scope.setting.dimensions[field].index()
    said = [(at, index[text]) for at, text in enumerate(dimension.fields[field]) if text is not None]
    keys = ([at for at, _ in said], [member for _, member in said])
    scope.tables[f"field {field}"] = Table(("submission", field), keys, None, {"value": Column([1] * len(said))})
    return f"field {field}"


def _unfit(breaker: Breaker, dimensions: tuple[str, ...], lists: bool, scope: Scope) -> None:
    what = f"`{breaker.name}` has a value for each {' and '.join(dimensions) or 'round'}"
    if lists:
        scope.problems.refuse(
            "breaker-unfit", breaker.place, f"{what}, and `{breaker.kind}` needs one for each submission and one more dimension",
            "name a table by submission and judge, or choose with `where`",
        )  # fmt: skip
    else:
        scope.problems.refuse(
            "breaker-too-fine", breaker.place, f"{what}, and a tie-break needs one for each submission",
            "name a step that is folded, or choose with `where`",
        )  # fmt: skip


def _slices(breaker: Breaker, shape: Shape, scope: Scope) -> tuple[tuple[Condition, ...], tuple[str, ...]]:
    """Return the conditions of a tie-break's ``where``, each on one member, and the dimensions that are left."""
    conditions, dimensions = [], list(shape.dimensions)
    for name, wanted in breaker.where.items():
        if not scope.has_dimension(shape, name, breaker.place):
            continue
        texts = (wanted,) if isinstance(wanted, str) else wanted
        scope.known_members(name, scope.setting.dimensions[name].members, texts, breaker.place)
        conditions.append(Condition(name, None, texts, isinstance(wanted, str)))
        if isinstance(wanted, str):
            dimensions.remove(name)
    return tuple(conditions), tuple(dimensions)


def _by_criterion(breaker: Breaker, scope: Scope, marks: Shape | None) -> PlannedBreaker | None:
    """The mean of a criterion's marks, by the sense of its scale (§6.3)."""
    setting, wanted = scope.setting, breaker.criterion or ""
    criteria = {item.id: item for item in setting.rubric.criteria} if setting.rubric else {}
    if wanted not in criteria or marks is None:
        scope.unknown_member("criterion", criteria, wanted, breaker.place)
        return None
    conditions, _ = _slices(breaker, marks, scope)
    chosen = [attrs.evolve(condition, slices=False) for condition in conditions]
    if "criterion" in marks.dimensions:
        chosen.append(Condition("criterion", None, (wanted,), True))
    plan: Plan = Where(Read("marks"), tuple(chosen)) if chosen else Read("marks")
    totals = Group(plan, ("judge",), (), {"total": ("sum", Col()), "number": COUNT})
    return PlannedBreaker(
        breaker, Map(totals, Calc("/", Col("total"), Col("number"))), sense_of(wanted, scope) or "higher"
    )


def in_words(breaker: Breaker, better: Sense, language: str = "en", called: str | None = None) -> str:
    """Return a tie-break in words.

    Args:
        called: what to call the table or criterion, else its name.
    """
    say = Saying(TIES, language)
    places = "" if breaker.places is None else say("only", numbers=say.either(map(str, breaker.places)))
    where = "".join(
        f", {one(name, language)} {wanted if isinstance(wanted, str) else say.either(wanted)}"
        for name, wanted in breaker.where.items()
    )
    name = called or f"`{breaker.criterion or breaker.name}`"
    if breaker.kind in ("count_back", "head_to_head") and breaker.better is not None:
        where += say(f"{breaker.better} first")
    kind = {"criterion": "mean", "higher": "table", "lower": "table"}.get(breaker.kind, breaker.kind)
    then = "" if breaker.then is None else say("then", name=f"`{breaker.then}`")
    return say(kind, better=say(better), name=name, where=where, then=then, places=places)
