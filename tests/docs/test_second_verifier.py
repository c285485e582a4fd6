"""docs/record.md is enough: a verifier written from it alone agrees with `judge verify` on a bundle and on what breaks it."""

import hashlib
import re
from pathlib import Path

import pytest

from tests.docs.second_verifier import Wrong, verify
from tests.record.small import Small, made
from tests.record.test_pairs import bundle as pairs
from tests.record.test_pairs import compare


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    return made(tmp_path_factory.mktemp("small"))


def test_an_honest_bundle_passes(small: Small) -> None:
    """Every byte that the first program wrote reads as the page says."""
    verify(small.files, small.anchor)


@pytest.mark.parametrize(
    "path", ["journals/", "inputs/", "seals/", "results/", "receipts/", "disclosures/", "MANIFEST"]
)
def test_a_changed_byte_is_found(small: Small, path: str) -> None:
    """One bit in the middle of each file, with nothing else repaired."""
    for name in [name for name in small.files if name.startswith(path) and small.files[name]]:
        data = bytearray(small.files[name])
        data[len(data) // 2] ^= 1
        with pytest.raises((Wrong, ValueError, KeyError)):
            verify({**small.files, name: bytes(data)}, small.anchor)


def test_another_anchor_is_refused(small: Small) -> None:
    """A record made again has other hashes."""
    with pytest.raises(Wrong, match="anchor"):
        verify(small.files, "0" * 64)


def test_it_imports_nothing_of_the_first() -> None:
    """Else it would prove nothing about the page."""
    source = (Path(__file__).parent / "second_verifier.py").read_text("utf-8")
    assert not re.findall(r"^(?:from|import) judge", source, re.MULTILINE)


def test_a_round_of_pairs_passes() -> None:
    """Answers on pairs are entries like others, hidden or not."""
    for sealed in (False, True):
        files = pairs(lambda made: compare(made, "J-04", "S-1", "S-3", {"S-1": "1", "S-3": "0"}), sealed=sealed)
        opened = files["journals/organizer.jsonl"].split(b"\n")[5]
        verify(files, hashlib.sha256(b"\x00" + opened).hexdigest())
