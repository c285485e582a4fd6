"""A second reading of the rule language, as short as can be: from a round as plain data to its places."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from typing import Any

from tests.naive.eligibility import admitted, held
from tests.naive.given import Given, Value, without_the_only_criterion
from tests.naive.outcomes import outcomes
from tests.naive.places import broken, gathered, numbered
from tests.naive.steps import Table, named, run


@dataclass(frozen=True)
class Found:
    """What a round comes to: the tables of marks and steps, places, ties with the blocks they end in, and who is taken."""

    tables: tuple[Table, ...]
    places: dict[str, Fraction]
    unranked: dict[str, str]
    ties: tuple[tuple[tuple[str, ...], tuple[tuple[str, ...], ...]], ...]
    taken: tuple[tuple[str, ...], ...]


def evaluate(given: Given) -> Found:
    """Return what a round comes to, or raise ``Refused``."""
    given = admitted(given)
    names = {"marks": first_table(given)}
    given = without_the_only_criterion(given)
    first = names["marks"]
    own = worked_out(given, names)
    tables = [names["marks"]]
    for step in given.score.get("steps") or default_steps(given):
        tables.append(run(given, step, tables[-1], names))
        if "as" in step:
            names[step["as"]] = tables[-1]
    tables[1:1] = own
    ranked = named(given, names, given.rank["of"]) if "of" in given.rank else tables[-1]
    scores = {key[0]: value for key, value in ranked.cells.items()}
    unranked = who_is_unranked(given, first, scores)
    unranked |= held(given, names, set(scores) - set(unranked))
    better = given.rank.get("better", ranked.better)
    good = {one: value for one, value in scores.items() if one not in unranked and isinstance(value, Fraction)}
    if "by" in given.rank:
        return in_tracks(given, names, tables, good, unranked, better)
    equals = gathered(good, better, Fraction(given.rank.get("gap", 0)))
    ended: list[list[tuple[str, ...]]] = []
    for block in equals:
        ended.append(broken(given, names, block, [one for parts in ended for part in parts for one in part]))
    blocks = [part for parts in ended for part in parts]
    ties = tuple((tuple(block), tuple(parts)) for block, parts in zip(equals, ended, strict=True) if len(block) > 1)
    places = numbered(blocks, given.rank.get("numbering", "1-2-2-4"))
    taken = outcomes(given, names, blocks, places, good, better)
    return Found(tuple(tables), places, unranked, ties, taken)


def in_tracks(
    given: Given, names: Mapping[str, Table], tables: list[Table], scores: dict[str, Fraction], unranked: dict[str, str],
    better: str | None,
) -> Found:  # fmt: skip
    """Return a ranking for each value of a field, whose text may hold several."""
    of = {
        one: [part.strip() for part in text.split(";")]
        for one, text in given.fields["submission"][given.rank["by"]].items()
    }
    every = Found(tuple(tables), {}, unranked, (), ())
    for track in sorted({value for one in set(given.submissions) - set(given.removed) for value in of[one]}):
        good = {one: x for one, x in scores.items() if track in of[one]}
        equals = gathered(good, better, Fraction(given.rank.get("gap", 0)))
        ended = [
            broken(given, names, block, [name for above in equals[:at] for name in above])
            for at, block in enumerate(equals)
        ]
        blocks = [part for parts in ended for part in parts]
        places = numbered(blocks, given.rank.get("numbering", "1-2-2-4"))
        ties = tuple((tuple(block), tuple(parts)) for block, parts in zip(equals, ended, strict=True) if len(block) > 1)
        every = replace(
            every, ties=every.ties + ties, places=every.places | {f"{track}: {one}": x for one, x in places.items()}
        )
    return every


def default_steps(given: Given) -> list[dict[str, Any]]:
    weighted = {"weights": "weight"} if ("weight", ("criterion",)) in given.facts else {}
    return [{"mean": "criterion"} | weighted, {"mean": "judge"}][len(given.criteria) == 1 :]


def worked_out(given: Given, names: dict[str, Table]) -> list[Table]:
    """Add the derived criteria to the marks, and return the tables of their steps."""
    every: list[Table] = []
    found = dict(names["marks"].cells)
    for criterion, steps in given.derived.items():
        table = names["marks"]
        for step in steps:
            table = run(given, step, table, names)
            every.append(table)
            if "as" in step:
                names[step["as"]] = table
        at = [table.dimensions.index(name) for name in ("submission", "judge")]
        found |= {(key[at[0]], key[at[1]], criterion): x for key, x in table.cells.items()}
    names["marks"] = replace(names["marks"], cells=found)
    return every


# -- the marks --------------------------------------------------------------------------------------------------------


def first_table(given: Given) -> Table:
    expects = given.score.get("expects", "ballots" if given.assigned is None else "assigned")
    marked = {key[:2] for key in given.marks}
    cells = {key: mark for key, mark in given.marks.items() if key[0] not in given.removed}
    for s, j, c in product(given.submissions, given.judges, given.criteria):
        if c in given.derived:
            continue
        appointed = c in given.appointed.get(j, given.criteria)
        fact = given.facts.get((expects, ("submission", "criterion")))
        by_ballot = (s, j) in marked and (fact is None or (s, c) in fact)
        asked = by_ballot if given.assigned is None else (s, j) in given.assigned
        expected = {"marks": False, "all": True, "assigned": asked}.get(expects, by_ballot)
        strange = given.assigned is not None and (s, j) not in given.assigned and (s, j) in marked
        if s in given.removed:
            continue
        if (s, j) in given.asides and (appointed or (s, j, c) in cells):
            cells[s, j, c] = given.asides[s, j]
        elif strange:
            cells |= {(s, j, c): "not assigned"} if (s, j, c) in cells else {}
        elif appointed and expected:
            cells.setdefault((s, j, c), "missing")
    number = 2 if len(given.criteria) == 1 else 3
    cells = {key[:number]: mark for key, mark in cells.items()}
    return Table(("submission", "judge", "criterion")[:number], cells, given.better, frozenset(given.codes))


def who_is_unranked(given: Given, marks: Table, scores: Mapping[str, Value]) -> dict[str, str]:
    unranked = dict(given.removed)
    for one in set(given.submissions) - set(given.removed):
        value = scores.get(one, "missing")
        judges = {key[1] for key, mark in marks.cells.items() if key[0] == one and isinstance(mark, Fraction)}
        if isinstance(value, str):
            unranked[one] = value
        elif len(judges) < given.score.get("quorum", 0):
            unranked[one] = "quorum"
    return unranked
