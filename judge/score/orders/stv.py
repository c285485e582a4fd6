"""The single transferable vote and the instant run-off: ballots pass to the next whom they name (T. Hare, 1859)."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from judge.model.number import Exact, plain, shown
from judge.score.orders.contest import Contest, Folded, Teller
from judge.score.orders.count import Count, Round


def fold(contest: Contest) -> Folded:
    """Return places by rounds of counting (§3.35, §3.36), and the table of every round."""
    count, items = Count(contest), contest.submissions
    numbers: dict[str, dict[int, Exact]] = {
        "value": dict(count.places),
        "rounds": dict.fromkeys(items, len(count.rounds)),
    }
    for name in ("elected in", "out in"):
        numbers[name] = dict.fromkeys(items, 0)
    if count.quota is not None:
        numbers["quota"] = dict.fromkeys(items, count.quota)
    for at, round_ in enumerate(count.rounds, 1):
        numbers["elected in"] |= dict.fromkeys(round_.elected, at)
        numbers["out in"] |= dict.fromkeys(round_.out, at)
        numbers[f"round {at}"] = round_.counts
        numbers[f"exhausted in {at}"] = dict.fromkeys(items, round_.exhausted)
        if contest.counting is not None and contest.counting.digits is not None:
            numbers[f"cut off in {at}"] = dict.fromkeys(items, round_.lost)
        if round_.passed is not None:
            numbers[f"passed on in {at}"] = dict([round_.passed])
    return numbers


def lines(contest: Contest) -> Teller:
    """Return what tells the table of every round, and what followed from it: the same of every submission."""
    count = Count(contest)
    return lambda one, name: _lines(contest, count, name)


def _lines(contest: Contest, count: Count, name: Callable[[int], str]) -> Iterator[str]:
    votes = sum(count.rounds[0].counts.values())
    if count.quota is None:
        yield f"{_number(votes)} ballots"
    else:
        yield f"{_number(votes)} ballots, quota {_quota(contest, votes, count.quota)}"
    for at, round_ in enumerate(count.rounds, 1):
        yield f"round {at}: {'; '.join(_round(round_, count.quota, name))}"


def _quota(contest: Contest, votes: Exact, quota: Exact) -> str:
    rule = contest.counting
    assert rule is not None
    assert rule.quota is not None
    divisor = f"({rule.seats} + 1)" if rule.quota.endswith("droop") else str(rule.seats)
    cut = "" if rule.quota.startswith("exact") else ", cut"
    more = ", and 1 more" if rule.quota == "droop" else ""
    has = "more than it" if rule.exceed else "as many"
    return f"{_number(votes)} / {divisor}{cut}{more} = {_number(quota)}; elected with {has}"


def _round(round_: Round, quota: Exact | None, name: Callable[[int], str]) -> Iterator[str]:
    ordered = sorted(round_.counts, key=lambda one: (-round_.counts[one], one))
    yield ", ".join(f"{name(one)} {_number(round_.counts[one])}" for one in ordered)
    if round_.exhausted:
        yield f"exhausted {_number(round_.exhausted)}"
    if round_.lost:
        yield f"cut off {_number(round_.lost)}"
    seated = [one for one in round_.elected if quota is None or round_.counts.get(one, 0) < quota]
    chosen = [one for one in round_.elected if one not in seated]
    if chosen:
        yield f"elected: {_names(chosen, name)}"
    if seated and quota is not None:
        yield f"for a seat that is left: {_names(seated, name)}"
    if round_.passed is not None and quota is not None:
        one, share = round_.passed
        count = _number(round_.counts[one])
        yield f"{name(one)} passes on ({count} - {_number(quota)}) / {count} = {_number(share)} of each ballot"
    if round_.out:
        yield f"out: {_names(round_.out, name)}" + (f", parted by {round_.parted}" if round_.parted else "")
    if round_.last:
        yield f"last: {_names(round_.last, name)}"


def _names(some: Sequence[int], name: Callable[[int], str]) -> str:
    return ", ".join(map(name, some))


def _number(value: Exact) -> str:
    """Return a number as it is: a decimal if it ends, else a fraction with its decimals beside it."""
    number = Fraction(value)
    text = plain(number)
    return f"{text} ({shown(number)})" if "/" in text else text
