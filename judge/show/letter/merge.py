"""The table for a mail merge: a row for each letter, with nothing in it that the letter does not say."""

from collections.abc import Iterable, Iterator

from judge.model.letter import Letter
from judge.model.number import plain
from judge.show.separated import harmless, lines

HEADERS = ("submission", "title", "language", "contact", "place", "band", "outcome", "file")


def table(rows: Iterable[tuple[Letter, str, str]]) -> Iterator[str]:
    """Yield the lines of the table.

    Args:
        rows: each letter, what its record says of how to reach the applicant, and the name of its file.
    """
    yield from lines([HEADERS])
    yield from lines(map(harmless, _row(*each)) for each in rows)


def _row(letter: Letter, contact: str, file: str) -> tuple[str, ...]:
    places, bands = "; ".join(_places(letter)), "; ".join(_bands(letter))
    outcome = "; ".join(_outcomes(letter)) or letter.state
    return letter.submission, letter.title, letter.language, contact, places, bands, outcome, file


def _places(letter: Letter) -> Iterator[str]:
    for rank in letter.ranks:
        if rank.place is not None:
            yield f"{rank.track}: " * bool(rank.track) + "=" * rank.shared + plain(rank.place)


def _bands(letter: Letter) -> Iterator[str]:
    for rank in letter.ranks:
        if rank.band is not None:
            yield f"{rank.track}: " * bool(rank.track) + f"{rank.band.number} of {rank.band.of}"


def _outcomes(letter: Letter) -> Iterator[str]:
    for answer in letter.answers:
        if answer.answer in ("taken", "wildcard"):
            yield answer.name
        elif answer.answer == "waiting":
            yield f"{answer.name}: waiting list" + ("" if answer.number is None else f" {answer.number}")
