"""Parts, cuts and the standard error of a severity, against definitions worked out in the plainest way."""

from fractions import Fraction
from itertools import combinations
from math import isqrt

from hypothesis import given, settings
from hypothesis import strategies as st

from judge.assign.graph import components, design, error, smallest_cut

TEAMS = st.lists(st.frozensets(st.integers(0, 4), min_size=1, max_size=3).map(sorted), min_size=1, max_size=5)


def edges(teams: list[list[int]]) -> list[tuple[str, str]]:
    return [(f"S{at}", f"J{judge}") for at, team in enumerate(teams) for judge in team]


def parts(nodes: set[str], pairs: list[tuple[str, str]]) -> int:
    left, count = set(nodes), 0
    while left:
        reached, count = {left.pop()}, count + 1
        while more := {b for pair in pairs for a, b in (pair, pair[::-1]) if a in reached and b not in reached}:
            reached |= more
        left -= reached
    return count


@settings(max_examples=150, deadline=None)
@given(TEAMS)
def test_parts_and_the_smallest_cut(teams: list[list[int]]) -> None:
    """The smallest cut is the fewest ballots without which the graph has more parts."""
    pairs = edges(teams)
    nodes = {node for pair in pairs for node in pair}

    assert parts(nodes, pairs) == len(components(teams, 5))
    if parts(nodes, pairs) == 1:
        expected = next(
            size
            for size in range(1, len(pairs) + 1)
            if any(parts(nodes, [p for p in pairs if p not in gone]) > 1 for gone in combinations(pairs, size))
        )
        assert expected == smallest_cut(teams, 5)


def solved(teams: list[list[int]]) -> int | None:
    """Return the root of the mean variance in thousandths, by Gauss's elimination on fractions."""
    judges = sorted({judge for team in teams for judge in team})
    size = len(judges)
    rows = [[Fraction(0)] * size for _ in judges]
    for team in teams:
        for one in team:
            rows[judges.index(one)][judges.index(one)] += 1
            for other in team:
                rows[judges.index(one)][judges.index(other)] -= Fraction(1, len(team))
    rows = [
        [x + Fraction(1, size) for x in row] for row in rows
    ]  # the inverse of this, less 1/size, is the pseudo-inverse
    both = [row + [Fraction(at == column) for column in range(size)] for at, row in enumerate(rows)]
    for at in range(size):
        pivot = next((row for row in range(at, size) if both[row][at]), None)
        if pivot is None:
            return None
        both[at], both[pivot] = both[pivot], both[at]
        both[at] = [x / both[at][at] for x in both[at]]
        for row in range(size):
            if row != at:
                both[row] = [x - both[row][at] * y for x, y in zip(both[row], both[at], strict=True)]
    mean = sum(both[at][size + at] - Fraction(1, size) for at in range(size)) / size
    return isqrt(int(mean * 1_000_000))


@settings(max_examples=100, deadline=None)
@given(TEAMS)
def test_the_standard_error_is_that_of_the_two_way_fit(teams: list[list[int]]) -> None:
    """It is the root of the mean diagonal of the pseudo-inverse of the severities' equations, to a thousandth."""
    together = len(components(teams, 5))
    found = error(teams, 5, together)

    if together > 1 or len({judge for team in teams for judge in team}) < 2:
        assert found is None
        return
    expected = solved(teams)
    assert expected is not None
    assert found is not None
    assert abs(expected - found) <= 1


def test_two_panels_that_never_meet() -> None:
    """Without a common judge or submission no severity can be told from quality."""
    found = design([[0, 1], [0, 1], [2, 3], [2, 3]], 4)

    assert (found.components, found.cut, found.error) == (2, 0, None)
