"""Making the values that the engine scores from a round given as plain data."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import lcm

from judge.model.challenge import Aside, Challenge, Decision, Fact, Group, Judge, Marks, Removal, Round, Submission
from judge.model.number import plain
from judge.model.place import Node, Place
from judge.model.rubric import Criterion, Rubric, Scale
from judge.model.state import FIRST_CODE, FIRST_REMOVED, VALUE, WORDS
from judge.model.table import Column, Sources, Table
from judge.model.wording import Wording
from tests.naive.given import Given, Key, Value

HERE = Place("t.toml", 1)
OWN = ("submission", "judge", "criterion")


def node(value: object) -> Node:
    """Return a bare value as a file would say it."""
    if isinstance(value, Mapping):
        return Node({key: node(item) for key, item in value.items()}, HERE)
    if isinstance(value, list | tuple):
        return Node(tuple(map(node, value)), HERE)
    assert value is None or isinstance(value, str | int | Fraction)
    return Node(value, HERE)


def challenge(given: Given) -> Challenge:
    """Return the challenge that has this one round."""
    return Challenge(
        title=Wording({"": "A challenge"}),
        languages=("en",),
        rounds=(round_of(given),),
        rubrics={"rubric": rubric(given)},
        judges=tuple(
            Judge(one, fields_of(given, "judge", one), facts_of(given, "judge", one), given.appointed.get(one), HERE)
            for one in sorted(given.judges)
        ),
        groups=tuple(groups(given)),
        submissions=tuple(
            Submission(one, one, {}, submission_facts(given, one), HERE) for one in sorted(given.submissions)
        ),
        facts=tuple(tables_of_facts(given)),
        asides=tuple(
            Aside(judge, submission, WORDS.index(state), "", "said so", None, HERE)
            for (submission, judge), state in given.asides.items()
        ),
        removals=tuple(Removal(one, kind, "said so", None, HERE) for one, kind in given.removed.items()),
        assigned={} if given.assigned is None else {given.id: given.assigned},
        marks={given.id: marks(given)},
        sources={},
        decisions=(
            *(Decision("order", order, None, "said so", "", None, HERE) for order in given.orders),
            *(Decision("waive", (one,), gate, "said so", "", None, HERE) for one, gate in given.waived),
        ),
    )


def round_of(given: Given) -> Round:
    facts = {name: node(text) for name, text in given.texts.items()}
    facts |= {name: node(cells[()]) for (name, dimensions), cells in given.facts.items() if not dimensions}
    title = Wording({"": given.id})
    return Round(given.id, title, "rubric", None, None, given.seed, facts, None, None, None, None, HERE)


def rubric(given: Given) -> Rubric:
    scale = Scale(*given.scale, None, given.better, dict.fromkeys(given.codes, "a code"))  # type: ignore[arg-type]
    weights = given.facts.get(("weight", ("criterion",)), {})
    criteria = tuple(
        Criterion(
            one,
            Wording({"": one}),
            weights.get((one,)),
            scale,
            (),
            fields_of(given, "criterion", one),
            facts_of(given, "criterion", one, but="weight"),
            HERE,
            node(given.derived[one]) if one in given.derived else None,
        )
        for one in given.criteria
    )
    tables = [node(table) if table else None for table in (given.score, given.rank)]
    outcomes = tuple(map(node, given.outcomes))
    title, source = Wording({"": "Rubric"}), node({})
    gates = tuple(map(node, given.eligibility))
    return Rubric(  # type: ignore[misc]
        "rubric",
        title,
        scale,
        given.weights,
        criteria,
        *tables,
        outcomes,
        HERE,
        source,
        eligibility=gates,  # type: ignore[arg-type]
    )


def fields_of(given: Given, dimension: str, member: str) -> dict[str, str]:
    fields = given.fields.get(dimension, {})
    return {field: texts[member] for field, texts in fields.items() if member in texts}


def facts_of(given: Given, dimension: str, member: str, but: str = "") -> dict[str, Node]:
    return {
        name: node(cells[(member,)])
        for (name, dimensions), cells in given.facts.items()
        if dimensions == (dimension,) and (member,) in cells and name != but
    }


def submission_facts(given: Given, one: str) -> dict[str, Node]:
    texts = {name: node(text) for name, text in fields_of(given, "submission", one).items()}
    return texts | facts_of(given, "submission", one)


def groups(given: Given) -> Iterable[Group]:
    """Yield the declared members of the fields that have facts or fields of their own."""
    kinds = {dims[0] for _, dims in given.facts if len(dims) == 1} | set(given.fields)
    for kind in sorted(kinds - set(OWN)):
        own = {key[0] for (_, dims), cells in given.facts.items() if dims == (kind,) for key in cells}
        for member in sorted(own | {one for texts in given.fields.get(kind, {}).values() for one in texts}):
            yield Group(kind, member, facts_of(given, kind, member), fields_of(given, kind, member), HERE)


def tables_of_facts(given: Given) -> Iterable[Fact]:
    """Yield the facts with several keys, as the columns of a file."""
    for (name, dimensions), cells in given.facts.items():
        if len(dimensions) > 1:
            keys = tuple([key[at] for key in cells] for at in range(len(dimensions)))
            yield Fact(name, dimensions, keys, [plain(x) for x in cells.values()], [HERE] * len(cells))


def marks(given: Given) -> Marks:
    submissions, judges = tuple(sorted(given.submissions)), tuple(sorted(given.judges))
    members = (submissions, judges, given.criteria)
    numbers = {tuple(ids.index(part) for ids, part in zip(members, key, strict=True)): key for key in given.marks}
    ordered = sorted(numbers)
    cells = [given.marks[numbers[key]] for key in ordered]
    states = bytearray(map(state_of(given), cells))
    denominator = lcm(1, *(x.denominator for x in cells if isinstance(x, Fraction)))
    values = [int(x * denominator) if isinstance(x, Fraction) else 0 for x in cells]
    keys = tuple([key[at] for key in ordered] for at in range(3))
    table = Table(OWN, keys, states if any(states) else None, {"value": Column(values, denominator)})
    nought = [0] * len(cells)
    return Marks(
        *members, table, Sources(("marks.csv",), nought, [at + 2 for at in range(len(cells))], ("mark",), nought)
    )


def state_of(given: Given):  # type: ignore[no-untyped-def]
    def state(value: Value) -> int:
        if isinstance(value, Fraction):
            return VALUE
        return FIRST_CODE + given.codes.index(value) if value in given.codes else WORDS.index(value)

    return state


def cells_of(table: Table, members: Mapping[str, tuple[str, ...]], codes: tuple[str, ...]) -> dict[Key, Value]:
    """Return an engine's table as a dictionary from the ids of its key to a number or the word of a state."""
    states = table.states or bytearray(len(table))
    words = dict(enumerate(WORDS)) | {FIRST_CODE + n: code for n, code in enumerate(codes)}
    words |= {FIRST_REMOVED + n: "disqualified" for n, _ in enumerate(codes)}
    cells: dict[Key, Value] = {}
    for at, key in enumerate(zip(*table.keys, strict=True) if table.keys else [()] * len(table)):
        ids = tuple(members[name][number] for name, number in zip(table.dimensions, key, strict=True))
        cells[ids] = Fraction(table.value.values[at]) / table.value.denominator if not states[at] else words[states[at]]
    return cells
