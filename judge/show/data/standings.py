"""The ranking as ``results.tsv``, which contest systems such as DOMjudge exchange."""

from collections.abc import Iterator
from fractions import Fraction

from judge.model.edition import Edition
from judge.model.number import plain
from judge.show.data.chunks import chunks
from judge.show.separated import harmless

_ESCAPED = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


def standings(edition: Edition) -> Iterator[bytes]:
    """Yield a line ``results 1``, then seven columns for each row.

    They are the id, the place, what it won, the score exactly (there the number of problems solved), two that hold times
    there and nothing here, and the track of whoever is first in it (the group winner).
    """
    return chunks(_lines(edition))


def _lines(edition: Edition) -> Iterator[str]:
    yield "results\t1\n"
    won = _won(edition)
    best: dict[str, Fraction] = {}
    for row in edition.rows:
        if row.place is not None:
            best[row.track] = min(row.place, best.get(row.track, row.place))
    for row in edition.rows:
        place = "" if row.place is None else plain(row.place)
        score = "" if row.score is None else plain(row.score)
        first = row.track if row.place is not None and row.place == best[row.track] else ""
        cells = (row.submission, place, "; ".join(won.get((row.track, row.submission), ())), score, "", "", first)
        yield "\t".join(harmless(cell).translate(_ESCAPED) for cell in cells) + "\n"


def _won(edition: Edition) -> dict[tuple[str, str], list[str]]:
    """Return by track and submission the outcomes that took it, or what they award."""
    found: dict[tuple[str, str], list[str]] = {}
    for each in edition.outcomes:
        beside = (name for decision in each.wildcards for name in decision.submissions)
        for name in dict.fromkeys((*each.taken, *beside)):
            for track in {each.track, ""}:
                found.setdefault((track, name), []).append(each.award or each.name)
    return found
