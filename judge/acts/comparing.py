"""A sitting in a round of pairs: the next two submissions, and each answer on the disk before the next question."""

import hashlib
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

import attrs

from judge.acts.compared import answered, mark_in, wanted
from judge.acts.own_journal import hidden, of_round, seen
from judge.acts.sitting import UNDONE, Sitting
from judge.assign import pairing
from judge.model.number import plain
from judge.model.pair import Pair, pair_of
from judge.model.rubric import Criterion, Scale
from judge.record.disclosure import Disclosure, sealed_value
from judge.record.journal import Entry
from judge.record.standing import pair

AGAIN: Final = "sealed answer given again"


@attrs.define(eq=False)
class Comparing:
    """A judge at work in a round of pairs.

    Attributes:
        sitting: whose journal it is.
        later: pairs that were left for later.
    """

    sitting: Sitting
    later: set[Pair] = attrs.field(factory=set)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the submissions to be compared, in this judge's drawn order."""
        return tuple(name for name in self.sitting.order if name not in self.sitting.recused)

    @property
    def answers(self) -> dict[Pair, Fraction]:
        """Return by pair the mark of its first submission, for the pairs that the judge can still be asked about."""
        names = frozenset(self.names)
        found = answered(self._mine, self.sitting.known)
        return {pair: mark for pair, mark in found.items() if names.issuperset(pair)}

    @property
    def wanted(self) -> int:
        """Return how many comparisons are asked of this judge."""
        return wanted(self.sitting.opened.round, len(self.names))

    @property
    def complete(self) -> bool:
        """Whether nothing is left to compare."""
        return len(self.answers) >= self.wanted

    def following(self) -> Pair | None:
        """Return the two to be shown next, the one on the left first, or None where all that is asked for is answered.

        What was left for later comes again when nothing else is left.
        """
        if self.complete:
            return None
        names = self.names
        at = {name: number for number, name in enumerate(names)}
        scale, answers = self.scale, dict[pairing.Pair, int]()
        for (one, other), mark in self.answers.items():
            numbers = at[one], at[other]
            sign = outcome(scale, mark)
            answers[min(numbers), max(numbers)] = sign if numbers[0] < numbers[1] else -sign
        later = {(min(at[a], at[b]), max(at[a], at[b])) for a, b in self.later if a in at and b in at}
        found = pairing.following(len(names), answers, later)
        if found is None:
            self.later.clear()
            found = pairing.following(len(names), answers)
        return None if found is None else self.shown(pair_of(names[found[0]], names[found[1]]))

    def shown(self, both: Pair) -> Pair:
        """Return a pair as it is shown: which one stands first is drawn, so that neither side is favoured."""
        sitting = self.sitting
        drawn = f"{sitting.record.challenge}/{sitting.opened.round.id}/{sitting.judge}/{both[0]}\n{both[1]}"
        return both if hashlib.sha256(drawn.encode()).digest()[0] % 2 == 0 else (both[1], both[0])

    @property
    def criterion(self) -> Criterion:
        """Return what words the question."""
        rubric = self.sitting.opened.rubric
        assert rubric is not None
        return rubric.criteria[0]

    @property
    def scale(self) -> Scale:
        """Return the scale, whose ends are the better and the worse."""
        return self.criterion.scale

    @property
    def equals(self) -> bool:
        """Whether two submissions may be called equal: the middle of the scale is on it."""
        return self.scale.allows(mark_of(self.scale, 0))

    def of(self, both: Pair) -> int | None:
        """Return 1 where the first of two was called better, -1 where the second was, 0 for equal, or None."""
        mark = self.answers.get(pair_of(*both))
        if mark is None:
            return None
        return outcome(self.scale, mark) * (1 if both == pair_of(*both) else -1)

    def circles(self) -> list[tuple[str, str, str]]:
        """Return answers that go round in a circle of three."""
        names = self.names
        at = {name: number for number, name in enumerate(names)}
        found = {(at[a], at[b]): outcome(self.scale, mark) for (a, b), mark in self.answers.items()}
        return [(names[a], names[b], names[c]) for a, b, c in pairing.circles(len(names), found)]

    # -- entries ------------------------------------------------------------------------------------------------------

    def answer(self, one: str, other: str, sign: int, why: str = "") -> None:
        """Say that the one is better (1), worse (-1), or that they are equal (0).

        Raises:
            Mistaken: if this changes an earlier answer without a reason.
        """
        both = pair_of(one, other)
        mark = mark_of(self.scale, sign if both == (one, other) else -sign)
        self._enter(both, mark, why)
        self.later.discard(both)

    def undo(self) -> Pair | None:
        """Take back the last answer that stands, of this sitting or an earlier one; return the pair, or None."""
        done = _given(self._mine, self.sitting.known, self.sitting.recused)
        if not done:
            return None
        both, before = done[-1]
        self._enter(both, before, UNDONE)
        self.later.discard(both)
        return self.shown(both)

    @property
    def _mine(self) -> list[Entry]:
        return of_round(self.sitting.record, self.sitting.judge, self.sitting.opened)

    def _enter(self, both: Pair, mark: Fraction | None, why: str) -> None:
        sitting, opens = self.sitting, list[Disclosure]()
        ends = sitting.opened.ends
        marks: dict[str, object] = dict.fromkeys(both)
        if mark is not None:
            marks = {both[0]: plain(mark), both[1]: plain(ends - mark)}
        before = [each for each in self._mine if each.type == "compare" and pair(each) == both]
        rev = before[-1].number("seq") if before else None
        again = AGAIN if sitting.opened.sealed and rev is not None else ""
        if sitting.opened.sealed:
            marks = dict(hidden(opens, sitting.judge, len(sitting.entries), "marks", sealed_value(marks, {})))
        body = {
            "type": "compare", "judge": sitting.judge, "round": sitting.opened.round.id, "seen": seen(sitting.record),
            "subs": list(both), "records": [sitting.opened.records[name] for name in both],
            "marks": marks, "rev": rev, "why": why or again,
        }  # fmt: skip
        sitting.append([body], opens)


def mark_of(scale: Scale, sign: int) -> Fraction:
    """Return the mark of a submission that is better (1) or worse (-1) than another one, or equal to it (0)."""
    low, high = scale.low or Fraction(0), scale.high or Fraction(0)
    return (low + high + (high - low) * (sign if scale.better == "higher" else -sign)) / 2


def outcome(scale: Scale, mark: Fraction) -> int:
    """Return 1 where a mark says better, -1 where it says worse, 0 for equal."""
    middle = mark_of(scale, 0)
    return (mark > middle) - (mark < middle) if scale.better == "higher" else (mark < middle) - (mark > middle)


def _given(
    mine: Sequence[Entry], known: Mapping[str, Disclosure], recused: frozenset[str]
) -> list[tuple[Pair, Fraction | None]]:
    """Return the answers that may be taken back, the last one last, each with what stood before it."""
    done: list[tuple[Pair, Fraction | None]] = []
    now: dict[Pair, Fraction | None] = {}
    for each in mine:
        if each.type != "compare" or recused.intersection(pair(each)):
            continue
        both, mark = pair(each), mark_in(each, known)
        if each.body["why"] == UNDONE and done and done[-1][0] == both:
            done.pop()
        else:
            done.append((both, now.get(both)))
        now[both] = mark
    return done
