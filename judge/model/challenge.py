"""The challenge: rounds, panel, conflicts of interest, submissions, facts and decisions."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from judge.model.pair import Pair
from judge.model.place import Node, Place
from judge.model.publishing import Publishing
from judge.model.rubric import Rubric
from judge.model.table import Sources, Table
from judge.model.wording import Wording


@attrs.frozen
class Judge:
    """One of the panel.

    Attributes:
        id: as it stands in the marks.
        fields: texts that group judges, such as ``panel``.
        facts: numbers and texts that a rule may name, such as ``weight``.
        criteria: the criteria this judge is appointed for, or None for all.
        place: where the judge is declared.
    """

    id: str
    fields: Mapping[str, str]
    facts: Mapping[str, Node]
    criteria: tuple[str, ...] | None
    place: Place


@attrs.frozen
class Group:
    """A member of a field that is used as a dimension: a panel, a section, a region.

    Attributes:
        kind: the field, such as ``panel``.
        id: the member.
        facts: what a rule may name of it, such as its ``weight``.
        fields: texts that group it further.
        place: where it is declared.
    """

    kind: str
    id: str
    facts: Mapping[str, Node]
    fields: Mapping[str, str]
    place: Place


@attrs.frozen
class Submission:
    """What is judged; its record.

    Attributes:
        id: as it stands in the marks.
        title: what people read.
        texts: the other fields of the record, as texts.
        facts: numbers and texts that a rule may name.
        place: where the record is.
    """

    id: str
    title: str
    texts: Mapping[str, str]
    facts: Mapping[str, Node]
    place: Place


@attrs.frozen
class Aside:
    """A judge's ballot for a submission that is set apart, with the reason.

    Attributes:
        state: the number of its state: recused, conflict, void or late.
        kind: the type of the conflict, such as ``employment``, else empty.
        reason: in the words of whoever declared it.
        round: the round it holds for, or None for all.
    """

    judge: str
    submission: str
    state: int
    kind: str
    reason: str
    round: str | None
    place: Place


@attrs.frozen
class Removal:
    """A submission that was withdrawn or disqualified, with the reason.

    Attributes:
        kind: ``withdrawn`` or ``disqualified``.
        round: the round from which on, or None for all.
    """

    submission: str
    kind: str
    reason: str
    round: str | None
    place: Place


@attrs.frozen
class Decision:
    """What people decided and no rule works out: an order of equals, a wildcard, a gate waived, or a guest.

    Attributes:
        kind: ``order``, ``wildcard``, ``waive`` or ``guest``.
        submissions: whom it is about; for an order, the first one first.
        about: the outcome of a wildcard, or None for the only one; the gate that is waived.
        reason: in the words of whoever decided.
        by: who decided, or empty.
        round: the round it holds for, or None for all.
    """

    kind: str
    submissions: tuple[str, ...]
    about: str | None
    reason: str
    by: str
    round: str | None
    place: Place


@attrs.frozen
class Round:
    """One judging.

    Attributes:
        id: its id, without a dot.
        title: what people read.
        rubric: the rubric's id, or None for a round without marks.
        entrants: the round whose outcome takes part, or None for all submissions.
        panel: the ids of its judges, or None for all.
        seed: what the lot is drawn from, or None.
        facts: numbers and texts that a rule may name.
        steps: the declared steps that run after the rubric's, or None.
        score, rank: the declared tables that replace the rubric's, or None.
        outcomes: the declared tables that replace the rubric's, or None.
        place: where it is declared.
        eligibility: the declared gates that replace the rubric's, or None.
        sealed: whether marks stay hidden in the record until the round is sealed.
        shows: the fields of a record that judges may see, or None for all.
        ballot: how judges are asked: ``marks``, one by one; ``order``, the submissions put in order; or ``pairs``, which
            of two submissions is better.
        picks: of an order, how many places at most, or None for all.
        comparisons: of pairs, how many each judge is asked for, or None for the usual number.
        differ: how far marks on one criterion of a submission may lie apart before organizers are told, or None.
        calibration: the submissions that every judge marks first, to agree on the scale; they take no part.
        comma: whether judges may type a comma as the decimal sign.
        remarks: the marks beside which judges owe a remark; empty for every ballot; None where none is owed.
        assign: the declared table of what its assignment asks for, or None.
        publishing: what is published of it.
    """

    id: str
    title: Wording
    rubric: str | None
    entrants: str | None
    panel: tuple[str, ...] | None
    seed: str | None
    facts: Mapping[str, Node]
    steps: Node | None
    score: Node | None
    rank: Node | None
    outcomes: tuple[Node, ...] | None
    place: Place
    eligibility: tuple[Node, ...] | None = None
    sealed: bool = False
    shows: tuple[str, ...] | None = None
    remarks: tuple[str, ...] | None = None
    assign: Node | None = None
    differ: Fraction | None = None
    ballot: str = "marks"
    picks: int | None = None
    comma: bool = False
    calibration: tuple[str, ...] = ()
    publishing: Publishing = attrs.field(factory=Publishing)
    comparisons: int | None = None


@attrs.frozen(eq=False)
class Fact:
    """A number, or a text for grouping, that is not a mark, as columns.

    Attributes:
        name: what a rule calls it.
        dimensions: what it is keyed by.
        keys: per dimension, the key's text for each row.
        texts: the fact's text for each row, never empty.
        sources: where each was read.
    """

    name: str
    dimensions: tuple[str, ...]
    keys: tuple[Sequence[str], ...]
    texts: Sequence[str]
    sources: Sequence[Place]


@attrs.frozen(eq=False)
class Marks:
    """The marks of one round.

    Attributes:
        submissions, judges, criteria: the ids that the table's keys count; sorted, criteria in the rubric's order. In a
            round of pairs what the pairs are called stands in the place of the criteria.
        table: the dimensions ``submission``, ``judge``, ``criterion`` (of pairs ``pair``), with the states that the files say.
        sources: where each cell was read.
        facts: further columns of the marks, keyed by the three dimensions.
        pairs: the pairs that were compared, in the order of their names; empty in other rounds.
    """

    submissions: tuple[str, ...]
    judges: tuple[str, ...]
    criteria: tuple[str, ...]
    table: Table
    sources: Sources
    facts: tuple[Fact, ...] = ()
    pairs: tuple[Pair, ...] = ()


@attrs.frozen(eq=False)
class Challenge:
    """A whole challenge as its folder says it.

    Attributes:
        title: what people read.
        languages: the codes of its languages, first the one to show.
        rounds: in order.
        rubrics: by id.
        judges: the panel in canonical order; empty if none is declared.
        groups: declared members of fields (``[[panel]]``).
        submissions: in canonical order.
        facts: of every kind but the marks' own.
        asides: conflicts, recusals and voids.
        removals: withdrawn and disqualified submissions.
        marks: by round.
        sources: the tables ``challenge.toml`` and ``decisions.toml`` as they say it, for the trail.
        decisions: orders, wildcards and waivers, in the order of the file.
        assigned: by round, the pairs of submission and judge of ``assignments.csv``; a round without any is not in it.
    """

    title: Wording
    languages: tuple[str, ...]
    rounds: tuple[Round, ...]
    rubrics: Mapping[str, Rubric]
    judges: tuple[Judge, ...]
    groups: tuple[Group, ...]
    submissions: tuple[Submission, ...]
    facts: tuple[Fact, ...]
    asides: tuple[Aside, ...]
    removals: tuple[Removal, ...]
    marks: Mapping[str, Marks]
    sources: Mapping[str, Node]
    decisions: tuple[Decision, ...] = ()
    assigned: Mapping[str, frozenset[tuple[str, str]]] = attrs.field(factory=dict)

    def before(self, round_: Round) -> tuple[Round, ...]:
        """Return the rounds that are run before a round, in order."""
        at = [item.id for item in self.rounds].index(round_.id)
        return self.rounds[:at]
