"""Scoring a round: the rule checked, run step by step, ranked, and settled; earlier rounds first where it builds on them."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import compress

import attrs

from judge.model.challenge import Challenge, Round
from judge.model.number import plain
from judge.model.place import Node
from judge.model.problem import Problems
from judge.model.result import Outcome, Result, StepTable, Unranked
from judge.model.state import VALUE, word
from judge.model.table import Column, Table
from judge.score.cells import first_table
from judge.score.check import Prepared, check
from judge.score.columns import fractions
from judge.score.engine import Engine
from judge.score.outcome import settle
from judge.score.plan import Plan
from judge.score.rank import BreakerValues, rank
from judge.score.sentence import of_breaker, of_step
from judge.score.setting import Setting, prepare
from judge.score.shape import Shape

Earlier = Mapping[str, tuple[Shape, Table]]


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


def needed(challenge: Challenge, round_id: str) -> list[Round]:
    """Return a round and the earlier ones that it builds on, in the order they are run."""
    order = {item.id: at for at, item in enumerate(challenge.rounds)}
    wanted, open_ = {round_id}, [round_id]
    while open_:
        round_ = challenge.rounds[order[open_.pop()]]
        words = set(_words(challenge, round_))
        for item in challenge.rounds[: order[round_.id]]:
            used = item.id == round_.entrants or any(
                text == item.id or text.startswith(item.id + ".") for text in words
            )
            if used and item.id not in wanted:
                wanted.add(item.id)
                open_.append(item.id)
    return [item for item in challenge.rounds if item.id in wanted]


def _words(challenge: Challenge, round_: Round) -> Iterator[str]:
    """Yield every text in the rule of a round, among which are the names that it uses."""
    rubric = challenge.rubrics.get(round_.rubric) if round_.rubric else None
    tables = [
        round_.steps,
        round_.score or (rubric.score if rubric else None),
        round_.rank or (rubric.rank if rubric else None),
    ]
    tables += round_.outcomes if round_.outcomes is not None else (rubric.outcomes if rubric else ())
    for node in tables:
        if node is not None:
            yield from _texts(node)


def _texts(node: Node) -> Iterator[str]:
    if isinstance(node.value, str):
        yield node.value
    elif isinstance(node.value, tuple):
        for item in node.value:
            yield from _texts(item)
    elif isinstance(node.value, dict):
        for key, item in node.value.items():
            yield key
            yield from (f"{key}.{name}" for name in item.value) if isinstance(item.value, dict) else ()
            yield from _texts(item)


def _score(
    challenge: Challenge, round_: Round, done: Mapping[str, Scored], problems: Problems, keep: bool
) -> Scored | None:
    entrants = None
    if round_.entrants is not None and round_.entrants in done:
        outcomes = done[round_.entrants].result.outcomes
        entrants = [submission for outcome in outcomes for submission in outcome.taken]
    setting = prepare(challenge, round_, entrants, problems)
    earlier = {name: pair for scored in done.values() for name, pair in _as_earlier(scored, setting).items()}
    prepared = check(setting, earlier, problems)
    if prepared is None:
        return None
    tables = dict(prepared.tables)
    if setting.rubric is not None:
        tables["marks"] = first_table(setting, prepared.rule.expects, prepared.rule.quorum_place, problems)
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


def _as_earlier(scored: Scored, setting: Setting) -> dict[str, tuple[Shape, Table]]:
    """Return the score and the named steps of an earlier round, keyed by the members of this one."""
    id_, prepared = scored.result.round, scored.prepared
    tables = {id_: (attrs.evolve(prepared.score, better=prepared.better), scored.tables[prepared.ranked])}
    for planned in prepared.steps:
        if planned.step.name is not None:
            tables[f"{id_}.{planned.step.name}"] = (planned.typed.shape, scored.tables[planned.table])
    return {
        name: (shape, table)
        for name, (shape, old) in tables.items()
        if (table := _rekeyed(old, scored.setting, setting)) is not None
    }


def _rekeyed(table: Table, old: Setting, new: Setting) -> Table | None:
    """Return a table with the keys of another setting's members; None if it lacks a dimension."""
    if any(name not in new.dimensions for name in table.dimensions):
        return None
    maps = []
    for name in table.dimensions:
        index = new.dimensions[name].index()
        maps.append([index.get(member, -1) for member in old.dimensions[name].members])
    cells = []
    for cell, key in enumerate(zip(*table.keys, strict=True)):
        moved = tuple(numbers[part] for numbers, part in zip(maps, key, strict=True))
        if -1 not in moved:
            cells.append((moved, cell))
    cells.sort()
    states = None if table.states is None else bytearray(table.states[cell] for _, cell in cells)
    column = Column([table.value.values[cell] for _, cell in cells], table.value.denominator)
    keys = tuple([key[at] for key, _ in cells] for at in range(len(table.dimensions)))
    return Table(table.dimensions, keys, states if states and any(states) else None, {"value": column})


