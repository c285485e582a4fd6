"""Who is let in before the first step, as the clause says it (§8.8)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tests.naive.given import Given
from tests.naive.steps import MEETS, Refused


def admitted(given: Given) -> Given:
    """Return the round with those who fail a gate taken out, or raise ``Refused`` where a gate's fact is not there."""
    present = [one for one in given.submissions if one not in given.removed]
    for one, field in given.waived:
        if field not in [gate["field"] for gate in given.eligibility]:
            raise Refused(f"{field} is no gate, and is waived for {one}")
    failed = {
        one
        for gate in given.eligibility
        for one in present
        if (one, gate["field"]) not in given.waived and not passes(given, gate, one)
    }
    return replace(given, removed={**given.removed, **dict.fromkeys(failed, "ineligible")}, eligibility=(), waived=())


def passes(given: Given, gate: Mapping[str, Any], one: str) -> bool:
    field = gate["field"]
    texts = given.fields.get("submission", {}).get(field)
    if texts is not None:
        return texts[one] in [gate.get("is"), *gate.get("one_of", ())]
    numbers = given.facts.get((field, ("submission",)), {})
    if (one,) not in numbers:
        raise Refused(f"{one} has no {field}")
    return all(MEETS[key](numbers[one,], bound) for key, bound in gate.items() if key != "field")
