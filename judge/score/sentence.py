"""The rule in plain English: what each step and each tie-break does."""

from judge.score.breakers import PlannedBreaker, in_words
from judge.score.check import Planned
from judge.score.verb import Step
from judge.score.verbs.round import rounding


def of_step(planned: Planned) -> str:
    """Return a step as a sentence without a full stop."""
    step = planned.step
    words = step.verb.sentence(step)
    if step.where:
        words += ", only where " + " and ".join(f"{name} is {_either(wanted)}" for name, wanted in step.where.items())
    if step.of is not None:
        words += f", of `{step.of}`"
    if step.by:
        words += f", by {' and '.join(step.by)}"
    words += _states(step)
    if step.digits is not None:
        words += ", " + rounding(step.digits, step.half)
    return words


def _either(wanted: str | tuple[str, ...]) -> str:
    return wanted if isinstance(wanted, str) else " or ".join(wanted)


def _states(step: Step) -> str:
    words = ""
    for state, policy in (("missing", step.missing), ("set aside", step.aside)):
        if isinstance(policy, str):
            words += {"left out": f"; what is {state} is left out", "mean": f"; what is {state} counts as the mean of the others",
                      "refuse": f"; nothing may be {state}"}[policy]  # fmt: skip
        elif policy is not None:
            words += f"; what is {state} counts as {policy}"
    return words


def of_breaker(item: PlannedBreaker) -> str:
    """Return a tie-break in words."""
    return in_words(item.breaker, item.better)
