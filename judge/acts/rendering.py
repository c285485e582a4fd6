"""Everything that is rendered from an edition, each file when its turn comes."""

import hashlib
from collections.abc import Iterable, Iterator

from judge.model.edition import Edition
from judge.show.data import files
from judge.show.data.results import results
from judge.show.pages.site import site

TRAIL = "result.jsonl"
"""The result itself, line by line, for `judge replay` and `judge diff`."""


def digest(edition: Edition) -> str:
    """Return the SHA-256 of an edition's data, by which everything else is told to be of it."""
    hashed = hashlib.sha256()
    for piece in results(edition):
        hashed.update(piece)
    return hashed.hexdigest()


def rendered(edition: Edition) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield each file's path and content; what an edition does not show is in none of them."""
    yield from files(edition)
    if edition.trail:
        yield TRAIL, (f"{line}\n".encode() for line in edition.trail)
    yield from site(edition, digest(edition))
