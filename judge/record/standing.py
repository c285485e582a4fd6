"""A ballot as it stands after the entries so far: who changes a mark names the entry it changes, and says why."""

import attrs

from judge.record.journal import Entry

Fault = tuple[str, str] | None
"""What is wrong with an entry: a code and a sentence, or nothing."""


def pair(each: Entry) -> tuple[str, str]:
    """Return the two submissions that an entry `compare` is about."""
    subs = each.body["subs"]
    assert isinstance(subs, list)
    return str(subs[0]), str(subs[1])


def submissions(each: Entry) -> tuple[str, ...]:
    """Return the submissions that an entry of a judge gives marks to."""
    return pair(each) if each.type == "compare" else (each.text("sub"),) if each.type == "mark" else ()


def _about(each: Entry) -> str:
    return " and ".join(pair(each)) if each.type == "compare" else each.text("sub")


@attrs.define(eq=False)
class Standing:
    """The ballot of one judge for one submission, or the answer on one pair, as it stands after the entries so far."""

    last: int | None = None
    given: dict[str, object] = attrs.field(factory=dict)

    def follow(self, each: Entry) -> Fault:
        """Return what is wrong with the order of revisions, and take the entry as the last one."""
        before, self.last = self.last, each.number("seq")
        if each.body["rev"] != before:
            named = "none" if each.body["rev"] is None else f"entry {each.body['rev']}"
            there = "there is none" if before is None else f"the last one is entry {before}"
            return "E_REV", f"the entry revises {named} for {_about(each)}, and {there}"
        hidden = "sha256" in each.table("marks")
        changed = hidden and before is not None
        for criterion, value in each.table("marks").items() if not hidden else ():
            changed = changed or self.given.get(criterion) not in (None, value)
            self.given[criterion] = value
        if changed and not each.text("why"):
            return "E_REV", f"the entry changes a mark for {_about(each)} without a reason"
        return None
