"""``standardise``: values are set beside the others of their group, such as a judge's marks beside one another."""

from collections.abc import Mapping
from fractions import Fraction
from math import isqrt
from typing import cast

import attrs

from judge.score.fold import exactly, failed, grouped, members, term
from judge.score.kinds import Choice, Names, NumberOrChoice, Onto, Whole
from judge.score.plan import Map
from judge.score.saying import Saying, Sentence
from judge.score.scope import Scope
from judge.score.shape import Bound, Shape, minus, plus, widest
from judge.score.standard import beside, digits, formula, least, method_of, onto
from judge.score.verb import Cell, Step, Typed, Verb

_KEYS = {
    "z": {"deviation", "onto", "digits", "min", "too_few", "no_spread"},
    "centre": {"onto", "min", "too_few"},
    "range": {"min", "too_few", "no_spread"},
    "percentile": {"min", "too_few"},
    "midrank": {"min", "too_few"},
}
"""The keys that mean something with each method."""


def _build(step: Step, source: Typed, scope: Scope) -> Typed:
    wrong = _wrong_keys(step, scope)
    if not grouped(step, source, scope) or wrong:
        return failed(step, source)
    seen = beside(step, source.plan, source.shape.dimensions)
    low, high = _bounds(step, source.shape, members(step, scope))
    return Typed(Map(seen, formula(step)), attrs.evolve(source.shape, low=low, high=high), seen)


def _wrong_keys(step: Step, scope: Scope) -> bool:
    """Whether keys lack, or do not go with the method; that is a problem."""
    method, where = method_of(step), onto(step)
    found = []
    if method == "z" and "deviation" not in step.keys:
        hint = 'say which: `deviation = "population"` divides by n, `"sample"` by n - 1'
        scope.problems.refuse("missing-key", step.place, '`standardise` by "z" has no `deviation`', hint)
        found.append("deviation")
    if method == "z" and isinstance(where, Mapping) and where and "spread" not in where:
        hint = "say both: `onto = { mean = 50, spread = 10 }`"
        scope.problems.refuse("missing-key", step.place_of("onto"), "`onto` has no `spread`", hint)
        found.append("spread")
    unused = [key for key in step.keys if key not in _KEYS[method] | {"method", "standardise"}]
    unused += ["onto.spread"] * (method == "centre" and "spread" in where)
    centred = [key for key in ("too_few", "no_spread") if step.keys.get(key) == "centre" and method != "z"]
    for key in unused + [key for key in centred if key not in unused]:
        what = f'`{key}{" = centre" * (key in centred)}` means nothing where the method is "{method}"'
        hint = f"leave it out; keys of this method: {', '.join(sorted(_KEYS[method]))}"
        scope.problems.refuse("key-without-use", step.place_of(key.partition(".")[0]), what, hint, found=key)
    return bool(found or unused or centred)


def _bounds(step: Step, source: Shape, most: int) -> tuple[Bound, Bound]:
    """Return bounds: a standardised value lies less than n deviations from the mean."""
    width = plus(source.high, minus(source.low))
    where, method = onto(step), method_of(step)
    if method in ("z", "centre"):
        far: Bound = width if method == "centre" else Fraction(most)
        middle = Shape((), None, Fraction(0), Fraction(0))
        if isinstance(where, str):
            far, middle = (None if width is None else width * (most if method == "z" else 1)), source
        elif where:
            middle = Shape((), None, where["mean"], where["mean"])
            far = Fraction(most) * where["spread"] if method == "z" else far
        ends = Shape((), None, plus(middle.low, minus(far)), plus(middle.high, far))
        centred = Shape((), None, plus(middle.low, minus(width)), plus(middle.high, width))
    else:
        low, high = {"range": (0, 1), "percentile": (0, 100), "midrank": (1, most)}[method]
        ends = centred = Shape((), None, Fraction(low), Fraction(high))
    for key in ("too_few", "no_spread"):
        said = step.keys.get(key)
        if said is not None:
            own = Shape((), None, said, said) if isinstance(said, Fraction) else source if said == "keep" else centred
            ends = Shape((), None, *widest(ends, own))
    return ends.low, ends.high


