"""Everything that is rendered from an edition, each file when its turn comes."""

import hashlib
from collections.abc import Iterable, Iterator
from importlib.util import find_spec

from judge.model.edition import Edition
from judge.show.certificate import certificates
from judge.show.data import files
from judge.show.data.results import results
from judge.show.data.workbook import fits
from judge.show.pages.site import FILES, site
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
    yield from files(edition)
    if edition.trail:
        yield TRAIL, (f"{line}\n".encode() for line in edition.trail)
    named, typeset = digest(edition), find_spec("typst") is not None
    if typeset:
        yield from report(edition, named)
    if edition.release.stage in _FINAL:
        yield from certificates(edition, pdf=typeset)
    yield from site(edition, named, tuple(_beside(edition, typeset)))


def _beside(edition: Edition, typeset: bool) -> Iterator[str]:
    """Yield the files to which the pages link."""
    yield from (name for name in FILES if name != "results.xlsx" or fits(edition))
    if typeset:
        yield "report.pdf"
    if edition.trail:
        yield from ("marks.csv", TRAIL)
