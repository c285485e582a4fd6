"""Seal: every judge of the roster is in it or declared absent, and it closes exactly the lines that stand here."""

from collections.abc import Mapping

import attrs

from judge.record import journal, merkle
from judge.record.audit import Audit, Sealed
from judge.record.journal import Entry
from judge.record.layers import promises, told
from judge.record.standing import Fault

LAYER = "seal"


def check(audit: Audit) -> None:
    """Follow the seals in their order, and lay out the tree that each one closes."""
    tree = _Tree(audit)
    for position, each in enumerate(audit.organizer):
        if each.type == "seal":
            fault = _order(audit, each, position)
            if fault is not None:
                _add(audit, *fault, each)
            _everybody(audit, each, position)
            _journals(audit, each)
            audit.seals.append(tree.close(each, position))
    promises.check(audit)
    told.replaced(audit)
    if audit.bundle:
        told.after_seals(audit)
        _published(audit, tree)


def read(audit: Audit) -> None:
    """Lay out the trees without a word, for an audit without this layer; a judge's own view of a record has none."""
    tree = _Tree(audit)
    for position, each in enumerate(audit.organizer):
        if each.type == "seal" and audit.only is None:
            audit.seals.append(tree.close(each, position))


def _order(audit: Audit, each: Entry, position: int) -> Fault:
    """Check that a seal is the first of its round, or follows the last one with a reason."""
    round_id, version = each.text("round"), each.number("version")
    before = next((seal.entry for seal in reversed(audit.seals) if seal.round == round_id), None)
    if not any(one.type == "open" and one.body["round"] == round_id for one in audit.organizer[:position]):
        return "E_ROUND", f"the round {round_id} was sealed without having been opened"
    if before is None and (version != 1 or each.body["replaces"] is not None):
        return "E_SEAL", f"the first seal of a round has version 1, not {version}"
    if before is not None and version <= before.number("version"):
        return "E_SEAL", f"the round {round_id} is sealed twice as version {version}"
    if before is not None and (version != before.number("version") + 1 or each.body["replaces"] != before.hash):
        return "E_SEAL", f"version {version} does not name the seal that it replaces"
    if before is not None and not each.text("why"):
        return "E_SEAL", f"version {version} gives no reason for replacing the seal before it"
    if before is not None:
        audit.findings.note("N_RESEALED", f"the round {round_id} was sealed again: {each.text('why')}")
    return None


def _everybody(audit: Audit, each: Entry, position: int) -> None:
    """Check that every judge of the round is sealed or declared absent, and nobody else."""
    opened = audit.openings.get(each.text("round"))
    panel = opened.round.panel if opened is not None else None
    listed = [one.text("judge") for one in audit.organizer[:position] if one.type == "roster"]
    expected = {judge for judge in listed if panel is None or judge in panel}
    sealed, absent = each.table("journals").keys(), each.table("absent").keys()
    for judge in sorted(expected - sealed - absent):
        text = f"{judge} is in the roster, and the seal neither has a journal of this judge nor declares an absence"
        _add(audit, "E_OMITTED", text, each)
    for judge in sorted((sealed & absent) | ((sealed | absent) - expected)):
        text = f"{judge} is both sealed and absent" if judge in sealed & absent else f"{judge} is not of this round"
        _add(audit, "E_ROSTER", text, each)
    told.never(audit, each, opened.judges if opened is not None else frozenset(), listed)
    for judge, why in sorted(each.table("absent").items()):
        audit.findings.note(
            "N_ABSENT",
            f"{judge} did not submit the round {each.text('round')}, and no mark of this judge counts: {why}",
        )


def _add(audit: Audit, code: str, text: str, each: Entry) -> None:
    """Add a finding about an entry of the organizer."""
    line = each.line
    audit.findings.add(code, LAYER, line.file, text, line.number, line.start, because=line.file)


def _sealed(each: Entry) -> Mapping[str, tuple[int, str]]:
    """Return by judge how many lines are sealed, and the hash of the last one."""
    found = {}
    for judge, item in sorted(each.table("journals").items()):
        assert isinstance(item, dict)
        found[judge] = item["n"], item["head"]
    return found


