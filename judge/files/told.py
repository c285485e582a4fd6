"""Which problems are told: not those that only echo another, not hundreds of one kind, and none with odd characters."""

from collections.abc import Iterable, Iterator

import attrs

from judge.files.sheet import MOST_LISTED
from judge.model.problem import Problem, Problems

_ECHOES = {"submissions/": {"unknown-submission"}, "criteria/": {"unknown-rubric", "no-round", "round-not-said"}}
"""By folder: what is only unknown because a file there could not be read."""


def without_echoes(found: Problems) -> list[Problem]:
    """Return the problems without those that a file brings about which could not be read."""
    unread = {problem.place.file for problem in found if problem.severity == "refused" and problem.place.line == 0}
    unread |= {problem.place.file for problem in found if problem.code == "toml-syntax"}
    echoes = {
        code for folder, codes in _ECHOES.items() for code in codes if any(file.startswith(folder) for file in unread)
    }
    return [problem for problem in found if problem.code not in echoes]


def curtailed(found: Iterable[Problem]) -> Iterator[Problem]:
    """Return the first problems of each kind in each file, the last of them with the count of the others."""
    kinds: dict[tuple[str, str], list[Problem]] = {}
    for problem in found:
        kinds.setdefault((problem.code, problem.place.file), []).append(problem)
    for each in kinds.values():
        yield from each[: MOST_LISTED - 1]
        rest = each[MOST_LISTED - 1 :]
        if rest:
            yield attrs.evolve(rest[0], more=len(rest) - 1 + sum(problem.more for problem in rest))


def printable(problem: Problem) -> Problem:
    """Return a problem without the control characters that a hostile file may have brought into its words."""
    return attrs.evolve(
        problem,
        message=_shown(problem.message),
        hint=problem.hint and _shown(problem.hint),
        found=problem.found and _shown(problem.found),
        expected=problem.expected and _shown(problem.expected),
    )


def _shown(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else "\ufffd" for character in text)
