"""The judges of each submission while they are exchanged: wishes about whole teams, and judges who always meet."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from judge.assign.wanted import Wish
from judge.assign.work import NEVER, Work

PASSES = 6
TRIES = 10
"""Partners tried for each ballot in each pass, at least; in small rounds all of them are."""

CHAINED = 1200
"""So many changes are small enough for every two of them to be tried."""

MOST_TRIES, TRIED = 40, 500_000
"""So many further tries, or fewer in large rounds: none with more than 700 ballots."""

EFFORT = 200_000
"""So many partners are tried in each pass, if that is more."""

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
    tries = min(count, max(TRIES, EFFORT // max(count, 1)))
    for number in range(PASSES if tries < count else 4 * PASSES):
        better = 0
        for at in range(count):
            for partner in _partners(at, number, tries, count):
                better += _exchanged(teams, seats, at, partner)
            better += _relieved(teams, seats, at, number)
        if not better and not _chained(teams, seats):
            return


def _chained(teams: Teams, seats: list[Seat]) -> bool:
    """Do two changes at once that are better together, if there are any; for rounds so small that all can be tried."""
    work, size = teams.work, len(teams.work.judges)
    if len(seats) * size > CHAINED:
        return False
    changes = [
        (more, at, new)
        for at, (submission, old) in enumerate(seats)
        for new in range(size)
        if (more := teams.change(submission, old, new)) is not None
    ]
    changes.sort()
    for place, (more, at, new) in enumerate(changes):
        for other_more, other, other_new in changes[:place]:
            if more + other_more >= 0:
                break
            if seats[at][0] != seats[other][0] and _fits(
                work, teams.load, [(seats[at][1], new), (seats[other][1], other_new)]
            ):
                for each, judge in ((at, new), (other, other_new)):
                    teams.put(*seats[each], judge)
                    seats[each] = (seats[each][0], judge)
                return True
    return False


def _fits(work: Work, load: Sequence[int], changes: Sequence[tuple[int, int]]) -> bool:
    """Whether all loads stay within bounds when judges take the place of others."""
    less, more = Counter(old for old, _ in changes), Counter(new for _, new in changes)
    return all(
        load[judge] - less[judge] + more[judge] >= min(work.least[judge], load[judge])
        and load[judge] - less[judge] + more[judge] <= work.most[judge]
        for judge in {*less, *more}
    )


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


def again(teams: Teams, next_number: Callable[[], int]) -> Teams:
    """Return the best of some further tries, each begun from the best so far with a few judges exchanged by chance."""
    work, seats = teams.work, len(teams.seats())
    best, points = teams, total(teams)
    for _ in range(min(MOST_TRIES, TRIED // max(seats * seats, 1)) if teams.wishes else 0):
        other = Teams(work, [frozenset(team - given) for team, given in zip(best.teams, work.given, strict=True)])
        _shake(other, next_number)
        improve(other)
        if total(other) < points:
            best, points = other, total(other)
    return best


def total(teams: Teams) -> int:
    """Return what all pairs and teams cost."""
    return sum(teams.work.cost(*seat) for seat in teams.seats()) + teams.cost()


def _shake(teams: Teams, next_number: Callable[[], int]) -> None:
    for _ in range(4):
        seats = teams.seats()
        one, other = seats[next_number() % len(seats)], seats[next_number() % len(seats)]
        if teams.price(one, other) is not None:
            teams.swap(one, other)
        room = [judge for judge, most in enumerate(teams.work.most) if teams.load[judge] < most]
        new = room[next_number() % len(room)] if room else -1
        submission, old = teams.seats()[next_number() % len(seats)]
        if room and teams.load[old] > teams.work.least[old] and teams.change(submission, old, new) is not None:
            teams.put(submission, old, new)