def _journals(audit: Audit, each: Entry) -> None:
    for judge, (count, head) in _sealed(each).items():
        fault = _journal(audit, each, judge, count, head)
        if fault is not None:
            file = journal.of_judge(judge)
            because = file if audit.findings.in_file(file) else journal.ORGANIZER
            audit.findings.add(fault[0], LAYER, file, fault[1], because=because)


def _journal(audit: Audit, each: Entry, judge: str, count: int, head: str) -> Fault:
    file = journal.of_judge(judge)
    if file not in audit.lines:
        return "E_OMITTED", f"the seal has {count} entries of {judge}, and the journal is not there"
    lines = audit.lines[file]
    if not 0 < count <= len(lines):
        return "E_COUNT", f"the journal has {len(lines)} entries; {count} were sealed"
    last = lines[count - 1]
    if last.hash.hex() != head:
        return "E_SEAL", f"entry {count - 1} is {last.hash.hex()[:8]}…, and {head[:8]}… was sealed"
    entry = next((one for one in audit.entries.get(file, ()) if one.line is last), None)
    if entry is None:
        return None
    if entry.type != "submit" or entry.body["round"] != each.body["round"]:
        return "E_COUNT", f"the last sealed entry of {judge} does not end the round"
    if entry.text("at") > each.text("at"):
        return "E_TIME", f"the time {entry.text('at')} of the last line is later than the seal, {each.text('at')}"
    return None


@attrs.define(eq=False)
class _Tree:
    """The leaves of the one tree, which only grows.

    Attributes:
        organizer: how many of the organizer's lines are in it.
        judges: by judge, how many lines are.
        leaves: their hashes.
    """

    audit: Audit
    organizer: int = 0
    judges: dict[str, int] = attrs.field(factory=dict)
    leaves: list[bytes] = attrs.field(factory=list)

    def close(self, each: Entry, position: int) -> Sealed:
        """Add what a seal closes: the organizer's lines before it, those of the judges in order, the seal itself."""
        before = self.audit.organizer[:position]
        self.leaves += [one.line.hash for one in before[self.organizer :]]
        counted = {}
        for judge, (count, _) in _sealed(each).items():
            lines = self.audit.lines.get(journal.of_judge(judge), [])
            self.leaves += [line.hash for line in lines[self.judges.get(judge, 0) : count]]
            self.judges[judge] = max(count, self.judges.get(judge, 0))
            numbers = {line.number for line in lines[:count]}
            entries = self.audit.entries.get(journal.of_judge(judge), [])
            counted[judge] = [one for one in entries if one.line.number in numbers]
        self.leaves.append(each.line.hash)
        self.organizer = position + 1
        return Sealed(each, tuple(self.leaves), merkle.root(self.leaves), counted, before)


def _published(audit: Audit, tree: _Tree) -> None:
    """Check that a bundle ends with the seal it publishes, and holds no line that nobody sealed or acknowledged."""
    last = audit.seals[-1] if audit.seals else None
    if last is None:
        audit.findings.add("E_SEAL", LAYER, journal.ORGANIZER, "nothing is sealed here", because=journal.ORGANIZER)
    elif audit.published not in (None, (last.round, last.entry.number("version"))):
        text = f"the last seal is {last.name}, and the manifest publishes another"
        audit.findings.add("E_MANIFEST", LAYER, "MANIFEST", text, because=journal.ORGANIZER)
    for each in audit.organizer[tree.organizer :]:
        text = "the entry stands after the seal that is published"
        _add(audit, "E_SEAL", text, each)
        break
    acknowledged: dict[str, int] = {}
    for each in audit.organizer:
        if each.type == "ack":
            judge = each.text("judge")
            acknowledged[judge] = max(each.number("of") + 1, acknowledged.get(judge, 0))
    for file, lines in audit.lines.items():
        judge = file.rpartition("/")[2].removesuffix(".jsonl")
        known = max(tree.judges.get(judge, 0), acknowledged.get(judge, 0))
        if file != journal.ORGANIZER and len(lines) > known:
            line = lines[known]
            text = "nobody sealed or acknowledged this entry"
            because = file if audit.genesis is not None else journal.ORGANIZER
            audit.findings.add("E_SEAL", LAYER, file, text, line.number, line.start, because=because)
