"""A round and its rule as plain data, for the naive evaluator and for the generators."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

Key = tuple[str, ...]
Value = Fraction | str
"""A number, or the word of a state or a code."""


@dataclass(frozen=True)
class Given:
    """One round.

    ``fields`` holds, by dimension and field, the text of each member; ``facts``, by name and dimensions, the number
    of each key; ``scale`` holds the lowest and the highest mark; ``asides`` the state of a judge's whole ballot; ``appointed`` a judge's criteria, if not all.
    ``orders`` are those that the chair gave equals.
    ``score``, ``rank``, ``outcomes`` and ``eligibility`` are the tables of the rubric as TOML says them; ``waived`` names a
    submission and the field of a gate. ``derived`` holds the steps of the criteria that no judge marks.
    ``assigned`` are the pairs of submission and judge, or None where none are.
    """

    submissions: tuple[str, ...]
    judges: tuple[str, ...]
    criteria: tuple[str, ...]
    marks: Mapping[Key, Value]
    asides: Mapping[tuple[str, str], str] = field(default_factory=dict)
    appointed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    removed: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)
    facts: Mapping[tuple[str, tuple[str, ...]], Mapping[Key, Fraction]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    weights: str = "percent"
    better: str = "higher"
    scale: tuple[Fraction | None, Fraction | None] = (None, None)
    codes: tuple[str, ...] = ()
    score: Mapping[str, Any] = field(default_factory=dict)
    rank: Mapping[str, Any] = field(default_factory=dict)
    outcomes: tuple[Mapping[str, Any], ...] = ()
    orders: tuple[tuple[str, ...], ...] = ()
    eligibility: tuple[Mapping[str, Any], ...] = ()
    waived: tuple[tuple[str, str], ...] = ()
    derived: Mapping[str, tuple[Mapping[str, Any], ...]] = field(default_factory=dict)
    assigned: frozenset[tuple[str, str]] | None = None
    seed: str = "a coin"
    id: str = "final"


def without_the_only_criterion(given: Given) -> Given:
    """Return the round with its facts keyed as its marks are: one criterion alone is no key."""
    if len(given.criteria) > 1:
        return given
    facts: dict[tuple[str, tuple[str, ...]], Mapping[Key, Fraction]] = {}
    for (name, dimensions), cells in given.facts.items():
        kept = [at for at, one in enumerate(dimensions) if one != "criterion" or len(dimensions) == 1]
        facts[name, tuple(dimensions[at] for at in kept)] = {
            tuple(key[at] for at in kept): x for key, x in cells.items()
        }
    return replace(given, facts=facts)
