"""Who has no place, and why (§4.2, §4.6)."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import compress

from judge.model.number import plain
from judge.model.result import Unranked
from judge.model.said import said
from judge.model.state import ASIDE, FIRST_REMOVED, MISSING, UNRANKED, VALUE, word
from judge.model.table import Table
from judge.score.ballot import GIVEN
from judge.score.chair import decisions_of
from judge.score.check import Prepared
from judge.score.columns import fractions
from judge.score.setting import Setting


def by_submission(table: Table, setting: Setting, column: str = "value") -> tuple[dict[str, Fraction], dict[str, int]]:
    """Return a column of a table by submission as numbers, and the states of those without one."""
    members = setting.dimensions["submission"].members
    values, others = {}, {}
    for cell, (key, value) in enumerate(zip(table.keys[0], fractions(table.columns[column]), strict=True)):
        if table.states is None or table.states[cell] == VALUE:
            values[members[key]] = value
        else:
            others[members[key]] = table.states[cell]
    return values, others


def unranked_of(
    setting: Setting,
    prepared: Prepared,
    tables: Mapping[str, Table],
    scores: Mapping[str, Fraction],
    others: Mapping[str, int],
) -> dict[str, Unranked]:
    """Return who has no place, with the reason: left out, no score, or below the quorum (§4.2, §4.6)."""
    unranked = {item.submission: Unranked(item.submission, item.state, item.reason) for item in setting.left_out}
    quorum = prepared.rule.quorum
    members = setting.dimensions["submission"].members
    asked = quorum or any(submission not in scores for submission in members)
    counted = _ballots(tables.get(GIVEN, tables["marks"]), setting) if asked and "marks" in tables else {}
    for submission in members if asked else ():
        ballots = counted.get(submission, 0)
        if submission not in scores:
            number = others.get(submission, MISSING)
            state = word(number, setting.codes)
            reason = said("few marks") if number == UNRANKED else said("no score", state=state)
            if number >= FIRST_REMOVED:
                reason = _code(number - FIRST_REMOVED, setting)
            elif not ballots:
                reason = said("only aside", state=state) if number in ASIDE else said("no marks")
            unranked[submission] = Unranked(submission, state, reason)
        elif ballots < quorum and "marks" in tables:
            reason = said("1 ballot" if ballots == 1 else "ballots", m=ballots, n=quorum)
            unranked[submission] = Unranked(submission, "quorum", reason)
    for decision in decisions_of(setting.challenge, setting.round.id, "guest"):
        for name in decision.submissions:
            if name in scores and name not in unranked:
                reason = said("out of competition", reason=decision.reason, n=plain(scores[name]))
                unranked[name] = Unranked(name, "guest", reason)
    return unranked


def _code(number: int, setting: Setting) -> str:
    """Return a code with what it means."""
    code = setting.codes[number]
    meaning = setting.rubric.scale.codes[code] if setting.rubric else ""
    return f"{code}: {meaning}" if meaning else code


def _ballots(marks: Table, setting: Setting) -> dict[str, int]:
    """Return for each submission how many judges gave it a mark that counts."""
    judges = len(setting.dimensions["judge"].members)
    ballots = [submission * judges + judge for submission, judge in zip(marks.keys[0], marks.keys[1], strict=True)]
    valued = ballots if marks.states is None else compress(ballots, (state == VALUE for state in marks.states))
    members = setting.dimensions["submission"].members
    counted: dict[str, int] = {}
    for ballot in set(valued):
        submission = members[ballot // judges]
        counted[submission] = counted.get(submission, 0) + 1
    return counted
