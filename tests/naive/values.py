"""The verbs on values, as the clauses say them: kept, converted, confirmed, removed and standardised values."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from math import isqrt
from typing import Any

from tests.naive.given import Given, Key, Value
from tests.naive.steps import Refused, Table, by_cell, grouped, listed, order


def changed(given: Given, step: Mapping[str, Any], verb: str, table: Table) -> Table:
    """Return the table after one of these verbs."""
    if verb == "convert":
        return by_cell(table, lambda _, x: converted(step, x))
    if verb == "remove":
        return removed(step, table)
    return {"keep": kept, "confirm": confirmed, "standardise": standardised}[verb](given, step, table)


def kept(given: Given, step: Mapping[str, Any], table: Table) -> Table:
    """Leave the highest and the lowest; of equal values the last id goes."""
    over, high, low = listed(step["keep"]), step.get("highest", 0), step.get("lowest", 0)
    at, cells = table.dimensions.index(over[0]), dict(table.cells)
    for keys in grouped(given, table, over, listed(step.get("by", [])))[1].values():
        values = sorted(
            (key for key in keys if isinstance(cells[key], Fraction)), key=lambda key: order(given, over[0], key[at])
        )
        if values and len(values) < step.get("min", high + low) and step.get("too_few") != "keep":
            if "too_few" not in step:
                raise Refused(f"{len(values)} values are too few")
            cells |= dict.fromkeys(keys, "unranked")
            continue
        first = sorted(values, key=lambda key: -cells[key])[:high]  # type: ignore[operator]
        last = sorted(values, key=lambda key: cells[key])[:low]  # type: ignore[arg-type,return-value]
        cells = {key: x for key, x in cells.items() if key not in values or key in first or key in last}
    return replace(table, cells=cells)


def converted(step: Mapping[str, Any], x: Fraction) -> Fraction:
    pairs = sorted((Fraction(start), Fraction(gives)) for start, gives in step["convert"])
    if x < pairs[0][0]:
        if "below" not in step:
            raise Refused(f"{x} is below the thresholds")
        return Fraction(step["below"])
    for (start, gives), (end, then) in pairwise(pairs):
        if x < end:
            return gives + (then - gives) * (x - start) / (end - start) * (step.get("between") == "line")
    return pairs[-1][1]


def confirmed(given: Given, step: Mapping[str, Any], table: Table) -> Table:
    codes, cells = listed(step["codes"]), dict(table.cells)
    for keys in grouped(given, table, listed(step["confirm"]), listed(step.get("by", [])))[1].values():
        counted = [key for key in keys if isinstance(cells[key], Fraction) or cells[key] in given.codes]
        marked = [key for key in counted if cells[key] in codes]
        if len(marked) > Fraction(step.get("share", Fraction(1, 2))) * len(counted):
            become(cells, counted, step["then"])
        else:
            become(cells, marked, step["otherwise"])
    return replace(table, cells=cells, codes=table.codes - set(codes))


def become(cells: dict[Key, Value], keys: list[Key], what: Any) -> None:
    for key in keys:
        if what == "left out":
            del cells[key]
        else:
            cells[key] = Fraction(what)


def removed(step: Mapping[str, Any], table: Table) -> Table:
    codes, at = listed(step["codes"]), table.dimensions.index("submission")
    gone = {key[at] for key, x in table.cells.items() if x in codes}
    cells: dict[Key, Value] = {key: "disqualified" if key[at] in gone else x for key, x in table.cells.items()}
    return replace(table, cells=cells, codes=table.codes - set(codes))


# -- standardised -----------------------------------------------------------------------------------------------------


def standardised(given: Given, step: Mapping[str, Any], table: Table) -> Table:
    cells = dict(table.cells)
    every = [x for x in cells.values() if isinstance(x, Fraction)]
    for keys in grouped(given, table, listed(step["standardise"]), listed(step.get("by", [])))[1].values():
        values = {key: x for key in keys if isinstance(x := table.cells[key], Fraction)}
        for key, x in values.items():
            cells[key] = beside(step, x, list(values.values()), every)
    return replace(table, cells=cells)


def beside(step: Mapping[str, Any], x: Fraction, values: list[Fraction], every: list[Fraction]) -> Fraction:
    """Return a value beside the others of its group; ``every`` are all values of the table."""
    method, onto = step.get("method", "z"), step.get("onto", {})
    if len(values) < step.get("min", 2 if method in ("z", "range") else 1):
        return instead(step, "too_few", x, values, every)
    below, equal = sum(y < x for y in values), values.count(x)
    if method == "percentile":
        return 100 * (below + Fraction(equal, 2)) / len(values)
    if method == "midrank":
        return below + Fraction(equal + 1, 2)
    if method == "centre":
        return centred(onto, x, values, every)
    if min(values) == max(values):
        return instead(step, "no_spread", x, values, every)
    if method == "range":
        return (x - min(values)) / (max(values) - min(values))
    m, ratio = mean(values), 1 / variance(step, values)
    if onto == "panel":
        return deviations(x - m, ratio * variance(step, every), step) + mean(every)
    return deviations(x - m, ratio, step) * Fraction(onto.get("spread", 1)) + Fraction(onto.get("mean", 0))


def instead(step: Mapping[str, Any], key: str, x: Fraction, values: list[Fraction], every: list[Fraction]) -> Fraction:
    if key not in step:
        raise Refused(f"{key}: {values}")
    if step[key] == "keep":
        return x
    return centred(step.get("onto", {}), x, values, every) if step[key] == "centre" else Fraction(step[key])


def centred(onto: Any, x: Fraction, values: list[Fraction], every: list[Fraction]) -> Fraction:
    return x - mean(values) + (mean(every) if onto == "panel" else Fraction(onto.get("mean", 0)))


def mean(values: list[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def variance(step: Mapping[str, Any], values: list[Fraction]) -> Fraction:
    squares = sum((x - mean(values)) ** 2 for x in values)
    return Fraction(squares) / (len(values) - (step["deviation"] == "sample"))


def deviations(far: Fraction, ratio: Fraction, step: Mapping[str, Any]) -> Fraction:
    """Return |x - m|/s to so many decimals, as the clause writes it, with the sign put back."""
    digits = step.get("digits", 12)
    root = (isqrt(4 * 10 ** (2 * digits) * far**2 * ratio // 1) + 1) // 2
    return Fraction(root if far > 0 else -root, 10**digits)
