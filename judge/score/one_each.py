"""One entry for each applicant: of those with the same text in a field, the last or the first one sent counts (§8.8)."""

from collections.abc import Mapping, Sequence

from judge.model.challenge import Submission
from judge.model.problem import Problems, listed
from judge.model.said import said
from judge.score.facts import FactRows, Row, fields_of
from judge.score.gates import DATE, Gate


def superseded(
    gate: Gate, rows: Mapping[str, Sequence[Row]], facts: Sequence[FactRows], present: Sequence[Submission], problems: Problems
) -> dict[str, str]:  # fmt: skip
    """Return in words, for each submission that gives way to another one of its group, to which.

    Args:
        rows: the dates, by submission; what has none is told elsewhere.
        problems: to which fields that are not there, texts that are no dates, and equal dates are added.
    """
    if gate.each is None:
        return {}
    texts = fields_of(facts, "submission").get(gate.each, {})
    groups: dict[str, list[tuple[str, str]]] = {}
    for submission in present:
        if submission.id not in texts:
            problems.refuse(
                "field-missing", submission.place, f"submission {submission.id} has no `{gate.each}`",
                "add it: of those with the same one only one entry counts", expected=gate.each,
            )  # fmt: skip
        elif rows.get(submission.id):
            groups.setdefault(texts[submission.id], []).append((_date(gate, rows[submission.id][0]), submission.id))
    if _forms_differ(gate, rows, groups, problems):
        return {}
    found: dict[str, str] = {}
    for text, entries in groups.items():
        found |= _giving_way(gate, text, sorted(entries, reverse=not gate.first), problems)
    return found


def _date(gate: Gate, row: Row) -> str:
    return row.text.replace(" ", "T", 1)


def _forms_differ(
    gate: Gate, rows: Mapping[str, Sequence[Row]], groups: Mapping[str, Sequence[tuple[str, str]]], problems: Problems
) -> bool:
    """Refuse what is no date, and dates of several forms, which cannot be compared as texts."""
    every = sorted((submission, date) for entries in groups.values() for date, submission in entries)
    model = next((date for _, date in every if DATE.fullmatch(date)), "2017-12-31")
    wrong = [
        (submission, date)
        for submission, date in every
        if not DATE.fullmatch(date) or (len(date), date[-1] == "Z") != (len(model), model[-1] == "Z")
    ]
    for submission, date in wrong:
        problems.refuse(
            "date-form", rows[submission][0].place, f"the fact `{gate.fact}` of {submission} is `{date[:40]}`, not a date like {model}",
            f"write it in the form of {model}", found=date[:40], expected=model,
        )  # fmt: skip
    return bool(wrong)


def _giving_way(gate: Gate, text: str, entries: Sequence[tuple[str, str]], problems: Problems) -> dict[str, str]:
    """Return why each of a group but the one that counts gives way; that one stands first."""
    date, kept = entries[0]
    level = [name for other, name in entries if other == date]
    if len(level) > 1:
        problems.refuse(
            "same-moment", gate.place, f"{listed(sorted(level))} of {gate.each} {text} have the same `{gate.fact}`: {date}",
            "give the time as well, or withdraw those that do not count", found=date,
        )  # fmt: skip
        return {}
    when = "earlier" if gate.first else "later"
    why = said(when, kept=kept, group=f"{gate.each} {text}", date=date)
    return dict.fromkeys((name for _, name in entries[1:]), why)
