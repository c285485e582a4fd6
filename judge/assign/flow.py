"""The cheapest way to give each submission its judges within their bounds: a minimum-cost flow in whole numbers.

Source: R. K. Ahuja, T. L. Magnanti, J. B. Orlin, *Network Flows* (1993), chapter 9.8, the primal-dual algorithm. Judges have
prices and submissions have thresholds; a judge belongs to a submission only where cost and price do not pass the
threshold, and must where they stay below it. That is also the proof: with such prices nothing is cheaper.
"""

from collections.abc import Sequence
from heapq import heappop, heappush

import attrs

TAKEN = 1 << 100
"""The cost of a pair that cannot be chosen, or is chosen already."""

MUST = 1 << 60
"""What a judge's submission is worth while that judge has too few; above every sum of wishes."""


@attrs.frozen(eq=False)
class Network:
    """What is to be assigned, everything by number.

    Attributes:
        needs: by submission, how many judges it needs.
        least, most: by judge, the fewest and most submissions.
        judges: by submission, the judges it may have.
        costs: by submission, the whole-number cost of each of these.
    """

    needs: Sequence[int]
    least: Sequence[int]
    most: Sequence[int]
    judges: Sequence[Sequence[int]]
    costs: Sequence[Sequence[int]]


@attrs.frozen(eq=False)
class Flow:
    """What was found.

    Attributes:
        chosen: by submission, its judges in order.
        prices: by judge: what one more submission of that judge would cost the others.
        thresholds: by submission: cost and price of its judges reach up to it.
        short: submissions that could not get enough judges, and all whose judges could be exchanged for theirs; none
            where everybody has enough.
    """

    chosen: tuple[tuple[int, ...], ...]
    prices: Sequence[int]
    thresholds: Sequence[int]
    short: frozenset[int]


