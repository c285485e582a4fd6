"""All outcomes of a round, in order: each on the ranking or on a table of its own, apart for each track (§8)."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import attrs

from judge.model.number import plain
from judge.model.problem import Problems, listed
from judge.model.result import Outcome, Standing
from judge.model.said import said
from judge.score.apportion import apportioned
from judge.score.blocks import by_value, in_order, only
from judge.score.chair import decisions_of
from judge.score.engine import Engine
from judge.score.offer import Run, offered
from judge.score.outcome import settle
from judge.score.quotas import PlannedSeats
from judge.score.setting import Setting
from judge.score.unranked import by_submission


def outcomes(
    rules: Sequence[PlannedSeats], setting: Setting, engine: Engine, standings: Sequence[Standing], problems: Problems
) -> tuple[Outcome, ...]:
    """Return what every outcome of a round gives.

    Args:
        engine: with the tables of the round.
        standings: the ranking.
        problems: to which ties at a cut that a rule refuses, and wildcards that fit none, are added.
    """
    found: list[Outcome] = []
    taken: dict[str, dict[str, str]] = {}
    spent: dict[str, list[tuple[str, Fraction]]] = {}
    for rule in rules:
        seats = rule.seats
        gone = taken.get(seats.after, {}) if seats.after is not None else {}
        before = [item for name in seats.counting for item in spent[name]]
        included = [one for name in seats.including for one, _ in spent[name]]
        runs = [
            attrs.evolve(run, barred={**run.barred, **gone}, before=before, included=included)
            for run in _every(rule, setting, engine, standings, problems)
        ]
        if problems.refused or any(_over(run, problems) for run in runs):
            return tuple(found)
        settled = [attrs.evolve(settle(run, problems), track=run.track) for run in runs]
        own = {name: said("taken by", name=f"`{seats.name}`") for outcome in settled for name in outcome.taken}
        costs = runs[0].costs if runs else {}
        spent.setdefault(seats.name, []).extend((name, costs.get(name, Fraction(0))) for name in own)
        taken[seats.name] = {**taken.get(seats.name, {}), **gone, **own}
        found += settled
    return tuple(_with_wildcards(found, setting, problems))


def _every(
    rule: PlannedSeats, setting: Setting, engine: Engine, standings: Sequence[Standing], problems: Problems
) -> Iterator[Run]:
    """Yield the runs of an outcome: on each ranking apart, where there are several (§6.7)."""
    for track in dict.fromkeys(item.track for item in standings) or ("",):
        own = [item for item in standings if item.track == track]
        for run in apportioned(_runs(rule, setting, engine, own), problems):
            yield attrs.evolve(run, name=f"{run.name}: {track}", track=track) if track else run


def _runs(rule: PlannedSeats, setting: Setting, engine: Engine, standings: Sequence[Standing]) -> Iterator[Run]:
    """Yield the one run of an outcome, or one for each member of its field ``by``."""
    seats, order = rule.seats, in_order(standings)
    values = {item.submission: item.score for item in standings}
    barred: dict[str, str] = {}
    if rule.plan is not None:
        own = by_submission(engine.run(rule.plan), setting)[0]
        barred = {name: said("no value", gate="", what=f"`{seats.of}`") for name in values if name not in own}
        values = {name: own[name] for name in values if name in own}
        order = by_value(values, -1 if rule.better == "higher" else 1) + [
            (Fraction(len(values) + 1), (name,)) for name in barred
        ]
        values |= dict.fromkeys(barred, Fraction(0))
    costs = {} if rule.costs is None else by_submission(engine.run(rule.costs), setting, "cost")[0]
    dimension = setting.dimensions["submission"]
    used = {*rule.fields, *(quota.field for quota in (*rule.most, *rule.least)), *([seats.by] if seats.by else [])}
    fields: dict[str, Mapping[str, str]] = {
        name: {one: text for one, text in zip(dimension.members, dimension.fields[name], strict=True) if text is not None}
        for name in used
    }  # fmt: skip
    for name, wanted in rule.fields.items():
        words = said("not of", any=f"{name} {said('or').join(wanted)}")
        barred |= {one: words for one in values if fields[name].get(one) not in wanted}
    orders = decisions_of(setting.challenge, setting.round.id, "order")
    run = Run(rule, seats.name, order, values, costs, fields, barred, len(standings), orders)
    if seats.by is None:
        yield run
        return
    for member in sorted(set(fields[seats.by].values())):
        own_order = only(order, {one for one, text in fields[seats.by].items() if text == member})
        ranked = sum(len(block) for _, block in own_order)
        yield attrs.evolve(run, name=f"{seats.name}: {member}", blocks=own_order, ranked=ranked)


def _over(run: Run, problems: Problems) -> bool:
    """Refuse costs below nothing, and more seats owed than there are."""
    seats = run.rule.seats
    below = sorted(name for name, cost in run.costs.items() if cost < 0)
    if below:
        problems.refuse(
            "cost-negative", seats.place, f"the `{seats.cost}` of {listed(below)} is below zero",
            "a cost is 0 or more: it cannot add to the budget",
        )  # fmt: skip
    owed, there = sum(quota.number for quota in run.rule.least), offered(run) or 0
    over = owed > there
    if over:
        problems.refuse(
            "quota-over-seats", seats.place, f"`at_least` owes {plain(owed)} seats, and there are {there}",
            "lower the numbers, or offer more seats",
        )  # fmt: skip
    return over or bool(below)


def _with_wildcards(found: Sequence[Outcome], setting: Setting, problems: Problems) -> Iterator[Outcome]:
    """Yield the outcomes with those whom people took, apart from the computed order."""
    wild: dict[str, list[int]] = {}
    decisions = decisions_of(setting.challenge, setting.round.id, "wildcard")
    known = [outcome.name for outcome in found]
    for at, item in enumerate(decisions):
        name = item.about or (known[0] if len(known) == 1 else "")
        outcome = next((one for one in found if one.name == name), None)
        whom = item.submissions[0]
        why = ""
        if outcome is None:
            why = (
                f"round {setting.round.id} has no [[outcome]] `{name}`" if name else f"there are {len(known)} outcomes"
            )
        elif whom not in setting.dimensions["submission"].members:
            why = f"`{whom}` takes no part in round {setting.round.id}"
        elif whom in outcome.taken:
            why = f"`{whom}` is taken by `{name}` already"
        if why:
            problems.refuse(
                "wildcard-unfit", item.place, f"this wildcard cannot be given: {why}",
                f'say `outcome` and `round`; outcomes here: {listed(known) or "none"}',
            )  # fmt: skip
        wild.setdefault(name, []).append(at)
    for outcome in found:
        yield attrs.evolve(outcome, wildcards=tuple(decisions[at] for at in wild.get(outcome.name, ())))
