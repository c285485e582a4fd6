"""Scoring a round: the rule checked, run step by step, ranked, and settled; earlier rounds first where it builds on them."""

from collections.abc import Mapping

import attrs

from judge.model.challenge import Challenge, Round
from judge.model.problem import Problems
from judge.model.result import Outcome, Result, StepTable
from judge.model.table import Column, Table
from judge.score.ballot import GIVEN
from judge.score.cells import first_table
from judge.score.chair import decisions_of, unused
from judge.score.check import Prepared, check
from judge.score.compared import first_table as first_of_pairs
from judge.score.engine import Engine
from judge.score.follow import outcomes
from judge.score.placing import plainly
from judge.score.rank import People, rank
from judge.score.raw import adjusts, reads, unadjusted
from judge.score.rounds import as_earlier, needed
from judge.score.sentence import of_breaker, of_step
from judge.score.setting import Setting, prepare
from judge.score.shape import Shape
from judge.score.skating import parter
from judge.score.thresholds import held
from judge.score.tracks import apart
from judge.score.unranked import by_submission, unranked_of

Earlier = Mapping[str, tuple[Shape, Table]]

MOST_BITS = 30_000
"""A step whose numbers are longer than this is refused: no competition needs it, and each step could double them."""


@attrs.frozen(eq=False)
class Scored:
    """A scored round with all that an explanation needs.

    Attributes:
        result: what came out.
        setting: dimensions and facts.
        prepared: the rule as it ran.
        tables: every table by its name in the plans; only if they were kept.
        earlier: the rounds that this one builds on, in order.
    """

    result: Result
    setting: Setting
    prepared: Prepared
    tables: Mapping[str, Table]
    earlier: "tuple[Scored, ...]" = ()


def score(challenge: Challenge, round_id: str, problems: Problems, *, keep: bool = False) -> Scored | None:
    """Return a round scored, or None where a problem forbids it.

    Args:
        challenge: everything that was read.
        round_id: one of its rounds.
        problems: to which everything wrong is added; the cautions among them go into the result.
        keep: whether to keep every step's table, for a trail or an explanation.
    """
    done: dict[str, Scored] = {}
    for round_ in needed(challenge, round_id):
        found = Problems()
        scored = _score(challenge, round_, done, found, keep or round_.id != round_id)
        problems.extend(found)
        if scored is None:
            return None
        done[round_.id] = scored
    *earlier, last = done.values()
    return attrs.evolve(last, earlier=tuple(earlier))


def _score(
    challenge: Challenge, round_: Round, done: Mapping[str, Scored], problems: Problems, keep: bool
) -> Scored | None:
    entrants = None
    if round_.entrants is not None and round_.entrants in done:
        given = [outcome for outcome in done[round_.entrants].result.outcomes if outcome.award is None]
        if not given:
            _no_outcome(round_, problems)
        entrants = [submission for outcome in given for submission in outcome.through]
    setting = prepare(challenge, round_, entrants, problems)
    earlier = {
        name: pair
        for scored in done.values()
        for name, pair in as_earlier(
            scored.result.round, scored.prepared, scored.tables, scored.setting, setting
        ).items()
    }
    prepared = check(setting, earlier, problems)
    if prepared is None:
        return None
    tables = dict(prepared.tables)
    if setting.rubric is not None and round_.ballot == "pairs":
        tables["marks"] = first_of_pairs(setting, problems)
    elif setting.rubric is not None:
        tables["marks" if prepared.filled is None else GIVEN] = first_table(
            setting, prepared.rule.expects, prepared.rule.quorum_place, problems
        )
    if problems.refused:
        return None
    steps = _run(setting, prepared, tables, problems, keep)
    if problems.refused:
        return None
    result = _placed(setting, prepared, tables, steps, problems)
    if problems.refused:
        return None
    cautions = tuple(problem for problem in problems if problem.severity == "caution")
    return Scored(attrs.evolve(result, cautions=cautions), setting, prepared, tables if keep else {})


def _no_outcome(round_: Round, problems: Problems) -> None:
    problems.refuse(
        "entrants-without-outcome",
        round_.place,
        f"round {round_.id} takes those that round {round_.entrants} lets through, but that round has no [[outcome]]",
        f"add an [[outcome]] to round {round_.entrants}, or leave `entrants` out",
    )


def _run(
    setting: Setting, prepared: Prepared, tables: dict[str, Table], problems: Problems, keep: bool
) -> tuple[StepTable, ...]:
    """Run every step; a table that nothing reads any more is let go unless tables are kept."""
    steps = []
    last_use = _last_uses(prepared)
    for at, planned in enumerate(prepared.steps):
        if planned.step.criterion is None and prepared.filled is not None and "marks" not in tables:
            tables["marks"] = Engine(tables, setting.dimensions, problems).run(prepared.filled)
        engine = Engine(
            tables, setting.dimensions, problems, f"step {planned.step.number}", planned.step.place, setting.codes
        )
        table = engine.run(planned.typed.plan)
        if not problems.refused and _too_long(table):
            what = f"the numbers of step {planned.step.number} have more than {MOST_BITS // 3} digits"
            problems.refuse("numbers-too-long", planned.step.place, what, "round them with `round`")
        if problems.refused:
            break
        tables[planned.table] = attrs.evolve(table, columns={"value": table.value})
        words = of_step(planned)
        steps.append(
            StepTable(
                planned.step.number,
                planned.step.verb.name,
                planned.step.name,
                words,
                (table if planned.step.verb.rounds else tables[planned.table]) if keep else None,
            )
        )
        if not keep and not adjusts(prepared):
            for name in [name for name, use in last_use.items() if use == at and name in tables]:
                del tables[name]
    first = [StepTable(0, "", "marks", "the marks", tables["marks"] if keep else None)] if "marks" in tables else []
    return (*first, *steps)


