"""Two readings of the rule language, written apart from each other, come to the same result."""

from fractions import Fraction

from hypothesis import given, settings

from tests.laws.settled import settled
from tests.laws.strategies import rounds
from tests.naive.evaluate import evaluate
from tests.naive.given import Given
from tests.naive.scored import found, plain_tables


@settings(max_examples=500)
@given(rounds())
def test_every_table_place_tie_and_outcome_is_the_same(given: Given) -> None:
    """A rule has one reading: the same tables, states, places, ties and outcomes, or a refusal (§1 to §8)."""
    expected, actual = settled(evaluate, given), settled(found, given)

    if expected is None or actual is None:
        assert expected == actual
        return
    assert plain_tables(expected) == plain_tables(actual)
    assert expected.places == actual.places
    assert expected.unranked == actual.unranked
    assert expected.ties == actual.ties
    assert expected.taken == actual.taken


@settings(max_examples=200)
@given(rounds(gates=True))
def test_the_same_are_eligible(given: Given) -> None:
    """Both let in the same submissions, and score, place and take them alike (§8.8)."""
    expected, actual = settled(evaluate, given), settled(found, given)

    assert (expected is None) == (actual is None)
    if expected is not None and actual is not None:
        assert plain_tables(expected) == plain_tables(actual)
        assert expected.unranked == actual.unranked
        assert expected.places == actual.places
        assert expected.taken == actual.taken


@settings(max_examples=200)
@given(rounds(derived=True))
def test_what_is_derived_on_a_ballot_is_the_same(given: Given) -> None:
    """A derived criterion is one more mark on each ballot, folded like the others (§7.6)."""
    expected, actual = settled(evaluate, given), settled(found, given)

    if expected is None or actual is None:
        assert expected == actual
        return
    assert plain_tables(expected) == plain_tables(actual)
    assert expected.unranked == actual.unranked
    assert expected.places == actual.places


@settings(max_examples=200)
@given(rounds(assigned=True))
def test_the_same_ballots_are_not_assigned(given: Given) -> None:
    """Where pairs are assigned, a ballot that nobody asked for is set apart, and each asked for is expected (§4.5)."""
    expected, actual = settled(evaluate, given), settled(found, given)

    if expected is None or actual is None:
        assert expected == actual
        return
    assert plain_tables(expected) == plain_tables(actual)
    assert expected.unranked == actual.unranked
    assert expected.places == actual.places


@settings(max_examples=150)
@given(rounds(tracks=True))
def test_each_track_has_the_same_ranking(given: Given) -> None:
    """A ranking for each value of a field, with ties of its own; a submission of several stands in each (§6.7)."""
    expected, actual = settled(evaluate, given), settled(found, given)

    if expected is None or actual is None:
        assert expected == actual
        return
    assert expected.places == actual.places
    assert expected.ties == actual.ties
    assert expected.unranked == actual.unranked


def test_the_judges_mean_then_the_panels() -> None:
    """Without steps, each judge's weighted mean over the criteria, then the mean over the judges (§3)."""
    marks = {
        ("A", "J1", "c1"): 5,
        ("A", "J1", "c2"): 3,
        ("A", "J2", "c1"): 4,
        ("B", "J1", "c1"): 5,
        ("B", "J2", "c2"): 1,
    }
    weights = {("weight", ("criterion",)): {("c1",): Fraction(75), ("c2",): Fraction(25)}}
    given = Given(("A", "B"), ("J1", "J2"), ("c1", "c2"), {key: Fraction(x) for key, x in marks.items()}, facts=weights)

    expected = {("A",): Fraction(17, 4), ("B",): Fraction(3)}

    assert expected == evaluate(given).tables[-1].cells
    assert expected == found(given).tables[-1].cells
