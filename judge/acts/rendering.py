"""Everything that is rendered from an edition, each file when its turn comes."""

import hashlib
from collections.abc import Iterable, Iterator
from importlib.util import find_spec

from judge.model.edition import Edition
from judge.show.certificate import certificates
from judge.show.data import files
from judge.show.data.results import results
from judge.show.pages.site import site
from judge.show.pdf import report

TRAIL = "result.jsonl"
"""The result itself, line by line, for `judge replay` and `judge diff`."""

_FINAL = ("unrecorded", "embargoed", "public")
"""The stages in which somebody has won something."""


def digest(edition: Edition) -> str:
    """Return the SHA-256 of an edition's data, by which everything else is told to be of it."""
    hashed = hashlib.sha256()
    for piece in results(edition):
        hashed.update(piece)
    return hashed.hexdigest()


def rendered(edition: Edition) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield each file's path and content; what an edition does not show is in none of them.

    Reports and certificates are PDFs only where typst, which sets them, is installed; certificates are SVGs everywhere.
    """
    named, typeset = digest(edition), find_spec("typst") is not None
    beside = []
    for path, content in _beside(edition, named, typeset=typeset):
        beside.append(path)
        yield path, content
    if edition.release.stage in _FINAL:
        yield from certificates(edition, pdf=typeset)
    yield from site(edition, named, beside)


def _beside(edition: Edition, named: str, *, typeset: bool) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield the files to which the pages link."""
    yield from files(edition)
    if edition.trail:
        yield TRAIL, (f"{line}\n".encode() for line in edition.trail)
    if typeset:
        yield from report(edition, named)