def _run(
    setting: Setting, prepared: Prepared, tables: dict[str, Table], problems: Problems, keep: bool
) -> tuple[StepTable, ...]:
    """Run every step; a table that nothing reads any more is let go unless tables are kept."""
    steps = []
    if "marks" in tables:
        steps.append(StepTable(0, "", "marks", "the marks", tables["marks"] if keep else None))
    last_use = _last_uses(prepared)
    for at, planned in enumerate(prepared.steps):
        engine = Engine(
            tables, setting.dimensions, problems, f"step {planned.step.number}", planned.step.place, setting.codes
        )
        table = engine.run(planned.typed.plan)
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
                tables[planned.table] if keep else None,
            )
        )
        if not keep:
            for name in [name for name, use in last_use.items() if use == at and name in tables]:
                del tables[name]
    return tuple(steps)


def _last_uses(prepared: Prepared) -> dict[str, int]:
    """Return for each table the number of the last step whose plan reads it, if nothing afterwards does."""
    kept = {prepared.ranked, "marks"} | {name for item in prepared.breakers for name in reads(item.plan)}
    uses = {name: at for at, planned in enumerate(prepared.steps) for name in reads(planned.typed.plan)}
    return {name: at for name, at in uses.items() if name not in kept and name.startswith("step ")}


def reads(plan: Plan) -> Iterator[str]:
    """Yield the names of the tables that a plan reads."""
    name = getattr(plan, "name", None)
    if name is not None:
        yield name
    for part in ("source", "other"):
        inner = getattr(plan, part, None)
        if inner is not None:
            yield from reads(inner)
    for inner in getattr(plan, "sources", ()):
        yield from reads(inner)


def by_submission(table: Table, setting: Setting) -> tuple[dict[str, Fraction], dict[str, int]]:
    """Return a table by submission as numbers, and the states of those without one."""
    members = setting.dimensions["submission"].members
    values, others = {}, {}
    for cell, (key, value) in enumerate(zip(table.keys[0], fractions(table.value), strict=True)):
        if table.states is None or table.states[cell] == VALUE:
            values[members[key]] = value
        else:
            others[members[key]] = table.states[cell]
    return values, others


def _placed(
    setting: Setting, prepared: Prepared, tables: Mapping[str, Table], steps: tuple[StepTable, ...], problems: Problems
) -> Result:
    scores, others = by_submission(tables[prepared.ranked], setting)
    unranked = _unranked(setting, prepared, tables, scores, others)
    engine = Engine(tables, setting.dimensions, problems, "a tie-break", codes=setting.codes)
    breakers = [
        BreakerValues(item.breaker, of_breaker(item), item.better, by_submission(engine.run(item.plan), setting)[0])
        for item in prepared.breakers
    ]
    ranked = {item: value for item, value in scores.items() if item not in unranked}
    rule, round_ = prepared.rule, setting.round
    placing = attrs.evolve(rule.rank, better=prepared.better)
    standings, ties = rank(ranked, prepared.better, placing, breakers, round_.seed or "", round_.id, problems)
    outcomes: tuple[Outcome, ...] = ()
    if not problems.refused:
        outcomes = tuple(settle(item, standings, prepared.better, problems) for item in rule.outcomes)
    everybody = tuple(unranked[item] for item in sorted(unranked))
    return Result(
        setting.challenge, round_.id, prepared.better, standings, everybody, ties, outcomes, (), steps,
        setting.dimensions, setting.codes,
    )  # fmt: skip


def _unranked(
    setting: Setting,
    prepared: Prepared,
    tables: Mapping[str, Table],
    scores: Mapping[str, Fraction],
    others: Mapping[str, int],
) -> dict[str, Unranked]:
    """Return who has no place, with the reason: left out, no score, or below the quorum (§4.2, §4.6)."""
    unranked = {item.submission: Unranked(item.submission, item.state, item.reason) for item in setting.left_out}
    quorum = prepared.rule.quorum
    members = setting.dimensions["submission"].members
    asked = quorum or any(submission not in scores for submission in members)
    counted = _ballots(tables["marks"], setting) if asked and "marks" in tables else {}
    for submission in members if asked else ():
        ballots = counted.get(submission, 0)
        if submission not in scores:
            state = word(others[submission], setting.codes) if submission in others else "missing"
            reason = "no marks" if not ballots else f"its score is {state}"
            unranked[submission] = Unranked(submission, state, reason)
        elif ballots < quorum and "marks" in tables:
            reason = f"{ballots} counted ballot{'s' * (ballots != 1)}, and the quorum is {plain(quorum)}"
            unranked[submission] = Unranked(submission, "quorum", reason)
    return unranked


def _ballots(marks: Table, setting: Setting) -> dict[str, int]:
    """Return for each submission how many judges gave it a mark that counts."""
    judges = len(setting.dimensions["judge"].members)
    ballots = [submission * judges + judge for submission, judge in zip(marks.keys[0], marks.keys[1], strict=True)]
    valued = ballots if marks.states is None else compress(ballots, (state == VALUE for state in marks.states))
    members = setting.dimensions["submission"].members
    counted: dict[str, int] = {}
    for ballot in set(valued):
        submission = members[ballot // judges]
        counted[submission] = counted.get(submission, 0) + 1
    return counted


def check_rules(challenge: Challenge, problems: Problems) -> dict[str, Prepared]:
    """Return every round's rule, proved without marks; what is wrong is added to the problems."""
    proved: dict[str, Prepared] = {}
    earlier: dict[str, tuple[Shape, Table]] = {}
    for round_ in challenge.rounds:
        setting = prepare(challenge, round_, None, problems)
        prepared = check(setting, earlier, problems)
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
