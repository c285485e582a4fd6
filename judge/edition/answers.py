"""What the outcomes of a round mean for one submission."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

import attrs

from judge.edition.promise import Promise
from judge.model.letter import Answer
from judge.model.result import Outcome, Result


class Answers:
    """The answers of one scoring, for any submission.

    Args:
        scores: whether a letter may tell where a cut was.
    """

    def __init__(self, result: Result, promise: Promise, *, scores: bool) -> None:
        self._result, self._promise, self._scores = result, promise, scores
        self._sign = 1 if result.better == "higher" else -1
        self._worth = {(each.track, each.submission): self._sign * each.score for each in result.standings}

    def of(self, name: str, tracks: Iterable[str], *, hidden: bool) -> Iterator[Answer]:
        """Yield what each outcome means for a submission.

        Args:
            tracks: the rankings in which it stands.
            hidden: whether it has no place and is not told so: then it reads what all read who were not taken.
        """
        known = frozenset(tracks)
        for outcome in self._result.outcomes:
            found = self._answer(outcome, name) if outcome.track in known or not outcome.track else None
            if found is not None:
                yield found
            elif hidden and not outcome.track and ": " not in outcome.name:
                yield self._given(outcome, "passed")

    def _given(self, outcome: Outcome, answer: str) -> Answer:
        """Return what an outcome gives, and how many it took."""
        tied = self._promise.reasons and bool(outcome.tied_at_cut)
        return Answer(
            outcome.award or outcome.name, outcome.award is not None, answer, len(outcome.taken), outcome.seats, tied=tied
        )  # fmt: skip

    def _answer(self, outcome: Outcome, name: str) -> Answer | None:
        """Return what an outcome means for a submission, or None where it is not about it."""
        if name in outcome.taken:
            notes = {each.submission: each.clause for each in outcome.notes}
            return attrs.evolve(
                self._given(outcome, "taken"), note=notes.get(name, "") if self._promise.reasons else ""
            )
        if any(name in decision.submissions for decision in outcome.wildcards):
            return self._given(outcome, "wildcard")
        passed: Mapping[str, str] = {each.submission: each.clause for each in outcome.passed}
        return self._passed(outcome, name, passed[name]) if name in passed else None

    def _passed(self, outcome: Outcome, name: str, clause: str) -> Answer:
        clause = clause.partition("; waiting list: ")[0]
        hidden = self._promise.place != "place" and clause.startswith("place ")
        cut, behind = self._cut(outcome, name)
        found = attrs.evolve(
            self._given(outcome, "passed"), cut=cut, behind=behind,
            clause=clause if self._promise.reasons and not hidden else "",
        )  # fmt: skip
        waiting = dict(outcome.waiting)
        if name not in waiting:
            return found
        return attrs.evolve(found, answer="waiting", number=waiting[name] if self._promise.waits else None)

    def _cut(self, outcome: Outcome, name: str) -> tuple[Fraction | None, Fraction | None]:
        """Return the score of the last one taken, and how far it lies ahead; nothing where it does not, as with quotas."""
        taken = [worth for one in outcome.taken if (worth := self._worth.get((outcome.track, one))) is not None]
        own = self._worth.get((outcome.track, name))
        if not self._scores or outcome.seats is None or outcome.award is not None or not taken or own is None:
            return None, None
        last = min(taken)
        return (self._sign * last, last - own) if own <= last else (None, None)
