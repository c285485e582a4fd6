"""``judge diff``: two results side by side."""

from pathlib import Path

from judge.acts.replay import read_trail
from judge.acts.scoring import Refused
from judge.model.comparison import Comparison
from judge.model.problem import Problems
from judge.record.difference import compare_results


def diff(first: Path, second: Path) -> Comparison:
    """Return who moved from one result to another, and what caused it.

    Raises:
        Refused: if one of them is no result, or cannot be read.
    """
    problems = Problems()
    found = compare_results(read_trail(first), read_trail(second), problems)
    if found is None:
        raise Refused(problems)
    return found
