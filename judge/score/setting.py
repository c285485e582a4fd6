"""The setting of a round: its dimensions with their members and fields, its facts, and who takes part."""

from collections.abc import Iterable, Mapping, Sequence

import attrs

from judge.model.challenge import Challenge, Decision, Removal, Round
from judge.model.place import Node, Place
from judge.model.problem import Problems, nearest
from judge.model.rubric import Rubric
from judge.model.said import said
from judge.model.table import Dimension
from judge.score.derived import derive
from judge.score.eligibility import Gated, gated
from judge.score.facts import FactRows, fields_of, gather
from judge.score.gates import Gate, read_gates

OWN = ("submission", "judge", "criterion")
"""The dimensions of the marks."""


@attrs.frozen
class LeftOut:
    """A submission that takes no part in a round, with the reason.

    Attributes:
        state: ``withdrawn``, ``disqualified``, ``not an entrant``, ``calibration``, or ``ineligible``.
    """

    submission: str
    state: str
    reason: str
    place: Place


@attrs.frozen(eq=False)
class Setting:
    """What a round's rule is run on, but for the marks.

    Attributes:
        challenge, round, rubric: as declared; a round without marks has no rubric.
        dimensions: by name: the three of the marks (of pairs ``pair`` besides), and every field and group used as a key.
        facts: all of the round.
        left_out: submissions that take no part.
        waived: decisions that let a submission through a gate.
        gated: the facts that gates read, by name and dimensions.
        gates: all that are declared, those after the steps included.
        pending: waivers of gates after the steps, by submission and number of the gate.
    """

    challenge: Challenge
    round: Round
    rubric: Rubric | None
    dimensions: Mapping[str, Dimension]
    facts: tuple[FactRows, ...]
    left_out: tuple[LeftOut, ...]
    waived: tuple[Decision, ...] = ()
    gated: frozenset[tuple[str, tuple[str, ...]]] = frozenset()
    gates: tuple[Gate, ...] = ()
    pending: Mapping[tuple[str, int], Decision] = attrs.field(factory=dict)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that a mark may be."""
        return tuple(self.rubric.scale.codes) if self.rubric else ()

    @property
    def derived(self) -> tuple[str, ...]:
        """The criteria that are worked out from other marks (§7.6)."""
        return tuple(item.id for item in self.rubric.criteria if item.derived is not None) if self.rubric else ()


def prepare(challenge: Challenge, round_: Round, entrants: Sequence[str] | None, problems: Problems) -> Setting:
    """Return the setting of a round.

    Args:
        entrants: the submissions that the earlier round's outcome took, or None for all.
        problems: to which facts given twice, and what is wrong with the gates, are added.
    """
    rubric = challenge.rubrics.get(round_.rubric) if round_.rubric else None
    facts = derive(rubric.formulas if rubric else {}, gather(challenge, rubric, round_, problems), problems)
    _known(round_, challenge, problems)
    away = list(_left_out(challenge, round_, entrants))
    gone = {item.submission for item in away}
    present = [item for item in challenge.submissions if item.id not in gone]
    known = entrants is not None or round_.entrants is None
    gates = read_gates(gates_of(rubric, round_), problems)
    admitted = gated(gates, challenge, round_, present if known else (), facts, problems)
    left_out = _with_ineligible(away, challenge, admitted)
    gone |= set(admitted.refused)
    submissions = [item for item in challenge.submissions if item.id not in gone]
    dimensions = {
        "submission": _dimension(
            "submission", [item.id for item in submissions], facts,
            [item.place for item in submissions], [item.title for item in submissions],
        ),
        "judge": _judges(challenge, round_, facts),
        "criterion": _dimension(
            "criterion", [item.id for item in rubric.criteria] if rubric else [], facts,
            [item.place for item in rubric.criteria] if rubric else [],
            [item.title.in_language(challenge.languages[0] if challenge.languages else "en") for item in rubric.criteria]
            if rubric else [],
        ),
    }  # fmt: skip
    if round_.ballot == "pairs":
        dimensions["pair"] = _pairs(challenge, round_, dimensions["submission"].index(), facts)
    before = challenge.before(round_)
    if before:
        dimensions["round"] = _dimension("round", [item.id for item in before], facts, [item.place for item in before])
    return Setting(
        challenge, round_, rubric, _with_fields(dimensions, facts), facts, left_out, admitted.waived, admitted.read,
        gates, admitted.pending,
    )  # fmt: skip


def gates_of(rubric: Rubric | None, round_: Round) -> tuple[Node, ...]:
    """Return the declared gates of a round: its own where it has some, else its rubric's."""
    return round_.eligibility if round_.eligibility is not None else (rubric.eligibility if rubric else ())


