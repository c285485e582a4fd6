"""Gates after the last step and before the places: values of a table that a step made (§8.8)."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from judge.model.challenge import Decision
from judge.model.number import plain
from judge.model.problem import Problems, listed
from judge.model.result import Unranked
from judge.model.said import said
from judge.model.state import VALUE, word
from judge.model.table import Table
from judge.score.eligibility import unused
from judge.score.engine import Engine
from judge.score.gates import BOUNDS, Gate
from judge.score.plan import Plan, Read
from judge.score.scope import Scope
from judge.score.setting import Setting
from judge.score.verb import Typed


@attrs.frozen(eq=False)
class PlannedGate:
    """A gate after the steps, ready to run.

    Attributes:
        number: among all gates of the round, from 0.
        plan: the cells that it reads.
        fine: whether a submission may have several.
    """

    number: int
    gate: Gate
    plan: Plan
    fine: bool


def planned(gates: Sequence[Gate], scope: Scope) -> tuple[PlannedGate, ...]:
    """Return the gates after the steps; what is wrong is added to the scope's problems."""
    return tuple(
        PlannedGate(at, gate, typed.plan, typed.shape.dimensions != ("submission",))
        for at, gate in enumerate(gates)
        if gate.where is not None and (typed := _read(gate, gate.where, scope)) is not None
    )


def _read(gate: Gate, where: Mapping[str, tuple[str, ...] | str], scope: Scope) -> Typed | None:
    meaning = scope.table_of(gate.fact, gate.place)
    if meaning is None:
        return None
    typed = scope.chosen(where, gate.place, Typed(Read(meaning.table), meaning.shape))
    if "submission" not in typed.shape.dimensions and not scope.problems.refused:
        scope.problems.refuse(
            "gate-unfit", gate.place, f"`{gate.fact}` has no value for each submission here",
            f"its dimensions are {listed(typed.shape.dimensions) or 'none'}; name a step that still has submissions",
        )  # fmt: skip
        return None
    return typed


def held(
    gates: Sequence[PlannedGate], setting: Setting, engine: Engine, placed: Sequence[str], problems: Problems
) -> tuple[dict[str, Unranked], tuple[Decision, ...]]:
    """Return who fails a gate after the steps, with every reason, and the waivers that let somebody through.

    Args:
        placed: those who would have a place.
        problems: to which waivers that change nothing are added.
    """
    reasons: dict[str, list[str]] = {}
    waived: dict[int, Decision] = {}
    for item in gates:
        failing = _failing(item, setting, engine)
        for submission in placed:
            reason = failing.get(submission, said("no value", gate="", what=item.gate.fact))
            decision = setting.pending.get((submission, item.number))
            if reason and decision:
                waived[id(decision)] = decision
            elif reason:
                named = f"{item.gate.name}: {reason}" if item.gate.name else reason
                reasons.setdefault(submission, []).append(named)
    idle = [decision for decision in setting.pending.values() if id(decision) not in waived]
    unused(idle, setting.challenge, setting.round, problems)
    failed = {name: Unranked(name, "ineligible", "; ".join(every)) for name, every in reasons.items()}
    return failed, tuple(waived.values())


def _failing(item: PlannedGate, setting: Setting, engine: Engine) -> dict[str, str]:
    """Return in words, for each submission of the table, which of its cells fail the gate: nothing if none does."""
    table = engine.run(item.plan)
    at = table.dimensions.index("submission")
    members = [setting.dimensions[name].members for name in table.dimensions]
    where = item.gate.where or {}
    sliced = [text for name, text in where.items() if isinstance(text, str) and name not in table.dimensions]
    found: dict[str, list[str]] = {members[at][number]: [] for number in set(table.keys[at])}
    for cell, missed in sorted(_missed(item.gate, table).items()):
        key = [members[n][column[cell]] for n, column in enumerate(table.keys)]
        submission = key.pop(at)
        of = " · ".join((*sliced, *key))
        state = VALUE if table.states is None else table.states[cell]
        value = Fraction(table.value.values[cell]) / table.value.denominator
        told = [plain(value), *missed] if state == VALUE else [word(state, setting.codes)]
        name, parts = ("of", {"table": item.gate.fact, "key": of}) if of else ("is", {"what": item.gate.fact})
        found[submission].append(said(name, value=", ".join(told), **parts))
    return {name: ", ".join(words) for name, words in found.items()}


def _missed(gate: Gate, table: Table) -> dict[int, list[str]]:
    """Return the cells that fail a gate, each with the bounds that its value misses; no object is made of those that pass."""
    states, column = table.states, table.value
    found: dict[int, list[str]] = (
        {} if states is None else {at: [] for at, state in enumerate(states) if state != VALUE}
    )
    for name, bound in gate.bounds.items():
        keeps, end, scale = BOUNDS[name], bound.numerator * column.denominator, bound.denominator
        words = said(f"not {name}", n=plain(bound))
        for cell in [cell for cell, value in enumerate(column.values) if not keeps(value * scale, end)]:
            found.setdefault(cell, []).append(words)
    return found
