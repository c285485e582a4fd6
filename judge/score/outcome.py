"""What follows from the places: who is taken, with the clause for each one who is not (§8)."""

from fractions import Fraction

from judge.model.challenge import Decision
from judge.model.number import plain
from judge.model.problem import Problems, listed
from judge.model.result import Outcome, Passed
from judge.model.said import said
from judge.score.chair import ordered
from judge.score.offer import Run, offered, terms
from judge.score.quotas import Quota


def settle(run: Run, problems: Problems) -> Outcome:
    """Return what an outcome gives, going down the whole order.

    Args:
        problems: to which a tie at the cut that the rule refuses is added.
    """
    going = _Going(run, problems)
    for place, block in run.blocks:
        going.block(place, block)
    seats, everybody = run.rule.seats, [name for _, block in run.blocks for name in block]
    taken = sorted(going.taken) if seats.unordered else going.taken
    waiting = going.waiting()
    notes = {
        **going.passed,
        **{name: going.passed[name] + said("next") + said("waiting", n=at) for name, at in waiting},
    }
    return Outcome(
        run.name, going.declared, seats.minimum, tuple(taken), going.tied,
        tuple(Passed(name, notes[name]) for name in everybody if name in notes), seats.award, terms(run),
        tuple(Passed(name, going.notes[name]) for name in taken if name in going.notes), waiting,
        going.money, tuple(going.lacks()), (), tuple(going.decided),
    )  # fmt: skip


