"""The trail: inputs and every step's numbers of one scoring, as canonical lines (docs/trail.md)."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from judge.model.canonical import digest, encode
from judge.model.challenge import Challenge, Marks
from judge.model.fields import bare
from judge.model.number import plain
from judge.model.place import Node
from judge.model.publishing import without_contact
from judge.model.result import Result, StepTable
from judge.model.rubric import Criterion, Scale
from judge.model.state import VALUE, word
from judge.model.table import Dimension, Table
from judge.record import placed
from judge.score.facts import FactRows
from judge.score.run import Scored
from judge.score.setting import OWN, Setting, gates_of

FORMAT = 1
"""The version of the lines."""

LANGUAGE = 1
"""The version of the rule language; it changes when a rule's result may change."""

Entry = dict[str, object]


def lines(scored: Scored) -> Iterator[str]:
    """Yield the canonical lines of a scored round, without line feeds; the last one counts and hashes the others.

    Args:
        scored: a round scored with its tables kept.
    """
    hashed, count = hashlib.sha256(), 0
    for line in _body(scored):
        hashed.update(line.encode())
        hashed.update(b"\n")
        count += 1
        yield line
    yield encode({"entry": "end", "lines": count, "digest": "sha256:" + hashed.hexdigest()})


def _body(scored: Scored) -> Iterator[str]:
    setting = scored.setting
    yield encode({"entry": "result", "format": FORMAT, "language": LANGUAGE, "round": setting.round.id})
    for one in (*scored.earlier, scored):
        yield from _inputs(one.setting, one.prepared.used)
    yield from map(encode, _digests(setting.challenge, [one.setting for one in (*scored.earlier, scored)]))
    for one in (*scored.earlier, scored):
        yield from _computed(one)


# -- inputs -----------------------------------------------------------------------------------------------------------