# -- sentence and working -------------------------------------------------------------------------------------------


_PHRASES = {
    "each": {
        "en": "each value among those over {over}: {words}",
        "es": "cada valor frente a los demás de {over}: {words}",
        "fr": "chaque valeur comparée aux autres sur {over} : {words}",
    },
    "z": {
        "en": "less the mean, in deviations of the {deviation}, to {digits} decimals",
        "es": "menos el promedio, en desviaciones típicas {deviation}, con {digits} decimales",
        "fr": "moins la moyenne, en écarts types {deviation}, à {digits} décimales",
    },
    "population": {"en": "population", "es": "de la población", "fr": "de la population"},
    "sample": {"en": "sample", "es": "de la muestra", "fr": "de l'échantillon"},
    "centre": {"en": "less the mean", "es": "menos el promedio", "fr": "moins la moyenne"},
    "range": {
        "en": "from 0 for the lowest to 1 for the highest",
        "es": "de 0 para el más bajo a 1 para el más alto",
        "fr": "de 0 pour la plus basse à 1 pour la plus haute",
    },
    "percentile": {
        "en": "as the percentage that lies below, with half of the equal ones",
        "es": "como el porcentaje que queda por debajo, con la mitad de los iguales",
        "fr": "en pourcentage de ce qui est au-dessous, avec la moitié des égales",
    },
    "midrank": {
        "en": "as the place counted from the lowest, equals in the middle of theirs",
        "es": "como el lugar contado desde el más bajo, los iguales en el medio de los suyos",
        "fr": "en rang compté depuis la plus basse, les égales au milieu des leurs",
    },
    "onto all z": {
        "en": ", onto the mean and spread of all",
        "es": ", llevado al promedio y la dispersión de todos",
        "fr": ", ramenée à la moyenne et à la dispersion de toutes",
    },
    "onto all": {
        "en": ", onto the mean of all",
        "es": ", llevado al promedio de todos",
        "fr": ", ramenée à la moyenne de toutes",
    },
    "onto": {"en": ", onto {numbers}", "es": ", llevado a {numbers}", "fr": ", ramenée à {numbers}"},
    "mean": {"en": "mean {n}", "es": "promedio {n}", "fr": "moyenne {n}"},
    "spread": {"en": "spread {n}", "es": "dispersión {n}", "fr": "dispersion {n}"},
    "too_few": {
        "en": "with too few values {instead}",
        "es": "con muy pocos valores, {instead}",
        "fr": "avec trop peu de valeurs, {instead}",
    },
    "no_spread": {
        "en": "without a spread {instead}",
        "es": "sin dispersión, {instead}",
        "fr": "sans dispersion, {instead}",
    },
    "keep": {"en": "as it is", "es": "tal como está", "fr": "telle quelle"},
    "between": {"en": "; ", "es": "; ", "fr": " ; "},
    "only centre": {"en": "only less the mean", "es": "solo menos el promedio", "fr": "seulement moins la moyenne"},
}


def _sentence(step: Step, say: Saying) -> str:
    method, where = method_of(step), onto(step)
    deviation = say(step.text("deviation")) if method == "z" else ""
    words = say(method, deviation=deviation, digits=str(digits(step)))
    if isinstance(where, str):
        words += say("onto all z" if method == "z" else "onto all")
    elif where:
        words += say("onto", numbers=say.all(say(key, n=term(number)) for key, number in where.items()))
    rest = [say(key, instead=_in_words(step, key, say)) for key in ("too_few", "no_spread") if key in step.keys]
    return say("between").join([say("each", over=say.over(step), words=words), *rest])


