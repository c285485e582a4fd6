"""Meaning: each entry does what it may do, when it may do it."""

from judge.record import journal, opening
from judge.record.audit import Audit
from judge.record.journal import Entry
from judge.record.layers import ballots, promises, releases, told
from judge.record.standing import Fault
from judge.score.rounds import needed

LAYER = "meaning"


def check(audit: Audit) -> None:
    """Follow the organizer's entries, then each judge's."""
    for position, each in enumerate(audit.organizer):
        fault = _CHECKS[each.type](audit, each, position) if each.type in _CHECKS else None
        if fault is not None:
            code, text = fault
            because = ballots.source(audit, code, str(each.body.get("round")), journal.ORGANIZER)
            audit.findings.add(code, LAYER, journal.ORGANIZER, text, each.line.number, each.line.start, because=because)
    _unclaimed(audit)
    _alike(audit)
    told.scripts(audit)
    ballots.check(audit)


def _genesis(audit: Audit, each: Entry, position: int) -> Fault:
    return ("E_CHAIN", "a genesis stands first in the journal, and only there") if position else None


def _roster(audit: Audit, each: Entry, position: int) -> Fault:
    begun = any(before.type == "open" for before in audit.organizer[:position])
    if not begun:
        return None
    if not each.text("why"):
        return "E_ROSTER", f"{each.text('judge')} was taken in after a round was opened, and no reason is given"
    audit.findings.note("N_LATE", f"{each.text('judge')} was taken in after a round was opened: {each.text('why')}")
    return None


def _alike(audit: Audit) -> None:
    """Find judges whose ids differ only as a computer sees them."""
    found: dict[str, str] = {}
    for each in audit.organizer:
        judge = each.text("judge") if each.type == "roster" else ""
        other = found.setdefault(told.folded(judge), judge)
        if other != judge:
            text, line = f"{judge} and {other} are one to a reader", each.line
            audit.findings.add("E_ROSTER", LAYER, line.file, text, line.number, line.start)


def _open(audit: Audit, each: Entry, position: int) -> Fault:
    round_id = each.text("round")
    if round_id in audit.openings:
        return "E_ROUND", f"the round {round_id} was already open"
    files = opening.inputs(audit.files, round_id)
    sound = _inputs(audit, each, files)
    try:
        audit.openings[round_id] = opening.read(each, position, files)
    except opening.Unreadable as wrong:
        place = opening.of_round(round_id) + (wrong.problem.place.file if wrong.problem else "challenge.toml")
        if sound:
            audit.findings.add("E_INPUT", LAYER, place, f"the inputs of the round cannot be read: {wrong}")
    if sound and round_id in audit.openings and audit.openings[round_id].round.sealed != each.body["sealed"]:
        return "E_INPUT", "the entry and the inputs do not agree whether marks stay hidden until the seal"
    return _builds(audit, each, position) or _read_by(audit, each)


def _read_by(audit: Audit, each: Entry) -> Fault:
    """Check that a round names the seal of every earlier round that its rule reads."""
    opened = audit.openings.get(each.text("round"))
    read = [one.id for one in needed(opened.challenge, opened.round.id)[:-1]] if opened is not None else []
    left = next((one for one in read if one not in each.table("builds")), None)
    if left is not None:
        return "E_ROUND", f"the rule of the round reads the round {left}, of which the entry names no seal"
    return None


def _builds(audit: Audit, each: Entry, position: int) -> Fault:
    """Check that a round builds on the last seals of earlier ones."""
    for builds, seal in each.table("builds").items():
        last = next(
            (
                one.hash
                for one in reversed(audit.organizer[:position])
                if one.type == "seal" and one.body["round"] == builds
            ),
            None,
        )
        if last != seal:
            return "E_ROUND", f"the round builds on the round {builds}, but not on its last seal"
    return None


