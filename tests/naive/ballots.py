"""Counting ballots in rounds, read as plainly as can be: a list of papers, moved by hand."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import floor
from typing import Any

from tests.naive.given import Key, Value

Papers = list[tuple[dict[Key, Fraction], Fraction, Key | None, Fraction]]
"""An order, how many papers are alike, in whose hands they are, and what one of them is worth."""
Tell = tuple[Callable[[Key], Value | None], str, bool]
"""A tie-break: what it compares, which is better, and whether those without it come behind."""


class Tied(Exception):
    """Nothing parts those who have the fewest."""


def elected(  # noqa: PLR0915 (a count is one story)
    orders: Papers, everybody: Sequence[Key], step: Mapping[str, Any], tells: list[Tell]
) -> dict[Key, Fraction]:
    """Return the places that a count gives."""
    seats, cut = step.get("seats", 1), step.get("cut")
    stv = "stv" in step
    hopeful, chosen, gone = set(everybody), list[list[Key]](), list[list[Key]]()
    pending: list[Key] = []
    past: list[dict[Key, Fraction]] = []

    def trim(x: Fraction) -> Fraction:
        return x if cut is None else Fraction(floor(x * 10**cut), 10**cut)

    def dealt(papers: Papers, from_: set[Key] | None, share: Fraction | None = None) -> Papers:
        """Move the papers of some to the next whom they name."""
        after: Papers = []
        for order, number, holder, worth in papers:
            if from_ is not None and holder not in from_:
                after.append((order, number, holder, worth))
                continue
            passed = worth if share is None else trim(worth * share)
            left = {one: x for one, x in order.items() if one in hopeful}
            next_ = [one for one, x in left.items() if x == min(left.values())]
            part = passed if len(next_) < 2 else trim(passed / len(next_))
            after += [(order, number, one, part) for one in next_] or [(order, number, None, passed)]
        return after

    def counts() -> dict[Key, Fraction]:
        found = {one: Fraction(0) for one in everybody}
        for _, number, holder, worth in papers:
            if holder is not None:
                found[holder] += number * worth
        return found | {one: quota for block in chosen for one in block if one not in pending and one in over}

    def ordered(some: Sequence[Key]) -> list[list[Key]]:
        key = {one: tuple(-round_[one] for round_ in reversed(past)) for one in some}
        blocks: list[list[Key]] = []
        for found in sorted(set(key.values())):
            parts = [[one for one in some if key[one] == found]]
            for told, better, behind in tells:
                parts = [part for block in parts for part in by_fact(block, told, better, behind)]
            blocks += parts
        return blocks

    def hopeless() -> list[Key]:
        now = past[-1]
        low = sorted(hopeful, key=lambda one: (now[one], one))
        above = sum((now[one] - quota for one in pending), Fraction(0))
        open_ = seats - sum(map(len, chosen))
        good = [
            n for n in range(1, len(low) - open_ + 1)
            if n < len(low) and above + sum(now[one] for one in low[:n]) < now[low[n]]
        ]  # fmt: skip
        return low[: max(good, default=0)]

    def finish() -> None:
        blocks = ordered(sorted(hopeful))
        while blocks and len(blocks[0]) <= seats - sum(map(len, chosen)):
            chosen.append(blocks.pop(0))
        gone[:0] = blocks
        hopeful.clear()

    quota, over = Fraction(0), set[Key]()
    papers = dealt([(readable(order, step), number, None, Fraction(1)) for order, number, _, _ in orders], None)
    votes = sum((number * worth for _, number, holder, worth in papers if holder is not None), Fraction(0))
    kind = step.get("quota", "droop")
    quota = votes / (seats + kind.endswith("droop"))
    quota = quota if kind.startswith("exact") else Fraction(floor(quota) + (kind == "droop"))
    exceed = step.get("elected", "exceed" if kind == "exact droop" else "reach") == "exceed"
    while hopeful:
        past.append(counts())
        now = past[-1]
        there = [
            one
            for one in sorted(hopeful)
            if stv and now[one] and (now[one] > quota or (now[one] == quota and not exceed))
        ]
        full = False
        for block in ordered(there):
            if full or len(block) > seats - sum(map(len, chosen)):
                full = True
                continue
            chosen.append(block)
            hopeful -= set(block)
            pending += [one for one in block if now[one] > quota]
        open_ = seats - sum(map(len, chosen))
        if full or not open_ or len(hopeful) <= open_ or (len(hopeful) == open_ + 1 and not pending):
            finish()
            break
        lost = hopeless() if not pending or step.get("surplus") == "last" else []
        if pending and not lost:
            one = min(ordered(pending)[0])
            pending.remove(one)
            over.add(one)
            papers = dealt(papers, {one}, (now[one] - quota) / now[one])
            continue
        last = ordered(sorted(hopeful))[-1]
        if step.get("eliminate") == "hopeless" and lost:
            out = ordered(lost)
        else:
            out = [last]
            harmless = now[last[0]] == 0 or set(last) <= set(lost)
            if len(last) > 1 and not (harmless and len(hopeful) - len(last) >= open_):
                if "share" not in step.get("ties", []):
                    raise Tied
                if len(hopeful) - len(last) < open_:
                    finish()
                    break
        gone[:0] = out
        hopeful -= {one for block in out for one in block}
        papers = dealt(papers, {one for block in out for one in block})
    places: dict[Key, Fraction] = {}
    for block in (*chosen, *gone):
        places |= dict.fromkeys(block, Fraction(len(places) + 1))
    return places


def readable(order: Mapping[Key, Fraction], step: Mapping[str, Any]) -> dict[Key, Fraction]:
    """Return a ballot without what several share, or up to there, as the step says."""
    shared = [x for x in order.values() if list(order.values()).count(x) > 1]
    if step.get("level") == "skip":
        return {one: x for one, x in order.items() if x not in shared}
    if step.get("level") == "stop" and shared:
        return {one: x for one, x in order.items() if x < min(shared)}
    return dict(order)


def by_fact(block: list[Key], told: Callable[[Key], Value | None], better: str, behind: bool) -> list[list[Key]]:
    values = {one: x for one in block if isinstance(x := told(one), Fraction)}
    without = [one for one in block if one not in values]
    if without and not behind:
        return [block]
    parts = [
        [one for one in values if values[one] == x] for x in sorted(set(values.values()), reverse=better == "higher")
    ]
    return parts + ([without] if without else [])
