"""``judge assign``: who marks what, found anew, replanned or set by hand; each change with its reason."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import attrs

from judge.acts.assignment_scene import Scene, scene
from judge.acts.loading import Mistaken, Refused
from judge.assign.best import Best, best, told
from judge.assign.work import Work
from judge.files import assignment_log
from judge.files.durable import alone
from judge.model.assignment import Assignment, Considered, Explained, Pair
from judge.model.problem import Problem, Problems, listed, nearest

Done = tuple[Assignment, tuple[Problem, ...]]
"""What was done, and the cautions."""


def assign(
    directory: Path,
    round_id: str | None,
    *,
    reason: str = "",
    anew: bool = False,
    dry: bool = False,
    passphrase: str | None = None,
) -> Done:
    """Assign a round; where it is assigned already, change as few pairs as can be, or begin ``anew``.

    Finished work stays in any case.

    Raises:
        Refused: if the data is wrong, or there is no such assignment.
        Mistaken: if a change has no reason.
    """
    with alone(directory):
        found = scene(directory, round_id)
        problems = found.loaded.problems
        again = found.before is not None
        work = found.work(problems, newly=again and not anew, keep=not anew)
        outcome = None if problems.refused else best(work, problems)
        if problems.refused or outcome is None:
            raise Refused(problems)
        pairs = {(work.submissions[at], work.judges[j]) for at, team in enumerate(outcome.teams) for j in team}
        what = ("made anew" if anew else "replanned") if again else "made"
        return kept(found, work, pairs, outcome, what, reason, dry, passphrase)


def edit(
    directory: Path,
    round_id: str | None,
    sets: Mapping[str, Sequence[str]],
    swaps: Sequence[tuple[Pair, Pair]],
    *,
    reason: str,
    dry: bool = False,
    passphrase: str | None = None,
) -> Done:
    """Change an assignment by hand.

    Args:
        sets: by submission, all its judges from now on.
        swaps: two pairs each, whose judges are exchanged.

    Raises:
        Refused: if the data is wrong, or a pair may not be.
        Mistaken: if somebody is not there, or there is no reason.
    """
    with alone(directory):
        found = scene(directory, round_id)
        problems = found.loaded.problems
        work = found.work(problems)
        pairs = set(found.before or ())
        for submission, judges in sets.items():
            _member(submission, work.submission_at, "submission")
            pairs = {pair for pair in pairs if pair[0] != submission}
            pairs |= {(submission, judge) for judge in judges}
        for one, other in swaps:
            for pair in (one, other):
                if pair not in pairs:
                    raise Mistaken(f"{pair[1]} is not assigned to {pair[0]}, so there is nothing to exchange")
            new = {(one[0], other[1]), (other[0], one[1])}
            if new & pairs or one[0] == other[0]:
                raise Mistaken(f"{one[1]} and {other[1]} cannot be exchanged: one of them marks both submissions")
            pairs = (pairs - {one, other}) | new
        allowed(found, work, pairs, problems)
        if problems.refused:
            raise Refused(problems)
        what = "set by hand" if sets else "swapped"
        return kept(found, work, pairs, None, what, reason, dry, passphrase)


def _member(name: str, known: Mapping[str, int], kind: str) -> int:
    if name not in known:
        raise Mistaken(
            f"there is no {kind} `{name}` in this round; {nearest(name, known) or f'known: {listed(known)}'}"
        )
    return known[name]


def allowed(found: Scene, work: Work, pairs: set[Pair], problems: Problems) -> None:
    """Refuse new pairs that may not be, and finished ones that would go."""
    before, place = found.before or frozenset(), found.wanted.place
    for submission, judge in sorted(pairs - before):
        why = work.why(_member(submission, work.submission_at, "submission"), _member(judge, work.judge_at, "judge"))
        if why:
            problems.refuse(
                "assign-pair", place, f"{judge} cannot be given {submission}: {why}",
                "take another judge, or take back what keeps this one away",
            )  # fmt: skip
    for submission, judge in sorted((found.finished & before) - pairs):
        problems.refuse(
            "assign-finished", place, f"{judge} has marked {submission} already, so the pair stays",
            "set the ballot apart with a decision `void` if it is not to count",
        )  # fmt: skip


def _notes(found: Scene, work: Work, pairs: set[Pair]) -> Iterator[str]:
    """Yield what of a change leaves the bounds that were asked for."""
    before = found.before or frozenset()
    loads, sizes = Counter(judge for _, judge in pairs), Counter(submission for submission, _ in pairs)
    done = Counter(judge for _, judge in found.finished)
    for judge in sorted({judge for _, judge in pairs - before}):
        most = work.most[work.judge_at[judge]] + done[judge]
        if loads[judge] > most:
            yield f"{judge} now has {loads[judge]} submissions; at most {most} were meant"
    for submission in sorted({submission for submission, _ in pairs ^ before}):
        if sizes[submission] != found.wanted.judges:
            yield f"{submission} now has {sizes[submission]} judges; {found.wanted.judges} were meant"


def kept(
    found: Scene,
    work: Work,
    pairs: set[Pair],
    outcome: Best | None,
    what: str,
    reason: str,
    dry: bool,
    passphrase: str | None,
    notes: Iterable[str] = (),
) -> Done:
    """Write an assignment, with a note of the change and its reason, and return it with its numbers."""
    before = found.before or frozenset()
    added, removed = sorted(pairs - before), sorted(before - pairs)
    changes = bool(added or removed)
    if found.before is not None and changes and not reason and not dry:
        raise Mistaken('the round is assigned already; say why it changes: --reason "…"')
    every = (*notes, *(_notes(found, work, pairs) if outcome is None else ()))
    if outcome is not None and outcome.paid > 0:
        every = (*every, f"{outcome.paid} of the points so that the design hangs together")
    result = attrs.evolve(_told(found, work, pairs, outcome, added, removed), notes=every)
    if changes and not dry:
        if found.recorded:
            _enter(found, added, removed, reason, passphrase)
        note = assignment_log.Note(found.round.id, what, reason, added if before else [], removed, result.points)
        files = assignment_log.write(found.directory, _all(found, pairs), note)
        result = attrs.evolve(result, written=files)
    return result, tuple(found.loaded.problems)


def _all(found: Scene, pairs: Iterable[Pair]) -> list[tuple[str, str, str]]:
    """Return every round's pairs in the order of rounds, submissions and judges."""
    own = found.loaded.challenge.assigned
    return [
        (each.id, *pair)
        for each in found.challenge.rounds
        for pair in sorted(pairs if each.id == found.round.id else own.get(each.id, ()))
    ]


