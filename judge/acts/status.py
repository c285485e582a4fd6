"""``judge status``: what came in of a round, and what is missing; counts only where marks are hidden."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from judge.acts.loading import Mistaken, Refused
from judge.acts.scoring import Chosen, choose, scored_from
from judge.model.challenge import Challenge, Marks, Round
from judge.model.pair import Pair
from judge.model.problem import Problems
from judge.model.progress import JudgeProgress, Progress, SubmissionProgress
from judge.model.rubric import Criterion
from judge.model.state import MISSING, VALUE

if TYPE_CHECKING:
    from judge.acts.drafting import Drafted

MOST_DOUBTS = 20
FEWEST = 4
"""So many complete ballots a judge must have given before equal marks on all of them stand out."""

_OUT = ("withdrawn", "disqualified", "ineligible", "not an entrant", "calibration")


@attrs.frozen
class _Given:
    """What came in of a round.

    Attributes:
        marked: by judge and submission, how many criteria have a mark.
        recused: pairs of judge and submission.
        submitted: judges whose last line is written.
        last: by judge, the time of the last entry.
        rostered: the judges of the record's roster.
        pairs: judges, each with a pair that the judge compared.
    """

    marked: Mapping[tuple[str, str], int]
    recused: frozenset[tuple[str, str]]
    submitted: frozenset[str]
    last: Mapping[str, str]
    rostered: frozenset[str] = frozenset()
    pairs: frozenset[tuple[str, Pair]] = frozenset()


def status(directory: Path, round_id: str | None) -> Progress:
    """Return how far a round is.

    Raises:
        Refused: if the data is wrong.
        Mistaken: if there is no such round, or it has no marks.
    """
    found = choose(directory, round_id)
    challenge = found.loaded.challenge
    round_ = next(each for each in challenge.rounds if each.id == found.round)
    if round_.rubric is None:
        raise Mistaken(f"the round `{round_.id}` has no marks of its own")
    drafted = found.drafted
    recorded, sealed = drafted is not None, drafted is not None and drafted.sealed
    given = _from_record(drafted) if drafted is not None else _from_marks(challenge, round_)
    refuses, out = _refuses(found, challenge)
    judges = _judges(challenge, round_, given)
    submissions = [each for each in challenge.submissions if each.id not in out]
    asked = _asked(challenge, round_, judges, [each.id for each in submissions])
    asked |= {(judge, each) for judge in judges for each in calibration(challenge, round_)}
    left = [each for each in judges if recorded and not sealed and each not in given.submitted]
    if left:
        refuses.append(f"not submitted: {', '.join(left)}")
    width = _width(challenge, round_)
    progress = tuple(_judge(judge, challenge, asked, given, width) for judge in judges)
    if round_.ballot == "pairs":
        progress = tuple(_in_comparisons(each, round_, asked, given) for each in progress)
    more = tuple(
        f"{each.judge} has submitted, and was asked for {', '.join(each.left)} as well: "
        f"judge reopen {round_.id} {each.judge}"
        for each in progress
        if each.submitted and each.left and not sealed and round_.ballot != "pairs"
    )
    hidden = recorded and round_.sealed and not sealed
    title = challenge.title.in_language(challenge.languages[0] if challenge.languages else "en")
    return Progress(
        f"{title}, {round_.title.in_language(challenge.languages[0] if challenge.languages else 'en')}",
        round_.id,
        progress,
        tuple(_submission(each.id, each.title, judges, asked, given, width) for each in submissions),
        tuple(refuses),
        more + (() if hidden else tuple(_doubts(challenge, round_))),
        recorded,
        hidden,
        sealed,
        round_.id in challenge.assigned,
        round_.ballot == "pairs",
    )


def _in_comparisons(
    each: JudgeProgress, round_: Round, asked: frozenset[tuple[str, str]], given: _Given
) -> JudgeProgress:
    from judge.acts.compared import progress

    names = [sub for one, sub in asked if one == each.judge and (one, sub) not in given.recused]
    return progress(each, round_, names, given.pairs)


def calibration(challenge: Challenge, round_: Round) -> frozenset[str]:
    """Return what every judge marks, and has no place."""
    return frozenset(round_.calibration) - {each.submission for each in challenge.removals}


def _from_record(drafted: "Drafted") -> _Given:
    from judge.acts.compared import standing as answers
    from judge.acts.own_journal import standing
    from judge.acts.submitting import submitted
    from judge.record import journal

    record = drafted.record
    opened = record.opening(drafted.round)
    marked: dict[tuple[str, str], int] = {}
    recused: set[tuple[str, str]] = set()
    last: dict[str, str] = {}
    done: set[str] = set()
    pairs: set[tuple[str, Pair]] = set()
    known = {each.digest: each for each in record.audit.disclosed.values()}
    for judge, entries in record.audit.judges.items():
        mine = journal.of_round(entries, opened.round.id)
        if mine:
            last[judge] = mine[-1].text("at")
        recused |= {(judge, each.text("sub")) for each in mine if each.type == "recuse"}
        for sub in {each.text("sub") for each in mine if each.type == "mark"}:
            _, given = standing(mine, sub, known)
            count = sum(value is not None for value in given.values())
            marked[judge, sub] = count or (len(opened.criteria) if opened.sealed else 0)
        pairs |= {(judge, both) for both in answers(mine, known)}
        if submitted(record, mine, judge, opened):
            done.add(judge)
    for (name, judge, sub), ballot in record.audit.imported.items():
        if name == opened.round.id:
            marked[judge, sub] = sum(value is not None for value in ballot.given.values())
    marked.update(Counter((judge, sub) for judge, both in pairs for sub in both))
    recused |= {
        (each.judge, each.submission) for each in drafted.loaded.challenge.asides if each.round in (None, drafted.round)
    }
    return _Given(marked, frozenset(recused), frozenset(done), last, frozenset(record.audit.keys), frozenset(pairs))


def _from_marks(challenge: Challenge, round_: Round) -> _Given:
    marks = challenge.marks.get(round_.id)
    marked: dict[tuple[str, str], int] = {}
    recused = {(each.judge, each.submission) for each in challenge.asides if each.round in (None, round_.id)}
    if marks is not None:
        states = marks.table.states
        for row, (s, j, _) in enumerate(zip(*marks.table.keys, strict=True)):
            state = VALUE if states is None else states[row]
            pair = marks.judges[j], marks.submissions[s]
            if state == VALUE or state > MISSING + 10:
                marked[pair] = marked.get(pair, 0) + 1
            elif state != MISSING:
                recused.add(pair)
    return _Given(marked, frozenset(recused), frozenset(), {}, pairs=_compared(marks))


def _compared(marks: Marks | None) -> frozenset[tuple[str, Pair]]:
    """Return who compared which pair, where the marks are answers on pairs."""
    if marks is None or not marks.pairs:
        return frozenset()
    states = marks.table.states or bytes(len(marks.table))
    cells = zip(marks.table.keys[1], marks.table.keys[2], states, strict=True)
    return frozenset((marks.judges[j], marks.pairs[p]) for j, p, state in cells if state == VALUE)


def _refuses(found: Chosen, challenge: Challenge) -> tuple[list[str], set[str]]:
    """Return what would leave somebody unranked today, and who takes no part."""
    out = {each.submission for each in challenge.removals}
    try:
        result = scored_from(
            attrs.evolve(found, loaded=attrs.evolve(found.loaded, problems=Problems())), keep=False
        ).result
    except Refused as refused:
        return [f"{each.place}: {each.message}" for each in refused.problems if each.severity == "refused"][:10], out
    told = [f"{each.submission}: {each.reason}" for each in result.unranked if each.state not in _OUT]
    return told, out | {each.submission for each in result.unranked if each.state in _OUT}


def _judges(challenge: Challenge, round_: Round, given: _Given) -> list[str]:
    if round_.panel is not None:
        return sorted(round_.panel)
    declared = [each.id for each in challenge.judges]
    return declared or sorted({judge for judge, _ in (*given.marked, *given.recused)} | given.rostered)


def _asked(
    challenge: Challenge, round_: Round, judges: Iterable[str], submissions: Sequence[str]
) -> frozenset[tuple[str, str]]:
    """Return which judge is to mark which submission."""
    pairs = challenge.assigned.get(round_.id)
    if pairs is not None:
        return frozenset((judge, sub) for sub, judge in pairs if sub in set(submissions))
    return frozenset((judge, sub) for judge in judges for sub in submissions)


def marked(challenge: Challenge, round_: Round, judge: str) -> tuple[Criterion, ...]:
    """Return the criteria of a round that a judge marks; of nobody in particular, all that are marked.

    Raises:
        Mistaken: if the round has no marks.
    """
    rubric = challenge.rubrics.get(round_.rubric or "")
    if rubric is None:
        raise Mistaken(f"the round `{round_.id}` has no marks of its own")
    if round_.ballot == "pairs":
        raise Mistaken(
            f"in the round `{round_.id}` judges compare submissions at the terminal; there is no form for that"
        )
    mine = next((each.criteria for each in challenge.judges if each.id == judge), None)
    return tuple(each for each in rubric.criteria if each.derived is None and (mine is None or each.id in mine))


def _width(challenge: Challenge, round_: Round) -> Mapping[str, int]:
    """Return by judge how many criteria are to be marked."""
    rubric = challenge.rubrics[round_.rubric or ""]
    every = {each.id for each in rubric.criteria if each.derived is None}
    of_judge = {each.id: every if each.criteria is None else every & set(each.criteria) for each in challenge.judges}
    return {"": len(every), **{judge: len(mine) for judge, mine in of_judge.items()}}


def _judge(
    judge: str,
    challenge: Challenge,
    asked: frozenset[tuple[str, str]],
    given: _Given,
    width: Mapping[str, int],
) -> JudgeProgress:
    mine = sorted(sub for one, sub in asked if one == judge and (judge, sub) not in given.recused)
    whole = width.get(judge, width[""])
    complete = [sub for sub in mine if given.marked.get((judge, sub), 0) >= whole]
    begun = [sub for sub in mine if sub not in complete and given.marked.get((judge, sub), 0)]
    recused = sum(one == judge and (one, sub) in asked for one, sub in given.recused)
    declared = next((each for each in challenge.judges if each.id == judge), None)
    language = declared.fields.get("language", "") if declared is not None else ""
    left = tuple(sub for sub in mine if sub not in set(complete))
    return JudgeProgress(
        judge,
        len(mine),
        len(complete),
        len(begun),
        recused,
        judge in given.submitted,
        given.last.get(judge, ""),
        language,
        left,
    )


def _submission(
    submission: str,
    title: str,
    judges: Sequence[str],
    asked: frozenset[tuple[str, str]],
    given: _Given,
    width: Mapping[str, int],
) -> SubmissionProgress:
    theirs = [judge for judge in judges if (judge, submission) in asked and (judge, submission) not in given.recused]
    waiting = tuple(j for j in theirs if given.marked.get((j, submission), 0) < width.get(j, width[""]))
    recused = sum(sub == submission and (one, sub) in asked for one, sub in given.recused)
    return SubmissionProgress(submission, title, len(theirs), len(theirs) - len(waiting), recused, waiting)


def _doubts(challenge: Challenge, round_: Round) -> Iterator[str]:
    """Yield what stands out in open marks: a judge who gives everybody the same, judges who differ by more than declared."""
    marks = challenge.marks.get(round_.id)
    if marks is None:
        return
    column, by_judge = marks.table.value, dict[int, set[object]]()
    ballots: dict[int, set[int]] = {}
    spread: dict[tuple[int, int], list[Fraction]] = {}
    for row, (s, j, c) in enumerate(zip(*marks.table.keys, strict=True)):
        if marks.table.states is None or marks.table.states[row] == VALUE:
            by_judge.setdefault(j, set()).add(column.values[row])
            ballots.setdefault(j, set()).add(s)
            spread.setdefault((s, c), []).append(Fraction(column.values[row], column.denominator))
    for j in sorted(by_judge):
        if len(by_judge[j]) == 1 and len(ballots[j]) >= FEWEST:
            yield f"{marks.judges[j]} gave the same mark on everything, {len(ballots[j])} submissions"
    if round_.differ is None:
        return
    far = [key for key, values in spread.items() if max(values) - min(values) > round_.differ]
    for s, c in sorted(far)[:MOST_DOUBTS]:
        yield f"{marks.submissions[s]}, {marks.criteria[c]}: judges differ by more than declared"
    if len(far) > MOST_DOUBTS:
        yield f"and {len(far) - MOST_DOUBTS} more"
