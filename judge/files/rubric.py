"""A rubric: ``criteria/<id>.toml``."""

from collections import defaultdict
from fractions import Fraction

from judge.files import keys, scale
from judge.files.ids import Ids
from judge.model.fields import Fields
from judge.model.number import plain
from judge.model.place import Node, Place
from judge.model.problem import Problems
from judge.model.rubric import Criterion, Rubric, Scale, Weights

_KEYS = ("id", "title", "weight", "scale", "facts", "level", "derived")


def read(name: str, node: Node, problems: Problems) -> Rubric:
    """Return the rubric that a file declares."""
    fields = Fields(node, problems, "the rubric")
    title = keys.title(fields, name)
    declared = fields.choice("weights", ("percent", "parts", "coefficients"), "percent")
    kinds: dict[str, Weights] = {"percent": "percent", "parts": "parts", "coefficients": "coefficients"}
    own = scale.read(fields.take("scale"), problems)
    nodes = fields.tables("criterion")
    ids = Ids("criterion", problems)
    criteria = tuple(each for item in keys.each_of(nodes) if (each := _criterion(item, own, ids, problems)) is not None)
    if not nodes:
        problems.refuse(
            "no-criteria", Place(node.place.file), "the rubric has no criterion", "write [[criterion]] for each"
        )
    if criteria and all(each.derived is not None for each in criteria):
        problems.refuse(
            "no-criteria", criteria[0].place, "every criterion is derived, and judges mark none",
            "leave `derived` out where judges give the mark",
        )  # fmt: skip
    _weights(criteria, nodes, kinds[declared], problems)
    score, rank = keys.table(fields, "score"), keys.table(fields, "rank")
    outcomes = keys.outcomes(fields) or ()
    formulas, eligibility = fields.mapping("facts"), fields.tables("eligibility")
    fields.finish()
    place = Place(node.place.file)
    return Rubric(
        name, title, own, kinds[declared], criteria, score, rank, outcomes, place, node, formulas, eligibility
    )


def _criterion(node: Node, outer: Scale, ids: Ids, problems: Problems) -> Criterion | None:
    fields = Fields(node, problems, "a criterion")
    text = fields.text("id", required=True)
    name = None if text is None else ids.add(text, node.place)
    fields.what = "a criterion" if name is None else f"the criterion `{name}`"
    title = keys.title(fields, name or "")
    weight = fields.number("weight")
    if weight is not None and weight < 0:
        problems.refuse(
            "negative-weight",
            _place(node, "weight"),
            f"the weight of {fields.what} is {plain(weight)}, below zero",
            found=plain(weight),
        )
    inner = fields.take("scale")
    own = outer if inner is None else scale.read(inner, problems, outer)
    levels = scale.levels(fields, own, problems)
    facts = fields.mapping("facts")
    derived = fields.take("derived")
    if derived is not None and not (isinstance(derived.value, tuple) and derived.value):
        what = f"`derived` of {fields.what} is {derived.kind()}, not a list of steps"
        problems.refuse("wrong-kind", derived.place, what, expected="a list of steps")
        derived = None
    grouped = keys.groupings(fields, _KEYS)
    if name is None:
        return None
    return Criterion(name, title, weight, own, levels, grouped, facts, node.place, derived)


def _place(node: Node, key: str) -> Place:
    inner = node.value.get(key) if isinstance(node.value, dict) else None
    return node.place if inner is None else inner.place


def _weights(criteria: tuple[Criterion, ...], nodes: tuple[Node, ...], kind: Weights, problems: Problems) -> None:
    """Check that all criteria have a weight or none has, and that percentages add up."""
    given = [each for each in criteria if each.weight is not None]
    places = {node.place: _place(node, "weight") for node in nodes}
    if not given:
        return
    for each in criteria:
        if each.weight is None:
            problems.refuse(
                "weight-missing",
                each.place,
                f"the criterion `{each.id}` has no weight, but others have",
                "give each criterion a weight; 0 is for feedback only",
            )
    if len(given) < len(criteria) or len(criteria) < len(nodes) or any(_weight(each) < 0 for each in given):
        return
    total = sum(map(_weight, given), Fraction(0))
    last = places[given[-1].place]
    if total == 0:
        problems.refuse(
            "weights-add-up", last, "all weights are zero", "give at least one criterion a weight above zero"
        )
    elif kind == "percent" and total != 100 and not _by_section(given):
        _not_hundred(total, last, problems)


def _not_hundred(total: Fraction, last: Place, problems: Problems) -> None:
    move = f"lower one weight by {plain(total - 100)}" if total > 100 else f"raise one weight by {plain(100 - total)}"
    problems.refuse(
        "weights-add-up",
        last,
        f"the weights add up to {plain(total)}, not 100",
        f'{move}, or declare `weights = "parts"`',
        found=plain(total),
        expected="100",
    )


def _weight(criterion: Criterion) -> Fraction:
    return criterion.weight or Fraction(0)


def _by_section(criteria: list[Criterion]) -> bool:
    """Whether the weights add up to 100 in each member of a field that every criterion has, such as ``section``."""
    for field in criteria[0].fields:
        totals: dict[str | None, Fraction] = defaultdict(Fraction)
        for each in criteria:
            totals[each.fields.get(field)] += _weight(each)
        if None not in totals and set(totals.values()) == {Fraction(100)}:
            return True
    return False
