"""Who is named in a text that people wrote: ids and titles as words of their own, found in one pass."""

import re
from collections.abc import Iterable
from unicodedata import normalize

_WORD = re.compile(r"\w(?:[\w.\-]*\w)?")
_LETTERS = re.compile(r"\w+")


class Names:
    """Ids and titles to be looked for, of submissions and of judges; without regard to case, forms of letters and spaces."""

    def __init__(self, names: Iterable[str]) -> None:
        self._words: dict[str, str] = {}
        self._others: dict[str, list[tuple[str, str]]] = {}
        for name in names:
            known = _folded(name)
            if _WORD.fullmatch(known):
                self._words.setdefault(known, name)
            elif known:
                self._others.setdefault(_first(known), []).append((known, name))

    def of(self, text: str, own: Iterable[str] = ()) -> list[str]:
        """Return those that a text names, in the order in which they stand there, longer ones last.

        Args:
            own: names within which nobody is named: `Bus Whisperer` does not name another one called `Bus`.
        """
        folded = _folded(text)
        inside = [found.span() for name in map(_folded, own) if name for found in _pattern(name).finditer(folded)]

        def free(found: re.Match[str]) -> bool:
            return not any(start <= found.start() and found.end() <= end for start, end in inside)

        words = (self._words.get(found[0]) for found in _WORD.finditer(folded) if free(found))
        starts = dict.fromkeys(("", *_LETTERS.findall(folded)))
        longer = (each for start in starts for each in self._others.get(start, ()) if each[0] in folded)
        odd = (name for known, name in longer if any(map(free, _pattern(known).finditer(folded))))
        return list(dict.fromkeys([*filter(None, words), *odd]))


def _folded(text: str) -> str:
    return " ".join(normalize("NFKC", text).casefold().split())


def _first(name: str) -> str:
    """Return the first word of a name, by which it is looked for; empty where it has none."""
    found = _LETTERS.search(name)
    return found[0] if found else ""


def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
