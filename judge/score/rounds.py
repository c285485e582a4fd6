"""Rounds that build on one another: which are needed, and what a later one sees of an earlier one (§7.1)."""

from collections.abc import Iterator, Mapping

import attrs

from judge.model.challenge import Challenge, Round
from judge.model.place import Node
from judge.model.table import Column, Table
from judge.score.check import Prepared
from judge.score.setting import Setting
from judge.score.shape import Shape


def needed(challenge: Challenge, round_id: str) -> list[Round]:
    """Return a round and the earlier ones that it builds on, in the order they are run."""
    order = {item.id: at for at, item in enumerate(challenge.rounds)}
    wanted, open_ = {round_id}, [round_id]
    while open_:
        round_ = challenge.rounds[order[open_.pop()]]
        words = set(_words(challenge, round_))
        for item in challenge.rounds[: order[round_.id]]:
            used = item.id == round_.entrants or any(
                text == item.id or text.startswith(item.id + ".") for text in words
            )
            if used and item.id not in wanted:
                wanted.add(item.id)
                open_.append(item.id)
    return [item for item in challenge.rounds if item.id in wanted]


def _words(challenge: Challenge, round_: Round) -> Iterator[str]:
    """Yield every text in the rule of a round, among which are the names that it uses."""
    rubric = challenge.rubrics.get(round_.rubric) if round_.rubric else None
    tables = [
        round_.steps,
        round_.score or (rubric.score if rubric else None),
        round_.rank or (rubric.rank if rubric else None),
    ]
    tables += round_.outcomes if round_.outcomes is not None else (rubric.outcomes if rubric else ())
    tables += [item.derived for item in rubric.criteria] if rubric else []
    for node in tables:
        if node is not None:
            yield from _texts(node)


def _texts(node: Node) -> Iterator[str]:
    if isinstance(node.value, str):
        yield node.value
    elif isinstance(node.value, tuple):
        for item in node.value:
            yield from _texts(item)
    elif isinstance(node.value, dict):
        for key, item in node.value.items():
            yield key
            yield from (f"{key}.{name}" for name in item.value) if isinstance(item.value, dict) else ()
            yield from _texts(item)


def as_earlier(
    id_: str, prepared: Prepared, known: Mapping[str, Table], old: Setting, new: Setting
) -> dict[str, tuple[Shape, Table]]:
    """Return the score and the named steps of an earlier round, keyed by the members of a later one.

    Args:
        id_: the earlier round.
        prepared: its rule.
        known: its tables by their names in plans.
        old: its setting.
        new: the later round's setting.
    """
    tables = {id_: (attrs.evolve(prepared.score, better=prepared.better), known[prepared.ranked])}
    for planned in prepared.steps:
        if planned.step.name is not None:
            tables[f"{id_}.{planned.step.name}"] = (planned.typed.shape, known[planned.table])
    return {
        name: (shape, table) for name, (shape, own) in tables.items() if (table := _rekeyed(own, old, new)) is not None
    }


def _rekeyed(table: Table, old: Setting, new: Setting) -> Table | None:
    """Return a table with the keys of another setting's members; None if it lacks a dimension."""
    if any(name not in new.dimensions for name in table.dimensions):
        return None
    maps = []
    for name in table.dimensions:
        index = new.dimensions[name].index()
        maps.append([index.get(member, -1) for member in old.dimensions[name].members])
    cells = []
    for cell, key in enumerate(zip(*table.keys, strict=True)):
        moved = tuple(numbers[part] for numbers, part in zip(maps, key, strict=True))
        if -1 not in moved:
            cells.append((moved, cell))
    cells.sort()
    states = None if table.states is None else bytearray(table.states[cell] for _, cell in cells)
    column = Column([table.value.values[cell] for _, cell in cells], table.value.denominator)
    keys = tuple([key[at] for key, _ in cells] for at in range(len(table.dimensions)))
    return Table(table.dimensions, keys, states if states and any(states) else None, {"value": column})
