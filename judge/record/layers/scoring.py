"""Scoring: each sealed result comes out of the record again, byte for byte."""

import hashlib
import json

from judge.model.problem import Problems
from judge.record import journal
from judge.record.audit import Audit, Sealed
from judge.record.scoring import result

LAYER = "scoring"
FOLDER = "results"
_OUTCOME = ("place", "unranked", "outcome", "left out")
"""The entries of a result that a later round builds on."""


def of_seal(name: str) -> str:
    """Return where the result of a seal stands."""
    return f"{FOLDER}/{name}.jsonl"


def check(audit: Audit) -> None:
    """Score every sealed round again."""
    known = {of_seal(seal.name) for seal in audit.seals}
    for path in sorted(audit.files):
        if path.startswith(f"{FOLDER}/") and path not in known:
            audit.findings.add("E_FILESET", LAYER, path, "no seal has this result", because=journal.ORGANIZER)
    for seal in audit.seals:
        _result(audit, seal)
        if LAYER not in audit.unchecked:
            _replay(audit, seal)


def _result(audit: Audit, seal: Sealed) -> None:
    path = of_seal(seal.name)
    if path not in audit.files and "marks" in audit.withheld:
        audit.unchecked[LAYER] = "this edition withholds the marks"
    elif path not in audit.files:
        audit.findings.add("E_RESULT", LAYER, path, "the result is not there")
    elif hashlib.sha256(audit.files[path]).hexdigest() != seal.entry.body["result"]:
        audit.findings.add("E_RESULT", LAYER, path, "the result is not the one that was sealed")


def _replay(audit: Audit, seal: Sealed) -> None:
    path, problems = of_seal(seal.name), Problems()
    if seal.round not in audit.openings:
        audit.unchecked[LAYER] = f"the inputs of the round {seal.round} could not be read"
        return
    again = result(audit, seal, problems)
    published = audit.files.get(path, b"")
    if again is None:
        first = next((each for each in problems if each.severity == "refused"), None)
        why = f"{first.place}: {first.message}" if first is not None else "nothing comes out"
        audit.findings.add("E_RESULT", LAYER, path, f"the round cannot be scored again: {why}", because="*")
        return
    if again != published:
        line, byte, words = _difference(again, published)
        audit.findings.add("E_RESULT", LAYER, path, words, line, byte, because="*")
    _earlier(audit, seal, again)


def _difference(again: bytes, published: bytes) -> tuple[int, int, str]:
    """Tell where two results differ first: line, byte of the file, words."""
    pairs = zip(again, published, strict=False)
    at = next((at for at, (one, other) in enumerate(pairs) if one != other), min(len(again), len(published)))
    begin = max(0, at - 30)
    shown = [data[begin : at + 30].decode(errors="replace").replace("\n", "⏎") for data in (again, published)]
    words = f"scored again it differs at byte {at}: again …{shown[0]}…, published …{shown[1]}…"
    return published[:at].count(b"\n") + 1, at, words


def _earlier(audit: Audit, seal: Sealed, again: bytes) -> None:
    """Check that the rounds a result builds on came out as they were sealed."""
    for name, hash_ in audit.openings[seal.round].entry.table("builds").items():
        before = next((each for each in audit.seals if each.entry.hash == hash_), None)
        if before is None:
            continue
        own = _outcomes(again, name)
        sealed = _outcomes(audit.files.get(of_seal(before.name), b""), name)
        if own != sealed:
            text = f"the round {name} comes out otherwise in the round {seal.round} than it was sealed"
            audit.findings.add("E_BUILDS", LAYER, of_seal(seal.name), text, because="*")


def _outcomes(data: bytes, round_id: str) -> set[str]:
    found = set()
    for line in data.decode(errors="replace").split("\n"):
        try:
            entry = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(entry, dict) and entry.get("entry") in _OUTCOME and entry.get("round") == round_id:
            found.add(line)
    return found
