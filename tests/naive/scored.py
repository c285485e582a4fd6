"""What the engine makes of a round given as plain data, in the words of the naive evaluator."""

from judge.model.problem import Problems
from judge.score.run import Scored, score
from tests.naive.build import cells_of, challenge
from tests.naive.evaluate import Found
from tests.naive.given import Given
from tests.naive.steps import Refused, Table


def scored(given: Given) -> Scored:
    """Return the round scored by the engine, or raise :class:`Refused` with its problems."""
    problems = Problems()
    made = score(challenge(given), given.id, problems, keep=True)
    if made is None:
        refused = [f"{problem.code}: {problem.message}" for problem in problems if problem.severity == "refused"]
        assert refused, "nothing is scored, and no problem says why"
        raise Refused("; ".join(refused))
    assert not problems.refused
    return made


def found(given: Given) -> Found:
    """Return what the engine finds, or raise :class:`Refused`."""
    made = scored(given)
    result = made.result
    members = {name: dimension.members for name, dimension in result.dimensions.items()}
    tables = [step.table for step in result.steps]
    assert None not in tables
    return Found(
        tables=tuple(Table(one.dimensions, cells_of(one, members, result.codes)) for one in tables if one is not None),
        places={
            f"{one.track}: {one.submission}" if one.track else one.submission: one.place for one in result.standings
        },
        unranked={one.submission: one.state for one in result.unranked},
        ties=tuple((tie.submissions, tie.blocks) for tie in result.ties),
        taken=tuple(outcome.taken for outcome in result.outcomes),
    )


def plain_tables(found: Found) -> list[dict[frozenset[tuple[str, str]], object]]:
    """Return each table with keys that do not depend on the order of its dimensions."""
    return [
        {frozenset(zip(table.dimensions, key, strict=True)): value for key, value in table.cells.items()}
        for table in found.tables
    ]
