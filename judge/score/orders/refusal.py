"""What a verb on orders finds wrong with the data."""

from collections.abc import Sequence

import attrs


@attrs.frozen
class Wrong:
    """One thing that is wrong, in the cells of a table.

    Attributes:
        code: the problem's code.
        what: what is wrong, as the middle of its sentence.
        cells: the numbers of the cells, at least one.
        hint: what to do.
    """

    code: str
    what: str
    cells: Sequence[int]
    hint: str


class Unfit(Exception):
    """Orders that a method cannot fold; it becomes a problem at the cells of one submission."""

    def __init__(self, code: str, what: str, submission: int, hint: str) -> None:
        super().__init__()
        self.code, self.what, self.submission, self.hint = code, what, submission, hint
