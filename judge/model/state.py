"""The states of a cell: a mark is a state, never a silent zero (§4)."""

from typing import Final

VALUE: Final = 0
MISSING: Final = 1
RECUSED: Final = 2
CONFLICT: Final = 3
VOID: Final = 4
LATE: Final = 5
NOT_ASSIGNED: Final = 6
UNRANKED: Final = 7

WORDS: Final = ("value", "missing", "recused", "conflict", "void", "late", "not assigned", "unranked")
"""The word of each state, at its number."""

ASIDE: Final = (RECUSED, CONFLICT, VOID, LATE, NOT_ASSIGNED)
"""The states of a cell that was set apart with a reason."""

FIRST_CODE: Final = 16
"""Declared codes (DNS, HZ…) have the numbers from here on, in the order of their declaration."""


FIRST_REMOVED: Final = 128
"""A submission that was disqualified for a code has the number of the code, counted from here on."""


def word(state: int, codes: tuple[str, ...] = ()) -> str:
    """Return the word of a state; ``codes`` are the rubric's own."""
    if state >= FIRST_REMOVED:
        return "disqualified"
    return codes[state - FIRST_CODE] if state >= FIRST_CODE else WORDS[state]
