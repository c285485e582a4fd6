"""Facts: numbers that are not marks, and texts that group; gathered from where they were declared (§7)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

import attrs

from judge.model.challenge import Challenge, Fact, Round
from judge.model.number import Unreadable, parse, plain
from judge.model.place import Node, OutOfRange, Place
from judge.model.problem import Problems
from judge.model.rubric import Rubric
from judge.model.table import Column, Dimension, Table
from judge.score.columns import of_fractions
from judge.score.shape import Shape


@attrs.frozen(eq=False)
class Row:
    """One fact: its key, its text as read, where it was read, and its number if that was worked out."""

    key: tuple[str, ...]
    text: str
    place: Place
    number: Fraction | None = None


@attrs.frozen(eq=False)
class FactRows:
    """All rows of one fact.

    Attributes:
        name: what a rule calls it.
        dimensions: what it is keyed by.
        rows: in the order they were read.
    """

    name: str
    dimensions: tuple[str, ...]
    rows: Sequence[Row]

    @property
    def table_name(self) -> str:
        """The name of its table in a plan."""
        return f"fact {self.name} of {','.join(self.dimensions) or 'round'}"


def gather(challenge: Challenge, rubric: Rubric | None, round_: Round, problems: Problems) -> tuple[FactRows, ...]:
    """Return every fact of a round, each name and key once, in canonical order."""
    rows: dict[tuple[str, tuple[str, ...]], dict[tuple[str, ...], Row]] = {key: {} for key in _always(challenge)}
    for name, dimensions, row in _of_round_texts(round_, _without_the_only(rubric, _every(challenge, rubric, round_))):
        known = rows.setdefault((name, dimensions), {})
        first = known.setdefault(row.key, row)
        if first is not row and first.text != row.text:
            problems.refuse(
                "fact-twice", row.place,
                f"the fact `{name}` of {' '.join(row.key) or 'the round'} is {row.text} here and {first.text} at {first.place}",
                "keep one of the two",
            )  # fmt: skip
    return tuple(
        FactRows(name, dimensions, [by_key[key] for key in sorted(by_key)])
        for (name, dimensions), by_key in sorted(rows.items())
    )


Named = tuple[str, tuple[str, ...], Row]


def _without_the_only(rubric: Rubric | None, facts: Iterable[Named]) -> Iterator[Named]:
    """Yield facts by criterion without it where the rubric has only one: then marks have no criterion either (§1.1)."""
    only = rubric.criteria[0].id if rubric and len(rubric.criteria) == 1 else None
    for name, dimensions, row in facts:
        if only is None or "criterion" not in dimensions or dimensions == ("criterion",):
            yield name, dimensions, row
            continue
        at = dimensions.index("criterion")
        if row.key[at] == only:
            yield name, dimensions[:at] + dimensions[at + 1 :], attrs.evolve(row, key=row.key[:at] + row.key[at + 1 :])


def _of_round_texts(round_: Round, facts: Iterable[Named]) -> Iterable[Named]:
    """Return facts keyed by a text of the round as facts of the round: those of its own text, and no others (§7.2)."""
    texts = {name: node.value for name, node in round_.facts.items() if isinstance(node.value, str)}
    if not texts:
        return facts
    every = list(facts)
    owned = {name for name, dimensions, _ in every if len(dimensions) == 1 and dimensions != ("round",)}
    return _told_by({name: text for name, text in texts.items() if name not in owned}, every)


def _told_by(texts: Mapping[str, str], facts: Iterable[Named]) -> Iterator[Named]:
    for name, dimensions, row in facts:
        own = [at for at, dimension in enumerate(dimensions) if dimension not in texts]
        if all(row.key[at] == texts[dimensions[at]] for at in range(len(dimensions)) if at not in own):
            key = tuple(row.key[at] for at in own)
            yield (
                name,
                tuple(dimensions[at] for at in own),
                attrs.evolve(row, key=key) if len(own) < len(row.key) else row,
            )


def _always(challenge: Challenge) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the facts that a rule may name though nobody has one yet: penalties, and those of other rounds only."""
    yield "penalty", ("submission",)
    for fact in challenge.facts:
        if "round" in fact.dimensions:
            yield fact.name, tuple(dimension for dimension in fact.dimensions if dimension != "round")


