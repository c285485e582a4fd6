"""Problems as text and as data: place, sentence, excerpt, hint."""

from collections.abc import Callable, Iterable, Sequence

from judge.model.place import Place
from judge.model.problem import Problem
from judge.show.report import Report, Section

Excerpt = Callable[[Place], str | None]
"""Returns the line at a place as the file has it, or None."""


def text(problem: Problem, excerpt: str | None) -> str:
    """Return a problem as it stands in the terminal: several lines, without a line feed at the end."""
    word = "caution: " if problem.severity == "caution" else ""
    more = f" (and {problem.more} more)" if problem.more else ""
    place = f"{problem.place}: " if problem.place.file else ""
    lines = [f"{place}{word}{problem.message}{more}  [{problem.code}]"]
    if excerpt is not None:
        number = f"{problem.place.line:>5} | "
        lines += [(number if at == 0 else " " * 5 + " | ") + line for at, line in enumerate(excerpt.splitlines())]
    if problem.hint:
        lines.append(f"   hint: {problem.hint}")
    return "\n".join(lines)


def texts(problems: Iterable[Problem], excerpt: Excerpt) -> str:
    """Return problems one below the other, each with its excerpt."""
    return "".join(text(problem, excerpt(problem.place)) + "\n" for problem in problems)


def data(problem: Problem, excerpt: str | None) -> dict[str, object]:
    """Return a problem as data."""
    return {
        "code": problem.code, "severity": problem.severity, "file": problem.place.file, "line": problem.place.line,
        "column": problem.place.column, "message": problem.message, "found": problem.found, "expected": problem.expected,
        "excerpt": excerpt, "hint": problem.hint, "more": problem.more,
    }  # fmt: skip


def report(title: str, problems: Sequence[Problem], excerpt: Excerpt, lines: Sequence[str] = ()) -> Report:
    """Return problems as a report: as a table for CSV and Markdown, as data for JSON."""
    headers = ("place", "severity", "code", "message", "hint")
    rows = tuple(
        (
            str(item.place),
            item.severity,
            item.code,
            item.message + (f" (and {item.more} more)" if item.more else ""),
            item.hint or "",
        )
        for item in problems
    )
    refused = sum(item.severity == "refused" for item in problems)

    def every() -> dict[str, object]:
        told = [data(item, excerpt(item.place)) for item in problems]
        return {"refused": refused, "cautions": len(problems) - refused, "problems": told}

    return Report(title, (Section("", headers, rows, (), tuple(lines)),), every)
