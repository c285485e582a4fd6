"""The laws that hold whatever the rule says, and those that hold for a family of rules."""

import hashlib
from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Any

import attrs
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from judge.model.challenge import Round
from judge.model.problem import Problems
from judge.model.wording import Wording
from judge.record import trail
from judge.score.run import score
from tests.laws.changes import copied, raised, renamed, shuffled, swapped
from tests.laws.settled import scores, settled
from tests.laws.strategies import rounds
from tests.naive.build import HERE, challenge, node
from tests.naive.given import Given
from tests.naive.scored import found, plain_tables, scored

ALL = ("drop", "clip", "floor", "cap", "plus", "minus", "times", "divide", "percent", "round", "fill", "weigh")
"""The verbs that fold nothing."""
VALUES = ("product", "keep", "convert", "confirm", "remove")
"""The verbs on values that look at one submission at a time."""

MONOTONE: dict[str, Any] = {
    "verbs": ("mean", "sum", "median", "best", "worst", "trim", "clip", "floor", "cap", "plus", "minus", "times", "divide",
              "percent", "round", "fill"),
    "names": False, "signs": False, "ids": False, "gap": False, "breakers": False, "outcomes": False, "lasts": ("share",),
}  # fmt: skip
"""Rules under which a better mark is never worse: no ``count``, no name of a step as operand, no gap, no tie-break, and
``drop`` only right before a fold without weights of what it drops."""

HOMOGENEOUS: dict[str, Any] = {
    "verbs": ("mean", "sum", "median", "best", "worst", "drop", "times", "divide", "percent"),
    "numbers": False, "gap": False, "outcomes": False, "names": False,
}  # fmt: skip
"""Rules in which no number is set beside the marks: only folds, ``drop`` and factors."""

MEANS: dict[str, Any] = {
    "verbs": (*ALL, "mean", "median", "best", "worst", "count"),
    "aside": ("left out",),
    "fills": ("missing",),
    "expects": ("ballots",),
}
"""Rules without ``sum`` that leave out what is set apart, and expect the marks of a ballot only where there is one."""

BOUNDED: dict[str, Any] = {
    "verbs": ("rank", "copeland", "borda", "placements", "mean", "median", "best", "worst", "count", "drop", "floor", "cap", "plus", "minus", "times", "divide", "percent",
              "round", "fill"),
    "numbers": False,
}  # fmt: skip
"""Rules without ``sum`` and ``clip``, and without a number for what is missing."""

SHUFFLES = st.randoms(use_true_random=False)
RAISES = st.lists(st.integers(0, 6), min_size=24, max_size=24)
"""By how many halves each mark gets better."""


def as_the_scale_says(given: Given) -> bool:
    """Whether what is ranked is the last table, and by the sense of the marks."""
    return given.rank.get("better", given.better) == given.better and "of" not in given.rank


@settings(max_examples=100)
@given(rounds(), SHUFFLES)
def test_the_order_in_which_data_arrive_changes_nothing(given: Given, random: Random) -> None:
    """Order of facts, asides, fields and marks changes nothing, to the byte of the trail (all rules)."""
    one = scores(scored, given)

    other = scored(shuffled(given, random))

    assert list(trail.lines(one)) == list(trail.lines(other))


@settings(max_examples=100)
@given(rounds())
def test_keeping_tables_changes_nothing(given: Given) -> None:
    """A scoring whose tables are let go step by step comes to the same places (all rules)."""
    one = scores(scored, given)

    other = score(challenge(given), given.id, Problems(), keep=False)

    assert other is not None
    assert one.result.standings == other.result.standings
    assert (one.result.ties, one.result.outcomes) == (other.result.ties, other.result.outcomes)


@settings(max_examples=100)
@given(rounds(lasts=("share", "refuse")))
def test_renaming_changes_names_only(given: Given) -> None:
    """Ids that keep their order may be any others (all rules but a lot, which is drawn from the ids)."""
    one = settled(found, given)

    other = settled(found, renamed(given, "the {}·é".format))

    if one is None or other is None:
        assert one == other
        return
    new = "the {}·é".format
    assert {new(submission): place for submission, place in one.places.items()} == other.places
    assert {new(submission): state for submission, state in one.unranked.items()} == other.unranked
    assert tuple(tuple(map(new, taken)) for taken in one.taken) == other.taken
    assert [sorted(map(str, table.values())) for table in plain_tables(one)] == [
        sorted(map(str, table.values())) for table in plain_tables(other)
    ]


