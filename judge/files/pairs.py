"""The answers of a round of pairs: each row says how one submission does against another, and so does the other's mark."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm

import attrs

from judge.files.ballots import Ballots
from judge.files.marks import Members, read
from judge.files.style import Style
from judge.model.challenge import Aside, Marks
from judge.model.number import plain
from judge.model.pair import Pair, named, pair_of
from judge.model.place import Place
from judge.model.problem import Problems
from judge.model.rubric import Rubric
from judge.model.state import MISSING, VALUE
from judge.model.table import Column, Sources, Table
from judge.model.wording import Wording


@attrs.frozen
class _Answer:
    """What one judge says of one pair: the cell it was read from, its state, and the mark of the pair's first."""

    cell: int
    state: int
    mark: Fraction


def read_pairs(
    round_id: str, tables: Sequence[Ballots], rubric: Rubric, members: Members, style: Style, problems: Problems
) -> tuple[Marks, list[Aside]]:
    """Return the answers as marks of both submissions of each pair; a row without a mark is no answer.

    Args:
        tables: the tables of the round.
        rubric: has one criterion, whose scale has two ends.
        members: of the round; its criteria say nothing here.
    """
    facing = attrs.evolve(members, criteria=members.submissions if rubric.criteria else ())
    found, asides = read(
        round_id, tables if rubric.criteria else (), _facing(rubric, facing.criteria), facing, style, problems
    )
    total = ends_of(rubric)
    return _mirrored(found, _answers(found, total, problems), total), asides


def ends_of(rubric: Rubric) -> Fraction:
    """Return what the marks of both submissions of a pair add up to: the two ends of the scale."""
    scale = rubric.criteria[0].scale if rubric.criteria else rubric.scale
    return (scale.low or Fraction(0)) + (scale.high or Fraction(0))


def _facing(rubric: Rubric, submissions: Sequence[str]) -> Rubric:
    """Return the rubric as if each submission that another one is compared with were a criterion."""
    one = rubric.criteria[:1]
    return attrs.evolve(
        rubric, criteria=tuple(attrs.evolve(each, id=name, title=Wording({})) for name in submissions for each in one)
    )


def _answers(found: Marks, total: Fraction, problems: Problems) -> dict[tuple[Pair, int], _Answer]:
    """Return what each judge says of each pair, by the judge's number; a pair stands once for each judge."""
    answers: dict[tuple[Pair, int], _Answer] = {}
    table = found.table
    for cell, (one, judge, other) in enumerate(zip(*table.keys, strict=True)):
        state = VALUE if table.states is None else table.states[cell]
        names = found.submissions[one], found.submissions[other]
        place = found.sources.place(cell) or Place("ballots")
        if one == other:
            problems.refuse("pair-of-one", place, f"{names[0]} is compared with itself", "name two submissions")
        elif state != MISSING:
            pair = pair_of(*names)
            mark = Fraction(table.value.values[cell]) / table.value.denominator
            answer = _Answer(cell, state, mark if pair == names else total - mark)
            known = answers.setdefault((pair, judge), answer)
            if known is not answer:
                _twice(found, pair, judge, place, known, answer, problems)
    return answers


def _twice(
    found: Marks, pair: Pair, judge: int, place: Place, known: _Answer, answer: _Answer, problems: Problems
) -> None:
    who, first = found.judges[judge], found.sources.place(known.cell)
    if (known.state, known.mark) == (answer.state, answer.mark):
        message = f"{who} compares {pair[0]} and {pair[1]} here as at {first}; it counts once"
        problems.caution("mark-twice", place, message, "remove one of the rows")
    else:
        said = f"{plain(known.mark)} for {pair[0]} at {first}, and {plain(answer.mark)} here"
        problems.refuse(
            "mark-differs", place, f"{who} compares {pair[0]} and {pair[1]} twice: {said}", "keep one of the two"
        )


def _mirrored(found: Marks, answers: Mapping[tuple[Pair, int], _Answer], total: Fraction) -> Marks:
    """Return the marks of both submissions of every pair, keyed by submission, judge and pair."""
    called = {named(pair): pair for pair, _ in answers}
    names = tuple(sorted(called))
    number = {called[name]: at for at, name in enumerate(names)}
    index = {name: at for at, name in enumerate(found.submissions)}
    cells = sorted(
        (index[name], judge, number[pair], answer.cell)
        for (pair, judge), answer in answers.items()
        for name in pair
    )  # fmt: skip
    own = [answers[called[names[pair]], judge] for _, judge, pair, _ in cells]
    marks = [
        answer.mark if found.submissions[at] == called[names[pair]][0] else total - answer.mark
        for (at, _, pair, _), answer in zip(cells, own, strict=True)
    ]
    states = bytearray(answer.state for answer in own)
    common = lcm(*(mark.denominator for mark in marks))
    column = Column([int(mark * common) for mark in marks], common)
    keys = tuple([cell[at] for cell in cells] for at in range(3))
    table = Table(("submission", "judge", "pair"), keys, states if any(states) else None, {"value": column})
    sources = _moved(found.sources, [cell[3] for cell in cells])
    return Marks(found.submissions, found.judges, names, table, sources, (), tuple(called[name] for name in names))


def _moved(sources: Sources, cells: Sequence[int]) -> Sources:
    """Return where cells were read that came from others."""
    return attrs.evolve(
        sources,
        file=[sources.file[cell] for cell in cells],
        line=[sources.line[cell] for cell in cells],
        column=[sources.column[cell] for cell in cells],
    )