def _inputs(audit: Audit, each: Entry, files: dict[str, bytes]) -> bool:
    """Compare the inputs with what the `open` commits to."""
    found, expected = opening.digests(files), each.table("inputs")
    for path in sorted(found.keys() | expected.keys()):
        if found.get(path) != expected.get(path):
            place = opening.of_round(each.text("round")) + path
            words = "is not what" if path in found and path in expected else "is missing from what"
            words = "is not among what" if path not in expected else words
            audit.findings.add(_input_code(path), LAYER, place, f"this {words} the round was opened with")
    return found == expected


def _input_code(path: str) -> str:
    if path.startswith("criteria/"):
        return "E_RUBRIC"
    return "E_SUBMISSION" if path == "submissions.jsonl" else "E_INPUT"


def _ack(audit: Audit, each: Entry, position: int) -> Fault:
    """Of a whole record the next layer says whether acknowledgements are kept; a judge's own journal is held here."""
    file = journal.of_judge(each.text("judge"))
    fault = promises.kept(audit, each) if audit.only == each.body["judge"] else None
    if fault is not None:
        audit.findings.add(fault[0], LAYER, file, fault[1], because=file)
    return None


def _of_open_round(audit: Audit, each: Entry, position: int) -> Fault:
    """An entry about a round that is open, and about submissions and judges that it has."""
    found = audit.openings.get(each.text("round"))
    if found is None:
        return "E_ROUND", f"the round {each.text('round')} was not open"
    listed = each.body.get("subs")
    subs = listed if isinstance(listed, list) else [each.body["sub"]] if "sub" in each.body else []
    unknown = next((sub for sub in subs if sub not in found.records), None)
    if unknown is not None:
        return "E_SUBMISSION", f"there is no submission `{str(unknown)[:40]}`"
    judge = each.body.get("judge")
    if judge is not None and found.judges and judge not in found.judges:
        return "E_ROSTER", f"{judge} is not on the panel of the round {found.round.id}"
    if each.type in told.WORDS:
        audit.findings.note(*told.note(each))
    return None


def _import(audit: Audit, each: Entry, position: int) -> Fault:
    fault = _of_open_round(audit, each, position)
    found = audit.openings.get(each.text("round"))
    if fault is not None or found is None:
        return fault
    text = "was entered by the organizer from a file or from paper, and not signed by the judge"
    text += "" if each.text("judge") in audit.keys else ", who is not in the roster"
    audit.findings.note("N_IMPORTED", f"the ballot of {each.text('judge')} for {each.text('sub')} {text}")
    return ballots.import_fault(audit, found, each, position)


def _assign(audit: Audit, each: Entry, position: int) -> Fault:
    found = audit.openings.get(each.text("round"))
    if found is None:
        return "E_ROUND", f"the round {each.text('round')} was not open"
    if found.judges and each.body["judge"] not in found.judges:
        return "E_ROSTER", f"{each.text('judge')} is not on the panel of the round {found.round.id}"
    audit.findings.note(*told.note(each))
    for key in ("add", "drop"):
        listed = each.body[key]
        unknown = next((sub for sub in listed if sub not in found.records), None) if isinstance(listed, list) else None
        if unknown is not None:
            return "E_SUBMISSION", f"there is no submission `{str(unknown)[:40]}`"
    return None


_CHECKS = {
    "genesis": _genesis, "roster": _roster, "open": _open, "ack": _ack, "void": _of_open_round,
    "reopen": _of_open_round, "decide": _of_open_round, "fact": _of_open_round, "assign": _assign, "import": _import,
    "correct": _of_open_round, "release": releases.check,
}  # fmt: skip


def _unclaimed(audit: Audit) -> None:
    """Find inputs of rounds that nobody opened; in a record they may be about to be."""
    if not audit.bundle:
        return
    for path in sorted(audit.files):
        parts = path.split("/")
        if (
            parts[0] == opening.FOLDER
            and (len(parts) < 3 or parts[1] not in audit.openings)
            and not _known(audit, parts)
        ):
            audit.findings.add("E_FILESET", LAYER, path, "no round was opened with this", because=journal.ORGANIZER)


def _known(audit: Audit, parts: list[str]) -> bool:
    return len(parts) > 2 and any(each.body.get("round") == parts[1] for each in audit.organizer if each.type == "open")