def _too_long(table: Table) -> bool:
    """Whether a table's numbers have grown beyond what any rule needs."""
    column = table.value
    ends = (max(column.values, default=0), min(column.values, default=0), column.denominator)
    return any(max(end.numerator.bit_length(), end.denominator.bit_length()) > MOST_BITS for end in ends)


def _last_uses(prepared: Prepared) -> dict[str, int]:
    """Return for each table the number of the last step whose plan reads it, if nothing afterwards does."""
    plans = [plan for item in prepared.breakers for plan in (item.plan, item.then) if plan is not None]
    plans += [item.plan for item in prepared.gates]
    plans += [plan for item in prepared.outcomes for plan in (item.plan, item.costs) if plan is not None]
    plans += [prepared.filled] if prepared.filled is not None else []
    kept = {prepared.ranked, "marks"} | {name for plan in plans for name in reads(plan)}
    uses = {name: at for at, planned in enumerate(prepared.steps) for name in reads(planned.typed.plan)}
    return {name: at for name, at in uses.items() if name not in kept and name.startswith("step ")}


def _placed(
    setting: Setting, prepared: Prepared, tables: Mapping[str, Table], steps: tuple[StepTable, ...], problems: Problems
) -> Result:
    scores, others = by_submission(tables[prepared.ranked], setting)
    unranked = unranked_of(setting, prepared, tables, scores, others)
    engine = Engine(tables, setting.dimensions, problems, "a gate", codes=setting.codes)
    failed, waived = held(prepared.gates, setting, engine, [one for one in scores if one not in unranked], problems)
    unranked |= failed
    engine = Engine(tables, setting.dimensions, problems, "a tie-break", codes=setting.codes)
    members = setting.dimensions["submission"].members
    parters = [parter(item, of_breaker(item), engine, members) for item in prepared.breakers]
    ranked = {item: value for item, value in scores.items() if item not in unranked}
    rule, round_ = prepared.rule, setting.round
    placing = attrs.evolve(rule.rank, better=prepared.better)
    people = People(round_.seed or "", round_.id, decisions_of(setting.challenge, round_.id, "order"))
    standings, ties = apart(
        rule.rank.by, setting, ranked, lambda some: rank(some, prepared.better, placing, parters, people, problems)
    )
    raw = unadjusted(
        setting, prepared, tables, frozenset(ranked),
        lambda every: apart(
            rule.rank.by, setting, every, lambda some: rank(some, prepared.better, plainly(placing), (), people, Problems())
        )[0],
    )  # fmt: skip
    given: tuple[Outcome, ...] = ()
    if not problems.refused:
        given = outcomes(
            prepared.outcomes,
            setting,
            Engine(tables, setting.dimensions, problems, "an outcome", codes=setting.codes),
            standings,
            problems,
        )
        unused(setting.challenge, round_.id, (*ties, *given), problems)
    everybody = tuple(unranked[item] for item in sorted(unranked))
    return Result(
        setting.challenge, round_.id, prepared.better, standings, everybody, ties, given, (), steps,
        setting.dimensions, setting.codes, (*setting.waived, *waived), rule.rank.by, raw,
    )  # fmt: skip


def check_rules(challenge: Challenge, problems: Problems) -> dict[str, Prepared]:
    """Return every round's rule, proved without marks; what is wrong is added to the problems."""
    proved: dict[str, Prepared] = {}
    earlier: dict[str, tuple[Shape, Table]] = {}
    for round_ in challenge.rounds:
        if any(item.id not in proved for item in needed(challenge, round_.id)[:-1]):
            continue  # what is wrong with the earlier round is told there
        setting = prepare(challenge, round_, None, problems)
        prepared = check(setting, earlier, problems)
        if round_.entrants in proved and all(item.award is not None for item in proved[round_.entrants].rule.outcomes):
            _no_outcome(round_, problems)
        if prepared is None:
            continue
        proved[round_.id] = prepared
        shape = attrs.evolve(prepared.score, better=prepared.better)
        earlier[round_.id] = (shape, _empty(shape))
        for planned in prepared.steps:
            if planned.step.name is not None:
                earlier[f"{round_.id}.{planned.step.name}"] = (planned.typed.shape, _empty(planned.typed.shape))
    return proved


def _empty(shape: Shape) -> Table:
    return Table(shape.dimensions, tuple([] for _ in shape.dimensions), None, {"value": Column([])})
