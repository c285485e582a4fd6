"""The steps of a rule proved one after the other: each typed and planned on the table that it works on (§2, §7.5)."""

from collections.abc import Iterable
from itertools import groupby

import attrs

from judge.model.number import rounded
from judge.score import ballot
from judge.score.plan import Col, Map, Plan, Read, Rounded, Stack
from judge.score.rule import Rule
from judge.score.scope import Meaning, Scope
from judge.score.setting import Setting
from judge.score.shape import Shape, widest
from judge.score.verb import Step, Typed


@attrs.frozen(eq=False)
class Planned:
    """A step ready to run.

    Attributes:
        step: as declared.
        table: the name of its table in a plan.
        source: the shape of the table worked on, after its ``where``.
        typed: plan and shape of the result.
        seen: the plan of the cells that go in, for an explanation.
    """

    step: Step
    table: str
    source: Shape
    typed: Typed
    seen: Plan


@attrs.frozen(eq=False)
class Chain:
    """All steps of a rule, proved.

    Attributes:
        steps: in order; those of derived criteria first.
        marks: the shape of the marks with the derived ones, or None for a round without marks.
        filled: the plan of the marks with the derived ones, or None where no criterion is derived.
    """

    steps: tuple[Planned, ...]
    marks: Shape | None
    filled: Plan | None


def marks_shape(setting: Setting) -> Shape | None:
    """Return the shape of the marks that judges give in a round, or None for a round without (§1.1)."""
    rubric = setting.rubric
    if rubric is None:
        return None
    scales = [criterion.scale for criterion in rubric.criteria if criterion.derived is None] or [rubric.scale]
    lows, highs = [scale.low for scale in scales], [scale.high for scale in scales]
    low = None if None in lows else min(low for low in lows if low is not None)
    high = None if None in highs else max(high for high in highs if high is not None)
    senses = {scale.better for scale in scales}
    dimensions: tuple[str, ...] = ("submission", "judge", *(() if len(rubric.criteria) == 1 else ("criterion",)))
    dimensions += ("pair",) if setting.round.ballot == "pairs" else ()
    return Shape(dimensions, senses.pop() if len(senses) == 1 else None, low, high, tuple(rubric.scale.codes))


def chained(rule: Rule, scope: Scope, marks: Shape | None) -> Chain:
    """Return the steps of a rule, each on what the one before it made; what is wrong is added to the scope's problems.

    Args:
        marks: the shape of the marks that judges give.
    """
    done: list[Planned] = []
    derived: list[tuple[str, Planned]] = []
    filled: Plan | None = None
    for criterion, steps in groupby(rule.steps, key=lambda step: step.criterion):
        if criterion is not None and marks is not None:
            own = _line(steps, Typed(Read(ballot.GIVEN), marks), scope)
            if own:
                ballot.check(criterion, own[-1].step, own[-1].typed.shape, scope)
                derived.append((criterion, own[-1]))
        else:
            if derived and marks is not None:
                filled = Stack(
                    "criterion", (Read(ballot.GIVEN), *(Read(last.table) for _, last in derived)),
                    (None, *(name for name, _ in derived)),
                )  # fmt: skip
                marks = ballot.with_derived(marks, [last.typed.shape for _, last in derived])
                scope.marked("marks", marks)
            own = _line(steps, Typed(Read("marks"), marks) if marks is not None else None, scope)
        done += own
    return Chain(tuple(done), marks, filled)


def _line(steps: Iterable[Step], last: Typed | None, scope: Scope) -> list[Planned]:
    done: list[Planned] = []
    for step in steps:
        source = _source(step, last, scope)
        if source is None:
            break
        if step.criterion is not None:
            ballot.check_step(step, scope)
        chosen = scope.where(step, source)
        typed = _rounded(step, step.verb.build(step, chosen, scope))
        typed = attrs.evolve(typed, shape=typed.shape.moderate())
        table = f"step {step.number}"
        done.append(Planned(step, table, chosen.shape, typed, typed.seen or chosen.plan))
        if step.name is not None:
            scope.define(step.name, table, typed.shape, step.place_of("as"))
        last = Typed(Read(table), typed.shape)
    return done


def _source(step: Step, last: Typed | None, scope: Scope) -> Typed | None:
    if isinstance(step.of, tuple):
        return _side_by_side(step, step.of, scope)
    if step.of is not None:
        meaning = scope.table_of(step.of, step.place_of("of"))
        return Typed(Read(meaning.table), meaning.shape) if meaning else None
    if last is not None:
        return last
    if step.verb.name == "weigh":
        return Typed(Read("nothing"), Shape(("submission",)))
    scope.problems.refuse(
        "no-marks", step.place, f"round {scope.setting.round.id} has no rubric, so its first step has no marks to work on",
        "begin with `weigh`, or say `of` which earlier round",
    )  # fmt: skip
    return None


def _side_by_side(step: Step, names: tuple[str, ...], scope: Scope) -> Typed | None:
    """Return the scores or steps of several earlier rounds as one table, with the further dimension ``round`` (§7.5)."""
    place = step.place_of("of")
    found = [(name, meaning) for name in names if (meaning := scope.table_of(name, place)) is not None]
    if len(found) < len(names):
        return None
    rounds = [_round_of(name, meaning, scope) for name, meaning in found]
    strange = [name for (name, _), round_ in zip(found, rounds, strict=True) if round_ is None]
    first = found[0][1].shape
    uneven = [name for name, meaning in found if meaning.shape.dimensions != first.dimensions]
    if strange or len(set(rounds)) < len(rounds) or uneven:
        why = f"`{strange[0]}` is of no earlier round" if strange else "one round stands there twice"
        if uneven and not strange:
            why = f"`{uneven[0]}` has other dimensions than `{names[0]}`"
        scope.problems.refuse(
            "rounds-unlike", place, f"several names after `of` are earlier rounds side by side, and {why}",
            "name the score, or a step, of each earlier round once",
        )  # fmt: skip
        return None
    senses = {meaning.shape.better for _, meaning in found}
    shape = attrs.evolve(
        first, dimensions=(*first.dimensions, "round"), better=first.better if len(senses) == 1 else None
    )
    for _, meaning in found:
        shape = shape.bounded(*widest(shape, meaning.shape))
    return Typed(Stack("round", tuple(Read(meaning.table) for _, meaning in found), tuple(rounds)), shape)


def _round_of(name: str, meaning: Meaning, scope: Scope) -> str | None:
    """Return the earlier round that a name is of."""
    if not meaning.table.startswith("round "):
        return None
    first = name.partition(".")[0]
    return scope.setting.round.entrants if first == "before" else first


def _rounded(step: Step, typed: Typed) -> Typed:
    if step.digits is None:
        return typed
    low, high = (
        None if end is None else rounded(end, step.digits, step.half) for end in (typed.shape.low, typed.shape.high)
    )
    plan = Map(typed.plan, Rounded(Col(), step.digits, step.half))
    return Typed(plan, typed.shape.bounded(low, high), typed.seen)
