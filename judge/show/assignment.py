"""An assignment in words: what changes, whom it asks for how much, what of the wishes it meets, what the design is worth."""

from collections.abc import Iterator

from judge.model.assignment import Assignment, Design, Explained
from judge.show.report import Format, Report, Section

MOST = 40
"""So many lines of each kind are shown for the eye; the others are counted."""


def report(found: Assignment, format_: Format) -> Report:
    """Return what was found or changed."""
    verb = "assigned" if found.written else "would assign" if found.added or found.removed else "nothing changes in"
    pairs = sum(len(judges) for _, judges in found.teams)
    title = f"{verb} round {found.round}: {len(found.teams)} submissions, {len(found.loads)} judges, {pairs} ballots"
    rows = tuple((submission, ", ".join(judges)) for submission, judges in found.teams)
    few = rows if format_ != "table" else rows[:MOST]
    more = (f"and {len(rows) - len(few)} more submissions; assignments.csv has all",) if len(few) < len(rows) else ()
    sections = [Section("", ("submission", "judges"), few, (), more), Section(lines=tuple(_lines(found)))]
    if found.proposed:
        sections.append(Section("Ties to look into", lines=tuple(_ties(found))))
    return Report(title, tuple(sections), lambda: _data(found))


def _lines(found: Assignment) -> Iterator[str]:
    loads = sorted(load for _, load, _ in found.loads)
    if loads:
        yield f"submissions of a judge: {loads[0]} to {loads[-1]}"
    if found.removed or found.finished:
        people = len({judge for _, judge in found.added})
        yield f"new pairs: {len(found.added)}, for {people} judges; taken away: {len(found.removed)}; finished and kept: {found.finished}"
        yield from (f"  + {submission}: {judge}" for submission, judge in found.added[:MOST])
        yield from (f"  - {submission}: {judge}" for submission, judge in found.removed[:MOST])
    yield from (f"note: {note}" for note in found.notes[:MOST])
    yield from _points(found)
    if found.design is not None:
        yield f"design: {_design(found.design)}"
    if found.random is not None:
        yield f"by chance: {_design(found.random)}"
    if found.design is not None and found.design.components > 1:
        yield "judges of different parts cannot be compared: a strict judge looks like a weak submission there; raise `load`, or let more judges mark both"
    if found.written:
        yield f"written: {', '.join(found.written)}"


def _points(found: Assignment) -> Iterator[str]:
    if found.unmet:
        best = "none has fewer" if found.points <= found.bound else f"none has fewer than {found.bound}"
        yield f"points for wishes that are not met: {found.points}" + (f" ({best})" if found.design else "")
        for each in found.unmet:
            times = f"not met {each.times} times, " if each.times else ""
            yield f"  {each.wish}: {times}{each.points} points"


def _design(design: Design) -> str:
    if design.components > 1:
        return f"{design.components} parts without a common judge"
    error = (
        ""
        if design.error is None
        else f", expected standard error of a judge's severity 0.{design.error:03} of a mark's spread"
    )
    if design.error is not None and design.error >= 1000:
        error = error.replace("0.", f"{design.error // 1000}.", 1).replace(
            f"{design.error:03}", f"{design.error % 1000:03}"
        )
    return f"one part, held together by {design.cut} ballot{'s' * (design.cut != 1)} at least{error}"


def _ties(found: Assignment) -> Iterator[str]:
    yield "These pairs are kept apart until somebody decides: copy each into challenge.toml, with its type, or with"
    yield 'type = "none" if there is no conflict of interest.'
    for judge, submission, why in found.proposed[:MOST]:
        yield f'[[conflict]] judge = "{judge}" submission = "{submission}"   # {why}'
    if len(found.proposed) > MOST:
        yield f"and {len(found.proposed) - MOST} more"


def _data(found: Assignment) -> dict[str, object]:
    return {
        "round": found.round,
        "assigned": [{"submission": submission, "judges": list(judges)} for submission, judges in found.teams],
        "loads": [{"judge": judge, "submissions": load, "new": new} for judge, load, new in found.loads],
        "added": [list(pair) for pair in found.added], "removed": [list(pair) for pair in found.removed],
        "finished": found.finished, "points": found.points, "bound": found.bound,
        "unmet": [{"wish": each.wish, "times": each.times, "points": each.points} for each in found.unmet],
        "design": _numbers(found.design), "random": _numbers(found.random),
        "ties": [{"judge": judge, "submission": submission, "why": why} for judge, submission, why in found.proposed],
        "notes": list(found.notes), "written": list(found.written),
    }  # fmt: skip


def _numbers(design: Design | None) -> dict[str, object] | None:
    if design is None:
        return None
    return {"parts": design.components, "cut": design.cut, "error_thousandths": design.error}


def explained(found: Explained) -> Report:
    """Return why a submission has the judges it has."""
    rows = tuple(
        (each.judge, each.standing, "" if each.points is None else str(each.points), str(each.load), each.why)
        for each in found.judges
    )
    headers = ("judge", "standing", "points", "has", "why")
    title = f"{found.submission} in round {found.round}: every judge of the panel"
    data = [
        {"judge": each.judge, "standing": each.standing, "points": each.points, "has": each.load, "why": each.why}
        for each in found.judges
    ]
    return Report(
        title, (Section("", headers, rows, ("points", "has")),), lambda: {"round": found.round, "judges": data}
    )
