"""What counts: from the entries of a round, the marks in force, what was set apart, and what people decided."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from judge.files.recorded import Answer, Entered
from judge.model.challenge import Aside
from judge.model.place import Node, Place
from judge.model.state import RECUSED, VOID
from judge.record.journal import Entry, of_round
from judge.record.standing import pair

Opened = Mapping[tuple[str, int | None], object]
"""By judge and number of the entry, the hidden marks that a disclosure of this very entry opens."""


@attrs.define
class _Ballot:
    """The marks of one judge for one submission, as they stand after the entries so far."""

    marks: dict[str, tuple[str, int]] = attrs.field(factory=dict)
    facts: dict[str, dict[str, str]] = attrs.field(factory=dict)

    def change(self, marks: Mapping[str, object], facts: Mapping[str, object], line: int) -> None:
        """Take what an entry changes; nothing in the place of a mark takes it back."""
        for criterion, value in marks.items():
            self.marks.pop(criterion, None)
            if value is not None:
                self.marks[criterion] = str(value), line
        for name, values in facts.items():
            assert isinstance(values, dict)
            self.facts.setdefault(name, {}).update(values)


def entered(
    round_id: str, organizer: Sequence[Entry], journals: Mapping[str, Sequence[Entry]], opened: Opened
) -> Entered:
    """Return what counts in a round.

    Args:
        round_id: the round.
        organizer: the organizer's entries that count: up to the seal, if there is one.
        journals: by judge, the entries that count.
        opened: what disclosures open; marks that are not opened count as not given.
    """
    ballots: dict[str, dict[tuple[str, str], _Ballot]] = {}
    answers: dict[str, dict[tuple[str, str, str], _Ballot]] = {}
    asides: list[Aside] = []
    for judge in sorted(journals):
        for each in of_round(journals[judge], round_id):
            if each.type == "mark":
                of_judge = ballots.setdefault(each.line.file, {})
                _mark(of_judge.setdefault((each.text("sub"), judge), _Ballot()), each, opened)
            elif each.type == "compare":
                of_pairs = answers.setdefault(each.line.file, {})
                _mark(of_pairs.setdefault((judge, *pair(each)), _Ballot()), each, opened)
            elif each.type == "recuse":
                asides.append(_aside(judge, each, RECUSED, each.text("kind"), "the judge stepped aside"))
    decisions: list[Node] = []
    facts: list[tuple[str, tuple[str, ...], tuple[str, ...], str, Place]] = []
    for each in of_round(organizer, round_id):
        if each.type == "import":
            of_file = ballots.setdefault(each.line.file, {})
            ballot = of_file.setdefault((each.text("sub"), each.text("judge")), _Ballot())
            ballot.change(each.table("marks"), each.table("facts"), each.line.number)
        elif each.type == "void":
            asides.append(_aside(each.text("judge"), each, VOID, "", each.text("why")))
        elif each.type == "decide":
            decisions += _decisions(each)
        elif each.type == "fact":
            facts.append(_fact(each))
    laid = _laid(round_id, ballots, asides, decisions, facts)
    return attrs.evolve(laid, assigned=_assigned(round_id, organizer), answers=_answers(answers))


def _answers(answers: Mapping[str, Mapping[tuple[str, str, str], _Ballot]]) -> dict[str, tuple[Answer, ...]]:
    """Return by journal what stands of the answers on pairs: the mark of the first of each."""
    return {
        file: tuple(
            Answer(judge, one, other, *ballot.marks[one])
            for (judge, one, other), ballot in of_file.items()
            if one in ballot.marks
        )
        for file, of_file in answers.items()
    }


def _assigned(round_id: str, organizer: Sequence[Entry]) -> tuple[tuple[str, str, bool], ...]:
    """Return the pairs that were assigned, or taken back, one after the other."""
    found: list[tuple[str, str, bool]] = []
    for each in of_round(organizer, round_id):
        if each.type == "assign":
            for key in ("add", "drop"):
                listed = each.body[key]
                assert isinstance(listed, list)
                found += [(sub, each.text("judge"), key == "add") for sub in listed]
    return tuple(found)


def unopened(round_id: str, journals: Mapping[str, Sequence[Entry]], opened: Opened) -> dict[str, list[int]]:
    """Return by judge the entries of a sealed round whose marks nobody opened."""
    found: dict[str, list[int]] = {}
    for judge, entries in journals.items():
        for each in of_round(entries, round_id):
            hidden = each.body.get("marks")
            if (
                each.type in ("mark", "compare")
                and isinstance(hidden, dict)
                and "sha256" in hidden
                and (judge, each.number("seq")) not in opened
            ):
                found.setdefault(judge, []).append(each.number("seq"))
    return found


def _mark(ballot: _Ballot, each: Entry, opened: Opened) -> None:
    marks, facts = each.table("marks"), each.table("facts") if each.type == "mark" else {}
    if "sha256" in marks:
        value = opened.get((each.text("judge"), each.number("seq")))
        if not isinstance(value, dict):
            return
        marks, facts = value["marks"], value["facts"] if each.type == "mark" else {}
    ballot.change(marks, facts, each.line.number)


def _aside(judge: str, each: Entry, state: int, kind: str, reason: str) -> Aside:
    return Aside(judge, each.text("sub"), state, kind, reason, each.text("round"), _place(each))


def _place(each: Entry) -> Place:
    return Place(each.line.file, each.line.number)


_ONE = ("withdraw", "disqualify", "recuse", "penalty", "wildcard", "waive")
_ABOUT = {"wildcard": "outcome", "waive": "gate"}


def _decisions(each: Entry) -> list[Node]:
    """Return a decision as the tables that ``decisions.toml`` would hold; one to seal below the quorum is none."""
    kind, subs = each.text("kind"), each.body["subs"]
    assert isinstance(subs, list)
    if kind == "quorum":
        return []
    place = _place(each)
    texts = {"kind": kind, "round": each.text("round"), "reason": each.text("why"), "by": each.text("by")}
    shared = {key: Node(text, place) for key, text in texts.items() if text}
    if each.body["judge"] is not None:
        shared["judge"] = Node(each.text("judge"), place)
    if each.body["points"] is not None:
        shared["points"] = Node(_number(each.text("points")), place)
    if each.body["about"] is not None and kind in _ABOUT:
        shared[_ABOUT[kind]] = Node(each.text("about"), place)
    if kind in _ONE:
        return [Node({**shared, "submission": Node(sub, place)}, place) for sub in subs]
    return [Node({**shared, "submissions": Node(tuple(Node(sub, place) for sub in subs), place)}, place)]


def _number(text: str) -> Fraction:
    return Fraction(text)


def _fact(each: Entry) -> tuple[str, tuple[str, ...], tuple[str, ...], str, Place]:
    of = each.table("of")
    dimensions = tuple(sorted(of))
    return each.text("name"), dimensions, tuple(str(of[name]) for name in dimensions), each.text("value"), _place(each)


def _laid(
    round_id: str,
    ballots: Mapping[str, Mapping[tuple[str, str], _Ballot]],
    asides: Sequence[Aside],
    decisions: Sequence[Node],
    facts: Sequence[tuple[str, tuple[str, ...], tuple[str, ...], str, Place]],
) -> Entered:
    """Lay the ballots out as rows of tables."""
    every = [ballot for of_file in ballots.values() for ballot in of_file.values()]
    names = tuple(sorted({name for ballot in every for name in ballot.facts}))
    rows: dict[str, list[list[str]]] = {}
    lines: dict[str, list[int]] = {}
    for file, of_file in ballots.items():
        rows[file], lines[file] = [], []
        for (sub, judge), ballot in of_file.items():
            for criterion, (value, line) in ballot.marks.items():
                more = [ballot.facts.get(name, {}).get(criterion, "") for name in names]
                rows[file].append([sub, judge, criterion, value, *more])
                lines[file].append(line)
    kept = {file: each for file, each in rows.items() if each}
    return Entered(kept, lines, names, tuple(asides), tuple(decisions), tuple(facts))
