"""Places: scores in order, ties broken by the rule's own list and never by accident (§6)."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Literal

import attrs

from judge.model.number import Exact, plain
from judge.model.problem import Problems, listed
from judge.model.result import Standing, Tie, TieStep
from judge.model.rubric import Sense
from judge.score.columns import of_fractions
from judge.score.lot import draw
from judge.score.placing import Breaker, Numbering, Rank

Block = tuple[str, ...]


@attrs.frozen
class BreakerValues:
    """A tie-break with the value of each submission that has one."""

    breaker: Breaker
    words: str
    better: Sense
    values: Mapping[str, Fraction]


def rank(
    scores: Mapping[str, Fraction], better: Sense, rule: Rank, breakers: Sequence[BreakerValues],
    seed: str, round_id: str, problems: Problems,
) -> tuple[tuple[Standing, ...], tuple[Tie, ...]]:  # fmt: skip
    """Return the ranking and every tie, best first.

    Args:
        scores: by submission.
        better: whether higher or lower scores come first.
        rule: the declared ``[rank]``.
        breakers: with their values.
        seed, round_id: for a lot.
        problems: to which a tie that the rule refuses is added.
    """
    blocks: list[Block] = []
    ties: list[Tie] = []
    for equals in _equals(scores, better, rule.gap or Fraction(0)):
        if len(equals) == 1:
            blocks.append(equals)
            continue
        tie = _broken(equals, scores, breakers, rule, seed, round_id)
        if tie.end == "refused":
            left = next(block for block in tie.blocks if len(block) > 1)
            problems.refuse(
                "tie-refused", rule.place,
                f"{listed(left)} are equal with {plain(scores[left[0]])} after every tie-break, and the rule refuses ties",
                'add a tie-break, or end `ties` with "share" or "lot"',
            )  # fmt: skip
        ties.append(tie)
        blocks += tie.blocks
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
    equals: Block,
    scores: Mapping[str, Fraction],
    breakers: Sequence[BreakerValues],
    rule: Rank,
    seed: str,
    round_id: str,
) -> Tie:
    blocks: tuple[Block, ...] = (equals,)
    steps: list[TieStep] = []
    for breaker in breakers:
        parted: list[Block] = []
        for block in blocks:
            if len(block) == 1:
                parted.append(block)
                continue
            step = _applied(breaker, block)
            steps.append(step)
            parted += step.blocks
        blocks = tuple(parted)
    best = max if rule.better != "lower" else min
    score = best(scores[item] for item in equals)
    if all(len(block) == 1 for block in blocks):
        return Tie(equals, score, tuple(steps), blocks, "parted")
    if rule.last == "lot":
        drawn = {block: draw(seed, round_id, block) for block in blocks if len(block) > 1}
        ordered = tuple(
            (item,) for block in blocks for item in ([i for i, _ in drawn[block]] if block in drawn else block)
        )
        return Tie(
            equals, score, tuple(steps), ordered, "lot", tuple(pair for pairs in drawn.values() for pair in pairs)
        )
    return Tie(equals, score, tuple(steps), blocks, "shared" if rule.last == "share" else "refused")


def _applied(breaker: BreakerValues, block: Block) -> TieStep:
    """Return a block after one tie-break; equals stay in one block."""
    values = tuple((item, breaker.values.get(item)) for item in block)
    lacking = [item for item, value in values if value is None]
    if lacking and not breaker.breaker.last:
        return TieStep(
            breaker.words, values, (block,), f"{listed(lacking)} {'has' if len(lacking) == 1 else 'have'} no value"
        )
    sign = -1 if breaker.better == "higher" else 1
    found = sorted({value for _, value in values if value is not None}, key=lambda value: value * sign)
    blocks = [tuple(item for item, value in values if value == wanted) for wanted in found]
    if lacking:
        blocks.append(tuple(lacking))
    return TieStep(breaker.words, values, tuple(blocks))


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
