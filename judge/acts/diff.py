"""``judge diff``: two results side by side."""

from pathlib import Path

from judge.acts.replay import read_trail
from judge.acts.scoring import Refused
from judge.model.comparison import Comparison
from judge.model.place import Place
from judge.model.problem import Problems
from judge.record.difference import compare_results


def diff(first: Path, second: Path) -> Comparison:
    """Return who moved from one result to another, and what caused it.

    Raises:
        Refused: if one of them is no result, or cannot be read.
    """
    problems = Problems()
    trails = read_trail(first), read_trail(second)
    for trail in trails:
        if not trail.whole:
            problems.refuse(
                "result-changed", Place(trail.file, len(trail.lines)), "this result was changed after it was written",
                "its last line no longer fits the others: `judge replay` says which line differs",
            )  # fmt: skip
    if problems.refused:
        raise Refused(problems)
    found = compare_results(*trails, problems)
    if found is None:
        raise Refused(problems)
    return found
