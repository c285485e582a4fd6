"""The ranking as a table: everybody's place and score, what follows from them, and who has none and why."""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from judge.model.edition import Edition, Row
from judge.show import outcomes, ranking
from judge.show.data.table import Cell, Column, Table, apart, endless

Drawn = tuple[Column, Callable[[Row], Cell]]
"""A column, and what a row has in it."""


def table(edition: Edition) -> Table:
    """Return the ranking as far as the edition shows it; where it shows no places, who was taken."""
    drawn = list(_drawn(edition))
    cells = [cell for _, cell in drawn]
    what = (
        "A submission in a ranking, or without a place." if edition.shows("places") else "A submission that was taken."
    )
    return Table(
        "results", what, apart([column for column, _ in drawn]),
        lambda: (tuple(cell(row) for cell in cells) for row in (*edition.rows, *edition.unranked)),
    )  # fmt: skip


def _drawn(edition: Edition) -> Iterator[Drawn]:
    if edition.shows("places"):
        yield (
            Column("place", "number", "Its place; a half where shared places are averaged.", word="place"),
            lambda row: row.place,
        )
        shared = Column("shared", "flag", "Whether others have the same place.", word="shared")
        yield shared, lambda row: None if row.place is None else row.shared
    yield Column("submission", "text", "Its id.", word="submission"), lambda row: row.submission
    yield Column("title", "text", "Its title.", word="title"), lambda row: row.title
    if edition.by is not None and edition.shows("places"):
        yield (
            Column("track", "text", f"The ranking it stands in, one for each {edition.by}.", word="track"),
            lambda row: row.track,
        )
    if edition.shows("scores"):
        yield from _scores(edition)
    yield from (_measure(edition, at) for at in range(len(edition.criteria)))
    fields = dict.fromkeys(name for row in (*edition.rows, *edition.unranked) for name in row.fields)
    yield from (_field(name) for name in sorted(fields))
    yield from (_outcome(edition, name) for name in dict.fromkeys(each.name for each in edition.outcomes))
    if edition.shows("scores"):
        deciding = ranking.decided(edition.ties)
        decided = Column("decided by", "text", "What parted it from others with the same score.", word="decided by")
        yield decided, lambda row: deciding.get((row.track, row.submission), "")
    if edition.shows("places"):
        yield Column("state", "text", "Why it has no place, in a word.", word="state"), lambda row: row.state
    if edition.shows("scores"):
        yield Column("reason", "text", "The same in a sentence.", word="reason"), lambda row: row.reason


def _scores(edition: Edition) -> Iterator[Drawn]:
    score = _number("score", "Its score, as it was ranked.", (row.score for row in edition.rows))
    yield score, lambda row: row.score
    if endless((row.score for row in edition.rows), score.digits):
        upper = Column("score numerator", "whole", "Its score exactly is this number divided by the next.")
        yield upper, lambda row: None if row.score is None else Fraction(row.score.numerator)
        lower = Column("score denominator", "whole", "What the number before is divided by.")
        yield lower, lambda row: None if row.score is None else Fraction(row.score.denominator)
    if any(row.raw_place is not None for row in edition.rows):
        without = "without the steps that standardise"
        yield Column("raw place", "number", f"Its place {without}.", word="raw place"), lambda row: row.raw_place
        shared = Column("raw shared", "flag", f"Whether others have the same place {without}.", word="raw shared")
        yield shared, lambda row: None if row.raw_place is None else row.raw_shared
        raw = _number("raw score", f"Its score {without}.", (row.raw_score for row in edition.rows))
        yield raw, lambda row: row.raw_score


def _number(word: str, about: str, values: Iterable[Fraction | None], name: str = "", of: str = "") -> Column:
    distinct = {value for value in values if value is not None}
    return Column(name or word, "number", about, ranking.digits_apart(distinct), word, of)


def _measure(edition: Edition, at: int) -> Drawn:
    criterion, title = edition.criteria[at].id, edition.criteria[at].title.in_language(edition.languages[0])
    found = {
        row.submission: each.value
        for row in (*edition.rows, *edition.unranked)
        for each in row.measures
        if each.criterion == criterion
    }
    about = "What it has on this criterion; empty also where so few marks stand behind it that it would tell them."
    column = _number("criterion", about, found.values(), f"criterion: {criterion}", title or criterion)
    return column, lambda row: found.get(row.submission)


def _field(name: str) -> Drawn:
    return Column(name, "text", "A field of its record."), lambda row: row.fields.get(name, "")


def _outcome(edition: Edition, name: str) -> Drawn:
    told = outcomes.beside(each for each in edition.outcomes if each.name == name)
    about = "What it has from this outcome; of some also why it has not."
    return Column(f"outcome: {name}", "text", about, word="outcome", of=name), lambda row: told.get(
        (row.track, row.submission), ""
    )
