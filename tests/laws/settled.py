"""Running an evaluator on a generated round: what it finds, or that it refuses."""

from collections.abc import Callable
from typing import TypeVar

from hypothesis import assume, event, reject

from tests.naive.given import Given
from tests.naive.steps import Refused, Unsettled

T = TypeVar("T")


def settled(evaluator: Callable[[Given], T], given: Given) -> T | None:
    """Return what an evaluator makes of a round, or None if it refuses; data that no clause settles are not tried."""
    try:
        return evaluator(given)
    except Refused:
        event("refused")
        return None
    except Unsettled:
        reject()


def scores(evaluator: Callable[[Given], T], given: Given) -> T:
    """Return what an evaluator makes of a round that it does not refuse; others are not tried."""
    one = settled(evaluator, given)
    assume(one is not None)
    assert one is not None
    return one