def _enter(found: Scene, added: Sequence[Pair], removed: Sequence[Pair], reason: str, passphrase: str | None) -> None:
    """Enter a change into the record of a round that is open."""
    from judge.acts import deciding

    changes: dict[str, tuple[list[str], list[str]]] = {}
    for at, pairs in enumerate((added, removed)):
        for submission, judge in pairs:
            changes.setdefault(found.codes.get(judge, judge), ([], []))[at].append(submission)
    deciding.assign(found.directory, found.round.id, changes, reason, passphrase)


def _told(
    found: Scene, work: Work, pairs: set[Pair], outcome: Best | None, added: Sequence[Pair], removed: Sequence[Pair]
) -> Assignment:
    teams: dict[str, list[str]] = {name: [] for name in work.submissions}
    load = dict.fromkeys(work.judges, 0)
    for submission, judge in sorted(pairs):
        teams.setdefault(submission, []).append(judge)
        load[judge] = load.get(judge, 0) + 1
    new = Counter(judge for _, judge in added)
    lists = [
        sorted(work.judge_at[judge] for judge in teams[name] if judge in work.judge_at) for name in work.submissions
    ]
    points, unmet = told(work, lists)
    return Assignment(
        found.round.id, [(name, tuple(judges)) for name, judges in teams.items()],
        [(judge, number, new[judge]) for judge, number in load.items()], added, removed,
        len(found.finished & pairs), points, outcome.bound if outcome else points, unmet,
        outcome.design if outcome else None, outcome.random if outcome else None, found.proposals,
    )  # fmt: skip


def explain(directory: Path, round_id: str | None, submission: str) -> Explained:
    """Return why a submission has the judges it has: every judge of the panel, seen from it.

    Raises:
        Refused: if the data is wrong.
        Mistaken: if there is no such submission.
    """
    found = scene(directory, round_id)
    problems = found.loaded.problems
    work = found.work(problems)
    if problems.refused:
        raise Refused(problems)
    at = _member(submission, work.submission_at, "submission")
    before = found.before or frozenset()
    loads, done = Counter(judge for _, judge in before), Counter(judge for _, judge in found.finished)
    judges = [_considered(found, work, at, judge, loads, done) for judge in range(len(work.judges))]
    order = {"finished": 0, "assigned": 1, "possible": 2, "not possible": 3}
    judges.sort(key=lambda each: (order[each.standing], each.points or 0, each.judge))
    return Explained(found.round.id, submission, tuple(judges))


def _considered(
    found: Scene, work: Work, at: int, judge: int, loads: Mapping[str, int], done: Mapping[str, int]
) -> Considered:
    pair = work.submissions[at], work.judges[judge]
    load, before = loads.get(pair[1], 0), found.before or frozenset()
    why, finished = work.why(at, judge), pair in found.finished
    if why and not finished and pair not in before:
        return Considered(pair[1], "not possible", None, why, load)
    standing = "finished" if finished else "assigned" if pair in before else "possible"
    points, reasons = work.told(at, judge)
    if standing == "possible" and load >= work.most[judge] + done.get(pair[1], 0):
        reasons = [*reasons, "has all it may take"]
    return Considered(pair[1], standing, points, "; ".join([*([why] if why else []), *reasons]), load)
