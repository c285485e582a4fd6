"""Explaining a place: how its score came about, the tie it was part of, who stands next to it, and what follows."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

import attrs

from judge.model.explanation import Explanation, Neighbour
from judge.model.result import Standing
from judge.score.run import Scored
from judge.score.stories import Stories


def explain(scored: Scored, submission: str) -> Explanation:
    """Return how a submission came to its place; for several of them make :class:`Explanations` once.

    Args:
        scored: a round scored with its tables kept.
        submission: the id of one of its submissions.
    """
    return Explanations(scored).of(submission)


class Explanations:
    """How every submission of one scoring came to its place.

    Args:
        scored: a round scored with its tables kept.
    """

    def __init__(self, scored: Scored) -> None:
        result = scored.result
        self._result, self._titles, self._stories = result, _titles(scored), Stories(scored)
        self._reasons = {item.submission: item.reason for item in result.unranked}
        self._raw = {(item.track, item.submission): item for item in result.raw}
        self._ties = {(tie.track, name): tie for tie in result.ties for name in tie.submissions}
        self._rankings: dict[str, list[Standing]] = {}
        self._own: dict[str, list[tuple[int, Standing]]] = {}
        for item in result.standings:
            ranking = self._rankings.setdefault(item.track, [])
            self._own.setdefault(item.submission, []).append((len(ranking), item))
            ranking.append(item)

    def of(self, submission: str) -> Explanation:
        """Return how a submission came to its place."""
        result = self._result
        told = Explanation(
            submission, self._title(submission), result.round, None, False, None,
            len(self._own), self._reasons.get(submission, ""), self._stories.of(submission), None, (),
            result.outcomes, self._titles, waived=tuple(item for item in result.waived if submission in item.submissions),
            pairs=any(each.id == result.round and each.ballot == "pairs" for each in result.challenge.rounds),
        )  # fmt: skip
        every = [self._in_ranking(told, at, standing) for at, standing in self._own.get(submission, ())]
        return attrs.evolve(every[0], others=tuple(every[1:])) if every else told

    def _in_ranking(self, told: Explanation, at: int, standing: Standing) -> Explanation:
        """Return the explanation with what is told of one ranking."""
        track, ranking = standing.track, self._rankings[standing.track]
        return attrs.evolve(
            told, place=standing.place, shared=standing.shared, score=standing.score, ranked=len(ranking), track=track,
            tie=self._ties.get((track, told.submission)),
            neighbours=tuple(self._neighbours(ranking, at)),
            outcomes=tuple(item for item in self._result.outcomes if item.track == track),
            raw=self._raw.get((track, told.submission)),
        )  # fmt: skip

    def _title(self, submission: str) -> str:
        return self._titles.get(("submission", submission), submission)

    def _neighbours(self, ranking: Sequence[Standing], at: int) -> Iterator[Neighbour]:
        own = self._last_parts(ranking[at].submission)
        for side, other in (("above", _next(ranking, at, -1)), ("below", _next(ranking, at, 1))):
            if other is not None:
                theirs = self._last_parts(other.submission)
                parts = tuple((label, own.get(label), theirs.get(label)) for label in {**own, **theirs})
                yield Neighbour(
                    side, other.submission, self._title(other.submission), other.place, other.score,
                    other.score - ranking[at].score, parts,
                )  # fmt: skip

    def _last_parts(self, submission: str) -> dict[str, Fraction | None]:
        """Return what went into the last step that joined several numbers."""
        for story in self._stories.backwards(submission):
            for cell in story.cells:
                if story.number and not cell.key and cell.working:
                    if len(cell.parts) > 1:
                        return {part.label: part.value for part in cell.parts}
                    if len(cell.parts) == 1 and len(cell.parts[0].columns) > 1:
                        return dict(cell.parts[0].columns)
        return {}


def _titles(scored: Scored) -> dict[tuple[str, str], str]:
    found = {("submission", item.id): item.title for item in scored.setting.challenge.submissions}
    for name, dimension in scored.setting.dimensions.items():
        if dimension.titles:
            found.update(
                {(name, member): title for member, title in zip(dimension.members, dimension.titles, strict=True)}
            )
    return found


def _next(standings: Sequence[Standing], at: int, step: int) -> Standing | None:
    """Return the next submission in another block."""
    number = at + step
    while 0 <= number < len(standings):
        if standings[number].block != standings[at].block:
            return standings[number]
        number += step
    return None
