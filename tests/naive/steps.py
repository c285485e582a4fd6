"""The steps of a rule, read as plainly as can be: dictionaries of fractions, and nothing of the engine."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import prod
from statistics import mean
from typing import Any

from tests.naive.given import Given, Key, Value

ASIDE = ("recused", "conflict", "void", "late", "not assigned")
CELLWISE: Mapping[str, Callable[[Fraction, Fraction], Fraction]] = {
    "plus": lambda x, y: x + y,
    "minus": lambda x, y: x - y,
    "times": lambda x, y: x * y,
    "divide": lambda x, y: x / y,
    "percent": lambda x, y: 100 * x / y,
    "floor": max,
    "cap": min,
}
MEETS: Mapping[str, Callable[[Fraction, Fraction], bool]] = {
    "above": lambda x, y: x > y,
    "below": lambda x, y: x < y,
    "at_least": lambda x, y: x >= y,
    "at_most": lambda x, y: x <= y,
    "equal": lambda x, y: x == y,
}
FOLDS = ("mean", "sum", "product", "median", "best", "worst", "count")
ORDERS = (
    "rank",
    "points",
    "copeland",
    "borda",
    "placements",
    "schulze",
    "ranked_pairs",
    "kemeny",
    "majority_judgment",
    "irv",
    "stv",
)
VALUES = ("keep", "convert", "confirm", "remove", "standardise")
VERBS = (*FOLDS, *CELLWISE, *VALUES, *ORDERS, "clip", "drop", "fill", "weigh")


class Refused(Exception):
    """The rule does not say what these data are worth."""


class Unsettled(Exception):
    """The clause says nothing of such data, or can be read in two ways."""


@dataclass(frozen=True)
class Table:
    """Cells by key; ``better`` is the sense, ``codes`` those that may still stand in a cell, ``placed`` the fields by which places were given."""

    dimensions: tuple[str, ...]
    cells: dict[Key, Value]
    better: str | None = None
    codes: frozenset[str] = frozenset()
    placed: tuple[str, ...] | None = None


# -- names and keys ---------------------------------------------------------------------------------------------------


def named(given: Given, names: Mapping[str, Table], name: str, over: Iterable[str] = ()) -> Table:
    """Return the one thing that answers to a name; as weights, a bare field belongs to the dimension folded."""
    found = [names[name]] if name in names else []
    kind, _, field = name.rpartition(".")
    facts = {
        dims: cells
        for (fact, dims), cells in given.facts.items()
        if fact == field and (not kind or ",".join(dims) == kind)
    }
    own = {dims: cells for dims, cells in facts.items() if set(dims) & set(over)}
    found += [Table(dims, dict(cells)) for dims, cells in (own or facts).items()]
    if len(found) != 1:
        raise Refused(f"{len(found)} things are called {name}")
    return found[0]


def tell(given: Given, dimension: str, dimensions: tuple[str, ...], key: Key) -> str | None:
    """Return what a key says of a dimension: its own, a field of one, or a text of the round."""
    told = dict(zip(dimensions, key, strict=True))
    if dimension in told:
        return told[dimension]
    fields = (given.fields.get(name, {}).get(dimension, {}).get(member) for name, member in told.items())
    return next((text for text in fields if text is not None), given.texts.get(dimension))


def look_up(given: Given, operand: Table, table: Table, key: Key) -> Value | None:
    return operand.cells.get(tuple(str(tell(given, name, table.dimensions, key)) for name in operand.dimensions))


def operand_of(
    given: Given, names: Mapping[str, Table], step: Mapping[str, Any], what: Any, table: Table, key: Key
) -> Fraction:
    """Return the number of an operand for one cell; ``missing`` stands for one that is not there."""
    if not isinstance(what, str):
        return Fraction(what)
    found = look_up(given, named(given, names, what), table, key)
    if isinstance(found, Fraction):
        return found
    if isinstance(step.get("missing"), int | Fraction):
        return Fraction(step["missing"])
    raise Refused(f"no {what} for {key}")


def order(given: Given, dimension: str, member: str) -> tuple[int, str]:
    return (given.criteria.index(member) if dimension == "criterion" else 0, member)


# -- the steps --------------------------------------------------------------------------------------------------------


def run(given: Given, step: Mapping[str, Any], last: Table, names: Mapping[str, Table]) -> Table:
    from tests.naive import values  # which builds on this file

    verb = next((key for key in step if key in VERBS), "round")
    table = chosen(given, named(given, names, step["of"]) if "of" in step else last, step.get("where", {}))
    if verb in FOLDS:
        made = fold(given, step, verb, table, names)
    elif verb == "drop":
        made = drop(given, step, table)
    elif verb == "fill":
        made = fill(given, step, table, names)
    elif verb == "weigh":
        made = weigh(given, step, names)
    elif verb == "clip":
        made = by_cell(table, lambda key, x: clipped(given, step, names, table, key, x))
        if "outside" in step:  # what would be moved is left out
            cells = {key: x for key, x in table.cells.items() if made.cells[key] == x}
            made = replace(table, cells=cells)
    elif verb in ORDERS:
        from tests.naive import orders

        made = orders.run(given, step, verb, table, names)
    elif verb in VALUES:
        made = values.changed(given, step, verb, table)
    elif verb == "round":
        made = table
    else:
        made = by_cell(table, lambda key, x: calculated(given, step, verb, names, table, key, x))
        if verb in ("times", "divide", "percent") and not isinstance(step[verb], str) and step[verb] < 0:
            made = replace(made, better={"higher": "lower", "lower": "higher"}[made.better])
    if "round" not in step:
        return made
    return by_cell(made, lambda _, x: round_to(x, step["round"], step.get("half", "up")))


def by_cell(table: Table, change: Callable[[Key, Fraction], Fraction]) -> Table:
    changed = {key: change(key, x) if isinstance(x, Fraction) else x for key, x in table.cells.items()}
    return replace(table, cells=changed)


def calculated(given, step, verb, names, table, key, x) -> Fraction:  # type: ignore[no-untyped-def]
    y = operand_of(given, names, step, step[verb], table, key)
    if y == 0 and verb in ("divide", "percent"):
        raise Refused("division by zero")
    return CELLWISE[verb](x, y)


def clipped(given, step, names, table, key, x) -> Fraction:  # type: ignore[no-untyped-def]
    around = operand_of(given, names, step, step["around"], table, key)
    far = operand_of(given, names, step, step["clip"], table, key)
    return min(max(x, around - far), around + far)


def round_to(x: Fraction, digits: int, half: str) -> Fraction:
    scaled = abs(x) * Fraction(10) ** digits
    whole, rest = scaled // 1, scaled % 1
    up = rest > Fraction(1, 2) or (rest == Fraction(1, 2) and (half == "up" or (half == "even" and whole % 2 == 1)))
    up = up and half != "cut"
    return (whole + up) / Fraction(10) ** digits * (-1 if x < 0 else 1)


def chosen(given: Given, table: Table, where: Mapping[str, Any]) -> Table:
    """Return only these cells; one value for a dimension slices it, a list keeps it, a field only filters."""
    for name, wanted in where.items():
        many = [wanted] if isinstance(wanted, str) else list(wanted)
        cells = {key: x for key, x in table.cells.items() if tell(given, name, table.dimensions, key) in many}
        table = replace(table, cells=cells)
        if isinstance(wanted, str) and name in table.dimensions:
            at = table.dimensions.index(name)
            table = replace(
                table,
                dimensions=table.dimensions[:at] + table.dimensions[at + 1 :],
                cells={key[:at] + key[at + 1 :]: x for key, x in cells.items()},
            )
    return table


def grouped(given: Given, table: Table, over: list[str], by: list[str]) -> tuple[tuple[str, ...], dict[Key, list[Key]]]:
    """Return the dimensions of a group's key, and the keys of the cells of each group."""
    kept = (*(name for name in table.dimensions if name not in over), *by)
    groups: dict[Key, list[Key]] = {}
    for key in table.cells:
        group = [tell(given, name, table.dimensions, key) for name in kept]
        if None in group:
            raise Refused(f"{key} has no {kept[group.index(None)]}")
        groups.setdefault(tuple(map(str, group)), []).append(key)
    return kept, groups


