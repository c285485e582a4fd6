"""Why there is no assignment, in words and with ways out."""

from judge.assign.search import Found
from judge.assign.work import NEVER, Work
from judge.model.problem import Problems, listed

_MOST = 20


def blame(work: Work, found: Found, problems: Problems) -> None:
    """Say which submissions cannot get their judges, or which judges their submissions."""
    if not work.judges:
        problems.refuse(
            "assign-no-panel", work.wanted.place, "no judge is declared, so nobody can be assigned",
            "write a [[judge]] with an id for each in challenge.toml",
        )  # fmt: skip
        return
    lonely = [at for at in found.short if _possible(work, at) < work.needs[at]]
    for at in lonely[:_MOST]:
        _alone(work, at, problems)
    if found.short and not lonely:
        _crowd(work, found, problems)
    if found.idle and not found.short:
        _idle(work, found, problems)


def _possible(work: Work, submission: int) -> int:
    return sum(cost != NEVER and most > 0 for cost, most in zip(work.row(submission), work.most, strict=True))


def _alone(work: Work, at: int, problems: Problems) -> None:
    """One submission has too few judges who may mark it."""
    reasons: dict[str, list[str]] = {}
    for judge, name in enumerate(work.judges):
        why = work.why(at, judge) or ("has all it may take" if not work.most[judge] else "")
        if why and judge not in work.given[at]:
            reasons.setdefault(why, []).append(name)
    told = "; ".join(f"{why}: {listed(names, 3)}" for why, names in sorted(reasons.items()))
    able, need = _possible(work, at), work.needs[at]
    problems.refuse(
        "assign-too-few",
        work.records[at].place,
        f"{work.submissions[at]} has {able} possible judge{'s' * (able != 1)} and needs {need}",
        f"{told or 'the panel is too small'}. Ways out: {need - able} more on the panel who may mark it; `judges = "
        f"{max(work.wanted.judges - need + able, 0)}`; or take back what keeps others away",
        found=str(able), expected=str(need),
    )  # fmt: skip


def _crowd(work: Work, found: Found, problems: Problems) -> None:
    """Submissions that compete for the same judges, who cannot take all: the proof is that they sum up so."""
    judges = sorted({judge for at in found.short for judge, cost in enumerate(work.row(at)) if cost != NEVER})
    need = sum(work.needs[at] for at in found.short)
    room = sum(min(work.most[judge], _wanting(work, found, judge)) for judge in judges)
    names = listed((work.submissions[at] for at in found.short), 5)
    every = len(found.short) == len(work.submissions)
    whom = f"all {len(found.short)} submissions" if every else f"{len(found.short)} submissions ({names})"
    lacking = max(need - room, 1)
    problems.refuse(
        "assign-too-much-work",
        work.wanted.place,
        f"{whom} need {need} ballots, and the {len(judges)} judge{'s' * (len(judges) != 1)} who may mark them can give {room}",
        f"ways out: raise `load` so that {lacking} more can be given; put more judges on the panel who may mark them; or "
        f"lower `judges`. The judges: {listed((work.judges[judge] for judge in judges), 5)}",
        found=str(room), expected=str(need),
    )  # fmt: skip


def _wanting(work: Work, found: Found, judge: int) -> int:
    return sum(work.cost(at, judge) != NEVER for at in found.short)


def _idle(work: Work, found: Found, problems: Problems) -> None:
    """Judges who cannot have as many submissions as they must."""
    demand, least = sum(work.needs), sum(work.least)
    if least > demand:
        problems.refuse(
            "assign-too-little-work", work.wanted.place,
            f"the judges must have {least} submissions at least, and there are only {demand} ballots to give",
            "lower the first number of `load`, or raise `judges`", found=str(demand), expected=str(least),
        )  # fmt: skip
        return
    names = listed((work.judges[judge] for judge in found.idle), 5)
    at = found.idle[0]
    able = sum(work.cost(each, at) != NEVER for each in range(len(work.submissions)))
    problems.refuse(
        "assign-too-little-work", work.wanted.place,
        f"{len(found.idle)} of the judges cannot have as many submissions as they must: {names}",
        f"{work.judges[at]} may mark {able} and must have {work.least[at]}, beside what the others must; lower the first "
        "number of `load`, or set a limit with least = 0 for a group of judges",
    )  # fmt: skip
