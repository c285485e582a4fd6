"""The judges of each submission while they are exchanged: wishes about whole teams, pairs of judges, one connected design."""

from collections.abc import Callable, Iterator, Sequence

from judge.assign.graph import components, smallest_cut
from judge.assign.wanted import Wish
from judge.assign.work import NEVER, Work

PASSES = 6
TRIES = 10
"""Partners tried for each ballot in each pass; in small rounds all of them are."""

SMALL = 160_000

Seat = tuple[int, int]
"""A submission and a judge that may be exchanged."""


class Teams:
    """The teams of a work.

    Attributes:
        teams: by submission, all its judges, those given included.
        load: by judge, submissions besides those given.
    """

    def __init__(self, work: Work, chosen: Sequence[frozenset[int]]) -> None:
        self.work = work
        self.teams = [set(team) | given for team, given in zip(chosen, work.given, strict=True)]
        self.load = [0] * len(work.judges)
        for judge in (each for team in chosen for each in team):
            self.load[judge] += 1
        self.wishes = [(wish, work.groups(wish)) for wish in work.wanted.wishes if wish.kind in ("among", "spread")]
        self.penalties = [self.penalty(team) for team in self.teams]
        self.together: dict[Seat, int] = {}
        for team in self.teams:
            for one in team:
                for other in team:
                    if one != other:
                        self.together[one, other] = self.together.get((one, other), 0) + 1

    def seats(self) -> list[Seat]:
        """Return what may be exchanged, in order."""
        return [(at, j) for at, team in enumerate(self.teams) for j in sorted(team - self.work.given[at])]

    def penalty(self, team: set[int]) -> int:
        """Return what a team costs by the wishes about teams."""
        return sum(wish.weight * missed(wish, have, team) for wish, have in self.wishes)

    def cost(self) -> int:
        """Return what wishes about teams cost altogether."""
        return sum(self.penalties)

    def change(self, submission: int, old: int, new: int) -> int | None:
        """Return what it costs more to put one judge in the place of another, or None where it may not be."""
        team = self.teams[submission]
        cost = NEVER if new in team else self.work.cost(submission, new)
        if cost == NEVER:
            return None
        more = cost - self.work.cost(submission, old)
        if self.wishes:
            more += self.penalty(team - {old} | {new}) - self.penalties[submission]
        return more

    def closer(self, submission: int, old: int, new: int, but: set[int]) -> int:
        """Return how much more often the same judges meet; those who are ``but`` meet both all the same."""
        known = self.together
        return sum(
            known.get((each, new), 0) - known.get((each, old), 0) + 1
            for each in self.teams[submission]
            if each != old and each not in but
        )

    def put(self, submission: int, old: int, new: int) -> None:
        """Put one judge in the place of another."""
        team = self.teams[submission]
        team.remove(old)
        for each in team:
            for pair, more in (((each, old), -1), ((old, each), -1), ((each, new), 1), ((new, each), 1)):
                self.together[pair] = self.together.get(pair, 0) + more
        team.add(new)
        if self.wishes:
            self.penalties[submission] = self.penalty(team)
        self.load[old] -= 1
        self.load[new] += 1

    def swap(self, one: Seat, other: Seat) -> None:
        """Exchange two judges."""
        self.put(*one, other[1])
        self.put(*other, one[1])

    def hopeless(self, one: Seat, other: Seat) -> bool:
        """Whether an exchange meets fewer wishes, whatever the teams say: told at once."""
        cost = self.work.cost
        more = cost(one[0], other[1]) + cost(other[0], one[1]) - cost(*one) - cost(*other)
        return more > self.penalties[one[0]] + self.penalties[other[0]]

    def price(self, one: Seat, other: Seat) -> int | None:
        """Return what it costs more to exchange two judges, or None where it may not be."""
        if one[0] == other[0] or one[1] == other[1] or one[1] in self.teams[other[0]] or other[1] in self.teams[one[0]]:
            return None
        first = self.change(*one, other[1])
        second = None if first is None else self.change(*other, one[1])
        return None if first is None or second is None else first + second


def missed(wish: Wish, have: Sequence[frozenset[str]], team: set[int]) -> int:
    """Return how often a team does not meet a wish."""
    if wish.kind == "among":
        value = wish.value.casefold()
        return max(wish.least - sum(value in have[judge] for judge in team), 0)
    said = [each for judge in team for each in have[judge]]
    return len(said) - len(set(said))


def improve(teams: Teams) -> None:
    """Exchange judges while that meets more wishes, or as many with fewer judges who always meet the same ones."""
    seats = teams.seats()
    count = len(seats)
    tries = count if count * count <= SMALL else TRIES
    for number in range(PASSES if tries == TRIES else 4 * PASSES):
        better = 0
        for at in range(count):
            for partner in _partners(at, number, tries, count):
                better += _exchanged(teams, seats, at, partner)
            better += _relieved(teams, seats, at, number)
        if not better:
            return


def _partners(at: int, number: int, tries: int, count: int) -> Iterator[int]:
    if tries == count:
        yield from range(at + 1, count)
        return
    for each in range(tries):
        yield (at * 31 + each * 7919 + number * 104_729 + 1) % count


