"""Assignments from and for other systems."""

from pathlib import Path

from judge.acts.assigning import Done, allowed, kept
from judge.acts.assignment_scene import Scene, scene
from judge.acts.loading import Mistaken, Refused
from judge.assign.work import NEVER
from judge.files import foreign_pairs, imported
from judge.files.durable import alone, refused, write_whole
from judge.files.foreign_pairs import SYSTEMS, System
from judge.files.style import folded
from judge.model.problem import Problems, nearest

__all__ = ["SYSTEMS", "System", "read", "write"]


def read(
    directory: Path,
    round_id: str | None,
    file: Path,
    system: System,
    reason: str,
    *,
    dry: bool = False,
    passphrase: str | None = None,
) -> Done:
    """Take over the pairs of another system's file; those that it declares impossible are checked against them.

    Raises:
        Refused: if the file is wrong, or a pair may not be.
        Mistaken: if a change has no reason.
        FileRefused: if the file cannot be read.
    """
    with alone(directory):
        found = scene(directory, round_id)
        problems = found.loaded.problems
        work = found.work(problems)
        try:
            data = file.read_bytes()
        except OSError as error:
            raise refused(file, error) from error
        rows = foreign_pairs.read(data, file.name, system, _addresses(found), problems)
        pairs = set(found.before or ())
        never: set[tuple[str, str]] = set()
        for row in rows:
            if _known(row.submission, work.submission_at, row, "submission", problems) and _known(
                row.judge, work.judge_at, row, "judge", problems
            ):
                (pairs if row.kind == "assigned" else never if row.kind == "not" else set()).add(
                    (row.submission, row.judge)
                )
        for submission, judge in sorted(pairs & never):
            problems.refuse(
                "assign-pair", found.wanted.place,
                f"{judge} cannot be given {submission}: {file.name} says that this pair may not be",
                "take one of the two lines out",
            )  # fmt: skip
        declared = {(each.submission, each.judge) for each in found.challenge.asides}
        notes = [
            f"{file.name} says that {judge} may not mark {submission}, and challenge.toml has no such conflict"
            for submission, judge in sorted(never - declared)
        ]
        allowed(found, work, pairs, problems)
        if problems.refused:
            raise Refused(problems)
        return kept(found, work, pairs, None, f"read from {file.name}", reason, dry, passphrase, notes)


def _addresses(found: Scene) -> dict[str, str]:
    """Return judges by folded id, and by folded e-mail address."""
    addresses = {folded(own["email"]): judge for judge, own in found.known.judges.items() if own["email"]}
    return addresses | {folded(judge.id): judge.id for judge in found.challenge.judges}


def _known(name: str, known: dict[str, int], row: foreign_pairs.Row, kind: str, problems: Problems) -> bool:
    if name not in known:
        message = f"there is no {kind} `{name[:60]}` in this round"
        problems.refuse("assign-unknown", row.place, message, nearest(name, known), found=name[:60])
    return name in known


def write(directory: Path, round_id: str | None, file: Path, system: System) -> None:
    """Write the assigned pairs for another system; for OpenReview with the pairs that may not be.

    Raises:
        Refused: if the data is wrong.
        Mistaken: if nothing is assigned.
        FileRefused: if the file cannot be written.
    """
    found = scene(directory, round_id)
    if not found.before:
        raise Mistaken(f"nothing is assigned in the round `{found.round.id}`")
    if system == "hotcrp":
        emails = {judge: own["email"] for judge, own in found.known.judges.items()}
        rows = foreign_pairs.hotcrp(found.before, found.round.id, emails)
    else:
        work = found.work(found.loaded.problems)
        never = [
            (submission, judge)
            for at, submission in enumerate(work.submissions)
            for judge, cost in zip(work.judges, work.row(at), strict=True)
            if cost == NEVER and (submission, judge) not in found.before
        ]
        rows = foreign_pairs.openreview(found.before, never)
    write_whole(file, imported.text(rows))
