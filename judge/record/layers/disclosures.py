"""Disclosures: each opens what an entry holds the digest of, and nothing else."""

from collections import Counter
from collections.abc import Mapping

import attrs

from judge.record import disclosure, journal
from judge.record.audit import Audit
from judge.record.counted import unopened
from judge.record.disclosure import Disclosure, Key
from judge.record.layers import comparisons
from judge.record.layers.ballots import marks_fault
from judge.record.scoring import opened_values
from judge.record.standing import pair

LAYER = "disclosures"


@attrs.frozen
class Commitment:
    """A digest in an entry.

    Attributes:
        digest: of the disclosure.
        round: the round, or nothing for a name.
        subs: the two submissions of an answer on a pair, else None.
    """

    digest: str
    round: str
    subs: tuple[str, str] | None = None


def commitments(audit: Audit) -> dict[Key, Commitment]:
    """Return what entries hold digests of; one that is copied from another entry is a commitment that nothing opens."""
    found: dict[Key, Commitment] = {}
    for judge, each in audit.roster().items():
        who = each.table("who")
        found[judge, None, "who"] = Commitment(str(who["sha256"]), "")
    for judge, entries in audit.judges.items():
        for each in entries:
            for field in ("marks", "remark", "why"):
                value = each.body.get(field)
                if isinstance(value, dict) and "sha256" in value:
                    subs = pair(each) if each.type == "compare" else None
                    found[judge, each.number("seq"), field] = Commitment(str(value["sha256"]), each.text("round"), subs)
    return found


def check(audit: Audit) -> None:
    """Check every disclosure against the entry it opens, and count what is withheld."""
    known = commitments(audit)
    left = journal.MOST_LINES
    for path in sorted(audit.files):
        if path.startswith(f"{disclosure.FOLDER}/"):
            left -= audit.files[path].count(b"\n")
            _file(audit, path, known, too_many=left < 0)
    _withheld(audit, known)
    for seal in audit.seals:
        _unopened(audit, seal.round, seal.entry.table("unopened"), seal.counted)


def _file(audit: Audit, path: str, known: Mapping[Key, Commitment], *, too_many: bool) -> None:
    data, before = audit.files[path], b""
    if not any(disclosure.of_judge(judge) == path for judge in audit.roster()):
        text = "nobody of the roster has such disclosures"
        audit.findings.add("E_FILESET", LAYER, path, text, because=journal.ORGANIZER)
    if too_many:
        text = f"there are more than {journal.MOST_LINES} lines; all disclosures together do not have so many"
        audit.findings.add("E_OPENING", LAYER, path, text)
        return
    for line in journal.cut(data, path):
        end = line.start + len(line.data)
        found = disclosure.parse(line.data)
        text = _fault(audit, path, found, known)
        if end >= len(data):
            text = "the file ends in the middle of a line"
        elif audit.bundle and line.data < before and not text:
            text = "the lines of a published file are sorted, and this one is not in its place"
        before = line.data
        if text or found is None:
            audit.findings.add("E_OPENING", LAYER, path, text, line.number, line.start, because=_journal(found))
            continue
        audit.disclosed[found.key] = found
        if found.field == "marks":
            _marks(audit, path, line.number, found, known[found.key])


def _journal(found: Disclosure | None) -> str | None:
    """Return the journal that holds the digest: names stand in the roster."""
    if found is None or found.seq is None:
        return None if found is None else journal.ORGANIZER
    return journal.of_judge(found.judge)


def _fault(audit: Audit, path: str, found: Disclosure | None, known: Mapping[Key, Commitment]) -> str:
    if found is None:
        return "this is no disclosure in its one spelling"
    if disclosure.of_judge(found.judge) != path:
        return f"the disclosure is of {found.judge}, and stands with another judge's"
    if found.key in audit.disclosed:
        return "the disclosure stands here a second time"
    committed = known.get(found.key)
    if committed is None or committed.digest != found.digest:
        return f"no entry of {found.judge} holds the digest of this {found.field}"
    return ""


def _marks(audit: Audit, path: str, number: int, found: Disclosure, known: Commitment) -> None:
    """Check opened marks as open ones are checked before."""
    opened, value = audit.openings.get(known.round), found.value
    if opened is not None and isinstance(value, dict):
        if known.subs is None:
            fault = marks_fault(opened, value["marks"], value["facts"])
        else:
            fault = comparisons.marks_fault(opened, known.subs, value["marks"])
        if fault is not None:
            audit.findings.add(fault[0], LAYER, path, fault[1], number)


_WORDS = {"who": "names of judges", "remark": "remarks", "why": "reasons of recusals", "marks": "ballots"}


def _withheld(audit: Audit, known: Mapping[Key, Commitment]) -> None:
    counts = Counter(key[2] for key in known if key not in audit.disclosed)
    for field, count in sorted(counts.items()):
        audit.findings.note("N_WITHHELD", f"WITHHELD or never delivered: {count} {_WORDS[field]}")


def _unopened(audit: Audit, round_id: str, declared: object, counted: object) -> None:
    """Compare the ballots that stayed closed with what the seal says of them."""
    assert isinstance(counted, dict)
    closed = unopened(round_id, counted, opened_values(audit))
    if closed == declared:
        if closed:
            text = f"hidden ballots of the round {round_id} that nobody opened: {_told(closed)}; what they say counts as not given, and an earlier ballot stays"
            audit.findings.note("N_UNOPENED", text)
        return
    if "marks" in audit.withheld:
        audit.unchecked["disclosures"] = audit.unchecked["scoring"] = "this edition withholds the marks"
        return
    text = f"ballots that stayed closed: {_told(closed)}; the seal says {_told(declared)}"
    audit.findings.add("E_OPENING", LAYER, journal.ORGANIZER, text, because="*")


def _told(closed: object) -> str:
    assert isinstance(closed, dict)
    return ", ".join(f"{judge} {len(seqs)}" for judge, seqs in sorted(closed.items())) or "none"
