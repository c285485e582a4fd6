"""How far a round is: who was asked for what, what came in, and what is missing."""

import attrs


@attrs.frozen
class JudgeProgress:
    """One judge's work in a round.

    Attributes:
        judge: who.
        asked: how many submissions the judge is to mark, recusals taken out.
        complete: how many of these have every mark.
        begun: how many have some.
        recused: how many the judge stepped aside for, or has a conflict of interest with.
        submitted: whether the last line of the round is written; always false without a record.
        last: the time of the judge's last entry, or empty.
        language: what the judge reads, or empty.
        left: the submissions that lack marks.
    """

    judge: str
    asked: int
    complete: int
    begun: int
    recused: int
    submitted: bool
    last: str
    language: str
    left: tuple[str, ...]

    @property
    def state(self) -> str:
        """Return where the judge is, in a word or two."""
        if self.submitted:
            return "submitted"
        if self.asked and self.complete == self.asked:
            return "complete"
        return "begun" if self.complete or self.begun else "not begun"


@attrs.frozen
class SubmissionProgress:
    """The ballots of one submission.

    Attributes:
        submission, title: which.
        asked: how many judges are to mark it, recusals taken out.
        complete: how many of them gave every mark.
        recused: how many stepped aside.
        waiting: the judges whose ballots lack marks.
    """

    submission: str
    title: str
    asked: int
    complete: int
    recused: int
    waiting: tuple[str, ...]


@attrs.frozen
class Progress:
    """How far a round is.

    Attributes:
        title: of the challenge and the round.
        round: which.
        judges, submissions: in the order of their ids.
        refuses: what would forbid sealing, or ranking everybody, today.
        doubts: what stands out where marks are open; empty where they are hidden.
        recorded: whether it comes from a record.
        hidden: whether marks are hidden until the seal.
        sealed: whether the round is sealed.
        assigned: whether it is declared who marks what; if not, every judge is taken to mark everything.
        pairs: whether judges compare submissions; then their work is counted in comparisons.
    """

    title: str
    round: str
    judges: tuple[JudgeProgress, ...]
    submissions: tuple[SubmissionProgress, ...]
    refuses: tuple[str, ...]
    doubts: tuple[str, ...]
    recorded: bool
    hidden: bool
    sealed: bool
    assigned: bool
    pairs: bool = False

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.refuses and all(each.complete == each.asked for each in self.judges)
