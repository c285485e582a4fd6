"""What all verbs on orders have in common: their typing and plan, and words for places (§3.26 to §3.30)."""

from collections.abc import Callable, Mapping
from fractions import Fraction

import attrs

from judge.model.number import plain
from judge.model.rubric import Sense
from judge.score.fold import failed, folded, grouped, settled, weighted
from judge.score.kinds import Choice, Kind, Names, Weights
from judge.score.order_plan import Counting, Orders
from judge.score.plan import Plan
from judge.score.saying import Phrase, Sentence, things
from judge.score.scope import Scope
from judge.score.shape import Bound, Shape
from judge.score.verb import Cell, Step, Typed, Verb

UNPLACED: dict[str, Kind] = {"unplaced": Choice(("behind",))}
"""The key that all verbs on orders have: where a submission stands that a judge did not place."""


def sense_of(step: Step, shape: Shape, scope: Scope) -> Sense | None:
    """Return which values come first in an order, or None with a problem."""
    if shape.better is None:
        scope.problems.refuse(
            "sense-unknown", step.place, f"nothing says whether higher or lower comes first in the orders of step {step.number}",
            'rank before it, and say `better`: { rank = "submission", better = "higher" }',
        )  # fmt: skip
    return shape.better


WEIGHTS: dict[str, Kind] = {"weights": Weights()}
"""The key that all verbs on orders have: for how many ballots each order stands."""


_KEYS: Mapping[str, Kind] = {**UNPLACED, **WEIGHTS}


def by_order(
    step: Step, source: Typed, scope: Scope, better: Sense, most: Bound, counting: Counting | None = None
) -> Typed:
    """Return what a verb makes of the orders of those whom it folds; ``most`` is the highest number there can be."""
    place = step.place_of(step.verb.name)
    if "submission" in step.over:
        scope.problems.refuse(
            "orders-without-judges", place, f"`{step.verb.name}` folds orders of submissions, and those who made them are not named",
            f'write {{ {step.verb.name} = "judge" }}',
        )  # fmt: skip
        return failed(step, source)
    if not grouped(step, source, scope) or not scope.has_dimension(source.shape, "submission", place):
        return failed(step, source)
    sense = sense_of(step, source.shape, scope)
    if sense is None:
        return failed(step, source)
    shape = folded(step, source.shape, scope, Fraction(0 if better == "higher" else 1), most, better)
    seen = settled(step, source, scope, "left out", "left out")
    if "weights" in step.keys:
        seen = _weighed(step, source, seen, scope)
    majority = step.whole("majority") if "majority" in step.keys else None
    behind, heavy = "unplaced" in step.keys, "weights" in step.keys
    plan = Orders(seen, step.over, step.by, sense, behind, step.verb.name, majority, heavy, counting)
    return Typed(plan, shape, attrs.evolve(plan, beside=True))


def _weighed(step: Step, source: Typed, seen: Plan, scope: Scope) -> Plan:
    """Return the source with the number of ballots beside each cell; it may not differ within an order."""
    without = [name for name in source.shape.dimensions if name != "submission"]
    shape = attrs.evolve(source.shape, dimensions=tuple(without))
    plan, _, _ = weighted(step, attrs.evolve(source, shape=shape), seen, scope, shares=False)
    return plan


def placing(step: Step, source: Typed, scope: Scope, counting: Counting | None = None) -> Typed:
    """Return what a verb makes of orders that gives places."""
    made = by_order(step, source, scope, "lower", submissions(scope), counting)
    if step.digits is None:
        scope.places[f"step {step.number}"] = ()
    return made


def submissions(scope: Scope) -> Fraction | None:
    """Return how many submissions there are, or None where that is not known yet."""
    number = len(scope.setting.dimensions["submission"].members)
    return Fraction(number) if number else None


_BEHIND = {
    "en": "; what one of them did not place stands behind all that it placed",
    "es": " (lo que uno de ellos no ordenó va detrás de todo lo que ordenó)",
    "fr": " (ce que l'un d'eux n'a pas classé vient derrière tout ce qu'il a classé)",
}


_WEIGHTS = {
    "en": ", each as many times as{name} says",
    "es": " (cada uno tantas veces como dice{name})",
    "fr": " (chacun autant de fois que le dit{name})",
}


def orders_of(step: Step, language: str = "en") -> str:
    """Return whose orders a step folds, in words, and where those stand whom they leave out."""
    weights = step.keys.get("weights")
    words = things(step.over, language)
    if weights is not None:
        words += _WEIGHTS[language].format(name=f" `{weights}`" if isinstance(weights, str) else "")
    return words + (_BEHIND[language] if "unplaced" in step.keys else "")


Working = Callable[[Step, tuple[Cell, ...], Fraction | None], str]


def on_orders(
    name: str,
    section: str,
    phrase: Phrase,
    working: Working,
    build: Callable[[Step, Typed, Scope], Typed] = placing,
    keys: Mapping[str, Kind] = _KEYS,
) -> Verb:
    """Return a verb that folds orders with nothing more to say than whose they are.

    Args:
        phrase: what it gives, with a place for ``{orders}``.
        keys: those it takes.
    """
    sentence = Sentence({name: phrase}, lambda step, say: say(name, orders=orders_of(step, say.language)))
    return Verb(name, section, Names(), build, sentence, working, keys, grouped=True, folds=True)


def column(cells: tuple[Cell, ...], name: str) -> Fraction:
    """Return one of the numbers beside the cells that go in."""
    return cells[0].columns[name]


def ordinal(number: Fraction) -> str:
    """Return ``2nd`` for 2."""
    if number.denominator != 1:
        return plain(number)
    ending = {1: "st", 2: "nd", 3: "rd"}.get(int(number) % 10, "th") if not 10 < int(number) % 100 < 20 else "th"
    return f"{plain(number)}{ending}"
