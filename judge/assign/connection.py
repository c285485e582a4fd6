"""One connected design: parts of the panel are joined by the cheapest change, until one part is held together by two ballots."""

from collections import Counter
from collections.abc import Iterator

from judge.assign.graph import components, smallest_cut
from judge.assign.teams import Seat, Teams


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
    """Return how well the design hangs together: the more, the better.

    A judge with a single ballot and a submission with a single judge hang by that in any case, and are left aside.
    """
    size = len(teams.work.judges)
    lists = [sorted(team) for team in teams.teams if team]
    parts = len(components(lists, size))
    if parts != 1:
        return -parts, 0
    load = Counter(judge for team in lists for judge in team)
    inner = [[judge for judge in team if load[judge] > 1] for team in lists if len(team) > 1]
    inner = [team for team in inner if len(team) > 1]
    return 1, min(2, smallest_cut(inner, size)) if len(components(inner, size)) == 1 else 1 if inner else 2


def _join(teams: Teams, worth: tuple[int, int]) -> int | None:
    """Do the cheapest change that joins more, and return its price; None where there is none."""
    parts = components([sorted(team) for team in teams.teams], len(teams.work.judges))
    inside = min(parts, key=len) if len(parts) > 1 else set(range(0, len(teams.teams), 2))
    offers = sorted([*_swaps(teams, inside), *_moves(teams, inside)])
    if teams.work.standing.newly:  # nobody gets new work only for the sake of the design
        offers = [offer for offer in offers if offer[0] < teams.work.heaviest]
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
        if teams.load[old] > (1 if work.wanted.most is None else work.least[old]):
            for new in room:
                if (new in ours) != (at in inside):
                    price = teams.change(at, old, new)
                    if price is not None:
                        yield price, (at, old), (-1, new)
