"""Laws of outcomes: limits are never exceeded, and nobody is passed over without a reason that holds (§8)."""

from collections import Counter
from fractions import Fraction

from hypothesis import assume, given, settings

from judge.model.result import Outcome
from tests.laws.settled import scores
from tests.laws.strategies import rounds
from tests.naive.given import Given
from tests.naive.scored import scored


def pairs(given: Given) -> list[tuple[dict[str, object], Outcome]]:
    """Return each outcome with what it gave, for each of its runs."""
    result = scores(scored, given).result
    declared = {str(one["name"]): one for one in given.outcomes}
    return [(dict(declared[one.name.partition(":")[0]]), one) for one in result.outcomes]


@settings(max_examples=150)
@given(rounds(lasts=("share", "lot")))
def test_quotas_and_seats_are_never_exceeded(given: Given) -> None:
    """No group has more than `at_most` says, and seats are exceeded only by a tie that is in."""
    assume(given.outcomes)
    regions = given.fields["submission"]["region"]
    for declared, outcome in pairs(given):
        taken = Counter(regions[name] for name in outcome.taken)
        for group, number in dict(declared.get("at_most", {})).items():  # type: ignore[call-overload]
            counts = taken.values() if group == "region" else [taken[group]]
            assert all(count <= number for count in counts)
        if outcome.seats is not None and declared.get("ties") != "in":
            assert len(outcome.taken) <= outcome.seats


@settings(max_examples=150)
@given(rounds(lasts=("share", "lot")))
def test_costs_never_exceed_the_budget(given: Given) -> None:
    """The costs of those taken and what is left add up to the budget; only the last may be given less than it costs."""
    assume(any("budget" in one for one in given.outcomes))
    costs = given.facts["population", ("submission",)]
    for declared, outcome in pairs(given):
        if "budget" in declared:
            spent = sum((costs[(name,)] for name in outcome.taken), Fraction(0))
            left = declared["budget"] - spent  # type: ignore[operator]
            assert outcome.left == (max(left, 0) if declared["short"] == "part" else left)
            assert outcome.left >= 0
            if left < 0:
                assert any(one.clause.endswith("the last of the money") for one in outcome.notes)
            assert len(outcome.notes) == len(outcome.taken)


@settings(max_examples=150)
@given(rounds(lasts=("share", "lot")))
def test_everybody_is_taken_or_has_a_reason(given: Given) -> None:
    """Each ranked submission is taken or passed over with a clause, once; without a field `by`, in every outcome."""
    assume(given.outcomes)
    ranked = sorted(item.submission for item in scores(scored, given).result.standings)
    for declared, outcome in pairs(given):
        told = [*outcome.taken, *(one.submission for one in outcome.passed)]
        assert len(set(told)) == len(told)
        assert all(one.clause for one in outcome.passed)
        if "by" not in declared:
            assert ranked == sorted(told)


@settings(max_examples=150)
@given(rounds(lasts=("share", "lot")))
def test_whoever_is_below_the_cut_ranks_below_everybody_taken(given: Given) -> None:
    """Only a reason of its own lets a submission be passed over for one that ranks below it."""
    assume(given.outcomes)
    result = scores(scored, given).result
    blocks = {item.submission: item.block for item in result.standings}
    for declared, outcome in pairs(given):
        below = [one.submission for one in outcome.passed if one.clause.startswith("below the cut")]
        if "of" not in declared and below and outcome.taken:
            assert max(blocks[name] for name in outcome.taken) <= min(blocks[name] for name in below)


@settings(max_examples=150)
@given(rounds(lasts=("share", "lot")))
def test_nobody_is_taken_again_by_an_outcome_after_another(given: Given) -> None:
    """An outcome `after` another passes over those whom that one took."""
    assume(any("after" in one for one in given.outcomes))
    found = pairs(given)
    for declared, outcome in found:
        before = {name for _, one in found if one.name.partition(":")[0] == declared.get("after") for name in one.taken}
        assert not before & set(outcome.taken)