def listed(names: Any) -> list[str]:
    return [names] if isinstance(names, str) else list(names)


def fold(given: Given, step: Mapping[str, Any], verb: str, table: Table, names: Mapping[str, Table]) -> Table:
    if table.codes:
        raise Refused("codes are not dealt with")
    over = listed(step[verb])
    kept, groups = grouped(given, table, over, listed(step.get("by", [])))
    cells: dict[Key, Value] = {}
    spare = (
        "judge" in over
        or step.get("missing", "refuse") not in ("refuse", "mean")
        or given.score.get("expects", "ballots") not in ("ballots", "all", "assigned")
    )
    own = [
        kept.index(name)
        for name in listed(step.get("by", []))
        if any(name in given.fields.get(one, {}) for one in over)
    ]
    sizes = {(tuple(group[at] for at in own), len(keys)) for group, keys in groups.items() if has_value(table, keys)}
    if verb == "sum" and not spare and len(sizes) > len({kind for kind, _ in sizes}):
        raise Refused("what a group lacks would count as zero")
    for group, keys in groups.items():
        present = counted(step, verb, {key: table.cells[key] for key in keys}, given.codes)
        if isinstance(present, str):
            cells[group] = present
            continue
        if verb == "count":
            cells[group] = Fraction(sum(meets(given, step, names, table, key, x) for key, x in present.items()))
            continue
        weights = {key: weight_of(given, step, names, table, over, key) for key in present}
        cells[group] = folded(given, step, verb, table.better, present, weights)
        if verb == "sum" and "weights" in step:
            cells[group] /= divisor(given, step, names, over, kept, group)
    return Table(kept, cells, "higher" if verb == "count" else table.better)


