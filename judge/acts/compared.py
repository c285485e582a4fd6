"""What a judge's journal says of pairs: the answers as they stand, and how many are asked for."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

import attrs

from judge.acts.asked import asked
from judge.acts.own_journal import disclosed
from judge.acts.recording import Record
from judge.assign import pairing
from judge.model.challenge import Round
from judge.model.pair import Pair
from judge.model.progress import JudgeProgress
from judge.record.disclosure import Disclosure
from judge.record.journal import Entry
from judge.record.opening import Opening
from judge.record.standing import pair


@attrs.frozen
class Compared:
    """How far a judge is in a round of pairs.

    Attributes:
        done: how many comparisons count.
        wanted: how many are asked for.
        submissions: those that were compared at least once.
    """

    done: int
    wanted: int
    submissions: tuple[str, ...]


def compared(record: Record, judge: str, mine: Sequence[Entry], opened: Opening) -> Compared:
    """Return how far a judge is, from the judge's entries of the round."""
    recused = {each.text("sub") for each in mine if each.type == "recuse"}
    names = asked(record, opened, judge) - recused
    found = [both for both in standing(mine, disclosed(record.challenge, judge)) if names.issuperset(both)]
    return Compared(
        len(found), wanted(opened.round, len(names)), tuple(sorted({name for both in found for name in both}))
    )


def wanted(round_: Round, count: int) -> int:
    """Return how many comparisons are asked of a judge who has so many submissions: what the round says, or the usual number."""
    asked = round_.comparisons
    return pairing.usual(count) if asked is None else min(asked, count * (count - 1) // 2)


def answered(mine: Iterable[Entry], known: Mapping[str, Disclosure]) -> dict[Pair, Fraction]:
    """Return by pair the mark of its first submission as it stands; what is hidden and cannot be opened here is not there."""
    return {both: mark for both, mark in standing(mine, known).items() if mark is not None}


def standing(mine: Iterable[Entry], known: Mapping[str, Disclosure]) -> dict[Pair, Fraction | None]:
    """Return the same with None for every answer that cannot be opened here; what was taken back is not there."""
    found: dict[Pair, Fraction | None] = {}
    for each in mine:
        if each.type == "compare":
            mark = mark_in(each, known)
            found.pop(pair(each), None)
            if mark is not None or not readable(each, known):
                found[pair(each)] = mark
    return found


def readable(each: Entry, known: Mapping[str, Disclosure]) -> bool:
    """Whether an entry says its marks openly, or they can be opened here."""
    hidden = each.table("marks").get("sha256")
    return hidden is None or str(hidden) in known


def mark_in(each: Entry, known: Mapping[str, Disclosure]) -> Fraction | None:
    """Return the mark that an entry gives to the first submission of its pair, or None where it takes an answer back."""
    marks = each.table("marks")
    opened = known.get(str(marks.get("sha256")))
    if opened is not None and isinstance(opened.value, dict):
        marks = opened.value["marks"]
    value = marks.get(pair(each)[0])
    return None if value is None else Fraction(str(value))


def progress(
    each: JudgeProgress, round_: Round, names: Iterable[str], pairs: Iterable[tuple[str, Pair]]
) -> JudgeProgress:
    """Return a judge's progress counted in comparisons.

    Args:
        each: the same, counted in submissions.
        names: the submissions that the judge is to compare.
        pairs: judges, each with a pair that the judge compared.
    """
    own = frozenset(names)
    mine = [both for judge, both in pairs if judge == each.judge and own.issuperset(both)]
    asked = wanted(round_, len(own))
    met = {name: sum(name in both for both in mine) for name in own}
    left = sorted(own, key=lambda name: (met[name], name)) if len(mine) < asked else []
    return attrs.evolve(each, asked=asked, complete=min(len(mine), asked), begun=0, left=tuple(left))
