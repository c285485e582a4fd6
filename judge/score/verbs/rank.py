"""``rank``: values become places among the submissions of each group."""

from fractions import Fraction
from typing import cast

import attrs

from judge.model.number import plain
from judge.model.rubric import Sense
from judge.score.breakers import in_words
from judge.score.fold import exactly, failed, grouped, term
from judge.score.kinds import Choice, Number, Only
from judge.score.order_plan import Ranked, Tiebreak
from judge.score.ordering import column, sense_of, submissions
from judge.score.scope import Scope
from judge.score.step_ties import StepTies, Ties, beside
from judge.score.ties import Breaker
from judge.score.verb import Cell, Step, Typed, Verb


def _build(step: Step, source: Typed, scope: Scope) -> Typed:
    if not grouped(step, source, scope):
        return failed(step, source)
    shape = source.shape
    if "better" in step.keys:
        shape = attrs.evolve(shape, better=cast("Sense", step.text("better")))
    sense = sense_of(step, shape, scope)
    if sense is None:
        return failed(step, source)
    breakers, lasts = _ties(step)
    plan, parting = source.plan, list[Tiebreak]()
    for number, breaker in enumerate(breakers, 1):
        found = beside(step, number, breaker, plan, source.shape, scope)
        if found is not None:
            plan = found[0]
            parting.append(found[1])
    gap = cast("Fraction", step.keys.get("gap", Fraction(0)))
    ends = tuple((last.places, last.word == "refuse") for last in lasts) or ((None, False),)
    ranked = Ranked(plan, step.by, sense, gap, tuple(parting), ends, step.text("numbering", "1-2-2-4"))
    if step.digits is None:
        scope.places[f"step {step.number}"] = step.by
    shape = attrs.evolve(shape, better="lower", low=Fraction(1), high=submissions(scope))
    return Typed(ranked, shape, attrs.evolve(ranked, beside=True))


def _ties(step: Step) -> Ties:
    return cast("Ties", step.keys.get("ties", ((), ())))


def _words(breaker: Breaker) -> str:
    return (
        in_words(breaker, breaker.better or "higher")
        if breaker.criterion is None
        else f"the better mark on `{breaker.criterion}`"
    )


def _sentence(step: Step) -> str:
    breakers, lasts = _ties(step)
    words = "the place among the submissions"
    if "better" in step.keys:
        words += f", {step.text('better')} first"
    if "gap" in step.keys:
        words += f", where a distance below {term(cast('Fraction', step.keys['gap']))} is equal"
    if breakers:
        words += ", equals parted by " + ", then ".join(map(_words, breakers))
    words += ", no place shared" if any(last.word == "refuse" for last in lasts) else ""
    return words + (f", numbered {step.text('numbering')}" if "numbering" in step.keys else "")


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    ahead, level, among, parted = (column(cells, name) for name in ("ahead", "level", "among", "parted by"))
    words = f"{term(cells[0].value)}: {plain(ahead)} of {plain(among)} ahead"
    if parted:
        breaker = _ties(step)[0][int(parted) - 1]
        value = cells[0].columns.get(f"tie-break {plain(parted)}")
        words += f", parted from its equals by {_words(breaker)} ({exactly(value)})"
    if level > 1:
        words += f", {plain(level)} level"
    return f"{words}: place {exactly(result)}"


VERB = Verb(
    "rank", "3.26", Only("submission"), _build, _sentence, _working,
    {"ties": StepTies(), "numbering": Choice(("1-2-2-4", "1-2-2-3", "average")), "gap": Number(0),
     "better": Choice(("higher", "lower"))},
    grouped=True,
)  # fmt: skip