def _every(challenge: Challenge, rubric: Rubric | None, round_: Round) -> Iterator[tuple[str, tuple[str, ...], Row]]:
    for criterion in rubric.criteria if rubric else ():
        if criterion.weight is not None:
            yield "weight", ("criterion",), Row((criterion.id,), plain(criterion.weight), criterion.place)
        yield from _declared("criterion", criterion.id, criterion.facts, criterion.fields, criterion.place)
    for judge in challenge.judges:
        yield from _declared("judge", judge.id, judge.facts, judge.fields, judge.place)
    for group in challenge.groups:
        yield from _declared(group.kind, group.id, group.facts, group.fields, group.place)
    for submission in challenge.submissions:
        yield from _declared("submission", submission.id, submission.facts, {}, submission.place)
    for name, node in round_.facts.items():
        yield name, (), Row((), text_of(node), node.place)
    for item in challenge.before(round_):
        for name, node in item.facts.items():
            yield name, ("round",), Row((item.id,), text_of(node), node.place)
    marks = challenge.marks.get(round_.id)
    for fact in (*challenge.facts, *(marks.facts if marks else ())):
        yield from _columns(fact, round_.id)


def _declared(
    dimension: str, member: str, facts: Mapping[str, Node], fields: Mapping[str, str], place: Place
) -> Iterator[tuple[str, tuple[str, ...], Row]]:
    for field, text in fields.items():
        yield field, (dimension,), Row((member,), text, place)
    for name, node in facts.items():
        if isinstance(node.value, dict):
            for criterion, item in node.value.items():
                yield name, (dimension, "criterion"), Row((member, criterion), text_of(item), item.place)
        else:
            yield name, (dimension,), Row((member,), text_of(node), node.place)


def _columns(fact: Fact, round_id: str) -> Iterator[tuple[str, tuple[str, ...], Row]]:
    kept = [at for at, dimension in enumerate(fact.dimensions) if dimension != "round"]
    dimensions = tuple(fact.dimensions[at] for at in kept)
    rounds = fact.keys[fact.dimensions.index("round")] if "round" in fact.dimensions else None
    for number, text in enumerate(fact.texts):
        if rounds is None or rounds[number] == round_id:
            yield fact.name, dimensions, Row(tuple(fact.keys[at][number] for at in kept), text, fact.sources[number])


def text_of(node: Node) -> str:
    """Return a fact's text, as a table would hold it."""
    value = node.value
    if isinstance(value, tuple):
        return "; ".join(map(text_of, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Fraction):
        return plain(value)
    return value.text if isinstance(value, OutOfRange) else str(value)


def numbers(fact: FactRows, dimensions: Mapping[str, Dimension], problems: Problems) -> tuple[Table, Shape]:
    """Return a fact as a table of numbers with its shape; a text that is no number is a problem.

    Rows whose key is no member of the round's dimensions are left out.
    """
    indexes = [dimensions[name].index() if name in dimensions else {} for name in fact.dimensions]
    cells: list[tuple[tuple[int, ...], Fraction]] = []
    for row in fact.rows:
        key = tuple(index.get(text, -1) for index, text in zip(indexes, row.key, strict=True))
        if -1 not in key:
            cells.append((key, number_of(fact, row, problems)))
    cells.sort(key=lambda cell: cell[0])
    values = [value for _, value in cells]
    low, high = (min(values), max(values)) if values else (None, None)
    keys = tuple([key[at] for key, _ in cells] for at in range(len(fact.dimensions)))
    table = Table(fact.dimensions, keys, None, {"value": of_fractions(values) if values else Column([])})
    return table, Shape(fact.dimensions, None, low, high)


def number_of(fact: FactRows, row: Row, problems: Problems) -> Fraction:
    """Return the number of a fact; a text that is no number is a problem, and counts as zero from then on."""
    if row.number is not None:
        return row.number
    value = parse(row.text)
    if not isinstance(value, Unreadable):
        return value
    problems.refuse(
        "fact-not-a-number", row.place,
        f"the fact `{fact.name}` of {' '.join(row.key) or 'the round'} is `{row.text[:40]}`, which {value.why}",
        value.hint, found=row.text[:40], expected="a number",
    )  # fmt: skip
    return Fraction(0)


def constant(value: Fraction) -> Table:
    """Return a table without dimensions that holds one number."""
    return Table((), (), None, {"value": of_fractions([value])})


def fields_of(facts: Iterable[FactRows], dimension: str) -> dict[str, dict[str, str]]:
    """Return, by name, the texts of the members of a dimension that may group them."""
    return {fact.name: {row.key[0]: row.text for row in fact.rows} for fact in facts if fact.dimensions == (dimension,)}
