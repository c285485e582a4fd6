"""Counting ballots round after round: elections by quota, transfers of surpluses, eliminations (§3.35, §3.36)."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import floor

import attrs

from judge.model.number import Exact, plain
from judge.score.order_plan import Counting
from judge.score.orders.contest import Contest
from judge.score.orders.piles import Piles
from judge.score.orders.refusal import Unfit

Blocks = list[list[int]]
"""Blocks of equals, best first."""


@attrs.frozen
class Round:
    """One round of a count.

    Attributes:
        counts: what everybody has who is still in the count or was elected.
        exhausted: the value of the ballots that name nobody who is left.
        lost: what was cut off so far.
        elected, out: who is elected with these counts, and who goes out.
        passed: whose surplus is passed on, and the share of each ballot, if one is.
        parted: what parted several who had the fewest, or nothing.
        last: who is left at the end without a seat.
    """

    counts: dict[int, Exact]
    exhausted: Exact
    lost: Exact
    elected: tuple[int, ...] = ()
    out: tuple[int, ...] = ()
    passed: tuple[int, Fraction] | None = None
    parted: str = ""
    last: tuple[int, ...] = ()


class Count:
    """A count of ballots.

    Attributes:
        quota: what elects, or None.
        rounds: in order.
        elected: blocks of those elected, in order; equals only where nothing parts them.
        gone: blocks of those who went out, the last first.
    """

    def __init__(self, contest: Contest) -> None:
        """Count to the end, or raise ``Unfit`` for equals that nothing parts."""
        assert contest.counting is not None
        self._rule, self._facts = contest.counting, contest.facts
        self._piles = Piles(contest, self._rule)
        self._hopeful = set(contest.submissions)
        self._pending: list[int] = []
        self.rounds: list[Round] = []
        self.elected: Blocks = []
        self.gone: Blocks = []
        self.quota = quota_of(self._rule, sum(self._piles.counts.values()))
        while self._round():
            pass

    @property
    def places(self) -> dict[int, int]:
        """Places 1-2-2-4: the elected in order, then those who stayed longest."""
        places: dict[int, int] = {}
        for block in (*self.elected, *self.gone):
            places |= dict.fromkeys(block, len(places) + 1)
        return places

    @property
    def open(self) -> int:
        """How many seats nobody has yet."""
        return self._rule.seats - sum(map(len, self.elected))

    # -- a round ------------------------------------------------------------------------------------------------------

    def _round(self) -> bool:
        """Run one round; return whether another one follows."""
        piles = self._piles
        there = {one: count for one, count in piles.counts.items() if one in self._hopeful or count}
        self.rounds.append(Round(there, piles.exhausted, piles.lost))
        if not self._elect_by_quota() or self._decided():
            self._end()
            return False
        hopeless = self._hopeless() if self._rule.surplus_last or not self._pending else []
        if self._pending and not hopeless:
            self._pass_on()
        else:
            self._eliminate(hopeless)
        return bool(self._hopeful)

    def _decided(self) -> bool:
        """Whether nothing that is passed on could change who is elected."""
        return not self.open or len(self._hopeful) <= self.open + (not self._pending)

    def _elect_by_quota(self) -> bool:
        """Elect those who have the quota; return whether there was a seat for each of them."""
        counts = self._piles.counts
        blocks = self._ordered([one for one in self._hopeful if self._reaches(counts[one])])
        while blocks and len(blocks[0]) <= self.open:
            self._pending += [one for one in blocks[0] if counts[one] > (self.quota or 0)]
            self._elect(blocks.pop(0))
        return not blocks

    def _reaches(self, count: Exact) -> bool:
        if self.quota is None or not count:
            return False
        return count > self.quota if self._rule.exceed else count >= self.quota

    def _elect(self, block: list[int]) -> None:
        self.elected.append(block)
        self._hopeful.difference_update(block)
        now = self.rounds[-1]
        self.rounds[-1] = attrs.evolve(now, elected=(*now.elected, *block))

    def _end(self) -> None:
        """Seat those who are left, as many as there are seats; the others follow by what they have."""
        blocks = self._ordered(list(self._hopeful))
        while blocks and self.open >= len(blocks[0]):
            self._elect(blocks.pop(0))
        self.gone = [*blocks, *self.gone]
        last = tuple(one for block in blocks for one in block)
        self.rounds[-1] = attrs.evolve(self.rounds[-1], last=last)
        self._hopeful.clear()

    # -- surpluses and eliminations -----------------------------------------------------------------------------------

    def _pass_on(self) -> None:
        """Pass on the largest surplus; of equal ones the one that earlier rounds, then the tie-breaks, put first."""
        blocks = self._ordered(self._pending)
        one = min(blocks[0])
        self._pending.remove(one)
        assert self.quota is not None
        share = self._piles.surplus(one, self.quota, self._hopeful)
        self.rounds[-1] = attrs.evolve(self.rounds[-1], passed=(one, share))

    def _hopeless(self) -> list[int]:
        """Return all who together have less than the next one, open surpluses included; so many must stay as seats."""
        counts = self._piles.counts
        total: Exact = sum(counts[one] - (self.quota or 0) for one in self._pending)
        ordered, found = sorted(self._hopeful, key=lambda one: (counts[one], one)), 0
        for number, one in enumerate(ordered[: len(ordered) - self.open], 1):
            total += counts[one]
            if number < len(ordered) and total < counts[ordered[number]]:
                found = number
        return ordered[:found]

    def _eliminate(self, hopeless: list[int]) -> None:
        """Take out the last one, or all without hope; who goes out later stands ahead."""
        if self._rule.together and hopeless:
            gone = self._ordered(hopeless)
        else:
            fewest = min(self._piles.counts[one] for one in self._hopeful)
            gone = self._ordered([one for one in self._hopeful if self._piles.counts[one] == fewest])[-1:]
            if len(gone[0]) > 1 and not self._may_go_together(gone[0], hopeless):
                self._end()
                return
        self.gone = [*gone, *self.gone]
        out = tuple(one for block in gone for one in block)
        self._hopeful.difference_update(out)
        self.rounds[-1] = attrs.evolve(self.rounds[-1], out=out, parted=self._why(out))
        self._piles.out(out, self._hopeful)

    def _may_go_together(self, block: list[int], hopeless: list[int]) -> bool:
        """Whether equals go out together: it makes no difference, or the rule says so and enough are left for the seats."""
        counts = self._piles.counts
        stay = len(self._hopeful) - len(block) >= self.open
        if stay and (not counts[block[0]] or set(block) <= set(hopeless)):
            return True
        if self._rule.refuses:
            raise Unfit(
                "elimination-tied",
                f"{len(block)} submissions have the fewest ballots, {plain(Fraction(counts[block[0]]))}, in round "
                f"{len(self.rounds)} of the count, and nothing parts them",
                min(block),
                'say what parts them: `ties = [{ lower = "order" }]` with a fact `order`; or `ties = ["share"]`: they go together',
            )
        return stay

    # -- equals -------------------------------------------------------------------------------------------------------

    def _ordered(self, some: Sequence[int]) -> Blocks:
        """Return blocks by count, then by the latest earlier round in which counts differ, then by the tie-breaks."""
        blocks: Blocks = []
        known: dict[tuple[Exact, ...], list[int]] = {}
        for one in sorted(some):
            known.setdefault(self._history(one), []).append(one)
        for key in sorted(known, reverse=True):
            parts = [known[key]]
            for breaker, facts in zip(self._rule.breakers, self._facts, strict=True):
                parts = [part for whole in parts for part in split(whole, facts, breaker.better, breaker.last)]
            blocks += parts
        return blocks

    def _why(self, out: Sequence[int]) -> str:
        """Return what parted those who go out from others with as few ballots, or nothing where there are none."""
        most = max(self._piles.counts[one] for one in out)
        stayed = {self._history(one) for one in self._hopeful if self._piles.counts[one] == most}
        if not stayed:
            return ""
        return "the tie-breaks" if stayed & set(map(self._history, out)) else "an earlier round"

    def _history(self, one: int) -> tuple[Exact, ...]:
        return tuple(round_.counts.get(one, 0) for round_ in reversed(self.rounds))


def quota_of(rule: Counting, votes: Exact) -> Exact | None:
    """Return the quota for so many votes: Droop's (H. R. Droop, 1868) or Hare's (T. Hare, 1859), whole or exact."""
    if rule.quota is None:
        return None
    exact = Fraction(votes) / (rule.seats + (rule.quota.endswith("droop")))
    if rule.quota.startswith("exact"):
        return exact
    return floor(exact) + (rule.quota == "droop")


def split(block: list[int], facts: Mapping[int, Exact], better: str, last: bool) -> Blocks:
    """Return equals parted by a fact; one that lacks a value for somebody is passed over, or puts them behind."""
    without = [one for one in block if one not in facts]
    if without and not last:
        return [block]
    values = sorted({facts[one] for one in block if one in facts}, reverse=better == "higher")
    parts = [[one for one in block if one in facts and facts[one] == value] for value in values]
    return [*parts, without] if without else parts
