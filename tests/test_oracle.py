"""Winners by orders, held against `pref_voting`, a library for such rules; it is large, so these tests run where it is there.

Install it with ``pip install '.[oracle]'``.
"""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.naive.scored import scored
from tests.test_ballots import given as round_of

profiles = pytest.importorskip("pref_voting.profiles", reason="pref_voting is not installed")
methods = pytest.importorskip("pref_voting.voting_methods", reason="pref_voting is not installed")

NAMES = "ABCDE"
ORDERS = st.lists(st.permutations(NAMES), min_size=1, max_size=7)
quick = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def counted(orders: list[list[str]]) -> dict[str, int]:
    """Return the ballots with how often each stands there."""
    found: dict[str, int] = {}
    for order in orders:
        text = "".join(order)
        found[text] = found.get(text, 0) + 1
    return found


def profile(ballots: dict[str, int]) -> Any:
    """Return the same ballots for the library."""
    return profiles.Profile([[NAMES.index(one) for one in text] for text in ballots], rcounts=list(ballots.values()))


def scores(ballots: dict[str, int], verb: str, **keys: object) -> dict[str, Any]:
    """Return what a verb gives each submission."""
    result = scored(round_of(ballots, {verb: "judge", **keys})).result
    return {item.submission: item.score for item in result.standings}


def best(found: dict[str, Any], pick: Callable[..., Any]) -> list[int]:
    top = pick(found.values())
    return sorted(NAMES.index(one) for one, score in found.items() if score == top)


def odd(ballots: dict[str, int]) -> dict[str, int]:
    """Return ballots in an odd number, so that no pair is level."""
    if sum(ballots.values()) % 2 == 0:
        first = next(iter(ballots))
        ballots[first] += 1
    return ballots


@quick
@given(ORDERS)
def test_borda_and_copeland_scores(orders: list[list[str]]) -> None:
    """Borda's points and Copeland's wins are the library's, but for the zero from which it counts."""
    ballots = counted(orders)
    there = profile(ballots)
    assert best(scores(ballots, "borda"), max) == sorted(methods.borda(there))
    assert best(scores(ballots, "copeland"), max) == sorted(methods.copeland(there))


@quick
@given(ORDERS)
def test_schulze_winners(orders: list[list[str]]) -> None:
    """Whoever is first by strongest chains is a winner of the library's beat path rule."""
    ballots = odd(counted(orders))
    assert best(scores(ballots, "schulze"), min) == sorted(methods.beat_path(profile(ballots)))


@quick
@given(ORDERS)
def test_kemeny_winners(orders: list[list[str]]) -> None:
    """Whoever is first in the order nearest to all ballots is one of the library's winners; alone where it has one."""
    ballots = odd(counted(orders))
    first = best(scores(ballots, "kemeny"), min)
    winners = sorted(methods.kemeny_young(profile(ballots)))
    assert set(first) <= set(winners) or set(winners) <= set(first)
    if len(winners) == 1:
        assert first == winners


@quick
@given(ORDERS)
def test_ranked_pairs_winners(orders: list[list[str]]) -> None:
    """Where all margins differ, locked pairs give the library's winner."""
    ballots = odd(counted(orders))
    there = profile(ballots)
    margins = [abs(there.margin(a, b)) for a in range(5) for b in range(a)]
    assume(len(set(margins)) == len(margins) or len(methods.ranked_pairs(there)) == 1)
    winners = sorted(methods.ranked_pairs(there))
    found = best(scores(ballots, "ranked_pairs"), min)
    assert found == winners or (len(set(margins)) < len(margins) and set(found) >= set(winners))


@quick
@given(ORDERS)
def test_instant_run_off_winners(orders: list[list[str]]) -> None:
    """The winner of instant run-off is one of those whom the library finds over all ways to part the last."""
    ballots = counted(orders)
    winners = set(methods.instant_runoff_put(profile(ballots)))
    assume(len(winners) == 1)
    found = scores(ballots, "irv", ties=["share"])
    assert best(found, min) == sorted(winners)