class _Search:
    """The state of the search: who has whom, prices and thresholds."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.needs = list(network.needs)
        self.left = [list(row) for row in network.costs]  # cost, or TAKEN where the submission has the judge
        self.at = [{judge: at for at, judge in enumerate(row)} for row in network.judges]
        self.owners: list[dict[int, int]] = [{} for _ in network.most]  # by judge, submissions with the cost of each
        self.taken: list[dict[int, int]] = [{} for _ in network.needs]  # by submission, judges with the cost of each
        self.price = [-MUST if least else 0 for least in network.least]
        price = self.price
        self.threshold = [
            min((cost + price[judge] for cost, judge in zip(costs, judges, strict=True)), default=0)
            for costs, judges in zip(network.costs, network.judges, strict=True)
        ]

    def marginal(self, judge: int) -> int | None:
        """Return what one more submission of a judge is worth by the bounds, or None where it is too many."""
        load = len(self.owners[judge])
        if load < self.network.least[judge]:
            return -MUST
        return 0 if load < self.network.most[judge] else None

    def distances(self) -> tuple[int | None, dict[int, int], dict[int, int]]:
        """Return how far the nearest judge with room is from those in need, and how far everybody nearer is."""
        price, threshold, left, rows = self.price, self.threshold, self.left, self.network.judges
        far: list[int] = [TAKEN] * len(price)
        near = {each: 0 for each, need in enumerate(self.needs) if need}
        heap = [(0, each) for each in near]
        size, end = len(rows), TAKEN
        found: dict[int, int] = {}
        while heap and heap[0][0] < end:
            distance, node = heappop(heap)
            if node < size:
                if near[node] < distance:
                    continue
                base = distance - threshold[node]
                for judge in [
                    judge
                    for cost, judge in zip(left[node], rows[node], strict=True)
                    if base + cost + price[judge] < far[judge] and cost != TAKEN
                ]:
                    far[judge] = base + left[node][self.at[node][judge]] + price[judge]
                    heappush(heap, (far[judge], size + judge))
                continue
            judge = node - size
            if far[judge] < distance or judge in found:
                continue
            found[judge] = distance
            room = self.marginal(judge)
            end = end if room is None else min(end, distance + room - price[judge])
            for owner, cost in self.owners[judge].items():
                beyond = distance + threshold[owner] - cost - price[judge]
                if beyond < near.get(owner, TAKEN):
                    near[owner] = beyond
                    heappush(heap, (beyond, owner))
        return (None if end == TAKEN else end), near, found

    def reprice(self, end: int, near: dict[int, int], found: dict[int, int]) -> None:
        """Raise thresholds and prices of everybody nearer than the nearest judge with room."""
        for submission, distance in near.items():
            self.threshold[submission] += max(end - distance, 0)
        for judge, distance in found.items():
            self.price[judge] += max(end - distance, 0)

    def tight(self, submission: int) -> list[int]:
        """Return the judges a submission could have at its threshold, begun at another one for each submission."""
        price, threshold, row = self.price, self.threshold[submission], self.network.judges[submission]
        found = [
            judge for cost, judge in zip(self.left[submission], row, strict=True) if cost + price[judge] == threshold
        ]
        start = submission * 7919 % len(found) if found else 0
        return found[start:] + found[:start]

    def fill(self) -> None:
        """Give as many judges as there are at these prices, always along the shortest ways.

        Source: E. A. Dinic, *Algorithm for solution of a problem of maximum flow in networks* (1970).
        """
        while any(self.needs):
            ways = _Ways(self)
            given = 0
            for submission, need in enumerate(self.needs):
                for _ in range(need if submission in ways.steps else 0):
                    path = ways.path(submission)
                    if path is None:
                        break
                    self.follow(submission, path)
                    given += 1
            if not given:
                return

    def follow(self, start: int, path: list[tuple[int, int]]) -> None:
        """Take the judges along a path."""
        self.needs[start] -= 1
        taker = start
        for judge, owner in path:
            at = self.at[taker][judge]
            self.owners[judge][taker] = self.taken[taker][judge] = self.left[taker][at]
            self.left[taker][at] = TAKEN
            if owner >= 0:
                self.left[owner][self.at[owner][judge]] = self.owners[judge].pop(owner)
                del self.taken[owner][judge]
                taker = owner

    def done(self, short: frozenset[int]) -> Flow:
        """Return what was found."""
        return Flow(tuple(tuple(sorted(judges)) for judges in self.taken), self.price, self.threshold, short)


class _Ways:
    """The ways from submissions to judges with room, by how many exchanges they take.

    Attributes:
        steps: by submission, judges on its shortest way; none for one without a way.
        far: by judge, submissions on its shortest way to room.
    """

    def __init__(self, search: _Search) -> None:
        self.search = search
        self.tight = [search.tight(submission) for submission in range(len(search.needs))]
        self.owners: dict[int, list[int]] = {}
        self.next_judge = [0] * len(self.tight)
        self.next_owner = [0] * len(search.price)
        self.steps: dict[int, int] = {}
        self.far: dict[int, int] = {}
        self._measure()

    def _measure(self) -> None:
        search, price, threshold = self.search, self.search.price, self.search.threshold
        takers: list[list[int]] = [[] for _ in price]
        for submission, judges in enumerate(self.tight):
            for judge in judges:
                takers[judge].append(submission)
        front = [judge for judge in range(len(price)) if search.marginal(judge) == price[judge]]
        self.far = dict.fromkeys(front, 0)
        distance = 0
        while front:
            distance += 1
            reached = dict.fromkeys(each for judge in front for each in takers[judge] if each not in self.steps)
            self.steps.update(dict.fromkeys(reached, distance))
            front = []
            for submission in reached:
                for judge, cost in search.taken[submission].items():
                    if judge not in self.far and cost + price[judge] == threshold[submission]:
                        self.far[judge] = distance
                        front.append(judge)

    def path(self, start: int) -> list[tuple[int, int]] | None:
        """Return judges to a judge with room, each with the submission it is taken from; None where there is no way."""
        submissions, judges = [start], list[int]()
        while submissions:
            judge, owner = self._step(submissions[-1])
            if judge < 0:
                submissions.pop()
                if judges:
                    self.next_owner[judges.pop()] += 1
                continue
            judges.append(judge)
            if owner < 0:
                return list(zip(judges, [*submissions[1:], -1], strict=True))
            submissions.append(owner)
        return None

    def _step(self, submission: int) -> tuple[int, int]:
        """Return the next judge on a way and whose it is (-1: it has room), or -1 for no judge."""
        search, row = self.search, self.tight[submission]
        left, at, nearer = search.left[submission], search.at[submission], self.steps[submission] - 1
        for place in range(self.next_judge[submission], len(row)):
            judge = row[place]
            self.next_judge[submission] = place
            if self.far.get(judge) == nearer and left[at[judge]] != TAKEN:
                if nearer == 0 and search.marginal(judge) == search.price[judge]:
                    return judge, -1
                owner = self._owner(judge) if nearer else -1
                if owner >= 0:
                    return judge, owner
        self.next_judge[submission] = len(row)
        return -1, -1

    def _owner(self, judge: int) -> int:
        """Return a submission on a way that may let go of a judge, or -1."""
        search = self.search
        owners, price = search.owners[judge], search.price[judge]
        known = self.owners.setdefault(judge, list(owners))
        for place in range(self.next_owner[judge], len(known)):
            owner = known[place]
            self.next_owner[judge] = place
            on_way = owner in owners and self.steps.get(owner) == self.far[judge]
            if on_way and owners[owner] + price == search.threshold[owner]:
                return owner
        self.next_owner[judge] = len(known)
        return -1


def cheapest(network: Network) -> Flow:
    """Return the assignment of the lowest cost in which as many judges as can be have their fewest submissions."""
    search = _Search(network)
    search.fill()
    while any(search.needs):
        end, near, found = search.distances()
        if end is None:
            return search.done(frozenset(near))
        search.reprice(end, near, found)
        search.fill()
    return search.done(frozenset())
