"""What all pages of an edition share: worked out once, in no language."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property

from judge.model.edition import Edition, Row
from judge.model.number import plain
from judge.model.result import Outcome
from judge.show.pages.filename import filename
from judge.show.ranking import score_texts

_CODE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")

MOST_IN_ONE = 2000
"""Up to so many submissions stand in one file with every step of their scores; beyond, each has a page of its own."""

CUT = "below the cut"
"""Whoever is simply below the cut needs no word of it beside the place."""

Ranked = tuple[str, str]
"""A track, or empty, and a submission."""


class Survey:
    """An edition with what its pages look up.

    Attributes:
        edition: what they show.
        results: the SHA-256 of its data, in hexadecimal digits.
        files: the names of the files beside them.
        unfolded: whether there is more to tell of a submission than its row.
        split: whether every submission has a page of its own.
    """

    def __init__(self, edition: Edition, results: str, files: Sequence[str]) -> None:
        self.edition, self.results, self.files = edition, results, tuple(files)
        self.unfolded = edition.story is not None or bool(edition.criteria)
        self.split = self.unfolded and len(self.rows) > MOST_IN_ONE
        self.scores = score_texts([row.score for row in edition.rows if row.score is not None])
        self.raw_scores = score_texts([row.raw_score for row in edition.rows if row.raw_score is not None])

    @cached_property
    def rows(self) -> Mapping[str, Row]:
        """Each submission once: those with a place in the order of the ranking, then those without."""
        found: dict[str, Row] = {}
        for row in (*self.edition.rows, *self.edition.unranked):
            found.setdefault(row.submission, row)
        return found

    @cached_property
    def rankings(self) -> Mapping[str, tuple[Row, ...]]:
        """The rows of each track; of the empty one where there is one ranking."""
        found: dict[str, list[Row]] = {} if self.edition.by else {"": []}
        for row in self.edition.rows:
            found.setdefault(row.track, []).append(row)
        return {track: tuple(rows) for track, rows in found.items()}

    @cached_property
    def standings(self) -> Mapping[str, tuple[Row, ...]]:
        """Of each submission its row in every ranking."""
        found: dict[str, list[Row]] = {}
        for row in self.edition.rows:
            found.setdefault(row.submission, []).append(row)
        return {name: tuple(rows) for name, rows in found.items()}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """By submission, its file name and anchor."""
        return {each: filename(each) for each in self.rows}

    @property
    def shared(self) -> bool:
        """Whether any place is shared."""
        return any(row.shared or row.raw_shared for row in self.edition.rows)

    @property
    def nearly(self) -> bool:
        """Whether any score is rounded for the eye."""
        return any(text.startswith("≈") for text in (*self.scores.values(), *self.raw_scores.values()))

    @cached_property
    def judges(self) -> int:
        """How many judges gave the marks that are shown."""
        rows = self.rows.values()
        return len({given.judge for row in rows for measure in row.measures for given in measure.marks})

    @cached_property
    def middles(self) -> Mapping[str, Fraction]:
        """By criterion, the median of what the submissions with a place have on it."""
        found: dict[str, list[Fraction]] = {}
        for name in self.standings:
            for measure in self.rows[name].measures:
                if measure.value is not None:
                    found.setdefault(measure.criterion, []).append(measure.value)
        return {criterion: median(values) for criterion, values in found.items()}

    @cached_property
    def cuts(self) -> Mapping[Ranked, tuple[Outcome, ...]]:
        """By the last row above it, each outcome whose cut runs between two rows of the ranking."""
        found: dict[Ranked, list[Outcome]] = {}
        for outcome in self.edition.outcomes if self.edition.shows("scores") else ():
            rows = [row.submission for row in self.rankings.get(outcome.track, ())]
            taken = set(outcome.taken)
            last = max((at for at, name in enumerate(rows) if name in taken), default=len(rows))
            below = {one.submission for one in outcome.passed if one.clause == CUT}
            # Where people, or another number than the score, chose whom to take, no line parts the ranking.
            if outcome.award is None and last < len(rows) - 1 and below.isdisjoint(rows[:last]):
                found.setdefault((outcome.track, rows[last]), []).append(outcome)
        return {key: tuple(outcomes) for key, outcomes in found.items()}

    def ending(self, language: str) -> str:
        """Return what the names of files in a language end with, before what says their kind."""
        return "" if language == self.edition.languages[0] else f".{language}"

    def path(self, submission: str, language: str) -> str:
        """Return the name of the file of a submission that has its own, or of the ranking for an empty one."""
        ending = self.ending(language)
        return f"submissions/{self.names[submission]}{ending}.html" if submission else f"index{ending}.html"

    def title(self, submission: str) -> str:
        """Return the title of a submission, or its id where the edition has no more."""
        row = self.rows.get(submission)
        return (row.title if row is not None else "") or submission

    def language(self, row: Row, page: str) -> str:
        """Return the language of a title where its record publishes one that is not the page's, else nothing."""
        told = row.fields.get("language", "")
        return told if _CODE.fullmatch(told) and told != page else ""

    def place(self, row: Row) -> str:
        """Return a place for the eye: ``=3`` where it is shared."""
        return "" if row.place is None else ("=" if row.shared else "") + plain(row.place)

    def raw_place(self, row: Row) -> str:
        """Return the place it would have without the steps that standardise."""
        return "" if row.raw_place is None else ("=" if row.raw_shared else "") + plain(row.raw_place)

    def score(self, row: Row) -> str:
        """Return a score as it stands everywhere on the pages."""
        return "" if row.score is None else self.scores[row.score]


def median(values: Sequence[Fraction]) -> Fraction:
    """Return the middle one of some numbers, or the mean of the two in the middle."""
    # Many are alike, and telling them apart is cheaper than sorting all of them.
    counts = Counter(values)
    upper, lower = len(values) // 2, (len(values) - 1) // 2
    found = []
    begins = 0
    for value in sorted(counts):
        ends = begins + counts[value]
        found += [value for at in (lower, upper) if begins <= at < ends]
        begins = ends
    return sum(found, Fraction(0)) / 2
