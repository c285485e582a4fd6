"""Who is let in before the first step, as the clause says it (§8.8)."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from tests.naive.given import Given
from tests.naive.steps import MEETS, Refused, Table, chosen, named

BOUNDS = {"below", "above", "at_least", "at_most"}
"""The conditions on numbers."""


def admitted(given: Given) -> Given:
    """Return the round with those who fail a gate taken out, or raise ``Refused`` where a gate's fact is not there."""
    present = [one for one in given.submissions if one not in given.removed]
    fields = [gate for gate in given.eligibility if "field" in gate]
    for one, field in given.waived:
        if field not in [gate.get("field") or gate["of"] for gate in given.eligibility]:
            raise Refused(f"{field} is no gate, and is waived for {one}")
    failed = {
        one
        for gate in fields
        for one in present
        if (one, gate["field"]) not in given.waived and not passes(given, gate, one)
    }
    later = tuple(gate for gate in given.eligibility if "of" in gate)
    return replace(given, removed={**given.removed, **dict.fromkeys(failed, "ineligible")}, eligibility=later)


def held(given: Given, names: Mapping[str, Table], placed: Collection[str]) -> dict[str, str]:
    """Return who fails a gate after the steps: each value of the table must keep to the bounds, and one must be there."""
    failed = {}
    for gate in given.eligibility:
        table = chosen(given, named(given, names, gate["of"]), gate.get("where", {}))
        at = table.dimensions.index("submission")
        for one in placed:
            own = [x for key, x in table.cells.items() if key[at] == one]
            kept = [
                isinstance(x, Fraction) and all(MEETS[key](x, gate[key]) for key in BOUNDS & set(gate)) for x in own
            ]
            if (one, gate["of"]) not in given.waived and not (kept and all(kept)):
                failed[one] = "ineligible"
    return failed


def passes(given: Given, gate: Mapping[str, Any], one: str) -> bool:
    field = gate["field"]
    each = gate.get("last_of") or gate.get("first_of")
    if each:
        return newest(given, field, each, one, -1 if "first_of" in gate else 1)
    texts = given.fields.get("submission", {}).get(field)
    if texts is not None:
        return texts[one] in [gate.get("is"), *gate.get("one_of", ())]
    numbers = given.facts.get((field, ("submission",)), {})
    if (one,) not in numbers:
        raise Refused(f"{one} has no {field}")
    return all(MEETS[key](numbers[one,], bound) for key, bound in gate.items() if key != "field")


def newest(given: Given, field: str, each: str, one: str, sign: int) -> bool:
    """Whether nobody of the same group was sent later (earlier, where the first one counts)."""
    fields = given.fields["submission"]
    group = [
        other for other in given.submissions if other not in given.removed and fields[each][other] == fields[each][one]
    ]
    dates = sorted((fields[field][other] for other in group), reverse=sign > 0)
    if dates[:1] * 2 == dates[:2]:
        raise Refused("two at the same moment")
    return fields[field][one] == dates[0]
