"""Facts that are worked out from other facts: ``[facts]`` of a rubric (§7.4)."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from judge.model.number import plain
from judge.model.place import Node
from judge.model.problem import Problems, listed, nearest
from judge.score import expression
from judge.score.expression import Expression, Wrong
from judge.score.facts import FactRows, Row, number_of

Rows = dict[tuple[str, ...], Row]


def derive(declared: Mapping[str, Node], facts: Sequence[FactRows], problems: Problems) -> tuple[FactRows, ...]:
    """Return the facts with those that ``[facts]`` declares, each worked out from the ones before it.

    A key for which one of the names has no value has no such fact.
    """
    known = list(facts)
    for name, node in declared.items():
        made = _made(name, node, known, problems)
        known.append(made or FactRows(name, ("submission",), ()))  # so that what names it is not blamed
    return tuple(sorted(known, key=lambda fact: (fact.name, fact.dimensions)))


def _made(name: str, node: Node, known: Sequence[FactRows], problems: Problems) -> FactRows | None:
    if not isinstance(node.value, str):
        problems.refuse(
            "wrong-kind",
            node.place,
            f"the fact `{name}` is {node.kind()}, not a calculation",
            'write it as a text: "60 - time"',
        )
        return None
    if any(fact.name == name for fact in known):
        problems.refuse(
            "name-taken", node.place, f"the name `{name}` is a fact already", "give the calculation another name"
        )
        return None
    try:
        read = expression.read(node.value)
        return _joined(name, node, read, [_named(one, node, known, problems) for one in read.names], problems)
    except Wrong as wrong:
        problems.refuse(
            "expression", node.place, f"the calculation of `{name}` {wrong}", "write it like `points / (metres + 2)`"
        )
        return None


def _named(name: str, node: Node, known: Sequence[FactRows], problems: Problems) -> FactRows | None:
    kind, _, last = name.rpartition(".")
    found = [fact for fact in known if fact.name == name or (fact.name == last and ",".join(fact.dimensions) == kind)]
    if len(found) == 1:
        return found[0]
    names = sorted({fact.name for fact in known})
    if found:
        problems.refuse(
            "name-unclear", node.place, f"`{name}` could be {len(found)} facts",
            f"write it with what it belongs to, such as `{','.join(found[0].dimensions) or 'round'}.{name}`", found=name,
        )  # fmt: skip
    else:
        hint = nearest(name, names) or f"known facts: {listed(names, 12)}"
        problems.refuse("unknown-name", node.place, f"no fact is called `{name}`", hint, found=name)
    return None


def _joined(
    name: str, node: Node, read: Expression, used: Sequence[FactRows | None], problems: Problems
) -> FactRows | None:
    """Return one row for each key for which every name has a value."""
    there = [fact for fact in used if fact is not None]
    if len(there) < len(used):
        return None
    dimensions = tuple(dict.fromkeys(dimension for fact in there for dimension in fact.dimensions))
    rows = []
    for key, given in _keys(read, there, dimensions, problems):
        value = read.value(given)
        rows.append(Row(key, plain(value), node.place, value))
    return FactRows(name, dimensions, sorted(rows, key=lambda row: row.key))


def _keys(
    read: Expression, used: Sequence[FactRows], dimensions: Sequence[str], problems: Problems
) -> Iterator[tuple[tuple[str, ...], dict[str, Fraction]]]:
    """Yield each key with the numbers of all names, joining the facts one after the other on what they share."""
    partial: list[tuple[dict[str, str], dict[str, Fraction]]] = [({}, {})]
    for name, fact in zip(read.names, used, strict=True):
        bound = [dimension for dimension in fact.dimensions if partial and dimension in partial[0][0]]
        index: dict[tuple[str, ...], list[Row]] = {}
        for row in fact.rows:
            own = dict(zip(fact.dimensions, row.key, strict=True))
            index.setdefault(tuple(own[dimension] for dimension in bound), []).append(row)
        numbers = {row.key: number_of(fact, row, problems) for row in fact.rows}
        partial = [
            (key | dict(zip(fact.dimensions, row.key, strict=True)), given | {name: numbers[row.key]})
            for key, given in partial
            for row in index.get(tuple(key[dimension] for dimension in bound), ())
        ]
    for key, given in partial:
        yield tuple(key[dimension] for dimension in dimensions), given
