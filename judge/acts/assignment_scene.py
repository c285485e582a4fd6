"""A round that is to be assigned: what it asks for, what is assigned and finished, and who seems to have a tie."""

from collections.abc import Mapping
from pathlib import Path

import attrs

from judge.acts.loading import Loaded, Mistaken, Refused, load
from judge.acts.scoring import choose, scored
from judge.assign.ties import proposed
from judge.assign.wanted import Wanted, read
from judge.assign.work import Standing, Work
from judge.files import ties
from judge.files.ties import Known
from judge.model.assignment import Pair
from judge.model.challenge import Challenge, Round, Submission
from judge.model.problem import Problems, listed
from judge.model.state import VALUE
from judge.score.setting import prepare


@attrs.frozen(eq=False)
class Scene:
    """A round before its assignment.

    Attributes:
        challenge: as the folder says it; a round with a record has its marks and assignments from there.
        before: the pairs that are assigned, or None.
        finished: pairs with marks.
        recorded: whether the round is open in a record.
        codes: what judges are called there, if not by their ids.
        known: what names and addresses say.
    """

    directory: Path
    loaded: Loaded
    challenge: Challenge
    round: Round
    wanted: Wanted
    before: frozenset[Pair] | None
    finished: frozenset[Pair]
    recorded: bool
    codes: Mapping[str, str]
    known: Known

    @property
    def proposals(self) -> list[tuple[str, str, str]]:
        """Return ties that nobody has decided on: judge, submission and reason."""
        declared = {(each.submission, each.judge) for each in self.challenge.asides}
        panel, decided = {each.id for each in self.challenge.judges}, declared | self.known.cleared
        return [
            each
            for each in proposed(self.known.judges, self.challenge.submissions)
            if (each[1], each[0]) not in decided and each[0] in panel
        ]

    def work(self, problems: Problems, *, newly: bool = False, keep: bool = True) -> Work:
        """Return the work; ``newly``: with as few changes as can be."""
        avoided = {(submission, judge): why for judge, submission, why in self.proposals}
        panel = self.round.panel
        left = frozenset(each.id for each in self.challenge.judges if "left" in each.fields)
        kept = self.before if keep and self.before is not None else frozenset()
        inside = frozenset(pair for pair in self.finished if panel is None or pair[1] in panel)
        standing = Standing(kept, inside, left, avoided, newly)
        return Work(self.challenge, self.round, self.wanted, standing, problems)


def scene(directory: Path, round_id: str | None) -> Scene:
    """Return a round that is to be assigned.

    Raises:
        Refused: if the data is wrong.
        Mistaken: if there is no such round, or it says nothing of its assignment.
    """
    loaded = load(directory)
    if loaded.problems.refused:
        raise Refused(loaded.problems)
    asked = [each for each in loaded.challenge.rounds if each.assign is not None]
    if round_id is None and len(asked) == 1:
        round_id = asked[0].id
    found = choose(directory, round_id)
    challenge = loaded.challenge
    round_ = next((each for each in challenge.rounds if each.id == found.round), None)
    if round_ is None or round_.assign is None:
        raise Mistaken(
            f"the round `{found.round}` says nothing of its assignment; rounds that do: "
            f"{listed(each.id for each in asked) or 'none'}. Write [round.assign] with judges = 3 below its [[round]]"
        )
    codes = _codes(directory, challenge) if found.source else {}
    finished = _entered(directory, round_.id) if found.source else frozenset[Pair]()
    if found.source:
        challenge = _as_recorded(challenge, found.loaded.challenge, {code: name for name, code in codes.items()})
    challenge = attrs.evolve(challenge, submissions=_taking_part(directory, challenge, round_))
    wanted = read(challenge, round_, loaded.problems)
    if wanted is None:
        raise Refused(loaded.problems)
    before = challenge.assigned.get(round_.id)
    names = {code: name for name, code in codes.items()}
    finished |= _finished(challenge, round_)
    finished = frozenset((submission, names.get(judge, judge)) for submission, judge in finished)
    recorded, known = bool(found.source), ties.read(directory)
    return Scene(directory, loaded, challenge, round_, wanted, before, finished, recorded, codes, known)


def _taking_part(directory: Path, challenge: Challenge, round_: Round) -> tuple[Submission, ...]:
    """Return the submissions of a round: those that an earlier one lets through, and that pass the gates.

    A gate that judges answer themselves keeps nobody back before they have.
    """
    entrants = None
    if round_.entrants is not None:
        given = [each for each in scored(directory, round_.entrants, keep=False).result.outcomes if each.award is None]
        entrants = [submission for outcome in given for submission in outcome.through]
    problems = Problems()
    members = set(prepare(challenge, round_, entrants, problems).dimensions["submission"].members)
    if problems.refused:
        members = {each.id for each in challenge.submissions} if entrants is None else set(entrants)
    return tuple(each for each in challenge.submissions if each.id in members)


def _codes(directory: Path, challenge: Challenge) -> dict[str, str]:
    """Return by judge whose id is a name the code that stands for it in the record."""
    from judge.acts import naming, recording

    record = recording.read(directory, without=recording.ENTRIES_ONLY)
    return naming.codes(record.challenge, (judge.id for judge in challenge.judges))


def _as_recorded(challenge: Challenge, now: Challenge, names: Mapping[str, str]) -> Challenge:
    """Return the folder's challenge with the marks, assignments and ballots set apart of its record."""
    assigned = {
        name: frozenset((submission, names.get(judge, judge)) for submission, judge in pairs)
        for name, pairs in now.assigned.items()
    }
    asides = (attrs.evolve(each, judge=names.get(each.judge, each.judge)) for each in now.asides)
    return attrs.evolve(challenge, marks=now.marks, assigned=assigned, asides=(*challenge.asides, *asides))


def _finished(challenge: Challenge, round_: Round) -> frozenset[Pair]:
    marks = challenge.marks.get(round_.id)
    if marks is None:
        return frozenset()
    submissions, judges, _ = marks.table.keys
    states = marks.table.states or bytes(len(submissions))
    pairs = {(s, j) for s, j, state in zip(submissions, judges, states, strict=True) if state == VALUE}
    return frozenset((marks.submissions[s], marks.judges[j]) for s, j in pairs)


def _entered(directory: Path, round_id: str) -> frozenset[Pair]:
    """Return the pairs with entries in journals, hidden ones included."""
    from judge.acts import recording
    from judge.record import journal
    from judge.record.standing import submissions

    audit = recording.read(directory, without=recording.ENTRIES_ONLY).audit
    return frozenset(
        (sub, judge)
        for judge, entries in audit.judges.items()
        for each in journal.of_round(entries, round_id)
        for sub in submissions(each)
    )
