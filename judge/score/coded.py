"""Codes of a scale that a step names, and groups in which one of them stands (§4.7)."""

from fractions import Fraction
from typing import cast

from judge.model.problem import listed, nearest
from judge.model.state import FIRST_CODE, UNRANKED
from judge.score.plan import Fill, Map, Num, Plan
from judge.score.scope import Scope
from judge.score.verb import Step


def named(step: Step, scope: Scope) -> tuple[int, ...]:
    """Return the numbers of the codes that a step's ``codes`` names; a word that is no code is a problem."""
    known = {code: FIRST_CODE + number for number, code in enumerate(scope.setting.codes)}
    words = cast("tuple[str, ...]", step.keys.get("codes", ()))
    if not words:
        scope.problems.refuse(
            "missing-key",
            step.place,
            f"`{step.verb.name}` has no `codes`",
            'say which codes of the scale: `codes = "…"`',
        )
    for word in words:
        if word not in known:
            scope.problems.refuse(
                "unknown-state", step.place_of("codes"), f"`{word}` is no code of the scale",
                nearest(word, known) or f"known: {listed(known) or 'none'}", found=word,
            )  # fmt: skip
    return tuple(known[word] for word in words if word in known)


def counted(plan: Plan, codes: dict[int, int], scope: Scope) -> Plan:
    """Return the values and codes of a table as numbers: what ``codes`` says of a code's number, else 0."""
    plan = Map(Fill(plan, (UNRANKED,), None), Num(Fraction(0)))
    others = tuple(FIRST_CODE + at for at in range(len(scope.setting.codes)) if FIRST_CODE + at not in codes)
    plan = Fill(plan, others, Num(Fraction(0))) if others else plan
    for code, number in codes.items():
        plan = Fill(plan, (code,), Num(Fraction(number)))
    return plan
