"""Places as they would be without the steps that standardise, to stand beside the adjusted ones (§3.25)."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

import attrs

from judge.model.problem import Problems
from judge.model.result import Standing
from judge.model.table import Table
from judge.score.check import Prepared
from judge.score.engine import Engine
from judge.score.plan import Plan
from judge.score.setting import Setting
from judge.score.unranked import by_submission

Ranked = Callable[[Mapping[str, Fraction]], tuple[Standing, ...]]


def adjusts(prepared: Prepared) -> bool:
    """Whether a rule standardises anything."""
    return any(planned.step.verb.name == "standardise" for planned in prepared.steps)


def unadjusted(
    setting: Setting, prepared: Prepared, tables: Mapping[str, Table], names: frozenset[str], rank: Ranked
) -> tuple[Standing, ...]:
    """Return the ranking that the rule gives if its ``standardise`` steps leave every value as it is.

    Nothing where no step standardises, or where the rule cannot be run without.

    Args:
        tables: every table by its name.
        names: those who are ranked.
        rank: ranks scores.
    """
    if not adjusts(prepared):
        return ()
    plain, changed, problems = dict(tables), set[str](), Problems()
    for planned in prepared.steps:
        own = planned.step.verb.name == "standardise"
        if own or changed & set(reads(planned.typed.plan)):
            engine = Engine(plain, setting.dimensions, problems, codes=setting.codes)
            table = engine.run(planned.seen if own else planned.typed.plan)
            plain[planned.table] = attrs.evolve(table, columns={"value": table.value})
            changed.add(planned.table)
    if problems.refused:
        return ()
    scores, _ = by_submission(plain[prepared.ranked], setting)
    return rank({name: score for name, score in scores.items() if name in names})


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
