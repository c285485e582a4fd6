"""How scores become places: ``[rank]``, and tie-breaks wherever they stand (§6)."""

from collections.abc import Iterable
from typing import get_args

from judge.model.rubric import Sense
from judge.schema.kinds import WHERE
from judge.schema.shape import TEXT, Schema, choice, either, lists, named, number, said, table, whole
from judge.score import step_ties, ties
from judge.score.placing import NUMBERINGS

_BREAKERS = {
    "higher": "the higher value comes first: a named step, a fact, an earlier round",
    "lower": "the lower value comes first: a named step, a fact, an earlier round",
    "criterion": "the mean of the marks given on this criterion, by the sense of its scale",
    "count_back": "each one's best value first, then the next, and so on",
    "head_to_head": "pairs won: judge by judge, who was put ahead by more of those who judged both",
    "placements": "place by place: who has more places that are that good, then their lower sum",
    "covers": "who covers what nobody above covers comes first",
}
_LISTS = ("count_back", "head_to_head", "placements")
"""The tie-breaks on lists of values, which may say which of them are better."""

SENSE = choice(*get_args(Sense))


def definitions() -> dict[str, Schema]:
    """Return ``rank`` and the three forms of ``ties``."""
    return {
        "rank": {"description": "how scores become places", **table(_RANK)},
        "ties": _ties(ties.KINDS, ties.LAST_RESORTS),
        "step-ties": _ties(step_ties.KINDS, step_ties.LASTS),
        "count-ties": _ties(step_ties.KINDS, step_ties.LASTS, placed=False),
    }


_RANK = {
    "of": said(TEXT, "the table that is ranked; default: that of the last step"),
    "by": said(TEXT, "a field of the submissions: a ranking for each of its values"),
    "better": said(SENSE, "which scores come first; default: what the table knows"),
    "gap": said(number(0), "scores nearer than this are equal"),
    "ties": named("ties"),
    "numbering": said(choice(*NUMBERINGS), "how shared places are counted; default: 1-2-2-4"),
}


def _ties(kinds: Iterable[str], lasts: Iterable[str], *, placed: bool = True) -> Schema:
    """Return one tie-break or last word, or a list of them; ``placed``: each may hold for some places only."""
    words = choice(*lasts)
    numbers = either(whole(1, _MOST), lists(whole(1, _MOST), 1))
    places = {"places": said(numbers, "the places for which it is used; default: all")} if placed else {}
    last = table({"last": said(words, "what happens to ties that are left"), **places}, ("last",))
    item = either(words, *(_breaker(kind, places) for kind in kinds), last)
    return said(either(*item["anyOf"], lists(item)), "tie-breaks in order, and what happens when they run out")


_MOST = 10**6


def _breaker(kind: str, places: dict[str, Schema]) -> Schema:
    keys = {
        kind: said(TEXT, _BREAKERS[kind]),
        "where": said(WHERE, "which cells of the table"),
        "missing": said(choice("last"), "those without a value come last; default: the tie-break is passed over"),
        **places,
    }
    if kind in _LISTS:
        keys["better"] = said(SENSE, "which values come first; default: what the table knows")
    if kind == "placements":
        keys["then"] = said(TEXT, "the table of all marks, for those whom this leaves equal")
    return {"title": kind, **table(keys, (kind,))}
