"""Who is named in a text that people wrote: ids as words of their own, found in one pass."""

import re
from collections.abc import Iterable

_WORD = re.compile(r"\w(?:[\w.\-]*\w)?")


class Names:
    """Ids to be looked for, of submissions and of judges; without regard to case."""

    def __init__(self, names: Iterable[str]) -> None:
        every = [name for name in names if name]
        self._words = {name.casefold(): name for name in every if _WORD.fullmatch(name)}
        self._others = [name for name in every if not _WORD.fullmatch(name)]

    def of(self, text: str) -> list[str]:
        """Return those that a text names, in the order in which they stand there, odd ones last."""
        folded = text.casefold()
        words = (self._words.get(word) for word in _WORD.findall(folded))
        odd = (name for name in self._others if _stands(name.casefold(), folded))
        return list(dict.fromkeys([*filter(None, words), *odd]))


def _stands(name: str, text: str) -> bool:
    return name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None