@settings(max_examples=80)
@given(
    rounds(kinds=("parts", "coefficients"), **HOMOGENEOUS), st.sampled_from((Fraction(2), Fraction(1, 4), Fraction(10)))
)
def test_weights_times_a_number_give_the_same_ranking(given: Given, times: Fraction) -> None:
    """Weights are proportions (parts: all numbers stay; coefficients: the ranking stays; rules of folds and factors)."""
    weights = {
        fact: {key: x * times for key, x in cells.items()} if fact[0] == "weight" else cells
        for fact, cells in given.facts.items()
    }
    one = scores(found, given)

    other = found(replace(given, facts=weights))

    assert one.places == other.places
    if given.weights == "parts":
        assert plain_tables(one) == plain_tables(other)


@settings(max_examples=100)
@given(rounds(**MONOTONE), RAISES)
def test_a_better_mark_never_lowers_a_submission(given: Given, steps: list[int]) -> None:
    """Better marks never give a worse score or place (monotone rules)."""
    assume(as_the_scale_says(given))
    one = scores(found, given)
    assume(one.places)
    submission = min(one.places)

    other = scores(found, raised(given, submission, steps))

    sign = 1 if given.better == "higher" else -1
    before, after = (side.tables[-1].cells[(submission,)] for side in (one, other))
    assert isinstance(before, Fraction)
    assert isinstance(after, Fraction)
    assert before * sign <= after * sign
    assert other.places[submission] <= one.places[submission]


@settings(max_examples=80)
@given(rounds(**MONOTONE), RAISES)
def test_better_on_every_mark_is_never_below(given: Given, steps: list[int]) -> None:
    """Of two submissions alike but for marks, the better-marked one is never placed below (monotone rules)."""
    assume(as_the_scale_says(given) and len(given.submissions) > 1)
    worse, better, *_ = given.submissions

    one = scores(found, raised(copied(given, worse, better), better, steps))

    assert (worse in one.places) == (better in one.places)
    if worse in one.places:
        assert one.places[better] <= one.places[worse]


@settings(max_examples=80)
@given(rounds(**MEANS), st.data())
def test_a_recusal_is_as_if_the_pair_had_never_been_assigned(given: Given, data: st.DataObject) -> None:
    """A judge's recusal counts as no ballot at all (rules that leave out what is set apart, marks expected by ballot)."""
    pair = data.draw(st.sampled_from([(s, j) for s in given.submissions for j in given.judges]))
    without = {key: x for key, x in given.marks.items() if key[:2] != pair}
    others = {key: state for key, state in given.asides.items() if key != pair}

    recused = settled(found, replace(given, asides={**others, pair: "recused"}))
    never = settled(found, replace(given, asides=others, marks=without))

    if recused is None or never is None:
        assert recused == never
        return
    assert recused.places == never.places
    assert recused.unranked.keys() == never.unranked.keys()


@settings(max_examples=100)
@given(rounds(lasts=("share", "refuse"), ids=False), st.data())
def test_two_submissions_swapped_swap_their_places(given: Given, data: st.DataObject) -> None:
    """A place hangs on what is said of a submission, not on its name; so an unbroken tie is symmetric (all but a lot)."""
    assume(len(given.submissions) > 1)
    one = scores(found, given)
    pairs = [tuple(block[:2]) for _, blocks in one.ties for block in blocks if len(block) > 1]
    s, t = pairs[0] if pairs else data.draw(st.permutations(given.submissions))[:2]

    other = found(swapped(given, s, t))

    exchanged = {s: t, t: s}
    assert {exchanged.get(name, name): place for name, place in one.places.items()} == other.places
    assert {exchanged.get(name, name): state for name, state in one.unranked.items()} == other.unranked
    assert [{exchanged.get(name, name) for name in taken} for taken in one.taken] == list(map(set, other.taken))
    if pairs:
        assert one.places == other.places


@settings(max_examples=100)
@given(rounds(gap=False))
def test_tie_breaks_never_reorder_the_untied(given: Given) -> None:
    """Whoever has the better score stands ahead, whatever the tie-breaks say (all rules without a gap)."""
    result = scores(scored, given).result
    sign = 1 if result.better == "higher" else -1

    for above in result.standings:
        for below in result.standings:
            if above.score * sign > below.score * sign:
                assert above.place < below.place


