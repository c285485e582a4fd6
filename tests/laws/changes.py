"""The same round said otherwise: in another order, with other ids, with other marks."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from fractions import Fraction
from random import Random
from typing import Any

from tests.naive.given import Given

ORDERED = ("score", "rank", "outcomes", "criteria")
"""What is read in its order: steps, tie-breaks, outcomes, and the criteria of the rubric."""


def shuffled(given: Given, random: Random) -> Given:
    """Return the round with everything that has no order in another order."""

    def mixed(value: Any) -> Any:
        if isinstance(value, Mapping):
            return {key: mixed(value[key]) for key in random.sample(list(value), len(value))}
        return value

    changed = {one.name: mixed(getattr(given, one.name)) for one in fields(given) if one.name not in ORDERED}
    for name in ("submissions", "judges"):
        changed[name] = tuple(random.sample(getattr(given, name), len(getattr(given, name))))
    return replace(given, **changed)


def renamed(given: Given, name: Callable[[str], str]) -> Given:
    """Return the round with another name for each submission, judge, criterion, and member of a field."""
    texts = {text for of in given.fields.values() for members in of.values() for text in members.values()}
    keyed = {key[0] for (_, dims), cells in given.facts.items() if len(dims) == 1 for key in cells}
    ids = {*given.submissions, *given.judges, *given.criteria, *texts, *keyed}

    def said(value: Any) -> Any:
        if isinstance(value, str):
            return name(value) if value in ids else value
        if isinstance(value, Mapping):
            return {said(key): said(item) for key, item in value.items()}
        return type(value)(map(said, value)) if isinstance(value, list | tuple) else value

    return Given(**{one.name: said(getattr(given, one.name)) for one in fields(given)})


def swapped(given: Given, one: str, other: str) -> Given:
    """Return the round with everything that was said of one submission said of the other."""
    places = {one: other, other: one}

    def said(table: Mapping[Any, Any]) -> dict[Any, Any]:
        return {
            tuple(places.get(part, part) for part in key) if isinstance(key, tuple) else places.get(key, key): value
            for key, value in table.items()
        }

    texts = {name: said(members) for name, members in given.fields.get("submission", {}).items()}
    return replace(
        given,
        marks=said(given.marks),
        asides=said(given.asides),
        removed=said(given.removed),
        facts={fact: said(cells) for fact, cells in given.facts.items()},
        fields={**given.fields, "submission": texts},
    )


def copied(given: Given, one: str, other: str) -> Given:
    """Return the round with all that is said of one submission said of the other too."""

    def said(table: Mapping[Any, Any]) -> dict[Any, Any]:
        kept = {key: value for key, value in table.items() if other not in key}
        return kept | {
            tuple(other if part == one else part for part in key): v for key, v in table.items() if one in key
        }

    regions = dict(given.fields["submission"]["region"])
    regions[other] = regions[one]
    return replace(
        given,
        marks=said(given.marks),
        asides=said(given.asides),
        removed={},
        facts={fact: said(cells) for fact, cells in given.facts.items()},
        fields={**given.fields, "submission": {"region": regions}},
    )


def raised(given: Given, submission: str, steps: list[int]) -> Given:
    """Return the round with each mark of a submission better by so many halves."""
    sign = 1 if given.better == "higher" else -1
    own = sorted(key for key, x in given.marks.items() if key[0] == submission and isinstance(x, Fraction))
    better = {
        key: given.marks[key] + Fraction(sign * step, 2)  # type: ignore[operator]
        for key, step in zip(own, steps, strict=False)
    }
    return replace(given, marks={**given.marks, **better})
