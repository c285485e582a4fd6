"""A column of texts, each distinct text kept once."""

from collections.abc import Callable, Iterable, Sequence

import attrs


@attrs.frozen(eq=False)
class Coded:
    """A column of a table.

    Attributes:
        texts: the distinct texts without outer white space; each occurs.
        codes: the number of its text for each row.
    """

    texts: Sequence[str]
    codes: Sequence[int]

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, row: int) -> str:
        return self.texts[self.codes[row]]

    def column(self) -> list[str]:
        """Return the text of every row."""
        return list(map(self.texts.__getitem__, self.codes))

    def first(self, code: int) -> int:
        """Return the first row with a text."""
        return self.codes.index(code)

    def firsts(self) -> dict[int, int]:
        """Return the first row of every text."""
        return dict(zip(reversed(self.codes), range(len(self.codes) - 1, -1, -1), strict=True))

    def count(self, code: int) -> int:
        """Return how many rows have a text."""
        return self.codes.count(code)

    def only(self, rows: Sequence[int]) -> "Coded":
        """Return some rows as a column of their own."""
        codes = list(map(self.codes.__getitem__, rows))
        used = sorted(set(codes))
        if len(used) == len(self.texts):
            return Coded(self.texts, codes)
        new = dict(zip(used, range(len(used)), strict=True))
        return Coded([self.texts[code] for code in used], list(map(new.__getitem__, codes)))

    def each(self, change: Callable[[str], str]) -> "Coded":
        """Return the column with every text changed."""
        memo = Memo()
        new = [memo[change(text)] for text in self.texts]
        return Coded(memo.texts, list(map(new.__getitem__, self.codes)))


class Memo(dict[str, int]):
    """The code of every cell text seen; a new one gets the next code, white space around it does not count."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def __missing__(self, raw: str) -> int:
        text = raw.strip()
        if text == raw:
            code = len(self.texts)
            self.texts.append(text)
        else:
            code = self[text]
        self[raw] = code
        return code


class Coder:
    """Columns in the making, fed with rows."""

    def __init__(self, width: int) -> None:
        self._memos = [Memo() for _ in range(width)]
        self._codes: list[list[int]] = [[] for _ in range(width)]

    def feed(self, rows: Iterable[Sequence[str]]) -> None:
        """Add rows, each with one text a column."""
        for memo, codes, column in zip(self._memos, self._codes, zip(*rows, strict=True), strict=False):
            codes.extend(map(memo.__getitem__, column))

    def columns(self, headers: Sequence[str]) -> list[tuple[str, Coded]]:
        """Return what was fed, each column with its header."""
        columns = zip(headers, self._memos, self._codes, strict=True)
        return [(header, Coded(memo.texts, codes)) for header, memo, codes in columns]
