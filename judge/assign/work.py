"""The work to be shared out: who may mark what, what each pair costs, and how much each judge takes on."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import attrs

from judge.assign.loads import bounds
from judge.assign.wanted import Wanted, Wish, of_judge, of_record
from judge.model.challenge import Challenge, Fact, Round
from judge.model.number import Unreadable, parse
from judge.model.problem import Problems
from judge.model.state import WORDS

NEVER = -1
"""The cost of a pair that may not be."""

MOST_FACT = 100

Pair = tuple[str, str]
"""A submission and a judge."""


@attrs.frozen(eq=False)
class Standing:
    """What stands already, before anything is assigned anew.

    Attributes:
        assigned: pairs that should stay.
        finished: pairs with marks, which stay whatever happens.
        left: judges who take on nothing more.
        avoided: pairs that look like a conflict of interest, with the reason, until a person has decided.
        newly: what a pair costs that is not assigned yet; more than all wishes together where few should change.
    """

    assigned: frozenset[Pair] = frozenset()
    finished: frozenset[Pair] = frozenset()
    left: frozenset[str] = frozenset()
    avoided: Mapping[Pair, str] = attrs.field(factory=dict)
    newly: bool = False


class Work:
    """The work of a round.

    Attributes:
        submissions, judges: in the order of their ids.
        needs: by submission, how many further judges.
        least, most: by judge, bounds of further submissions.
        blocked: by submission, why a judge may not be given to it, by judge.
        given: by submission, judges that it has whatever happens.
    """

    def __init__(
        self, challenge: Challenge, round_: Round, wanted: Wanted, standing: Standing, problems: Problems
    ) -> None:
        self.wanted, self.standing, self.problems = wanted, standing, problems
        removed = {each.submission for each in challenge.removals if each.round in (None, round_.id)}
        removed |= set(round_.calibration)  # all judges mark these, and nobody is assigned to them
        self.records = tuple(each for each in challenge.submissions if each.id not in removed)
        panel = None if round_.panel is None else set(round_.panel)
        self.panel = tuple(each for each in challenge.judges if panel is None or each.id in panel)
        self.submissions = tuple(each.id for each in self.records)
        self.judges = tuple(each.id for each in self.panel)
        self.submission_at = {name: at for at, name in enumerate(self.submissions)}
        self.judge_at = {name: at for at, name in enumerate(self.judges)}
        self.blocked = self._blocked(challenge, round_)
        self.given = self._given(challenge)
        self.held = [{self.judge_at[judge] for judge in self._old(name)} for name in self.submissions]
        self.bonus = self._facts(challenge)
        self.raised = 0
        self.needs = [max(wanted.judges - len(given), 0) for given in self.given]
        self.least, self.most = self._loads()

    def _old(self, submission: str) -> Iterable[str]:
        return self._old_by.get(submission, ())

    @cached_property
    def _old_by(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for submission, judge in sorted(self.standing.assigned):
            if submission in self.submission_at and judge in self.judge_at:
                found.setdefault(submission, []).append(judge)
        return found

    def _blocked(self, challenge: Challenge, round_: Round) -> list[dict[int, str]]:
        found: list[dict[int, str]] = [{} for _ in self.submissions]
        avoided = [(pair, f"proposed conflict: {why}") for pair, why in self.standing.avoided.items()]
        asides = [
            ((aside.submission, aside.judge), f"{WORDS[aside.state]}{f' ({aside.kind})' if aside.kind else ''}")
            for aside in challenge.asides
            if aside.round in (None, round_.id)
        ]
        fixed = [((s, j), "fixed = -1") for s, j, value in _rows(challenge, self.wanted.fixed) if value == "-1"]
        for (submission, judge), why in [*avoided, *fixed, *asides]:
            if submission in self.submission_at and judge in self.judge_at:
                found[self.submission_at[submission]][self.judge_at[judge]] = why
        return found

    def _given(self, challenge: Challenge) -> list[set[int]]:
        """Return what is finished, and what is fixed."""
        found: list[set[int]] = [set() for _ in self.submissions]
        fixed = {(s, j) for s, j, value in _rows(challenge, self.wanted.fixed) if value == "1"}
        for submission, judge in sorted(self.standing.finished | fixed):
            if submission in self.submission_at and judge in self.judge_at:
                at = self.submission_at[submission], self.judge_at[judge]
                why = self.blocked[at[0]].get(at[1])
                if why is None:
                    found[at[0]].add(at[1])
                elif (submission, judge) in fixed:
                    self.problems.refuse(
                        "assign-fixed", self.wanted.place,
                        f"the judge {judge} is fixed for the submission {submission}, which cannot be: {why}",
                        "take one of the two back",
                    )  # fmt: skip
        return found

    def _facts(self, challenge: Challenge) -> list[dict[int, int]]:
        """Return what the facts of pairs are worth, by submission and judge."""
        found: list[dict[int, int]] = [{} for _ in self.submissions]
        for wish in self.wanted.wishes:
            if wish.kind == "fact":
                for submission, judge, text in _rows(challenge, wish.name):
                    value = parse(text)
                    if isinstance(value, Unreadable) or value.denominator != 1 or abs(value) > MOST_FACT:
                        self.problems.refuse(
                            "assign-fact-number", wish.place,
                            f"`{wish.name}` of {submission} and {judge} is `{text[:40]}`, not a whole number from "
                            f"-{MOST_FACT} to {MOST_FACT}", "wishes are counted in whole points: multiply and round them",
                        )  # fmt: skip
                    elif submission in self.submission_at and judge in self.judge_at:
                        own, at = found[self.submission_at[submission]], self.judge_at[judge]
                        own[at] = own.get(at, 0) + wish.weight * int(value)
        return found

    def _loads(self) -> tuple[list[int], list[int]]:
        standing, needed = self.standing, sum(self.needs)
        return bounds(self.wanted, self.panel, self.given, needed, standing.left, self.raised, newly=standing.newly)

    def loosen(self, more: int) -> None:
        """Let each judge have so many submissions more than an even load, where the round sets no bounds."""
        self.raised = more
        self.least, self.most = self._loads()

    # -- rows ---------------------------------------------------------------------------------------------------------

    @cached_property
    def heaviest(self) -> int:
        """More than all wishes of an assignment together."""
        by_fact = max((abs(value) for own in self.bonus for value in own.values()), default=0)
        pair = 2 * by_fact + sum(wish.weight * max(self.wanted.judges, wish.least) for wish in self.wanted.wishes)
        return 1 + pair * sum(self.needs)

    @cached_property
    def _patterns(self) -> dict[tuple[frozenset[str], ...], list[int]]:
        return {}

    @cached_property
    def _judges_have(self) -> dict[str, list[frozenset[str]]]:
        shares = [wish.name for wish in self.wanted.wishes if wish.kind == "share"]
        names = (*self.wanted.share, *self.wanted.apart, *shares)
        return {name: [of_judge(judge, name) for judge in self.panel] for name in names}

    def pattern(self, submission: int) -> list[int]:
        """Return by judge the cost of wishes about fields, or NEVER; equal records have the same one."""
        have = self._judges_have
        record = self.records[submission]
        key = tuple(of_record(record, name) for name in have)
        if key not in self._patterns:
            said = dict(zip(have, key, strict=True))
            row = [0] * len(self.panel)
            for wish in self.wanted.wishes:
                if wish.kind == "share":
                    own = said[wish.name]
                    row = [
                        cost + (0 if own & other else wish.weight)
                        for cost, other in zip(row, have[wish.name], strict=True)
                    ]
            for name in self.wanted.share:
                row = [cost if said[name] & other else NEVER for cost, other in zip(row, have[name], strict=True)]
            for name in self.wanted.apart:
                row = [NEVER if said[name] & other else cost for cost, other in zip(row, have[name], strict=True)]
            for at, name in enumerate(self.judges):
                if name in self.standing.left:
                    row[at] = NEVER
            self._patterns[key] = row
        return self._patterns[key]

    def row(self, submission: int) -> list[int]:
        """Return by judge what it costs to give it this submission, or NEVER."""
        row, bonus = list(self.pattern(submission)), self.bonus[submission]
        top = self.best_bonus
        if top:
            row = [cost if cost == NEVER else cost + top for cost in row]
            for judge, value in bonus.items():
                row[judge] -= 0 if row[judge] == NEVER else value
        if self.standing.newly:
            row = [cost if cost == NEVER else cost + self.heaviest for cost in row]
            for judge in self.held[submission]:
                row[judge] -= 0 if row[judge] == NEVER else self.heaviest
        for judge in (*self.blocked[submission], *self.given[submission]):
            row[judge] = NEVER
        return row

    def cost(self, submission: int, judge: int) -> int:
        """Return one number of a row."""
        cost = self.pattern_of[submission][judge]
        if cost == NEVER or judge in self.blocked[submission] or judge in self.given[submission]:
            return NEVER
        if self.standing.newly and judge not in self.held[submission]:
            cost += self.heaviest
        return cost + self.best_bonus - self.bonus[submission].get(judge, 0)

    @cached_property
    def pattern_of(self) -> list[list[int]]:
        """Return the pattern of each submission."""
        return [self.pattern(at) for at in range(len(self.records))]

    @cached_property
    def best_bonus(self) -> int:
        """What facts of pairs are worth at best: it is added to all pairs, so that no cost is below zero."""
        return max((value for own in self.bonus for value in own.values()), default=0)

    def why(self, submission: int, judge: int) -> str:
        """Return why a judge may not be given a submission, or an empty text if it may."""
        record, who = self.records[submission], self.panel[judge]
        if judge in self.blocked[submission]:
            return self.blocked[submission][judge]
        if who.id in self.standing.left:
            return "has left"
        for name in self.wanted.share:
            if not of_judge(who, name) & of_record(record, name):
                return f"no {name} in common"
        for name in self.wanted.apart:
            if shared := of_judge(who, name) & of_record(record, name):
                return f"same {name}: {', '.join(sorted(shared))}"
        return ""

    def told(self, submission: int, judge: int) -> tuple[int, list[str]]:
        """Return what a pair costs by the wishes about pairs, and which of them it does not meet, in words."""
        lacking = [
            wish
            for wish in self.wanted.wishes
            if wish.kind == "share" and not self.shares(submission, judge, wish.name)
        ]
        words = [f"no {wish.name} in common (+{wish.weight})" for wish in lacking]
        points = sum(wish.weight for wish in lacking)
        if self.best_bonus:
            less = self.best_bonus - self.bonus[submission].get(judge, 0)
            points += less
            words += [f"{less} below the best {self.facts_named}"] if less else []
        return points, words

    @property
    def facts_named(self) -> str:
        """Return the facts that wishes go by, in words."""
        return " and ".join(wish.name for wish in self.wanted.wishes if wish.kind == "fact")

    def shares(self, submission: int, judge: int, name: str) -> bool:
        """Whether judge and record have a value of a field in common."""
        return bool(of_judge(self.panel[judge], name) & of_record(self.records[submission], name))

    def groups(self, wish: Wish) -> Sequence[frozenset[str]]:
        """Return by judge what it has in the field of a wish."""
        return [of_judge(judge, wish.name) for judge in self.panel]


def _rows(challenge: Challenge, name: str | None) -> Iterable[tuple[str, str, str]]:
    """Return submission, judge and text of a fact of pairs."""
    for fact in challenge.facts:
        if fact.name == name and sorted(fact.dimensions) == ["judge", "submission"]:
            yield from _ordered(fact)


def _ordered(fact: Fact) -> Iterable[tuple[str, str, str]]:
    at = fact.dimensions.index("submission")
    return zip(fact.keys[at], fact.keys[1 - at], fact.texts, strict=True)
