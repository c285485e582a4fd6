"""A changed bundle never verifies, and the first finding names the changed file: a sample of `make flips`."""

from pathlib import Path

import pytest

from judge.record.audit import Kept
from judge.record.verify import verify
from tests.record.flips import changes, tried
from tests.record.small import Small, made

EVERY = {"bit flipped": 211, "cut": 67}
"""Of these kinds every so-many-th change is tried here; of the others all."""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """Return the bundle that is changed."""
    return made(Path(tmp_path_factory.mktemp("small")))


def test_the_bundle_itself_is_sound(small: Small) -> None:
    """Nothing is wrong with it, and every layer is checked."""
    audit = verify(small.files, kept=Kept((small.anchor,)))
    assert (audit.findings.found, audit.complete) == ([], True)
    assert audit.disclosed, "the full edition opens remarks, reasons and names"


@pytest.mark.parametrize("again", [False, True], ids=["as an outsider", "with the manifest signed again"])
def test_changes_are_found(small: Small, *, again: bool) -> None:
    """Bits flipped, lines moved, files cut, removed, renamed, copied and emptied."""
    sample = [each for number, each in enumerate(changes(small.files)) if number % EVERY.get(each.kind, 1) == 0]
    counts = tried(small, sample, again=again)
    wrong = [word for _, word in counts if word[0].isupper()]
    assert not wrong
    assert sum(count for (_, word), count in counts.items() if word == "found") > 700
