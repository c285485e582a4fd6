"""The assignment of a round: searched, exchanged, connected, and told in numbers; or why there is none."""

from collections.abc import Callable, Iterator, Sequence

import attrs

from judge.assign.blame import blame
from judge.assign.connection import connect
from judge.assign.graph import design
from judge.assign.search import loosened, search
from judge.assign.teams import Teams, again, improve, missed, shuffled
from judge.assign.wanted import Wish
from judge.assign.work import Work
from judge.model.assignment import Design, Unmet
from judge.model.problem import Problems


@attrs.frozen(eq=False)
class Best:
    """What was found.

    Attributes:
        teams: by submission, its judges in order.
        bound: what the wishes that are not met cost at least, by the wishes about pairs.
        paid: the points that it costs more to have one connected design.
        design, random: what the design is worth, and what one by chance would be.
    """

    teams: list[list[int]]
    bound: int
    paid: int
    design: Design
    random: Design


def best(work: Work, problems: Problems) -> Best | None:
    """Return the assignment, or None with the reasons why there is none."""
    loosened(work)
    found = search(work)
    if found.short or (found.idle and work.wanted.most is not None):
        blame(work, found, problems)
        return None
    teams = Teams(work, found.chosen)
    improve(teams)
    teams = again(teams, _numbers())
    raised = work.raised
    paid = connect(teams)
    if work.raised != raised:
        work.least = [0] * len(work.judges)
        found = search(work)
    bound = found.cost % work.heaviest if work.standing.newly else found.cost
    lists = [sorted(team) for team in teams.teams]
    chance = [sorted(team) for team in shuffled(teams, _numbers())] if teams.seats() else lists
    size = len(work.judges)
    return Best(lists, bound + _given(work), paid, design(lists, size), design(chance, size))


def told(work: Work, teams: Sequence[Sequence[int]]) -> tuple[int, tuple[Unmet, ...]]:
    """Return what the wishes that teams do not meet cost, together and one by one."""
    unmet = tuple(_unmet(work, teams))
    return sum(each.points for each in unmet), unmet


def _given(work: Work) -> int:
    """Return what the pairs cost that stay whatever happens, by the wishes about pairs."""
    return sum(work.told(at, judge)[0] for at, given in enumerate(work.given) for judge in given)


def _numbers() -> Callable[[], int]:
    """Return what gives one number after another that look like chance, always the same ones.

    Source: D. E. Knuth, *The Art of Computer Programming* 2, chapter 3.3.4, the multiplier of line 26.
    """
    state = [20_170_119]

    def following() -> int:
        state[0] = (state[0] * 6_364_136_223_846_793_005 + 1) % 2**64
        return state[0] >> 33

    return following


def _unmet(work: Work, teams: Sequence[Sequence[int]]) -> Iterator[Unmet]:
    """Yield each wish with how often it is not met."""
    if work.best_bonus:
        total = sum(work.bonus[at].get(judge, 0) for at, team in enumerate(teams) for judge in team)
        less = work.best_bonus * sum(map(len, teams)) - total
        yield Unmet(f"the best {work.facts_named} for every pair; reached {total}", 0, less)
    for wish in work.wanted.wishes:
        if wish.kind == "share":
            times = sum(not work.shares(at, judge, wish.name) for at, team in enumerate(teams) for judge in team)
            yield Unmet(f"a judge shares {wish.name} with the record", times, times * wish.weight)
        elif wish.kind != "fact":
            have = work.groups(wish)
            times = sum(missed(wish, have, set(team)) for team in teams)
            yield Unmet(_told(wish), times, times * wish.weight)


def _told(wish: Wish) -> str:
    if wish.kind == "among":
        return f"at least {wish.least} with {wish.name} {wish.value} among a submission's judges"
    return f"the judges of a submission differ in {wish.name}"
