"""Answers on pairs: of a round that asks for them, about its submissions, and saying one thing of both."""

from collections.abc import Mapping
from fractions import Fraction

from judge.record.entries import decimal
from judge.record.journal import Entry
from judge.record.opening import Opening
from judge.record.standing import Fault, pair


def fault(opened: Opening, each: Entry) -> Fault:
    """Return what is wrong with an entry `compare` of a round, but for its revision; hidden marks are looked at later."""
    records = each.body["records"]
    if opened.round.ballot != "pairs":
        return "E_VALUE", f"the round {opened.round.id} does not ask which of two submissions is better"
    if [opened.records.get(sub) for sub in pair(each)] != records:
        return "E_SUBMISSION", f"the judge read other records than those of {' and '.join(pair(each))} that are judged"
    return None if opened.sealed else marks_fault(opened, pair(each), each.table("marks"))


def marks_fault(opened: Opening, subs: tuple[str, str], marks: Mapping[str, object]) -> Fault:
    """Return what is wrong with the marks of a pair: they are of these two, on the scale, and its two ends together."""
    if set(marks) != set(subs):
        return "E_VALUE", f"an answer on {' and '.join(subs)} has a mark for both, and for nothing else"
    if all(value is None for value in marks.values()):
        return None
    words = next((words for value in marks.values() if (words := opened.fault(opened.criteria[0], value))), "")
    if words:
        return "E_VALUE", words
    numbers = [Fraction(str(value)) for value in marks.values() if decimal(value)]
    if len(numbers) < len(subs) or sum(numbers) != opened.ends:
        return "E_VALUE", f"the marks of {' and '.join(subs)} are not each other's opposite"
    return None
