"""Problems: something wrong in the data, with its place and a hint."""

import difflib
from collections.abc import Iterable, Iterator
from typing import Literal

import attrs

from judge.model.place import Place

Severity = Literal["refused", "caution"]


@attrs.frozen
class Problem:
    """One thing that is wrong.

    Attributes:
        code: the kind of problem, a key of ``docs/errors.md``.
        severity: ``refused`` (nothing is scored) or ``caution`` (shown and kept, changes nothing).
        place: where it stands.
        message: one sentence without a full stop: what is wrong, found and expected.
        hint: what to do, or None.
        found: the value found, as text, or None.
        expected: what would be right, as text, or None.
        more: how many further places have the same problem (they are counted, not listed).
    """

    code: str
    severity: Severity
    place: Place
    message: str
    hint: str | None = None
    found: str | None = None
    expected: str | None = None
    more: int = 0


class Problems:
    """All problems found so far; every reader adds to it and goes on."""

    def __init__(self) -> None:
        self._found: dict[Problem, None] = {}

    def refuse(
        self,
        code: str,
        place: Place,
        message: str,
        hint: str | None = None,
        *,
        found: str | None = None,
        expected: str | None = None,
        more: int = 0,
    ) -> None:
        """Add a problem with which nothing can be scored."""
        self._found[Problem(code, "refused", place, message, hint, found, expected, more)] = None

    def caution(
        self,
        code: str,
        place: Place,
        message: str,
        hint: str | None = None,
        *,
        found: str | None = None,
        expected: str | None = None,
        more: int = 0,
    ) -> None:
        """Add something to look at that changes neither score nor exit code."""
        self._found[Problem(code, "caution", place, message, hint, found, expected, more)] = None

    def extend(self, problems: Iterable[Problem]) -> None:
        """Add problems found elsewhere."""
        self._found.update(dict.fromkeys(problems))

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(self._found, key=_by_place))

    def __len__(self) -> int:
        return len(self._found)

    @property
    def refused(self) -> bool:
        """Whether anything was found with which nothing can be scored."""
        return any(problem.severity == "refused" for problem in self._found)


def _by_place(problem: Problem) -> tuple[str, int, str, str, str]:
    return (problem.place.file, problem.place.line, problem.place.column, problem.code, problem.message)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return a hint with the known name that looks most like a misspelt one, or None if none does."""
    names = {name.casefold(): name for name in sorted(known, reverse=True)}
    if word.casefold() in names:
        return f"did you mean `{names[word.casefold()]}`?"
    close = difflib.get_close_matches(word.casefold()[:200], names, n=1, cutoff=0.6)
    return f"did you mean `{names[close[0]]}`?" if close else None


def listed(names: Iterable[str], most: int = 8) -> str:
    """Return names as a list for the eye, cut after so many."""
    every = list(names)
    cut = [f"`{name}`" for name in every[:most]]
    return ", ".join(cut) + (f" and {len(every) - most} more" if len(every) > most else "")
