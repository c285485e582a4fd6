"""The search for the cheapest assignment, against every assignment there is."""

from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from judge.assign.flow import Network, cheapest


@st.composite
def networks(draw: DrawFn) -> Network:
    submissions, judges = draw(st.integers(1, 4)), draw(st.integers(1, 5))
    bounds = [sorted((draw(st.integers(0, 2)), draw(st.integers(0, 4)))) for _ in range(judges)]
    rows = [sorted(draw(st.frozensets(st.integers(0, judges - 1)))) for _ in range(submissions)]
    costs = [[draw(st.integers(0, 4)) for _ in row] for row in rows]
    needs = [draw(st.integers(0, 3)) for _ in range(submissions)]
    return Network(needs, [low for low, _ in bounds], [top for _, top in bounds], rows, costs)


def tried(network: Network) -> tuple[int, int] | None:
    """Return how many submissions judges lack at least, and the lowest cost of that, by trying every assignment."""
    ways = [combinations(range(len(row)), need) for row, need in zip(network.judges, network.needs, strict=True)]
    return min((found for chosen in product(*map(list, ways)) if (found := told(network, chosen))), default=None)


def told(network: Network, chosen: tuple[tuple[int, ...], ...]) -> tuple[int, int] | None:
    load = [0] * len(network.most)
    for row, team in zip(network.judges, chosen, strict=True):
        for at in team:
            load[row[at]] += 1
    if any(one > most for one, most in zip(load, network.most, strict=True)):
        return None
    lacking = sum(max(least - one, 0) for one, least in zip(load, network.least, strict=True))
    return lacking, sum(costs[at] for costs, team in zip(network.costs, chosen, strict=True) for at in team)


@settings(max_examples=400, deadline=None)
@given(networks())
def test_nothing_is_cheaper(network: Network) -> None:
    """It finds an assignment where there is one; none lacks fewer submissions of judges, or costs less."""
    flow = cheapest(network)

    best = tried(network)
    if best is None:
        assert flow.short
        return
    assert not flow.short
    places = [[row.index(judge) for judge in team] for row, team in zip(network.judges, flow.chosen, strict=True)]
    assert [len(team) for team in places] == list(network.needs)
    assert best == told(network, tuple(map(tuple, places)))


@settings(max_examples=300, deadline=None)
@given(networks())
def test_where_there_is_none_the_numbers_say_so(network: Network) -> None:
    """Whoever is short needs more ballots together than all judges they may have can give them."""
    short = cheapest(network).short

    if short:
        rows = [network.judges[at] for at in short]
        room = [min(most, sum(judge in row for row in rows)) for judge, most in enumerate(network.most)]
        assert sum(network.needs[at] for at in short) > sum(room)
