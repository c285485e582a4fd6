"""What an import did, in words."""

from collections import Counter
from collections.abc import Iterator

from judge.model.ledger import Action, Ledger, Row
from judge.show.report import Format, Report, Section

MOST = 50
"""So many rows that were taken or unchanged are shown in a table for the eye; the others are counted."""

_HEADERS = ("file", "line", "submission", "judge", "criterion", "action", "before", "after", "why")


def report(ledger: Ledger, format_: Format) -> Report:
    """Return an import as a report; a table for the eye shows every change, and of the rest only so many."""
    shown = list(_few(ledger) if format_ == "table" else ledger.rows)
    rounds = len({row.key.round for row in ledger.rows if row.what == "mark"}) > 1
    headers = (*_HEADERS[:2], *(("round",) if rounds else ()), *_HEADERS[2:])
    rows = tuple(_cells(ledger, row, rounds) for row in shown)
    title = f"{'would import' if ledger.dry else 'imported'}: {_summary(ledger)}"
    return Report(title, (Section("", headers, rows, ("line",), tuple(_lines(ledger, shown))),), lambda: _data(ledger))


def _summary(ledger: Ledger) -> str:
    return ", ".join(f"{count} {action}" for action, count in ledger.counts().items())


def _few(ledger: Ledger) -> Iterator[Row]:
    left: dict[Action, int] = {"taken": MOST, "unchanged": MOST}
    for row in ledger.rows:
        if row.action in left:
            left[row.action] -= 1
        if left.get(row.action, 0) >= 0:
            yield row


def _cells(ledger: Ledger, row: Row, rounds: bool) -> tuple[str, ...]:
    key = row.key
    about = (*((key.round,) if rounds else ()), key.submission, key.judge, key.criterion)
    return (ledger.files[row.file][0], str(row.line), *about, row.action, row.before, row.after, row.why)


def _lines(ledger: Ledger, shown: list[Row]) -> Iterator[str]:
    """Yield what stands below the table."""
    counted = Counter(row.action for row in shown)
    for action, count in ledger.counts().items():
        if count > counted[action]:
            yield f"and {count - counted[action]} more {action}"
    if ledger.left:
        yield f"not taken: {', '.join(ledger.left)}"
    files = ", ".join(ledger.written)
    if not files:
        yield "nothing changes"
    else:
        yield f"not written, for this is a dry run: {files}" if ledger.dry else f"written: {files}"


def _data(ledger: Ledger) -> dict[str, object]:
    return {
        "dry_run": ledger.dry, "files": [{"file": name, "sha256": digest} for name, digest in ledger.files],
        "counts": ledger.counts(), "not_taken": ledger.left, "written": ledger.written,
        "rows": [
            {
                "file": ledger.files[row.file][0], "line": row.line, "kind": row.what, "round": row.key.round,
                "submission": row.key.submission, "judge": row.key.judge, "criterion": row.key.criterion,
                "action": row.action, "before": row.before, "after": row.after, "why": row.why,
            }
            for row in ledger.rows
        ],
    }  # fmt: skip
