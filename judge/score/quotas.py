"""An outcome proved before there are marks: what it goes down, what each costs, and the groups of its quotas (§8)."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from judge.model.number import plain
from judge.model.problem import listed
from judge.model.rubric import Sense
from judge.score.facts import fields_of
from judge.score.plan import Condition, Join, Plan, Read, Where
from judge.score.scope import Scope
from judge.score.seats import Seats
from judge.score.shape import Shape


@attrs.frozen
class Quota:
    """So many of those whose field says this; if ``paid``, so much money for all of them."""

    field: str
    member: str
    number: Fraction
    paid: bool = False

    @property
    def group(self) -> str:
        """The group in words."""
        return f"{self.field} {self.member}"


@attrs.frozen(eq=False)
class PlannedSeats:
    """An outcome ready to run.

    Attributes:
        plan: the table gone down, or None for the ranking.
        better: which of its values come first.
        costs: the table of costs, or None.
        fields: the conditions on fields of the submissions.
        most, least: its quotas.
    """

    seats: Seats
    plan: Plan | None
    better: Sense
    costs: Plan | None
    fields: Mapping[str, tuple[str, ...]]
    most: tuple[Quota, ...]
    least: tuple[Quota, ...]


def planned(seats: Seats, ranked: str, shape: Shape, above: Sequence[Seats], scope: Scope) -> PlannedSeats:
    """Return an outcome ready to run; what is wrong is added to the scope's problems.

    Args:
        ranked: the name of the table ranked.
        shape: its shape, with its sense.
        above: the outcomes before this one.
    """
    submission = Shape(("submission",))
    table = Read(ranked) if seats.of is None else None
    if seats.of is not None:
        meaning = scope.table_of(seats.of, seats.place)
        if meaning is not None:
            table, shape = Read(meaning.table), meaning.shape
    plan, fields = _chosen(seats, table or Read(ranked), shape, scope)
    better = seats.better or shape.better
    if better is None and not scope.problems.refused:
        scope.problems.refuse(
            "sense-unknown", seats.place, f"nothing says whether higher or lower values of `{seats.of}` are better",
            'add `better = "higher"` to the outcome',
        )  # fmt: skip
    if seats.after is not None and seats.after not in {item.name for item in above}:
        scope.problems.refuse(
            "unknown-outcome", seats.place, f"no [[outcome]] above this one is called `{seats.after}`",
            f"outcomes above: {listed([item.name for item in above]) or 'none'}", found=seats.after,
        )  # fmt: skip
    if seats.by is not None:
        scope.complete_field(submission, seats.by, seats.place)
    costs = scope.operand(seats.cost, submission, seats.place) if seats.cost is not None else None
    paid = None if costs is None else Join(Read(ranked), Read(costs.table), "cost", None, f"`{seats.cost}`")
    most, least = (_quotas(seats, declared, scope) for declared in (seats.most, seats.least))
    most += tuple(attrs.evolve(quota, paid=True) for quota in _quotas(seats, seats.most_cost, scope))
    _counted(seats, above, scope)
    if len({quota.field for quota in least}) > 1:
        scope.problems.refuse(
            "quota-fields", seats.place, f"`at_least` sets seats aside by {listed(sorted({one.field for one in least}))}",
            "a seat cannot be owed to two groups at once: use one field, or two outcomes",
        )  # fmt: skip
    _fillable(seats, most, least, scope)
    owed = sum(quota.number for quota in least)
    if seats.seats is not None and owed > seats.seats:
        scope.problems.refuse(
            "quota-over-seats", seats.place, f"`at_least` owes {plain(owed)} seats, and there are {seats.seats}",
            "lower the numbers, or offer more seats",
        )  # fmt: skip
    return PlannedSeats(seats, None if seats.of is None else plan, better or "higher", paid, fields, most, least)


def _counted(seats: Seats, above: Sequence[Seats], scope: Scope) -> None:
    """What counts against a limit must stand above, and have a cost where money counts."""
    known = {item.name: item for item in above}
    for name in (*seats.counting, *seats.including):
        if name not in known:
            scope.problems.refuse(
                "unknown-outcome", seats.place, f"no [[outcome]] above this one is called `{name}`",
                f"outcomes above: {listed(list(known)) or 'none'}", found=name,
            )  # fmt: skip
        elif name in seats.counting and seats.most_cost and known[name].short == "part":
            scope.problems.refuse(
                "key-without-use", known[name].place, f"[[outcome]] `{name}` may give part of a cost, and `{seats.name}` counts its money",
                'say `short = "stop"` or "skip" there',
            )  # fmt: skip
        elif name in seats.counting and seats.most_cost and known[name].cost is None:
            scope.problems.refuse(
                "missing-key", known[name].place, f"[[outcome]] `{name}` has no `cost`, and `{seats.name}` counts its money",
                "say what each of its winners costs", expected="cost",
            )  # fmt: skip


def _fillable(seats: Seats, most: Sequence[Quota], least: Sequence[Quota], scope: Scope) -> None:
    """What is owed to a group must be allowed to it, and should not be more than enter for it (§8.5)."""
    limits = {(quota.field, quota.member): quota.number for quota in most if not quota.paid}
    for quota in least:
        limit = limits.get((quota.field, quota.member), quota.number)
        if limit < quota.number:
            scope.problems.refuse(
                "quota-unmet", seats.place,
                f"{quota.group} is owed {plain(quota.number)} seats, and may have {plain(limit)} at most",
                "lower `at_least`, or raise `at_most`",
            )  # fmt: skip
        entered = scope.setting.dimensions["submission"].fields[quota.field].count(quota.member)
        if entered < quota.number <= limit and seats.by is None:
            scope.problems.caution(
                "quota-short", seats.place,
                f"{quota.group} is owed {plain(quota.number)} seats, and has {entered} submission{'s' * (entered != 1)}",
                "a seat that nobody can fill goes to the next in the order, and the result says so",
            )  # fmt: skip


def _chosen(seats: Seats, table: Read, shape: Shape, scope: Scope) -> tuple[Plan, dict[str, tuple[str, ...]]]:
    """Return the table with the slices of ``where``, and what ``where`` says of the fields of submissions."""
    slices: list[Condition] = []
    fields: dict[str, tuple[str, ...]] = {}
    left = list(shape.dimensions)
    for name, wanted in seats.where.items():
        texts = (wanted,) if isinstance(wanted, str) else wanted
        if name in left and name != "submission" and isinstance(wanted, str):
            scope.known_members(name, scope.setting.dimensions[name].members, texts, seats.place)
            slices.append(Condition(name, None, texts, True))
            left.remove(name)
        elif scope.has_field(Shape(("submission",)), name, seats.place):
            scope.known_texts("submission", name, texts, seats.place)
            fields[name] = texts
    if left != ["submission"] and not scope.problems.refused:
        scope.problems.refuse(
            "breaker-too-fine", seats.place,
            f"`{seats.of}` has a value for each {' and '.join(left) or 'round'}, and an outcome needs one for each submission",
            "name a step that is folded, or choose with `where`",
        )  # fmt: skip
    return (Where(table, tuple(slices)) if slices else table), fields


def _quotas(seats: Seats, declared: Mapping[str, Fraction], scope: Scope) -> tuple[Quota, ...]:
    """Return a quota for each group: each member of a field, or one member (``south`` or ``region.south``)."""
    fields = fields_of(scope.setting.facts, "submission")
    found: list[Quota] = []
    for name, number in declared.items():
        field, _, member = name.rpartition(".")
        if name in fields:
            entered = scope.setting.dimensions["submission"].fields[name]
            members = sorted({text for text in entered if text is not None})
            found += [Quota(name, text, number) for text in members]
            scope.owners(("submission",), name)
            continue
        owners = [one for one in sorted(fields) if member in fields[one].values() and field in ("", one)]
        if len(owners) == 1:
            found.append(Quota(owners[0], member, number))
            scope.owners(("submission",), owners[0])
        else:
            why = f"belongs to {listed(owners)}" if owners else "is no field of the submissions, and no value of one"
            scope.problems.refuse(
                "quota-unknown", seats.place, f"`{name}` {why}", "write the field, or the field and the value: region.south",
                found=name,
            )  # fmt: skip
    return tuple(found)