def _exchanged(teams: Teams, seats: list[Seat], at: int, partner: int) -> bool:
    """Exchange two judges if that is better."""
    one, other = seats[at], seats[partner]
    if one[0] == other[0] or teams.hopeless(one, other):
        return False
    price = teams.price(one, other)
    if price is None or price > 0:
        return False
    if price == 0:
        but = teams.teams[one[0]] & teams.teams[other[0]]
        closer = teams.closer(*one, other[1], but) + teams.closer(*other, one[1], but)
        if closer >= 0:
            return False
    teams.swap(one, other)
    seats[at], seats[partner] = (one[0], other[1]), (other[0], one[1])
    return True


def _relieved(teams: Teams, seats: list[Seat], at: int, number: int) -> bool:
    """Put another judge, who has room, in the place of one who may have less, if that is better."""
    work, (submission, old) = teams.work, seats[at]
    if teams.load[old] <= work.least[old]:
        return False
    every = len(work.judges)
    tries = range(every) if every <= 40 else ((at * 13 + each * 7919 + number * 31) % every for each in range(TRIES))
    for new in tries:
        if teams.load[new] < work.most[new]:
            more = teams.change(submission, old, new)
            if more is not None and (more < 0 or (more == 0 and teams.closer(submission, old, new, set()) < 0)):
                teams.put(submission, old, new)
                seats[at] = (submission, new)
                return True
    return False


def connect(teams: Teams) -> int:
    """Make the design hang together in one part, by two ballots at least where that can be; return what it costs.

    Where the round sets no bounds, judges who tie parts together may have up to two submissions more than the others.
    """
    paid, raised = 0, 0
    while (worth := _worth(teams)) < (1, 2):
        price = _join(teams, worth)
        if price is None:
            if teams.work.wanted.most is not None or raised == 2:
                return paid
            raised += 1
            teams.work.loosen(teams.work.raised + 1)
        paid += price or 0
    return paid


def _worth(teams: Teams) -> tuple[int, int]:
    """Return how well the design hangs together: the more, the better."""
    lists = [sorted(team) for team in teams.teams if team]
    parts = len(components(lists, len(teams.work.judges)))
    if parts != 1:
        return -parts, 0
    most = min((len(team) for team in lists), default=2)
    return 1, min(2, smallest_cut(lists, len(teams.work.judges))) if most > 1 else 2


def _join(teams: Teams, worth: tuple[int, int]) -> int | None:
    """Do the cheapest change that joins more, and return its price; None where there is none."""
    parts = components([sorted(team) for team in teams.teams], len(teams.work.judges))
    inside = min(parts, key=len) if len(parts) > 1 else set(range(0, len(teams.teams), 2))
    offers = sorted([*_swaps(teams, inside), *_moves(teams, inside)])
    for price, one, other in offers[:50]:
        back = other[1] if other[0] < 0 else None
        if back is not None:
            teams.put(*one, back)
        else:
            teams.swap(one, other)
        if _worth(teams) > worth:
            return price
        if back is not None:
            teams.put(one[0], back, one[1])
        else:
            teams.swap((one[0], other[1]), (other[0], one[1]))
    return None


def _swaps(teams: Teams, inside: set[int]) -> Iterator[tuple[int, Seat, Seat]]:
    """Yield exchanges between a part and the rest, with their price."""
    seats = teams.seats()
    ours = [seat for seat in seats if seat[0] in inside][:200]
    theirs = [seat for seat in seats if seat[0] not in inside][:1000]
    for one in ours:
        for other in theirs:
            price = teams.price(one, other)
            if price is not None:
                yield price, one, other


def _moves(teams: Teams, inside: set[int]) -> Iterator[tuple[int, Seat, Seat]]:
    """Yield judges of the one side with room, in the place of one of the other side; -1 stands for no submission."""
    work = teams.work
    ours = {judge for at in inside for judge in teams.teams[at]}
    room = [judge for judge, most in enumerate(work.most) if teams.load[judge] < most]
    for at, old in teams.seats()[:2000]:
        if work.wanted.most is None or teams.load[old] > work.least[old]:
            for new in room:
                if (new in ours) != (at in inside):
                    price = teams.change(at, old, new)
                    if price is not None:
                        yield price, (at, old), (-1, new)


def shuffled(teams: Teams, next_number: Callable[[], int]) -> list[list[int]]:
    """Return an assignment with the same loads by chance: pairs that may be, exchanged without regard to wishes."""
    own = [set(team) for team in teams.teams]
    seats = teams.seats()
    for _ in range(10 * len(seats)):
        at, partner = next_number() % len(seats), next_number() % len(seats)
        (one, judge), (other, with_) = seats[at], seats[partner]
        if with_ in own[one] or judge in own[other]:
            continue
        if NEVER in (teams.work.cost(one, with_), teams.work.cost(other, judge)):
            continue
        own[one].symmetric_difference_update((judge, with_))
        own[other].symmetric_difference_update((judge, with_))
        seats[at], seats[partner] = (one, with_), (other, judge)
    return [sorted(team) for team in own]