def has_value(table: Table, keys: list[Key]) -> bool:
    """Return whether a group comes to a value: it has one, and no part of it is unranked."""
    cells = [table.cells[key] for key in keys]
    return "unranked" not in cells and any(isinstance(x, Fraction) for x in cells)


def meets(given, step, names, table, key, x) -> bool:  # type: ignore[no-untyped-def]
    """Return whether a value meets every condition of a count."""
    limits = {name: operand_of(given, names, step, step[name], table, key) for name in MEETS if name in step}
    return all(MEETS[name](x, limit) for name, limit in limits.items())


def counted(
    step: Mapping[str, Any], verb: str, group: Mapping[Key, Value], codes: tuple[str, ...]
) -> dict[Key, Fraction] | str:
    """Return the cells of a group that count, as numbers; or the state of the group."""
    if set(group.values()) & set(codes):
        raise Unsettled("a code that a step passed on meets a fold")
    policies: dict[str, Any] = {}
    for states, name in ((("missing",), "missing"), (ASIDE, "aside")):
        policies |= dict.fromkeys(states, step.get(name, "refuse" if verb in ("sum", "product") else "left out"))
    refused = [key for key, state in group.items() if policies.get(str(state)) == "refuse"]
    if refused:
        raise Refused(f"{refused[0]} is {group[refused[0]]}")
    if "unranked" in group.values():
        if "mean" in (step.get("missing"), step.get("aside")):
            raise Unsettled("the mean of a group of which a part is unranked")
        return "unranked"
    present = {key: x for key, x in group.items() if isinstance(x, Fraction)}
    for states in (("missing",), ASIDE):
        without, policy = [key for key, state in group.items() if state in states], policies[states[0]]
        if policy == "mean" and present:
            present |= dict.fromkeys(without, mean(present.values()))
        elif isinstance(policy, int | Fraction):
            present |= dict.fromkeys(without, Fraction(policy))
    if present:
        return present
    return next(state for state in ("missing", *ASIDE, "disqualified") if state in group.values())


