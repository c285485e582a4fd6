"""One entry for each group, by its date, read by both evaluators alike (§8.8)."""

from dataclasses import replace

from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from tests.laws.settled import settled
from tests.laws.strategies import rounds
from tests.naive.evaluate import evaluate
from tests.naive.given import Given
from tests.naive.scored import found


@settings(max_examples=60)
@drawn(rounds(outcomes=False), st.data())
def test_the_same_entries_give_way(given: Given, data: st.DataObject) -> None:
    """Both let in the last, or the first, entry of each region, and refuse two at the same moment."""
    days = {one: f"2017-12-{data.draw(st.integers(1, 28)):02}" for one in given.submissions}
    gate = {"field": "sent", data.draw(st.sampled_from(("last_of", "first_of"))): "region"}
    fields = {**given.fields, "submission": {**given.fields["submission"], "sent": days}}
    given = replace(given, fields=fields, eligibility=(gate,), waived=())
    expected, actual = settled(evaluate, given), settled(found, given)

    assert (expected is None) == (actual is None)
    if expected is not None and actual is not None:
        assert expected.unranked == actual.unranked
        assert expected.places == actual.places
