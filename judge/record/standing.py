"""A ballot as it stands after the entries so far: who changes a mark names the entry it changes, and says why."""

import attrs

from judge.record.journal import Entry

Fault = tuple[str, str] | None
"""What is wrong with an entry: a code and a sentence, or nothing."""


@attrs.define(eq=False)
class Standing:
    """The ballot of one judge for one submission, as it stands after the entries so far."""

    last: int | None = None
    given: dict[str, object] = attrs.field(factory=dict)

    def follow(self, each: Entry) -> Fault:
        """Return what is wrong with the order of revisions, and take the entry as the last one."""
        before, self.last = self.last, each.number("seq")
        if each.body["rev"] != before:
            named = "none" if each.body["rev"] is None else f"entry {each.body['rev']}"
            there = "there is none" if before is None else f"the last one is entry {before}"
            return "E_REV", f"the entry revises {named} for {each.text('sub')}, and {there}"
        hidden = "sha256" in each.table("marks")
        changed = hidden and before is not None
        for criterion, value in each.table("marks").items() if not hidden else ():
            changed = changed or self.given.get(criterion) not in (None, value)
            self.given[criterion] = value
        if changed and not each.text("why"):
            return "E_REV", f"the entry changes a mark for {each.text('sub')} without a reason"
        return None
