"""``fill``: cells without a value are replaced."""

from fractions import Fraction
from typing import cast

import attrs

from judge.model.problem import listed, nearest
from judge.model.state import FIRST_CODE, MISSING, WORDS
from judge.score.fold import exactly, filled_by_group, term, without_codes, zero_for_missing
from judge.score.kinds import Names, NumberOrName
from judge.score.plan import Col, Fill, Join, Num, Plan, Read
from judge.score.saying import Saying, Sentence, things
from judge.score.scope import Scope
from judge.score.shape import Bound
from judge.score.verb import Cell, Step, Typed, Verb

_FROM_GROUP = ("mean", "median", "lowest", "highest")


def _build(step: Step, source: Typed, scope: Scope) -> Typed:
    states = _states(step, source, scope)
    if "with" not in step.keys:
        scope.problems.refuse("missing-key", step.place, "`fill` has no `with`", "say what it counts as: `with = 0`")
        return source
    given = cast("Fraction | str", step.keys["with"])
    shape = without_codes(source.shape, states, scope.setting.codes)
    if isinstance(given, Fraction):
        low, high = _least(shape.low, given), _most(shape.high, given)
        return Typed(Fill(source.plan, states, Num(given)), attrs.evolve(shape, low=low, high=high), source.plan)
    if given == "left out":
        return Typed(Fill(source.plan, states, None), shape, source.plan)
    if given not in _FROM_GROUP:
        return _from_table(step, attrs.evolve(source, shape=shape), scope, states, given)
    return Typed(_from_group(step, source, scope, states, given), shape, source.plan)


def _from_table(step: Step, source: Typed, scope: Scope, states: tuple[int, ...], name: str) -> Typed:
    """Return the source with the value of a named table in each such cell; where that has none, the cell stays."""
    place, shape = step.place_of("with"), source.shape
    meaning = scope.operand(name, shape, place)
    if meaning is None:
        return source
    other = meaning.shape
    if shape.better and other.better and shape.better != other.better:
        scope.problems.refuse("sense-differs", place, f"here {shape.better} is better, in `{name}` it is not")
    low = None if other.low is None else _least(shape.low, other.low)
    high = None if other.high is None else _most(shape.high, other.high)
    joined = Join(source.plan, Read(meaning.table), "with", Fraction(0), f"`{name}`")
    filled = Fill(joined, states, Col("with"), needs="with")
    return Typed(filled, attrs.evolve(shape, low=low, high=high), source.plan)


def _from_group(step: Step, source: Typed, scope: Scope, states: tuple[int, ...], how: str) -> Plan:
    over = cast("tuple[str, ...]", step.keys.get("over", ()))
    if not over:
        scope.problems.refuse(
            "missing-key",
            step.place,
            f'`with = "{how}"` needs `over`',
            'say of which group: `over = "judge"`',
            expected="over",
        )
        return source.plan
    there = [scope.has_dimension(source.shape, dimension, step.place_of("over")) for dimension in over]
    there += [scope.complete_field(source.shape, field, step.place_of("by")) for field in step.by]
    if not all(there):
        return source.plan
    return filled_by_group(source.plan, states, over, step.by, how)


def _states(step: Step, source: Typed, scope: Scope) -> tuple[int, ...]:
    """Return the numbers of the states and codes named."""
    codes = scope.setting.codes
    numbers = {word: number for number, word in enumerate(WORDS) if word not in ("value", "unranked")}
    numbers.update({code: FIRST_CODE + number for number, code in enumerate(codes)})
    found = []
    for name in cast("tuple[str, ...]", step.keys["fill"]):
        if name in numbers:
            found.append(numbers[name])
        else:
            scope.problems.refuse(
                "unknown-state", step.place_of("fill"), f"`{name}` is neither a state nor a code of the scale",
                nearest(name, numbers) or f"known: {listed(numbers)}", found=name,
            )  # fmt: skip
    if MISSING in found and step.keys.get("with") == 0:
        zero_for_missing(step, scope)
    return tuple(found)


def _least(bound: Bound, value: Fraction) -> Bound:
    return None if bound is None else min(bound, value)


def _most(bound: Bound, value: Fraction) -> Bound:
    return None if bound is None else max(bound, value)


_PHRASES = {
    "left out": {
        "en": "a mark that is {states} is left out",
        "es": "una nota {states} se deja fuera",
        "fr": "une note {states} est laissée de côté",
    },
    "number": {
        "en": "a mark that is {states} counts as {n}",
        "es": "una nota {states} cuenta como {n}",
        "fr": "une note {states} compte pour {n}",
    },
    "group": {
        "en": "a mark that is {states} counts as the {how} of its group over {over}",
        "es": "una nota {states} cuenta como {how} de su grupo, entre {over}",
        "fr": "une note {states} compte pour {how} de son groupe, parmi {over}",
    },
    "mean": {"en": "mean", "es": "el promedio", "fr": "la moyenne"},
    "median": {"en": "median", "es": "la mediana", "fr": "la médiane"},
    "lowest": {"en": "lowest", "es": "el valor más bajo", "fr": "la valeur la plus basse"},
    "highest": {"en": "highest", "es": "el valor más alto", "fr": "la valeur la plus haute"},
}


def _sentence(step: Step, say: Saying) -> str:
    states = say.states(cast("tuple[str, ...]", step.keys["fill"]))
    given = cast("Fraction | str", step.keys["with"])
    if isinstance(given, Fraction):
        return say("number", states=states, n=term(given))
    if given == "left out":
        return say("left out", states=states)
    if given not in _FROM_GROUP:
        return say("number", states=states, n=f"`{given}`")
    names = cast("tuple[str, ...]", step.keys["over"])
    over = say.all(names) if say.language == "en" else things(names, say.language)
    return say("group", states=states, how=say(given), over=over)


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    return exactly(result)


VERB = Verb(
    "fill", "3.17", Names(), _build, Sentence(_PHRASES, _sentence), _working,
    {"with": NumberOrName(), "over": Names()},
)  # fmt: skip
