"""Places: scores in order, ties broken by the rule's own list and never by accident (§6)."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Literal

import attrs

from judge.model.challenge import Decision
from judge.model.number import Exact, plain
from judge.model.problem import Problems, listed
from judge.model.result import Standing, Tie, TieStep
from judge.model.rubric import Sense
from judge.score.chair import ordered
from judge.score.columns import of_fractions
from judge.score.lot import draw
from judge.score.parting import Parter
from judge.score.placing import Numbering, Rank
from judge.score.ties import Last, holds

Block = tuple[str, ...]


@attrs.frozen
class People:
    """What ends a tie from outside the rule: the seed of a lot, and recorded orders.

    Attributes:
        seed, round_id: for a lot.
        orders: the decisions of the round that order equals.
    """

    seed: str
    round_id: str
    orders: tuple[Decision, ...]


def rank(
    scores: Mapping[str, Fraction], better: Sense, rule: Rank, parters: Sequence[Parter], people: People, problems: Problems
) -> tuple[tuple[Standing, ...], tuple[Tie, ...]]:  # fmt: skip
    """Return the ranking and every tie, best first.

    Args:
        scores: by submission.
        better: whether higher or lower scores come first.
        rule: the declared ``[rank]``.
        parters: its tie-breaks.
        people: what ends a tie from outside the rule.
        problems: to which a tie that the rule refuses is added.
    """
    blocks: list[Block] = []
    ties: list[Tie] = []
    above = 0
    for parter in parters:
        parter.above = blocks
    best = max if better == "higher" else min
    for equals in _equals(scores, better, rule.gap or Fraction(0)):
        if len(equals) > 1:
            tie = _broken(equals, above, best(scores[item] for item in equals), parters, rule, people, problems)
            ties.append(tie)
            blocks += tie.blocks
        else:
            blocks.append(equals)
        above += len(equals)
    return _numbered(blocks, scores, rule.numbering), tuple(ties)


def _equals(scores: Mapping[str, Fraction], better: Sense, gap: Fraction) -> list[Block]:
    """Return blocks of equal scores, best first; going down, a score nearer than the gap joins the one above it (§6.2)."""
    column = of_fractions([*scores.values(), gap])
    sign = -1 if better == "higher" else 1
    order = sorted((value * sign, item) for item, value in zip(scores, column.values, strict=False))
    nearer = column.values[-1]
    blocks: list[list[str]] = []
    last: Exact | None = None
    for value, item in order:
        if last is not None and (value == last or value - last < nearer):
            blocks[-1].append(item)
        else:
            blocks.append([item])
        last = value
    return [tuple(sorted(block)) for block in blocks]


def _broken(
    equals: Block, above: int, score: Fraction, parters: Sequence[Parter], rule: Rank, people: People, problems: Problems
) -> Tie:  # fmt: skip
    """Return a block of equals after all tie-breaks, and after what follows when they run out."""
    blocks: tuple[Block, ...] = (equals,)
    steps: list[TieStep] = []
    for parter in parters:
        parted: list[Block] = []
        for block, ahead in _with_ahead(blocks, above):
            if len(block) > 1 and holds(parter.breaker.places, ahead, len(block)):
                parter.place = ahead + 1
                steps.append(parter.part(block, parted))
                parted += steps[-1].blocks
            else:
                parted.append(block)
        blocks = tuple(parted)
    tie = Tie(equals, score, tuple(steps), (), "parted")
    for block, ahead in _with_ahead(blocks, above):
        tie = _ended(
            tie, block, next(last for last in rule.lasts if holds(last.places, ahead, len(block))), people, problems
        )
    return tie


def _with_ahead(blocks: Sequence[Block], above: int) -> list[tuple[Block, int]]:
    """Return each block with how many stand above it."""
    found = []
    for block in blocks:
        found.append((block, above))
        above += len(block)
    return found


def _ended(tie: Tie, block: Block, last: Last, people: People, problems: Problems) -> Tie:
    """Return a tie with one more of its last blocks: shared, drawn, ordered by the chair, or refused (§6.4)."""
    if len(block) == 1:
        return attrs.evolve(tie, blocks=(*tie.blocks, block))
    if last.word == "lot":
        drawn = tuple(draw(people.seed, people.round_id, block))
        singles = tuple((item,) for item, _ in drawn)
        return attrs.evolve(tie, blocks=(*tie.blocks, *singles), end="lot", draws=(*tie.draws, *drawn))
    if last.word == "chair":
        decision = ordered(block, people.orders, f"with {plain(tie.score)} after every tie-break", last.place, problems)
        order = () if decision is None else tuple((item,) for item in decision.submissions if item in block)
        decisions = tie.decisions if decision is None else (*tie.decisions, decision)
        end = "lot" if tie.end == "lot" else "chair"
        return attrs.evolve(tie, blocks=(*tie.blocks, *order), end=end, decisions=decisions)
    if last.word == "refuse":
        problems.refuse(
            "tie-refused", last.place,
            f"{listed(block)} are equal with {plain(tie.score)} after every tie-break, and the rule refuses ties",
            'add a tie-break, or end `ties` with "share" or "lot"',
        )  # fmt: skip
    return attrs.evolve(tie, blocks=(*tie.blocks, block), end="shared" if tie.end == "parted" else tie.end)


def _numbered(blocks: Sequence[Block], scores: Mapping[str, Fraction], numbering: Numbering) -> tuple[Standing, ...]:
    standings: list[Standing] = []
    for number, block in enumerate(blocks):
        place = _PLACES[numbering](number, len(standings), len(block))
        standings += [Standing(item, scores[item], place, len(block) > 1, number) for item in block]
    return tuple(standings)


_PLACES: dict[Literal["1-2-2-4", "1-2-2-3", "1-2-3-4", "average"], Callable[[int, int, int], Fraction]] = {
    "1-2-2-4": lambda _, above, __: Fraction(above + 1),
    "1-2-2-3": lambda block, _, __: Fraction(block + 1),
    "1-2-3-4": lambda _, above, __: Fraction(above + 1),
    "average": lambda _, above, size: above + Fraction(size + 1, 2),
}
"""By numbering: the place of a block, from its number, how many are above it, and how many are in it (§6.5)."""
