"""A ranking for each value of a field: who stands in which, and each ranked apart (§6.7)."""

from collections.abc import Callable, Mapping
from fractions import Fraction

import attrs

from judge.model.result import Standing, Tie
from judge.score.setting import Setting

SEPARATOR = ";"
"""What stands between several values of a field."""

Ranking = tuple[tuple[Standing, ...], tuple[Tie, ...]]


def members(by: str, setting: Setting) -> dict[str, tuple[str, ...]]:
    """Return the submissions of each value of a field; one whose text holds several values is of each."""
    dimension = setting.dimensions["submission"]
    found: dict[str, list[str]] = {}
    for name, text in zip(dimension.members, dimension.fields[by], strict=True):
        for value in dict.fromkeys(part.strip() for part in (text or "").split(SEPARATOR)):
            found.setdefault(value, []).append(name)
    return {value: tuple(found[value]) for value in sorted(found) if value}


def apart(
    by: str | None, setting: Setting, scores: Mapping[str, Fraction], rank: Callable[[Mapping[str, Fraction]], Ranking]
) -> Ranking:
    """Return the ranking of all, or of each value of a field one after the other.

    Args:
        by: the field, or None.
        scores: of all who are ranked.
        rank: ranks some of them.
    """
    if by is None:
        return rank(scores)
    standings: list[Standing] = []
    ties: list[Tie] = []
    for track, names in members(by, setting).items():
        own, equal = rank({name: scores[name] for name in names if name in scores})
        standings += [attrs.evolve(item, track=track) for item in own]
        ties += [attrs.evolve(item, track=track) for item in equal]
    return tuple(standings), tuple(ties)