def _inputs(setting: Setting, used: frozenset[tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    """Yield what the rule of a round reads, value by value."""
    challenge, round_ = setting.challenge, setting.round
    own: Entry = {"round": round_.id}
    panel = None if round_.panel is None else sorted(round_.panel)
    asked = {"ballot": "pairs"} if round_.ballot == "pairs" else {}
    told = {"rubric": round_.rubric, "entrants": round_.entrants, "seed": round_.seed, "panel": panel}
    yield encode(own | {"entry": "round"} | asked | told)
    yield from (encode(own | entry) for entry in _rule(setting))
    yield from (encode(own | entry) for entry in _members(setting))
    for aside in sorted(
        {(a.submission, a.judge, word(a.state), a.kind) for a in challenge.asides if a.round in (None, round_.id)}
    ):
        yield encode(
            own | {"entry": "aside", "submission": aside[0], "judge": aside[1], "state": aside[2], "kind": aside[3]}
        )
    for submission, judge in sorted(challenge.assigned.get(round_.id, ())):
        yield encode(own | {"entry": "assigned", "submission": submission, "judge": judge})
    yield from (encode(own | entry) for entry in placed.decisions(challenge, round_.id))
    read = [fact for fact in setting.facts if (fact.name, fact.dimensions) in used]
    yield from (encode(own | entry) for fact in read for entry in _fact(fact))
    marks = challenge.marks.get(round_.id)
    if marks is not None:
        yield from _ballots(marks, round_.id, setting.codes)


def _rule(setting: Setting) -> Iterator[Entry]:
    """Yield the rule line by line, so that a difference names the line."""
    rubric, round_ = setting.rubric, setting.round
    if rubric is not None:
        yield {"entry": "scale", "value": _scale(rubric.scale), "weights": rubric.weights}
        for number, criterion in enumerate(rubric.criteria, 1):
            yield {"entry": "criterion", "number": number, "value": _criterion(criterion)}
        for name in sorted(rubric.formulas):
            yield {"entry": "rule", "clause": f"facts.{name}", "value": bare(rubric.formulas[name].data())}
    declared: list[tuple[str, Node | None]] = [
        ("score", round_.score or (rubric.score if rubric else None)),
        ("steps", round_.steps),
        ("rank", round_.rank or (rubric.rank if rubric else None)),
    ]
    outcomes = round_.outcomes if round_.outcomes is not None else (rubric.outcomes if rubric else ())
    declared += [(f"outcome {number}", node) for number, node in enumerate(outcomes, 1)]
    declared += [(f"eligibility {number}", node) for number, node in enumerate(gates_of(rubric, round_), 1)]
    for name, node in declared:
        if node is not None:
            yield from _clauses(name, node)


def _clauses(name: str, node: Node) -> Iterator[Entry]:
    """Yield the keys of a declared table, and each step of a list of steps, as a line each."""
    if isinstance(node.value, dict):
        for key in sorted(node.value):
            yield from _clauses(f"{name}.{key}", node.value[key])
    elif isinstance(node.value, tuple) and name.rpartition(".")[2] in ("steps", "ties"):
        for number, item in enumerate(node.value, 1):
            yield {"entry": "rule", "clause": f"{name} {number}", "value": bare(item.data())}
    else:
        yield {"entry": "rule", "clause": name, "value": bare(node.data())}


def _scale(scale: Scale) -> Entry:
    return {
        "low": scale.low,
        "high": scale.high,
        "step": scale.step,
        "better": scale.better,
        "codes": list(scale.codes),
    }


def _criterion(criterion: Criterion) -> Entry:
    entry: Entry = {
        "id": criterion.id,
        "weight": criterion.weight,
        "scale": _scale(criterion.scale),
        "fields": dict(criterion.fields),
    }
    return entry | ({} if criterion.derived is None else {"derived": bare(criterion.derived.data())})


def _members(setting: Setting) -> Iterator[Entry]:
    for judge in setting.challenge.judges:
        yield {
            "entry": "judge",
            "judge": judge.id,
            "criteria": None if judge.criteria is None else sorted(judge.criteria),
        }
    for submission in setting.challenge.submissions:
        yield {"entry": "submission", "submission": submission.id}
    for item in setting.left_out:
        yield {"entry": "left out", "submission": item.submission, "state": item.state, "reason": item.reason}


def _fact(fact: FactRows) -> Iterator[Entry]:
    """Yield a line for each row, in the order of the marks' own dimensions whatever the order of the file's columns."""
    order = sorted(range(len(fact.dimensions)), key=lambda at: _rank(fact.dimensions[at]))
    rows = fact.rows
    if order != list(range(len(order))):
        rows = sorted(rows, key=lambda row: tuple(row.key[at] for at in order))
    for row in rows:
        yield {
            "entry": "fact",
            "fact": fact.name,
            "key": dict(zip(fact.dimensions, row.key, strict=True)),
            "value": row.text,
        }


def _rank(dimension: str) -> tuple[int, str]:
    return (OWN.index(dimension) if dimension in OWN else len(OWN), dimension)


def _ballots(marks: Marks, round_id: str, codes: tuple[str, ...]) -> Iterator[str]:
    """Yield one line a ballot: all marks of one judge for one submission."""
    table, criteria = marks.table, marks.criteria
    texts = _texts(table, codes)
    ballot: dict[str, object] = {}
    last = (-1, -1)
    for s, j, c, text in zip(*table.keys, texts, strict=True):
        if (s, j) != last:
            if ballot:
                yield _ballot(marks, round_id, last, ballot)
            ballot, last = {}, (s, j)
        ballot[criteria[c]] = text
    if ballot:
        yield _ballot(marks, round_id, last, ballot)


def _ballot(marks: Marks, round_id: str, key: tuple[int, int], ballot: Entry) -> str:
    return encode(
        {
            "entry": "ballot",
            "round": round_id,
            "submission": marks.submissions[key[0]],
            "judge": marks.judges[key[1]],
            "marks": ballot,
        }
    )


def _texts(table: Table, codes: tuple[str, ...]) -> list[object]:
    """Return each cell as canonical text, or as ``{"state": …}``."""
    column = table.value
    known: dict[object, object] = {value: plain(Fraction(value) / column.denominator) for value in set(column.values)}
    texts = [known[value] for value in column.values]
    if table.states is not None:
        for cell, state in enumerate(table.states):
            if state != VALUE:
                texts[cell] = {"state": word(state, codes)}
    return texts


def _digests(challenge: Challenge, settings: Sequence[Setting]) -> Iterator[Entry]:
    """Yield the digest of every input's canonical form, its texts included."""
    for name in sorted(challenge.sources):
        yield {"entry": "input", "input": name, "digest": digest([encode(bare(challenge.sources[name].data()))])}
    used = {setting.rubric.id: setting.rubric for setting in settings if setting.rubric is not None}
    for id_ in sorted(used):
        data = encode(bare(used[id_].source.data()))
        yield {"entry": "input", "input": f"criteria/{id_}.toml", "digest": digest([data])}
    for submission in challenge.submissions:
        record = {"title": submission.title, "texts": without_contact(submission.texts)}
        yield {"entry": "input", "input": f"submission {submission.id}", "digest": digest([encode(record)])}


# -- what was worked out ----------------------------------------------------------------------------------------------


def _computed(scored: Scored) -> Iterator[str]:
    result = scored.result
    own: Entry = {"round": result.round}
    for step in result.steps:
        if step.number:
            yield from _step(step, own, result)
    yield from (encode(own | placed.standing(item)) for item in result.standings)
    yield from (encode(own | placed.raw(item)) for item in result.raw)
    yield from (encode(own | placed.unranked(item)) for item in result.unranked)
    yield from (encode(own | placed.tie(item)) for item in result.ties)
    yield from (encode(own | placed.outcome(item)) for item in result.outcomes)
    for code, message in sorted({(item.code, item.message) for item in result.cautions}):
        yield encode(own | {"entry": "caution", "code": code, "message": message})


def _step(step: StepTable, own: Entry, result: Result) -> Iterator[str]:
    table = step.table
    assert table is not None
    yield encode(
        own
        | {
            "entry": "step",
            "step": step.number,
            "verb": step.verb,
            "name": step.name,
            "dimensions": list(table.dimensions),
        }
    )
    head = own | {"entry": "cells", "step": step.number}
    if table.dimensions[:1] == ("submission",):
        members = result.dimensions["submission"].members
        for submission, cells in _by_first(table, result.dimensions, result.codes):
            yield encode(head | {"submission": members[submission], "cells": cells})
        yield from _rounds(table, own | {"entry": "count", "step": step.number}, result)
    else:
        yield encode(
            head
            | {"cells": [cell for _, cells in _by_first(table, result.dimensions, result.codes, 0) for cell in cells]}
        )


def _rounds(table: Table, head: Entry, result: Result) -> Iterator[str]:
    """Yield what a count of ballots found round after round: a line a submission, or nothing for another verb."""
    names = sorted(set(table.columns) - {"value"})
    members = [result.dimensions[name].members for name in table.dimensions]
    for cell, numbers in enumerate(zip(*table.keys, strict=True)):
        if names and (table.states is None or table.states[cell] == VALUE):
            submission, *others = (known[at] for known, at in zip(members, numbers, strict=True))
            found = {
                name: plain(Fraction(column.values[cell]) / column.denominator)
                for name, column in ((name, table.columns[name]) for name in names)
            }
            yield encode(head | {"submission": submission, "key": others, "numbers": found})


def _by_first(
    table: Table, dimensions: Mapping[str, Dimension], codes: tuple[str, ...], skip: int = 1
) -> Iterator[tuple[int, list[list[object]]]]:
    """Yield the cells by their first key, each as a list of its other keys and its text."""
    members = [dimensions[name].members for name in table.dimensions[skip:]]
    texts = _texts(table, codes)
    first: Sequence[int] = table.keys[0] if table.keys and skip else [0] * len(table)
    last: int | None = None
    cells: list[list[object]] = []
    for at, (key, text) in enumerate(zip(first, texts, strict=True)):
        if key != last:
            if last is not None:
                yield last, cells
            last, cells = key, []
        cells.append([*(names[keys[at]] for names, keys in zip(members, table.keys[skip:], strict=True)), text])
    if last is not None:
        yield last, cells