@settings(max_examples=60)
@given(rounds(outcomes=False, ids=False, verbs=(*ALL, *VALUES, "mean", "sum", "median", "best", "worst", "count")))
def test_a_withdrawal_changes_nobody_elses_score(given: Given) -> None:
    """A submission's score hangs on its own marks and facts alone (all verbs but those that look across submissions)."""
    assume(len(set(given.submissions) - set(given.removed)) > 1)
    gone = max(set(given.submissions) - set(given.removed))
    one = scores(found, given)

    other = scores(found, replace(given, removed={**given.removed, gone: "withdrawn"}))

    kept = {key: x for key, x in one.tables[-1].cells.items() if key != (gone,)}
    assert kept == other.tables[-1].cells


@settings(max_examples=100)
@given(rounds(lasts=("share",), numberings=("1-2-2-4",)))
def test_numberings_agree_on_the_order(given: Given) -> None:
    """1-2-2-4 counts who is ahead, 1-2-2-3 the blocks ahead, and the average keeps the sum of the places (§6)."""
    one = scores(found, given).places
    dense, average = (found(replace(given, rank={**given.rank, "numbering": n})).places for n in ("1-2-2-3", "average"))
    number = len(one)

    assert {name: Fraction(1 + sum(one[other] < one[name] for other in one)) for name in one} == one
    assert {name: Fraction(1 + len({x for x in one.values() if x < one[name]})) for name in one} == dense
    assert Fraction(number * (number + 1), 2) == sum(average.values(), Fraction(0))
    assert sorted(one, key=lambda name: (one[name], name)) == sorted(one, key=lambda name: (average[name], name))


@settings(max_examples=60)
@given(rounds(lasts=("share", "lot")))
def test_a_later_round_builds_on_who_was_taken_and_with_what_score(given: Given) -> None:
    """Those whom an outcome took are the entrants, and `before` is their score as it was (§7.1, §3.18)."""
    assume(given.outcomes)
    one = scores(scored, given).result
    steps = node([{"weigh": {"before": Fraction(5, 2)}}])
    rank = node({"better": one.better})
    later = Round("later", Wording({"": "later"}), None, given.id, None, "a die", {}, steps, None, rank, None, HERE)
    both = challenge(given)

    made = score(attrs.evolve(both, rounds=(*both.rounds, later)), "later", Problems(), keep=True)

    assert made is not None
    taken = {submission for outcome in one.outcomes for submission in outcome.taken}
    expected = {item.submission: item.score * Fraction(5, 2) for item in one.standings if item.submission in taken}
    assert expected == {item.submission: item.score for item in made.result.standings}
    out = {item.submission for item in made.result.unranked if item.state == "not an entrant"}
    assert set(given.submissions) - taken - set(given.removed) == out


@settings(max_examples=60)
@given(rounds(lasts=("lot",)))
def test_anybody_can_redraw_the_lot(given: Given) -> None:
    """Equals are drawn by the SHA-256 of ``seed/round/submission``, smallest first, and get places 1-2-3-4 (§6)."""
    result = scores(scored, given).result

    for tie in result.ties:
        drawn = {one: hashlib.sha256(f"{given.seed}/{given.id}/{one}".encode()).hexdigest() for one in tie.submissions}
        if tie.end == "lot":
            blocks = [block for step in tie.steps if step.passed is None for block in step.blocks]
            assert {name: drawn[name] for name, _ in tie.draws} == dict(tie.draws)
            for block in blocks[-1:] or [tie.submissions]:
                assert sorted(block, key=drawn.__getitem__) == [n for (n,) in tie.blocks if n in block]
    if given.rank.get("numbering", "1-2-2-4") != "1-2-2-3":
        assert list(map(Fraction, range(1, len(result.standings) + 1))) == [one.place for one in result.standings]


@settings(max_examples=100)
@given(rounds(**BOUNDED))
def test_every_value_lies_within_the_bounds_known_before(given: Given) -> None:
    """Each verb maps an interval to an interval, and no value of its table lies outside (§9)."""
    one = scores(scored, given)

    for planned in one.prepared.steps:
        low, high = planned.typed.shape.low, planned.typed.shape.high
        table = one.tables[planned.table]
        states = table.states or bytearray(len(table))
        values = [
            Fraction(x) / table.value.denominator
            for x, state in zip(table.value.values, states, strict=True)
            if not state
        ]
        assert [x for x in values if (low is not None and x < low) or (high is not None and x > high)] == []
