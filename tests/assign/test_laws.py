"""What holds of every assignment."""

import random
import tempfile
from collections import Counter
from itertools import combinations, product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judge.assign.best import Best, best, told
from judge.assign.teams import missed
from judge.assign.work import NEVER, Standing, Work
from judge.model.problem import Problems
from tests.assign.made import Asked, asked, work


def assigned(case: Asked, standing: Standing | None = None, *, backwards: bool = False) -> tuple[Work, Best | None]:
    with tempfile.TemporaryDirectory() as temporary:
        made = work(case.write(Path(temporary), backwards=backwards), standing)
        problems = Problems()
        found = best(made, problems)
        assert (found is None) == problems.refused
        return made, found


def pairs(made: Work, found: Best) -> set[tuple[str, str]]:
    return {(made.submissions[at], made.judges[judge]) for at, team in enumerate(found.teams) for judge in team}


def loads(made: Work, found: Best) -> list[int]:
    return [sum(judge in team for team in found.teams) for judge in range(len(made.judges))]


@settings(max_examples=120, deadline=None)
@given(asked())
def test_each_submission_has_its_judges_within_bounds_and_without_conflicts(case: Asked) -> None:
    """No conflict ever, bounds kept, so many judges each; or a problem says why not."""
    made, found = assigned(case)

    if found is None:
        return
    assert all(len(team) == case.each for team in found.teams)
    assert not pairs(made, found) & case.conflicts
    if case.load is not None:
        assert all(case.load[0] <= load <= case.load[1] for load in loads(made, found))


@settings(max_examples=80, deadline=None)
@given(asked(submissions=4, judges=4, each=2))
def test_nothing_is_better_by_wishes_about_pairs(case: Asked) -> None:
    """The points are the fewest there are, as trying every assignment shows; and none is refused that there is."""
    made, found = assigned(case)
    if case.load is None:
        return  # bounds that are raised to what is possible are told apart below
    rows = [[judge for judge, cost in enumerate(made.row(at)) if cost != NEVER] for at in range(len(made.records))]
    ways = product(*(list(combinations(row, case.each)) for row in rows))
    every = [
        sum(made.cost(at, judge) for at, team in enumerate(chosen) for judge in team)
        for chosen in ways
        if all(
            case.load[0] <= sum(judge in team for team in chosen) <= case.load[1] for judge in range(len(made.judges))
        )
    ]

    assert (found is None) == (not every)
    if found is not None:
        assert min(every) == found.bound
        assert min(every) <= told(made, found.teams)[0]


@settings(max_examples=60, deadline=None)
@given(asked())
def test_the_order_of_files_and_names_changes_nothing_but_names(case: Asked) -> None:
    """The same rows in another order give the same assignment; other ids in the same order the same with those ids."""
    made, found = assigned(case)
    _, again = assigned(case, backwards=True)
    names = {name: f"X-{name}9" for name in (*case.records, *case.judges)}
    other, renamed = assigned(case.renamed(names))

    assert (found is None) == (again is None) == (renamed is None)
    if found is not None and again is not None and renamed is not None:
        assert found == again or found.teams == again.teams
        assert {(names[s], names[j]) for s, j in pairs(made, found)} == pairs(other, renamed)


@settings(max_examples=60, deadline=None)
@given(asked(), st.data())
def test_any_other_names_cost_the_same(case: Asked, data: st.DataObject) -> None:
    """Whatever the ids are, the fewest points for pairs are the same."""
    order = data.draw(st.permutations(sorted(case.judges)))
    names = dict(zip(sorted(case.judges), order, strict=True)) | {name: name for name in case.records}
    _, found = assigned(case)
    _, renamed = assigned(case.renamed(names))

    assert (found is None) == (renamed is None)
    if found is not None and renamed is not None and case.load is not None:
        assert found.bound == renamed.bound


@settings(max_examples=80, deadline=None)
@given(asked(), st.data())
def test_replanning_keeps_finished_work_and_changes_as_little_as_can_be(case: Asked, data: st.DataObject) -> None:
    """Who drops out keeps what is finished; no assignment that does so gives fewer new pairs."""
    made, found = assigned(case)
    if found is None:
        return
    before = pairs(made, found)
    left = data.draw(st.sampled_from(sorted(case.judges)))
    done = frozenset(data.draw(st.sets(st.sampled_from(sorted(before)), max_size=3))) if before else frozenset()
    standing = Standing(frozenset(before), done, frozenset({left}), {}, True)
    new_made, again = assigned(case, standing)

    if again is None:
        return
    after = pairs(new_made, again)
    assert done <= after
    assert not {pair for pair in after - done if pair[1] == left}
    assert all(len(team) >= case.each for team in again.teams)
    if case.load is not None and case.load[0] == 0:
        lost = {pair for pair in before - done if pair[1] == left}
        assert len(after - before) >= len(lost)
        room = {judge: case.load[1] - sum(pair[1] == judge for pair in before) for judge in case.judges}
        if all(
            sum(
                (s, j) not in before and (s, j) not in case.conflicts and j != left and room[j] >= len(lost)
                for j in case.judges
            )
            for s, _ in lost
        ):
            assert len(after - before) == len(lost)


def test_a_wish_about_teams_is_met_where_it_can_be() -> None:
    """At least one senior each: two seniors for two submissions are parted, although any pairing costs the same."""
    judges = {f"J{at}": {"topics": "a", "seniority": "senior" if at < 2 else "junior"} for at in range(4)}
    case = Asked(2, {"S0": "a", "S1": "a"}, judges, wishes=('{ among = { seniority = "senior" }, weight = 5 }',))
    made, found = assigned(case)

    assert found is not None
    wish = made.wanted.wishes[0]
    assert [missed(wish, made.groups(wish), set(team)) for team in found.teams] == [0, 0]


def test_the_design_hangs_together() -> None:
    """Two topics with their own experts would be two panels; as many wishes are met with one."""
    judges = {f"J{at}": {"topics": "a, b"} for at in range(6)}
    records = {f"S{at}": "a" if at % 2 else "b" for at in range(8)}
    _, found = assigned(Asked(3, records, judges))

    assert found is not None
    assert (found.design.components, found.design.cut) == (1, 3)


@pytest.mark.parametrize("seed", range(20))
def test_small_rounds_reach_the_best_by_all_wishes(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trying every assignment finds none with fewer points, where the design need not hang together."""
    monkeypatch.setattr("judge.assign.best.connect", lambda teams: 0)
    draw = random.Random(seed)
    texts = ("a", "b", "a; b", "c")
    records = {f"S{at}": draw.choice(texts) for at in range(draw.randint(3, 4))} | {"S0": "a"}
    judges = {
        f"J{at}": {"topics": draw.choice(texts), "region": draw.choice("nse"), "senior": draw.choice("ynn")}
        for at in range(draw.randint(4, 5))
    }
    judges["J0"]["topics"] = "a; b; c"
    wishes = '{ share = "topics", weight = 3 }', '{ among = { senior = "y" }, weight = 4 }', '{ spread = "region" }'
    case = Asked(2, records, judges, load=(0, draw.randint(2, 4)), wishes=wishes)
    made, found = assigned(case)
    every = product(combinations(range(len(judges)), 2), repeat=len(records))
    bounded = (chosen for chosen in every if max(Counter(j for team in chosen for j in team).values()) <= case.load[1])
    least = min((told(made, chosen)[0] for chosen in bounded), default=None)

    assert least == (None if found is None else told(made, found.teams)[0])