class _Going:
    """Going down an order: who is taken so far, who is passed over and why, what is left."""

    def __init__(self, run: Run, problems: Problems) -> None:
        self.run, self.rule, self.seats, self.problems = run, run.rule, run.rule.seats, problems
        self.limit = self.declared = offered(run)
        self.taken: list[str] = []
        self.passed: dict[str, str] = {}
        self.notes: dict[str, str] = {}
        self.cut: dict[int, list[str]] = {}
        self.met = 0
        self.tied: tuple[str, ...] = ()
        self.closed: set[Quota] = set()
        self._counts: dict[Quota, Fraction] = dict.fromkeys((*self.rule.most, *self.rule.least), Fraction(0))
        for quota in self.rule.most:
            self._counts[quota] += sum(cost if quota.paid else 1 for name, cost in run.before if self._in(quota, name))
        self.money = self.seats.budget
        self.given: dict[str, Fraction] = {}
        self.full = ""
        self.decided: list[Decision] = []
        open_ = (name for place, block in run.blocks for name in block if not self._barred(place, name))
        self._undecided: dict[str, None] = dict.fromkeys(open_ if self.rule.least else ())

    def block(self, place: Fraction, names: tuple[str, ...]) -> None:
        """Take, or pass over, a block of equals."""
        self.met += 1
        self.passed |= {name: why for name in names if (why := self._barred(place, name))}
        able = tuple(name for name in names if name not in self.passed)
        if self.limit is not None and len(self.taken) >= self.limit:
            self.full = self.full or said("below the cut")
        if self.full:
            self._pass(able, self.full, cut=True)
            return
        for alone in (self._room, self._money):
            size = len(able)
            for name in able:
                alone(name, size)
            able = tuple(name for name in able if name not in self.passed)
        if not able:
            return
        if self.seats.ties == "chair" and not self._together(able):
            how = f"at the cut of `{self.run.name}`"
            decision = ordered(able, self.run.orders, how, self.seats.place, self.problems)
            if decision is not None:
                self.tied = (*self.tied, *able)
                self.decided.append(decision)
                stop, self.full = self.full, ""
                for name in (one for one in decision.submissions if one in able):
                    self.block(place, (name,))
                self.full = self.full or stop
            return
        for quota in self.rule.most:
            able = self._contested(quota, able)
        if not able:
            return
        if self._together(able):
            self._take(able)
        elif self.seats.ties == "in":
            self.tied = able
            self._take(able)
            owed = sum(self._owed(quota, set()) for quota in self.rule.least)
            self.limit = max(self.limit or 0, len(self.taken) + owed)
        else:
            owed = sum(self._owed(quota, set(able), able) for quota in self.rule.least)
            others = f", {owed} of them owed to others" if owed else ""
            self._tie(able, f"seats of `{self.run.name}` that are left: {(self.limit or 0) - len(self.taken)}{others}")
            self._pass(able, said("tied out"), cut=True)
            self.full = said("below the cut")

    def waiting(self) -> tuple[tuple[str, int], ...]:
        """Return the waiting list: those for whom no seat was left, best first; equals have the same number."""
        found: list[tuple[str, int]] = []
        for block in self.cut.values():
            if len(found) < self.seats.waiting:
                found += [(name, len(found) + 1) for name in block]
        return tuple(found)

    def lacks(self) -> list[str]:
        """Return the seats that were owed to a group and could not be filled, in words."""
        counts = [(quota, self._counts[quota]) for quota in self.rule.least]
        return [
            said("lacks", n=plain(count), m=plain(quota.number), group=quota.group)
            for quota, count in counts if count < quota.number
        ]  # fmt: skip

    # -- one of a block -----------------------------------------------------------------------------------------

    def _barred(self, place: Fraction, name: str) -> str:
        """Return the clause that bars a submission whoever else is taken, or nothing."""
        seats, value = self.seats, self.run.values[name]
        if name in self.run.barred:
            return self.run.barred[name]
        if seats.minimum is not None and (value - seats.minimum) * (1 if self.rule.better == "higher" else -1) < 0:
            return said("below the minimum", n=plain(seats.minimum))
        if seats.places is not None and place > seats.places:
            return said("last place", n=plain(place), m=seats.places)
        return ""

    def _room(self, name: str, _: int) -> None:
        """Pass one over for whom, of all equals, no room is left."""
        for quota in self.rule.most:
            if self._in(quota, name) and (quota in self.closed or self._exceeds(quota, (name,))):
                self._pass((name,), self._full(quota, name))
                return
        owed = [(quota, self._owed(quota, {name})) for quota in self.rule.least if not self._in(quota, name)]
        if self.limit is not None and self.limit - len(self.taken) - sum(number for _, number in owed) < 1:
            to = ", ".join(f"{quota.group} ({plain(number)})" for quota, number in owed if number)
            self._pass((name,), said("owed to others", groups=to), cut=True)

    def _money(self, name: str, equals: int) -> None:
        """Pass one over who costs too much; where nobody below is taken then, equals stand or fall together."""
        stops = self.seats.short != "skip"
        if self.money is None or self.run.costs[name] <= self.money or (stops and equals > 1):
            return
        self.full = said("money out") if stops else self.full
        if self.seats.short == "part" and self.money:
            self.given[name] = self.money
        else:
            self._pass((name,), said("costs", n=plain(self.run.costs[name]), m=plain(self.money)))

    # -- all of a block -----------------------------------------------------------------------------------------

    def _contested(self, quota: Quota, able: tuple[str, ...]) -> tuple[str, ...]:
        """Return those of equals who do not compete for the last places of a group."""
        own = tuple(name for name in able if self._in(quota, name))
        if not self._exceeds(quota, own):
            return able
        what, most = ("money" if quota.paid else "places"), plain(quota.number)
        self._tie(own, f"{what} of {quota.group} left in `{self.run.name}`: {plain(self._free(quota))}")
        self._pass(own, said("tied in the group", n=most, group=quota.group))
        self.closed.add(quota)
        return tuple(name for name in able if name not in own)

    def _together(self, able: tuple[str, ...]) -> bool:
        """Whether there is room for all of a block."""
        if any(self._exceeds(quota, able) for quota in self.rule.most):
            return False
        if self.limit is not None and len(able) > 1:  # one alone has been given room already
            owed = sum(self._owed(quota, set(able), able) for quota in self.rule.least)
            if len(self.taken) + len(able) + owed > self.limit:
                return False
        return self.money is None or sum(self._paid(name) for name in able) <= self.money

    def _take(self, able: tuple[str, ...]) -> None:
        for name in able:
            self.taken.append(name)
            for quota in self._counts:
                self._counts[quota] += self._needs(quota, name)
            if self.money is not None:
                paid, cost = self._paid(name), plain(self.run.costs[name])
                self.money -= paid
                part = said("costs part", n=cost, m=plain(paid))
                self.notes[name] = part if name in self.given else said("costs", n=cost, m=plain(self.money))
        for name in able:
            self._undecided.pop(name, None)

    def _paid(self, name: str) -> Fraction:
        """Return what one is given: what it costs, or what was left of it."""
        return self.given.get(name, self.run.costs[name])

    def _pass(self, able: tuple[str, ...], why: str, *, cut: bool = False) -> None:
        self.passed |= dict.fromkeys(able, why)
        for name in able:
            self._undecided.pop(name, None)
        if cut and able:
            self.cut.setdefault(self.met, []).extend(able)

    def _tie(self, names: tuple[str, ...], what: str) -> None:
        self.tied = (*self.tied, *names)
        if self.seats.ties in ("refuse", "in"):
            self.problems.refuse(
                "tie-at-cut", self.seats.place, f"{listed(names)} are equal; {what}",
                'add a tie-break, or say `ties = "in"` or `ties = "out"`',
            )  # fmt: skip

    # -- groups -------------------------------------------------------------------------------------------------

    def _in(self, quota: Quota, name: str) -> bool:
        return self.run.fields[quota.field].get(name) == quota.member

    def _exceeds(self, quota: Quota, names: tuple[str, ...]) -> bool:
        """Whether those of the group are more than it has room for."""
        own = [self._needs(quota, name) for name in names if self._in(quota, name)]
        return bool(own) and sum(own) > self._free(quota)

    def _needs(self, quota: Quota, name: str) -> Fraction:
        """Return how much of a quota one takes up."""
        own = self._in(quota, name)
        return self.run.costs[name] if own and quota.paid else Fraction(own)

    def _full(self, quota: Quota, name: str) -> str:
        if quota.paid and quota not in self.closed:
            cost, free = plain(self.run.costs[name]), plain(self._free(quota))
            return said("costs the group", n=cost, group=quota.group, m=free, k=plain(quota.number))
        return said("full", group=quota.group, n=plain(quota.number))

    def _free(self, quota: Quota) -> Fraction:
        return quota.number - self._counts[quota]

    def _owed(self, quota: Quota, gone: set[str], besides: tuple[str, ...] = ()) -> int:
        """Return the seats still owed to a group, as far as those below, one after the other, can fill them.

        Args:
            gone: who is not below.
            besides: those of them who are taken as well.
        """
        free = self._free(quota) - sum(self._in(quota, name) for name in besides)
        found: tuple[str, ...] = ()
        for name in self._undecided:
            if len(found) >= free:
                break
            if name in gone or not self._in(quota, name) or self._crowded((*besides, *found, name)):
                continue
            if self._dear((*besides, *found), name):
                if self.seats.short != "skip":
                    break
                continue
            found = (*found, name)
        return len(found)

    def _crowded(self, names: tuple[str, ...]) -> bool:
        """Whether the group of the last one is closed, or has no room for all of its own among some."""
        own = [quota for quota in self.rule.most if self._in(quota, names[-1])]
        return any(quota in self.closed or self._exceeds(quota, names) for quota in own)

    def _dear(self, before: tuple[str, ...], name: str) -> bool:
        """Whether the money does not suffice for one once some others are paid."""
        if self.money is None:
            return False
        left = self.money - sum(self._paid(one) for one in before)
        return left <= 0 < self._paid(name) if self.seats.short == "part" else self._paid(name) > left