def folded(given, step, verb, better, present, weights) -> Fraction:  # type: ignore[no-untyped-def]
    values = sorted(present.values())
    if verb in ("mean", "sum"):
        total = sum((x * weights[key] for key, x in present.items()), Fraction(0))
        if verb == "sum":
            return total
        if sum(weights.values()) == 0:
            raise Refused("the weights add up to zero")
        return total / sum(weights.values())
    if verb == "product":
        return prod(values, start=Fraction(1))
    if verb == "median":
        low, high = values[(len(values) - 1) // 2], values[len(values) // 2]
        return {"low": low, "high": high}.get(step.get("middle"), (low + high) / 2)
    if verb == "count":
        return Fraction(
            sum(all(meets(x, Fraction(step[k])) for k, meets in MEETS.items() if k in step) for x in values)
        )
    return values[-1] if (verb == "best") == (better == "higher") else values[0]


def weight_of(given, step, names, table, over, key) -> Fraction:  # type: ignore[no-untyped-def]
    if "weights" not in step:
        return Fraction(1)
    found = look_up(given, weight_table(given, step, names, over), table, key)
    if not isinstance(found, Fraction):
        raise Refused(f"no weight for {key}")
    return found


def weight_table(given: Given, step: Mapping[str, Any], names: Mapping[str, Table], over: list[str]) -> Table:
    weights = step["weights"]
    if isinstance(weights, str):
        return named(given, names, weights, over)
    return Table((over[0],), {(member,): Fraction(w) for member, w in weights.items()})


def divisor(given, step, names, over, kept, group) -> Fraction:  # type: ignore[no-untyped-def]
    """Return what a sum is divided by: 100, the total of the parts in this group, or 1; only a `weight` is a share."""
    weights = step["weights"]
    if isinstance(weights, str) and weights.rpartition(".")[2] != "weight":
        return Fraction(1)
    if given.weights != "parts":
        return Fraction(100 if given.weights == "percent" else 1)
    table = weight_table(given, step, names, over)
    said = dict(zip(kept, group, strict=True))
    total = sum(
        x for key, x in table.cells.items()
        if all(said[name] == tell(given, name, table.dimensions, key) for name in said
               if tell(given, name, table.dimensions, key) is not None)
    )  # fmt: skip
    if total == 0:
        raise Refused("the weights add up to zero")
    return total


def drop(given: Given, step: Mapping[str, Any], table: Table) -> Table:
    over, high, low = listed(step["drop"]), step.get("highest", 0), step.get("lowest", 0)
    at = table.dimensions.index(over[0])
    cells = dict(table.cells)
    for keys in grouped(given, table, over, listed(step.get("by", [])))[1].values():
        ordered = sorted(keys, key=lambda key: order(given, over[0], key[at]))
        values = [key for key in ordered if isinstance(cells[key], Fraction)]
        if not values:
            continue
        if len(values) < step.get("min", high + low + 1):
            if step.get("too_few", "refuse") == "refuse":
                raise Refused(f"{len(values)} values are too few")
            if step["too_few"] == "unranked":
                cells |= dict.fromkeys(keys, "unranked")
            continue
        for _ in range(high):
            gone = max(values, key=lambda key: (cells[key], values.index(key)))
            values.remove(gone)
            del cells[gone]
        for _ in range(low):
            gone = min(values, key=lambda key: (cells[key], -values.index(key)))
            values.remove(gone)
            del cells[gone]
    return replace(table, cells=cells)


def fill(given: Given, step: Mapping[str, Any], table: Table, names: Mapping[str, Table]) -> Table:
    states, value = listed(step["fill"]), step["with"]
    codes = table.codes - set(states)
    filled = {key for key, x in table.cells.items() if x in states}
    if value == "left out":
        return replace(table, codes=codes, cells={key: x for key, x in table.cells.items() if key not in filled})
    if not isinstance(value, str):
        return replace(table, codes=codes, cells=table.cells | dict.fromkeys(filled, Fraction(value)))
    cells = dict(table.cells)
    if value not in ("mean", "median", "lowest", "highest"):
        other = named(given, names, value)
        if len({table.better, other.better} - {None}) > 1:
            raise Refused(f"`{value}` is better the other way round")
        found = {key: look_up(given, other, table, key) for key in filled}
        return replace(table, codes=codes, cells=cells | {k: x for k, x in found.items() if isinstance(x, Fraction)})
    for keys in grouped(given, table, listed(step["over"]), listed(step.get("by", [])))[1].values():
        values = sorted(x for key in keys if isinstance(x := table.cells[key], Fraction))
        if "unranked" in [table.cells[key] for key in keys]:
            raise Unsettled("`fill` from a group of which a part is unranked")
        if values and filled & set(keys):
            middle = (values[(len(values) - 1) // 2] + values[len(values) // 2]) / 2
            number = {"mean": mean(values), "median": middle, "lowest": values[0], "highest": values[-1]}[value]
            cells |= dict.fromkeys(filled & set(keys), number)
    return replace(table, codes=codes, cells=cells)


def weigh(given: Given, step: Mapping[str, Any], names: Mapping[str, Table]) -> Table:
    """Return the weighted sum for every key of a step; what a step has no value for is so, unless a number stands for it."""
    parts = {name: named(given, names, name) for name in step["weigh"]}
    if len({table.better for table in parts.values() if table.better}) > 1:
        raise Refused("what is better in one table is worse in another")
    cells: dict[Key, Value] = {}
    first = next(iter(parts.values()))
    for key in {key for name, table in parts.items() if name in names for key in table.cells}:
        own = [table.cells[key] for name, table in parts.items() if name in names and key in table.cells]
        states = [str(x) for x in own if not isinstance(x, Fraction)]
        if states and ("missing" not in step or len(states) == len(own) or "unranked" in states):
            order = ("unranked", "missing", *ASIDE)
            cells[key] = min(states, key=lambda state: order.index(state) if state in order else 99)
            continue
        total = Fraction(0)
        for name, weight in step["weigh"].items():
            found = look_up(given, parts[name], first, key)
            if not isinstance(found, Fraction) and "missing" not in step:
                raise Refused(f"no {name} for {key}")
            total += Fraction(weight) * (found if isinstance(found, Fraction) else Fraction(step["missing"]))
        cells[key] = total
    return replace(first, cells=cells)
