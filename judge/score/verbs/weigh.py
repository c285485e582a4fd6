"""``weigh``: the weighted sum of several tables."""

from collections.abc import Mapping
from fractions import Fraction
from typing import cast

from judge.score.fold import exactly, term
from judge.score.kinds import ByName
from judge.score.plan import Calc, Col, Formula, Join, Keys, Map, Num, Plan, Read
from judge.score.saying import Saying, Sentence
from judge.score.scope import Meaning, Scope
from judge.score.shape import Shape, plus, product
from judge.score.verb import Cell, Step, Typed, Verb


def _build(step: Step, source: Typed, scope: Scope) -> Typed:
    weights = cast("Mapping[str, Fraction]", step.keys["weigh"])
    place = step.place_of("weigh")
    tables = [(name, scope.table_of(name, place), weight) for name, weight in weights.items()]
    found = [(name, meaning, weight) for name, meaning, weight in tables if meaning is not None]
    if len(found) < len(tables) or not found:
        return source
    _check_alike(step, scope, [(name, meaning) for name, meaning, _ in found])
    default = step.missing if isinstance(step.missing, Fraction) else None
    steps = [meaning for _, meaning, _ in found if meaning.fact is None and not meaning.table.startswith("round ")]
    keys = tuple(Read(meaning.table) for meaning in steps or [meaning for _, meaning, _ in found])
    plan: Plan = keys[0] if len(keys) == 1 else Keys(keys, default is not None)
    formula: Formula | None = None
    low: Fraction | None = Fraction(0)
    high: Fraction | None = Fraction(0)
    for name, meaning, weight in found:
        plan = Join(plan, Read(meaning.table), name, default, f"value of `{name}`")
        part = Calc("*", Col(name), Num(weight))
        formula = part if formula is None else Calc("+", formula, part)
        ends = product(meaning.shape, Shape((), None, weight, weight))
        low, high = plus(low, ends[0]), plus(high, ends[1])
    assert formula is not None
    first = found[0][1].shape
    better = first.better if all(weight >= 0 for _, _, weight in found) else None
    return Typed(Map(plan, formula), Shape(first.dimensions, better, low, high), plan)


def _check_alike(step: Step, scope: Scope, found: list[tuple[str, Meaning]]) -> None:
    first_name, first = found[0]
    for name, meaning in found[1:]:
        if set(meaning.shape.dimensions) != set(first.shape.dimensions):
            scope.problems.refuse(
                "tables-differ", step.place_of("weigh"),
                f"`{first_name}` is by {' and '.join(first.shape.dimensions)}, `{name}` by {' and '.join(meaning.shape.dimensions)}",
                "fold them to the same dimensions first",
            )  # fmt: skip
        elif first.shape.better and meaning.shape.better and meaning.shape.better != first.shape.better:
            scope.problems.refuse(
                "sense-differs",
                step.place_of("weigh"),
                f"in `{first_name}` {first.shape.better} is better, in `{name}` it is not",
            )


_PHRASES = {
    "weigh": {"en": "the sum of {parts}", "es": "la suma de {parts}", "fr": "la somme de {parts}"},
}


def _sentence(step: Step, say: Saying) -> str:
    weights = cast("Mapping[str, Fraction]", step.keys["weigh"])
    return say("weigh", parts=say.all(f"{term(weight)} × `{name}`" for name, weight in weights.items()))


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    weights = cast("Mapping[str, Fraction]", step.keys["weigh"])
    columns = cells[0].columns
    return (
        " + ".join(f"{term(weight)}×{term(columns.get(name))}" for name, weight in weights.items())
        + f" = {exactly(result)}"
    )


VERB = Verb("weigh", "3.18", ByName(), _build, Sentence(_PHRASES, _sentence), _working)
