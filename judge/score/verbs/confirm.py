"""``confirm``: a code counts for a whole group if enough of its cells carry it."""

from fractions import Fraction
from typing import cast

import attrs

from judge.model.state import FIRST_CODE
from judge.score.coded import counted, named
from judge.score.fold import COUNT, exactly, failed, grouped, term, without_codes
from judge.score.kinds import Names, Number, NumberOrChoice
from judge.score.plan import Calc, Choose, Col, Fill, Filter, Formula, Group, Join, Map, Num, Plan
from judge.score.saying import Saying, Sentence
from judge.score.scope import Scope
from judge.score.shape import Shape, widest
from judge.score.verb import Cell, Step, Typed, Verb

_NO = Num(Fraction(0))


def _build(step: Step, source: Typed, scope: Scope) -> Typed:
    codes = named(step, scope)
    for key in ("then", "otherwise"):
        if key not in step.keys:
            what = "the whole group" if key == "then" else "such a mark"
            scope.problems.refuse(
                "missing-key", step.place, f"`confirm` has no `{key}`", f'say what {what} becomes: `{key} = "left out"`'
            )
    if not grouped(step, source, scope) or not codes or "then" not in step.keys or "otherwise" not in step.keys:
        return failed(step, source)
    seen = _counted(step, source, codes, scope)
    shape = without_codes(source.shape, codes, scope.setting.codes)
    for key in ("then", "otherwise"):
        if (number := _number(step, key)) is not None:
            low, high = widest(shape, Shape((), None, number, number))
            shape = attrs.evolve(shape, low=low, high=high)
    every = tuple(FIRST_CODE + at for at in range(len(scope.setting.codes)))
    return Typed(_changed(step, seen, codes, every), shape, seen)


def _counted(step: Step, source: Typed, codes: tuple[int, ...], scope: Scope) -> Plan:
    """Return the source with how many cells of the group there are, and how many carry one of the codes."""
    marked = counted(source.plan, dict.fromkeys(codes, 1), scope)
    group = Group(marked, step.over, step.by, {"value": ("sum", Col()), "cells": COUNT})
    enough = Calc(">", Col(), Calc("*", Num(_share(step)), Col("cells")))
    plan = Map(Map(group, Col(), "with the code"), enough)
    return Join(source.plan, plan, "confirmed", Fraction(0), "group", ("with the code", "cells"))


def _changed(step: Step, plan: Plan, codes: tuple[int, ...], every: tuple[int, ...]) -> Plan:
    then, otherwise, confirmed = _number(step, "then"), _number(step, "otherwise"), Col("confirmed")
    if then is None:
        plan = Fill(Filter(plan, Calc("==", confirmed, _NO)), every, None, test=confirmed)
    else:
        plan = Fill(Map(plan, Choose(confirmed, Num(then), Col())), every, Num(then), test=confirmed)
    left: Formula | None = None if otherwise is None else Num(otherwise)
    return Fill(plan, codes, left)


def _number(step: Step, key: str) -> Fraction | None:
    value = step.keys[key]
    return value if isinstance(value, Fraction) else None


def _share(step: Step) -> Fraction:
    return cast("Fraction", step.keys.get("share", Fraction(1, 2)))


_PHRASES = {
    "confirm": {
        "en": "if more than {share} over {over} are {codes}, all {then}; else these {otherwise}",
        "es": "si más de {share} de las notas de {over} son {codes}, todas {then}; si no, estas {otherwise}",
        "fr": "si plus de {share} des notes, parmi {over}, sont {codes}, toutes {then} ; sinon, celles-ci {otherwise}",
    },
    "half": {"en": "half", "es": "la mitad", "fr": "la moitié"},
    "share": {"en": "{n} of them", "es": "una parte de {n}", "fr": "une part de {n}"},
    "left out": {"en": "are left out", "es": "se dejan fuera", "fr": "sont laissées de côté"},
    "number": {"en": "count as {n}", "es": "cuentan como {n}", "fr": "comptent pour {n}"},
}


def _sentence(step: Step, say: Saying) -> str:
    codes = say.either(cast("tuple[str, ...]", step.keys["codes"]))
    share = say("half") if _share(step) == Fraction(1, 2) else say("share", n=term(_share(step)))
    then, otherwise = (_becomes(step, key, say) for key in ("then", "otherwise"))
    return say("confirm", share=share, over=say.over(step), codes=codes, then=then, otherwise=otherwise)


def _becomes(step: Step, key: str, say: Saying) -> str:
    number = _number(step, key)
    return say("left out") if number is None else say("number", n=term(number))


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    columns = cells[0].columns
    if not columns.get("with the code"):
        return exactly(result)
    confirmed = "confirmed" if columns.get("confirmed") else "not confirmed"
    return f"{term(columns['with the code'])} of {term(columns['cells'])} are so marked, {confirmed}: {exactly(result)}"


VERB = Verb(
    "confirm", "3.23", Names(), _build, Sentence(_PHRASES, _sentence), _working,
    {"codes": Names(), "then": NumberOrChoice(("left out",)), "otherwise": NumberOrChoice(("left out",)),
     "share": Number(0, Fraction(1))},
    grouped=True,
)  # fmt: skip