def _in_words(step: Step, key: str, say: Saying) -> str:
    said = cast("Fraction | str", step.keys[key])
    return term(said) if isinstance(said, Fraction) else say({"keep": "keep", "centre": "only centre"}[said])


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    value, columns = cells[0].value, cells[0].columns
    number = columns.get("values")
    if value is None or number is None:
        return exactly(result)
    facts, how = _METHODS[method_of(step)](step, value, columns)
    if number < least(step):
        how = _instead(step, "too_few", "too few", value, columns)
    elif "no_spread" in step.keys and columns.get("down") == 0:
        how = _instead(step, "no_spread", "no spread", value, columns)
    return f"{term(number)} value{'s' * (number != 1)}, {facts}; {how} = {exactly(result)}"


def _instead(step: Step, key: str, why: str, value: Fraction, columns: Mapping[str, Fraction]) -> str:
    how = (
        _centre_in_figures(step, value, columns)[1]
        if step.keys[key] == "centre"
        else _in_words(step, key, Saying(_PHRASES, "en"))
    )
    return f"{why}: {how}"


def _root(variance: Fraction) -> str:
    """Return a variance's root for the eye, to six decimals."""
    near = (isqrt(4 * variance.numerator * 10**12 // variance.denominator) + 1) // 2
    return f"≈{near // 10**6}.{near % 10**6:06}"


def _z_in_figures(step: Step, value: Fraction, columns: Mapping[str, Fraction]) -> tuple[str, str]:
    mean, variance, where = columns["mean"], columns["variance"], onto(step)
    facts = f"mean {exactly(mean)}, variance {exactly(variance)}, deviation {_root(variance)}"
    how = f"({term(value)} − {term(mean)}) / √{term(variance)}"
    if isinstance(where, str):
        facts += f", of all: mean {exactly(columns['panel mean'])}, variance {exactly(columns['panel variance'])}"
        return facts, f"{how} × √{term(columns['panel variance'])} + {term(columns['panel mean'])}"
    return facts, f"{how} × {term(where['spread'])} + {term(where['mean'])}" if where else how


def _centre_in_figures(step: Step, value: Fraction, columns: Mapping[str, Fraction]) -> tuple[str, str]:
    where = onto(step)
    mean = columns["panel mean"] if isinstance(where, str) else where.get("mean")
    facts = f"mean {exactly(columns['mean'])}" + (f", of all {exactly(mean)}" if isinstance(where, str) else "")
    return facts, f"{term(value)} − {term(columns['mean'])}" + (f" + {term(mean)}" if mean is not None else "")


def _range_in_figures(step: Step, value: Fraction, columns: Mapping[str, Fraction]) -> tuple[str, str]:
    low, high = columns["lowest"], columns["highest"]
    facts = f"from {term(low)} to {term(high)}"
    return facts, f"({term(value)} − {term(low)}) / ({term(high)} − {term(low)})"


def _places_in_figures(step: Step, value: Fraction, columns: Mapping[str, Fraction]) -> tuple[str, str]:
    number, lead = columns["values"], columns["lead"]
    facts = (
        f"{term(lead)} more below {term(value)} than above"
        if lead >= 0
        else f"{-lead} more above {term(value)} than below"
    )
    if method_of(step) == "percentile":
        return facts, f"50 × ({term(number)} + {term(lead)}) / {term(number)}"
    return facts, f"({term(number)} + 1 + {term(lead)}) / 2"


_METHODS = {
    "z": _z_in_figures, "centre": _centre_in_figures, "range": _range_in_figures,
    "percentile": _places_in_figures, "midrank": _places_in_figures,
}  # fmt: skip
_INSTEAD = NumberOrChoice(("centre", "keep"))

VERB = Verb(
    "standardise", "3.25", Names(), _build, Sentence(_PHRASES, _sentence), _working,
    {"method": Choice(tuple(_KEYS)), "deviation": Choice(("population", "sample")), "onto": Onto(),
     "digits": Whole(0, 100), "min": Whole(1), "too_few": _INSTEAD, "no_spread": _INSTEAD},
    grouped=True,
)  # fmt: skip
