"""The next pair of a round of pairs: it connects, it goes by positions alone, and it ends where all is asked."""

from collections.abc import Mapping
from math import ceil, log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge.assign.pairing import circles, connected, following, usual

Answers = dict[tuple[int, int], int]
SIGNS = st.sampled_from((-1, 0, 1))


def played(count: int, says: Mapping[tuple[int, int], int], most: int) -> Answers:
    """Return the answers of a judge who is asked one pair after the other."""
    answers: Answers = {}
    while len(answers) < most and (pair := following(count, answers)) is not None:
        answers[pair] = says[pair]
    return answers


@st.composite
def judged(draw: st.DrawFn) -> tuple[int, Answers]:
    """Some submissions, and what a judge would say of every pair, reasonable or not."""
    count = draw(st.integers(2, 9))
    pairs = [(one, other) for one in range(count) for other in range(one + 1, count)]
    return count, {pair: draw(SIGNS) for pair in pairs}


@given(judged())
def test_as_few_comparisons_as_there_can_be_connect_everything(case: tuple[int, Answers]) -> None:
    """Whatever the answers are: after one less than there are submissions, chains of comparisons join all, and before not."""
    count, says = case
    assert connected(count, played(count, says, count - 1))
    assert not connected(count, played(count, says, count - 2)) or count == 1


@given(judged())
def test_every_pair_is_asked_once_and_then_nothing(case: tuple[int, Answers]) -> None:
    """Asked without end, the judge answers each pair exactly once."""
    count, says = case
    assert says == played(count, says, 10_000)


@given(judged(), st.data())
def test_it_goes_by_the_answers_and_not_by_their_order(case: tuple[int, Answers], data: st.DataObject) -> None:
    """The same answers in another order lead to the same question."""
    count, says = case
    some = data.draw(st.lists(st.sampled_from(sorted(says)), unique=True))
    shuffled = data.draw(st.permutations(some))
    assert following(count, {p: says[p] for p in some}) == following(count, {p: says[p] for p in shuffled})


@given(judged(), st.data())
def test_what_was_left_for_later_is_not_asked(case: tuple[int, Answers], data: st.DataObject) -> None:
    """A pair that was skipped is passed over as long as another one is left."""
    count, says = case
    later = data.draw(st.sets(st.sampled_from(sorted(says))))
    found = following(count, {}, later)
    assert (found is None) == (later == set(says))
    assert found not in later


@pytest.mark.parametrize("count", range(2, 25))
def test_a_judge_who_knows_an_order_is_understood(count: int) -> None:
    """The usual number of comparisons is enough to tell the whole order of a judge who has one."""
    says = {(one, other): 1 if one * 7 % count < other * 7 % count else -1
            for one in range(count) for other in range(one + 1, count)}  # fmt: skip
    if len({at * 7 % count for at in range(count)}) < count:
        says = dict.fromkeys(says, 1)
    answers = played(count, says, usual(count))
    better = {pair if sign > 0 else pair[::-1] for pair, sign in answers.items()}
    ahead = {one: {two for first, two in better if first == one} for one in range(count)}
    for _ in range(count):
        ahead = {one: behind.union(*(ahead[other] for other in behind)) for one, behind in ahead.items()}
    assert sorted(map(len, ahead.values())) == list(range(count))


def test_the_usual_number() -> None:
    """n times log2 n, rounded up, and no more than there are pairs."""
    assert [usual(count) for count in (0, 1, 2, 3, 4, 5, 8, 9, 12)] == [0, 0, 1, 3, 6, 10, 24, 36, 48]
    for count in range(2, 200):
        assert usual(count) == min(count * ceil(log2(count)), count * (count - 1) // 2)


def test_circles() -> None:
    """Three that go round are told once, whatever way round; an order has none."""
    assert circles(3, {(0, 1): 1, (1, 2): 1, (0, 2): -1}) == [(0, 1, 2)]
    assert circles(3, {(0, 1): -1, (1, 2): -1, (0, 2): 1}) == [(0, 2, 1)]
    assert circles(3, {(0, 1): 1, (1, 2): 1, (0, 2): 1}) == []
    assert circles(3, {(0, 1): 1, (1, 2): 1, (0, 2): 0}) == []
