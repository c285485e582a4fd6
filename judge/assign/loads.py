"""How many submissions each judge takes on."""

from collections.abc import Collection, Sequence

from judge.assign.wanted import Wanted, of_judge
from judge.model.challenge import Judge

Bounds = tuple[int | None, int | None]


def bounds(
    wanted: Wanted,
    panel: Sequence[Judge],
    given: Sequence[Collection[int]],
    needed: int,
    left: Collection[str],
    raised: int,
    *,
    newly: bool,
) -> tuple[list[int], list[int]]:
    """Return the fewest and most further submissions of each judge, what is given already taken off.

    Args:
        given: by submission, judges that it has already.
        needed: how many further judges all submissions need.
        left: judges who take on nothing more.
        raised: how far above an even load judges may go where no bounds are declared.
        newly: whether nobody has to take on more than before.
    """
    has = [0] * len(panel)
    for team in given:
        for judge in team:
            has[judge] += 1
    own = [(0, 0) if judge.id in left else _of_groups(wanted, judge) for judge in panel]
    least, most = _declared(wanted, own) if wanted.most is not None else _even(own, needed + sum(has), raised, newly)
    rest = [max(top - done, 0) for top, done in zip(most, has, strict=True)]
    return [min(max(low - done, 0), top) for low, done, top in zip(least, has, rest, strict=True)], rest


def _of_groups(wanted: Wanted, judge: Judge) -> Bounds:
    """Return a judge's own bounds: the strictest of those of its groups."""
    limits = [each for each in wanted.limits if each.value.casefold() in of_judge(judge, each.name)]
    least = max((each.least for each in limits if each.least is not None), default=None)
    return least, min((each.most for each in limits if each.most is not None), default=None)


def _declared(wanted: Wanted, own: Sequence[Bounds]) -> tuple[list[int], list[int]]:
    most = [wanted.most or 0 if top is None else top for _, top in own]
    least = [wanted.least or 0 if low is None else low for low, _ in own]
    return [min(low, top) for low, top in zip(least, most, strict=True)], most


def _even(own: Sequence[Bounds], total: int, raised: int, newly: bool) -> tuple[list[int], list[int]]:
    tops = [total if top is None else top for _, top in own]
    even = _lowest(tops, total)
    usual = 0 if newly else max(even - 1, 0)
    most = [min(even + raised, top) for top in tops]
    return [min(usual if low is None else low, top) for (low, _), top in zip(own, most, strict=True)], most


def _lowest(tops: Sequence[int], total: int) -> int:
    """Return the lowest load at which everything is taken on, or the highest there is if it cannot be."""
    low, high = 0, max(tops, default=0)
    while low < high:
        middle = (low + high) // 2
        if sum(min(top, middle) for top in tops) >= total:
            high = middle
        else:
            low = middle + 1
    return low
