"""The audit of the audit: without any one layer, and without any one check, some attack goes unseen."""

import pytest

from judge.record.finding import LAYERS
from judge.record.verify import verify
from tests.record import test_judges, test_organizers, test_outsiders, test_together
from tests.record.attack import ATTACKS, bundle

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
