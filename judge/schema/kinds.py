"""The kinds of value of the rule language as shapes."""

from math import ceil

from judge.schema.shape import (
    NUMBER,
    TEXTS,
    Schema,
    by_key,
    by_name,
    choice,
    either,
    lists,
    named,
    said,
    table,
    whole,
)
from judge.score import kinds
from judge.score.step_ties import CountTies, StepTies

NAMES = {**TEXTS, "minItems": 1, "uniqueItems": True}
NUMBERS = by_name(NUMBER)
_ONTO = {
    "mean": said(NUMBER, "the mean that the values get"),
    "spread": said({**NUMBER, "minimum": 0, "exclusiveMinimum": True}, "the standard deviation that they get"),
}
WHERE = by_key(NAMES, 1)


def of_kind(kind: kinds.Kind) -> Schema:
    """Return the shape of a kind.

    Raises:
        TypeError: for a kind that has none yet, which is a bug.
    """
    match kind:
        case kinds.Names():
            return NAMES
        case kinds.NumberOrName():
            return {"type": ["number", "string"]}
        case kinds.Number():
            return _number(kind)
        case kinds.Numbers():
            return lists(NUMBER, 1)
        case kinds.Only():
            return choice(kind.dimension)
        case kinds.Pairs():
            return lists({**lists(NUMBER, 2), "maxItems": 2}, 1)
        case kinds.Onto():
            return either(choice("panel"), table(_ONTO, ("mean",)))
        case kinds.Whole():
            return whole(-kind.most if kind.least is None else kind.least, kind.most)
        case kinds.Choice():
            return choice(*kind.options)
        case kinds.NumberOrChoice():
            return either(NUMBER, choice(*kind.options))
        case kinds.Weights():
            return {**NUMBERS, "type": ["string", "object"]}
        case kinds.ByName():
            return NUMBERS
        case kinds.Conditions():
            return WHERE
        case StepTies():
            return named("step-ties")
        case CountTies():
            return named("count-ties")
    raise TypeError(f"no shape for {kind!r}")


def _number(kind: kinds.Number) -> Schema:
    least = {} if kind.least is None else {"minimum": kind.least}
    under = {} if kind.under is None else {"maximum": ceil(kind.under), "exclusiveMaximum": True}
    return {**NUMBER, **least, **under}
