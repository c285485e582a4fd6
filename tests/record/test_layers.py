"""The audit of the audit: without any one layer, and without any one check, some attack goes unseen."""

import pytest

from judge.record.finding import LAYERS
from judge.record.verify import verify
from tests.record import test_corners, test_judges, test_organizers, test_outsiders, test_together
from tests.record.attack import ATTACKS, bundle

assert test_corners
assert test_judges
assert test_organizers
assert test_outsiders
assert test_together


@pytest.mark.parametrize("layer", LAYERS)
def test_without_a_layer_some_attack_passes(layer: str) -> None:
    """98: with any one layer left out, at least one attack leaves no finding at all, and the layer is NOT CHECKED."""
    unseen = next((each for each in ATTACKS if not each.audit(without=[layer]).failed), None)
    assert unseen is not None
    audit = unseen.audit(without=[layer])
    assert (audit.verdict(layer), audit.complete) == ("NOT CHECKED", False)
    assert not verify(bundle(), without=[layer]).failed


MOST_CAUSES = {"test_two_journals_exchange_their_names", "test_a_disclosure_is_moved_to_another_judge"}
"""Attacks that change two files, each of which is told."""


def test_consequences_are_counted_under_their_cause() -> None:
    """Whoever does one thing is told of in three causes at most, however much follows from it."""
    several = {each.make.__name__: list(each.audit().findings.causes()) for each in ATTACKS}
    assert {name for name, causes in several.items() if len(causes) > 3} == set()
    assert {name for name in several if len(several[name]) == 2} >= MOST_CAUSES
