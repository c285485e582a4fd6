"""The rounds of a challenge: ``[[round]]`` of its ``challenge.toml``."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from judge.files import asking, keys, publishing
from judge.files.ids import Ids
from judge.model.challenge import Round
from judge.model.fields import Fields
from judge.model.number import plain
from judge.model.place import Node, Place
from judge.model.problem import Problems, listed
from judge.model.rubric import Rubric


def read(
    nodes: Sequence[Node], rubrics: Mapping[str, Rubric], judges: Mapping[str, object], problems: Problems
) -> tuple[Round, ...]:
    """Return the declared rounds; without any, the one round of the only rubric."""
    ids = Ids("round", problems)
    if not nodes:
        return _only(rubrics, ids, problems)
    nodes = keys.each_of(nodes)
    found = [each for node in nodes if (each := _round(node, ids, rubrics, judges, problems)) is not None]
    _order(nodes, found, problems)
    return tuple(found)


def _only(rubrics: Mapping[str, Rubric], ids: Ids, problems: Problems) -> tuple[Round, ...]:
    if len(rubrics) != 1:
        if rubrics:
            problems.refuse(
                "no-round",
                Place("challenge.toml"),
                f"there are {len(rubrics)} rubrics ({listed(sorted(rubrics))}), and nothing says which one is used",
                f'write a [[round]] with id = "…" and rubric = "{min(rubrics)}" in challenge.toml',
            )
        return ()
    (rubric,) = rubrics.values()
    if not _named(rubric.id, rubric.place, ids, problems):
        return ()
    return (
        Round(rubric.id, rubric.title, rubric.id, None, None, None, {}, None, None, None, None, rubric.place),
    )  # fmt: skip


def _named(text: str, place: Place, ids: Ids, problems: Problems) -> str | None:
    """Return the id of a round, or None with a problem."""
    name = ids.add(text, place)
    bad = next((character for character in name or "" if character in "./\\" or character.isspace()), None)
    if bad is not None:
        what = {".": "a dot", "/": "a slash", "\\": "a backslash"}.get(bad, "a space")
        problems.refuse(
            "round-id",
            place,
            f"the id `{name}` of a round holds {what}",
            "ids of rounds are used in rules and as folders: write letters, digits, `-` and `_`",
            found=name,
        )
        return None
    return name


def _round(
    node: Node, ids: Ids, rubrics: Mapping[str, Rubric], judges: Mapping[str, object], problems: Problems
) -> Round | None:
    fields = Fields(node, problems, "a round")
    text = fields.text("id", required=True)
    name = None if text is None else _named(text, node.place, ids, problems)
    fields.what = "a round" if name is None else f"the round `{name}`"
    title = keys.title(fields, name or "")
    rubric = keys.reference(fields, "rubric", rubrics)
    entrants = fields.text("entrants")
    panel = keys.references(fields, "panel", "judge", judges or None)
    seed_node = fields.take("seed")
    seed = seed_node.value if seed_node is not None and isinstance(seed_node.value, str) else None
    if seed_node is not None and not seed:
        problems.refuse(
            "wrong-kind",
            seed_node.place,
            f"`seed` of {fields.what} is {seed_node.kind()}, not a text with something in it",
        )
    facts = fields.mapping("facts")
    steps = fields.take("steps")
    if steps is not None and not isinstance(steps.value, tuple):
        problems.refuse("wrong-kind", steps.place, f"`steps` of {fields.what} is {steps.kind()}, not a list of steps")
        steps = None
    score, rank, outcomes = keys.table(fields, "score"), keys.table(fields, "rank"), keys.outcomes(fields)
    eligibility = fields.tables("eligibility") if fields.has("eligibility") else None
    asked = asking.read(fields, rubrics.get(rubric or ""))
    sealed, shows, remarks = _sealed(fields), fields.texts("shows"), _remarks(fields)
    differ = fields.number("differ")
    comma = fields.choice("decimal", ("point", "comma"), "point") == "comma"
    calibration = keys.references(fields, "calibration", "submission", None) or ()
    assign, published = keys.table(fields, "assign"), publishing.read(fields)
    fields.finish()
    if name is None:
        return None
    return Round(
        name,
        title,
        rubric,
        entrants,
        panel,
        seed,
        facts,
        steps,
        score,
        rank,
        outcomes,
        node.place,
        eligibility,
        sealed,
        shows,
        remarks,
        differ=differ,
        assign=assign,
        ballot=asked.ballot,
        picks=asked.picks,
        comparisons=asked.comparisons,
        comma=comma,
        calibration=calibration,
        publishing=published,
    )


def _sealed(fields: Fields) -> bool:
    """Take whether marks stay hidden in the record until the round is sealed."""
    node = fields.take("sealed")
    if node is not None and not isinstance(node.value, bool):
        message = f"`sealed` of {fields.what} is {node.kind()}, not true or false"
        fields.problems.refuse("wrong-kind", node.place, message, expected="true or false")
    return node is not None and node.value is True


def _remarks(fields: Fields) -> tuple[str, ...] | None:
    """Take the marks beside which a remark is owed: a list of them, or ``"each"`` for every ballot."""
    node = fields.take("remarks")
    if node is None:
        return None
    if node.value == "each":
        return ()
    items = node.value if isinstance(node.value, tuple) else ()
    values = [item.value for item in items]
    if not values or not all(
        isinstance(value, int | Fraction | str) and not isinstance(value, bool) for value in values
    ):
        message = f"`remarks` of {fields.what} is {node.kind()}, not a list of marks"
        fields.problems.refuse("wrong-kind", node.place, message, 'write remarks = "each", or remarks = [0, 5]')
        return None
    return tuple(
        value if isinstance(value, str) else plain(Fraction(value))
        for value in values
        if isinstance(value, int | Fraction | str)
    )


def _order(nodes: Sequence[Node], rounds: Sequence[Round], problems: Problems) -> None:
    """Check that the entrants of a round come from an earlier one."""
    order = {each.id: number for number, each in enumerate(rounds)}
    for node in nodes:
        inner = node.value if isinstance(node.value, dict) else {}
        entrants, own = inner.get("entrants"), inner.get("id")
        if entrants is None or own is None or not isinstance(entrants.value, str) or not isinstance(own.value, str):
            continue
        before = keys.checked(entrants, "round", order, problems)
        if before is not None and own.value in order and order[before] >= order[own.value]:
            problems.refuse(
                "round-order",
                entrants.place,
                f"the entrants of the round `{own.value}` come from `{before}`, which is not run before it",
                "put the rounds in the order in which they are run",
            )