def _with_ineligible(away: Iterable[LeftOut], challenge: Challenge, admitted: Gated) -> tuple[LeftOut, ...]:
    """Return everybody who takes no part, in the order of the submissions."""
    by_id = {item.submission: item for item in away}
    by_id |= {name: LeftOut(name, "ineligible", *found) for name, found in admitted.refused.items()}
    return tuple(by_id[item.id] for item in challenge.submissions if item.id in by_id)


def _left_out(challenge: Challenge, round_: Round, entrants: Sequence[str] | None) -> Iterable[LeftOut]:
    removed: dict[str, Removal] = {}
    for removal in challenge.removals:
        if removal.round is None or _begun(challenge, removal.round, round_.id):
            removed.setdefault(removal.submission, removal)
    taken = None if entrants is None else set(entrants)
    for submission in challenge.submissions:
        if submission.id in removed:
            removal = removed[submission.id]
            yield LeftOut(submission.id, removal.kind, removal.reason, removal.place)
        elif taken is not None and submission.id not in taken:
            yield LeftOut(submission.id, "not an entrant", said("not taken", round=round_.entrants), round_.place)
        elif submission.id in round_.calibration:
            yield LeftOut(submission.id, "calibration", said("calibrating"), round_.place)


def _known(round_: Round, challenge: Challenge, problems: Problems) -> None:
    """Refuse calibration submissions that are not there."""
    known = [item.id for item in challenge.submissions]
    for name in round_.calibration if known else ():
        if name not in known:
            problems.refuse(
                "unknown-submission", round_.place,
                f"`calibration` of the round `{round_.id}` names `{name}`, which is no submission",
                nearest(name, known) or "name records of `submissions/`", found=name,
            )  # fmt: skip


def _begun(challenge: Challenge, from_round: str, now: str) -> bool:
    """Whether a round is ``from_round`` or a later one."""
    order = [item.id for item in challenge.rounds]
    return from_round in order and order.index(from_round) <= order.index(now)


def _judges(challenge: Challenge, round_: Round, facts: tuple[FactRows, ...]) -> Dimension:
    places = {judge.id: judge.place for judge in challenge.judges}
    marks = challenge.marks.get(round_.id)
    every = places or dict.fromkeys(marks.judges if marks else (), round_.place)
    members = sorted(judge for judge in every if round_.panel is None or judge in round_.panel)
    return _dimension("judge", members, facts, [every[judge] for judge in members])


def _pairs(challenge: Challenge, round_: Round, present: Mapping[str, int], facts: tuple[FactRows, ...]) -> Dimension:
    """Return the pairs that were compared and of which both take part."""
    marks = challenge.marks.get(round_.id)
    both = zip(marks.criteria, marks.pairs, strict=True) if marks is not None else ()
    members = [name for name, pair in both if all(one in present for one in pair)]
    return _dimension("pair", members, facts, [round_.place] * len(members))


def _dimension(
    name: str, members: Sequence[str], facts: tuple[FactRows, ...], places: Sequence[Place], titles: Sequence[str] = ()
) -> Dimension:
    texts = fields_of(facts, name)
    fields = {field: tuple(map(by_member.get, members)) for field, by_member in texts.items()}
    return Dimension(name, tuple(members), fields, tuple(places), tuple(titles))


def _with_fields(own: dict[str, Dimension], facts: tuple[FactRows, ...]) -> dict[str, Dimension]:
    """Add a dimension for every field and every group, and for the fields of these, so that each can be a key (§1.2)."""
    texts: dict[str, set[str]] = {}
    for fact in facts:
        for at, name in enumerate(fact.dimensions):
            if name not in OWN:
                texts.setdefault(name, set()).update(row.key[at] for row in fact.rows)
    made = dict(own)
    waiting = [*own, *texts]
    while waiting:
        name = waiting.pop()
        if name not in own:
            made[name] = _dimension(name, sorted(texts[name]), facts, ())
        for field, members in made[name].fields.items():
            new = {text for text in members if text is not None} - texts.get(field, set())
            if field not in OWN and (new or field not in made):
                texts.setdefault(field, set()).update(new)
                waiting.append(field)
    return {name: made[name] for name in (*own, *sorted(set(made) - set(own)))}
