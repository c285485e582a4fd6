"""Ties, and how they were broken, in sentences."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from judge.model.challenge import Decision
from judge.model.number import shown
from judge.model.result import Compared, Tie, TieStep
from judge.show.pages.words.said import Said


@attrs.frozen
class Told:
    """A tie in words: its heading, whom it concerns, and what was done."""

    heading: str
    track: str
    submissions: tuple[str, ...]
    lines: tuple[str, ...]


def told(tie: Tie, scores: Mapping[Fraction, str], said: Said) -> Told:
    """Return how a tie was decided.

    Args:
        scores: how each score is shown on the page.
    """
    score = scores.get(tie.score) or shown(tie.score)
    lines = [_step(step, said) for step in tie.steps]
    if tie.end == "lot":
        lines.append(said("tie-lot", draws=", ".join(f"{name} {digest[:12]}…" for name, digest in tie.draws)))
    lines += [said("chair", order=order(decision, said)) for decision in tie.decisions]
    lines += [said("tie-shared", names=said.listed(block)) for block in tie.blocks if len(block) > 1]
    return Told(said("tie", score=score), tie.track, tie.submissions, tuple(lines))


def _step(step: TieStep, said: Said) -> str:
    values = ", ".join(f"{name} {number(value, said)}" for name, value in step.values)
    if step.duels:
        values += said("semicolon") + ", ".join(
            f"{one} {ahead}:{behind} {other}" for one, other, ahead, behind in step.duels
        )
    breaker = said.engine(step.breaker)
    if step.passed:
        return said("tie-passed", breaker=breaker, why=said.engine(step.passed), values=values)
    if len(step.blocks) == 1:
        return said("tie-same", breaker=breaker, values=values)
    return said("tie-parts", breaker=breaker, order=blocks(step.blocks, said), values=values)


def blocks(parted: Sequence[Sequence[str]], said: Said) -> str:
    """Return an order of blocks of equals in words."""
    return f" {said('before')} ".join(" = ".join(block) for block in parted)


def order(decision: Decision, said: Said) -> str:
    """Return what people decided: an order of equals, or one submission, with the reason."""
    by = f"{said('semicolon')}{decision.by}" if decision.by else ""
    return f"{blocks([[name] for name in decision.submissions], said)} ({decision.reason}{by})"


def number(value: Compared, said: Said) -> str:
    """Return what a tie-break compared for the eye."""
    if value is None:
        return said("no-value")
    if isinstance(value, tuple):
        return " ".join(number(each, said) for each in value)
    return shown(value)
