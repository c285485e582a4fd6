"""A second reading of the rule language, as short as can be: dictionaries of fractions, and nothing of the engine."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from statistics import mean
from typing import Any

from tests.naive.given import Given, Key, Value, without_the_only_criterion

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
FOLDS = ("mean", "sum", "median", "best", "worst", "count")
VERBS = (*FOLDS, *CELLWISE, "clip", "drop", "fill", "weigh")


class Refused(Exception):
    """The rule does not say what these data are worth."""


class Unsettled(Exception):
    """The clause says nothing of such data, or can be read in two ways."""


@dataclass(frozen=True)
class Table:
    """Cells by key; ``better`` is the sense, ``codes`` those that may still stand in a cell."""

    dimensions: tuple[str, ...]
    cells: dict[Key, Value]
    better: str | None = None
    codes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Found:
    """What a round comes to: the tables of marks and steps, places, ties with the blocks they end in, and who is taken."""

    tables: tuple[Table, ...]
    places: dict[str, Fraction]
    unranked: dict[str, str]
    ties: tuple[tuple[tuple[str, ...], tuple[tuple[str, ...], ...]], ...]
    taken: tuple[tuple[str, ...], ...]


def evaluate(given: Given) -> Found:
    """Return what a round comes to, or raise :class:`Refused`."""
    names = {"marks": first_table(given)}
    given = without_the_only_criterion(given)
    tables = [names["marks"]]
    for step in given.score.get("steps") or default_steps(given):
        tables.append(run(given, step, tables[-1], names))
        if "as" in step:
            names[step["as"]] = tables[-1]
    ranked = named(given, names, given.rank["of"]) if "of" in given.rank else tables[-1]
    scores = {key[0]: value for key, value in ranked.cells.items()}
    unranked = who_is_unranked(given, names["marks"], scores)
    better = given.rank.get("better", ranked.better)
    good = {one: value for one, value in scores.items() if one not in unranked and isinstance(value, Fraction)}
    equals = gathered(good, better, Fraction(given.rank.get("gap", 0)))
    ended = [broken(given, names, block) for block in equals]
    blocks = [part for parts in ended for part in parts]
    ties = tuple((tuple(block), tuple(parts)) for block, parts in zip(equals, ended, strict=True) if len(block) > 1)
    taken = tuple(seated(one, blocks, good, better) for one in given.outcomes)
    return Found(tuple(tables), numbered(blocks, given.rank.get("numbering", "1-2-2-4")), unranked, ties, taken)


def default_steps(given: Given) -> list[dict[str, Any]]:
    weighted = {"weights": "weight"} if ("weight", ("criterion",)) in given.facts else {}
    return [{"mean": "criterion"} | weighted, {"mean": "judge"}][len(given.criteria) == 1 :]


# -- the marks --------------------------------------------------------------------------------------------------------


def first_table(given: Given) -> Table:
    expects = given.score.get("expects", "ballots")
    marked = {key[:2] for key in given.marks}
    cells = {key: mark for key, mark in given.marks.items() if key[0] not in given.removed}
    for s, j, c in product(given.submissions, given.judges, given.criteria):
        appointed = c in given.appointed.get(j, given.criteria)
        fact = given.facts.get((expects, ("submission", "criterion")))
        expected = {"marks": False, "all": True}.get(
            expects, (s, j) in marked and (fact is None or (s, c) in fact)
        )  # fmt: skip
        if s in given.removed:
            continue
        if (s, j) in given.asides and (appointed or (s, j, c) in cells):
            cells[s, j, c] = given.asides[s, j]
        elif appointed and expected:
            cells.setdefault((s, j, c), "missing")
    if len(given.criteria) == 1:
        return Table(
            ("submission", "judge"), {k[:2]: v for k, v in cells.items()}, given.better, frozenset(given.codes)
        )
    return Table(("submission", "judge", "criterion"), cells, given.better, frozenset(given.codes))


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
    verb = next((key for key in step if key in VERBS), "round")
    table = chosen(given, named(given, names, step["of"]) if "of" in step else last, step.get("where", {}))
    if verb in FOLDS:
        made = fold(given, step, verb, table, names)
    elif verb == "drop":
        made = drop(given, step, table)
    elif verb == "fill":
        made = fill(given, step, table)
    elif verb == "weigh":
        made = weigh(given, step, names)
    elif verb == "clip":
        made = by_cell(table, lambda key, x: clipped(given, step, names, table, key, x))
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
    if "unranked" in group.values():
        if "mean" in (step.get("missing"), step.get("aside")):
            raise Unsettled("the mean of a group of which a part is unranked")
        return "unranked"
    present = {key: x for key, x in group.items() if isinstance(x, Fraction)}
    for states, name in ((("missing",), "missing"), (ASIDE, "aside")):
        policy = step.get(name, "refuse" if verb == "sum" else "left out")
        without = [key for key, state in group.items() if state in states]
        if without and policy == "refuse":
            raise Refused(f"{without[0]} is {group[without[0]]}")
        if policy == "mean" and present:
            present |= dict.fromkeys(without, mean(present.values()))
        elif isinstance(policy, int | Fraction):
            present |= dict.fromkeys(without, Fraction(policy))
    if present:
        return present
    return next(state for state in ("missing", *ASIDE) if state in group.values())


def folded(given, step, verb, better, present, weights) -> Fraction:  # type: ignore[no-untyped-def]
    values = sorted(present.values())
    if verb in ("mean", "sum"):
        total = sum((x * weights[key] for key, x in present.items()), Fraction(0))
        if verb == "sum":
            return total
        if sum(weights.values()) == 0:
            raise Refused("the weights add up to zero")
        return total / sum(weights.values())
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


def fill(given: Given, step: Mapping[str, Any], table: Table) -> Table:
    states, value = listed(step["fill"]), step["with"]
    codes = table.codes - set(states)
    filled = {key for key, x in table.cells.items() if x in states}
    if value == "left out":
        return replace(table, codes=codes, cells={key: x for key, x in table.cells.items() if key not in filled})
    if not isinstance(value, str):
        return replace(table, codes=codes, cells=table.cells | dict.fromkeys(filled, Fraction(value)))
    cells = dict(table.cells)
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
    parts = [(named(given, names, name), Fraction(weight)) for name, weight in step["weigh"].items()]
    first = parts[0][0]

    def weighed(key: Key, x: Fraction) -> Fraction:
        total = x * parts[0][1]
        for (other, weight), name in list(zip(parts, step["weigh"], strict=True))[1:]:
            found = look_up(given, other, first, key)
            if not isinstance(found, Fraction) and "missing" not in step:
                raise Refused(f"no {name} for {key}")
            total += weight * (found if isinstance(found, Fraction) else Fraction(step["missing"]))
        return total

    return by_cell(first, weighed)


# -- places -----------------------------------------------------------------------------------------------------------


def gathered(scores: Mapping[str, Fraction], better: str | None, gap: Fraction = Fraction(0)) -> list[list[str]]:
    """Return the submissions in blocks of equals, best first: less than the gap from the one above is equal to it."""
    blocks: list[list[str]] = []
    above = None
    for one in sorted(scores, key=lambda one: (-scores[one] if better == "higher" else scores[one], one)):
        if above is not None and (scores[one] == above or abs(above - scores[one]) < gap):
            blocks[-1].append(one)
        else:
            blocks.append([one])
        above = scores[one]
    return [sorted(block) for block in blocks]


def broken(given: Given, names: Mapping[str, Table], block: list[str]) -> list[tuple[str, ...]]:
    """Return the blocks into which the tie-breaks part a block of equals."""
    blocks, last = [block], "share"
    for breaker in given.rank.get("ties", []) if len(block) > 1 else []:
        if isinstance(breaker, str):
            last = breaker
        else:
            values, better = breaker_values(given, names, breaker)
            blocks = [part for one in blocks for part in parted(one, values, better, breaker.get("missing") == "last")]
    if last == "refuse" and any(len(one) > 1 for one in blocks):
        raise Refused("a tie is left")
    if last == "lot":
        blocks = [[one] for equals in blocks for one in sorted(equals, key=lambda one: drawn(given, one))]
    return [tuple(one) for one in blocks]


def drawn(given: Given, submission: str) -> str:
    return hashlib.sha256(f"{given.seed}/{given.id}/{submission}".encode()).hexdigest()


def breaker_values(
    given: Given, names: Mapping[str, Table], breaker: Mapping[str, Any]
) -> tuple[dict[str, Fraction], str]:
    if "criterion" in breaker:
        where = {"criterion": breaker["criterion"]} if "criterion" in names["marks"].dimensions else {}
        marks = replace(chosen(given, names["marks"], where), codes=frozenset())
        cells = {key: x for key, x in marks.cells.items() if isinstance(x, Fraction)}
        table, better = fold(given, {"mean": "judge"}, "mean", replace(marks, cells=cells), names), given.better
    else:
        better = "higher" if "higher" in breaker else "lower"
        table = chosen(given, named(given, names, breaker[better]), breaker.get("where", {}))
    return {key[0]: x for key, x in table.cells.items() if isinstance(x, Fraction)}, better


def parted(block: list[str], values: Mapping[str, Fraction], better: str, behind: bool) -> list[list[str]]:
    without = [one for one in block if one not in values]
    if without and not behind:
        return [block]
    parts = gathered({one: values[one] for one in block if one in values}, better)
    return parts + ([without] if without else [])


def numbered(blocks: list[tuple[str, ...]], numbering: str) -> dict[str, Fraction]:
    places: dict[str, Fraction] = {}
    for at, block in enumerate(blocks):
        ahead = len(places)
        place = {"1-2-2-3": Fraction(at + 1), "average": ahead + Fraction(1 + len(block), 2)}
        places |= dict.fromkeys(block, place.get(numbering, Fraction(ahead + 1)))
    return places


def seated(
    outcome: Mapping[str, Any], blocks: list[tuple[str, ...]], scores: Mapping[str, Fraction], better: str | None
) -> tuple[str, ...]:
    """Return who is taken: those within the seats who reach the minimum."""
    sign = 1 if better == "higher" else -1
    good = [
        tuple(one for one in block if "minimum" not in outcome or (scores[one] - outcome["minimum"]) * sign >= 0)
        for block in blocks
    ]
    taken: list[str] = []
    for block in filter(None, good):
        free = outcome.get("seats", len(scores)) - len(taken)
        if 0 < free < len(block) and outcome.get("ties", "refuse") == "refuse":
            raise Refused("a tie at the cut")
        if len(block) <= free or (free > 0 and outcome["ties"] == "in"):
            taken += block
        else:
            break
    return tuple(taken)
