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
