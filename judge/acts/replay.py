"""``judge replay``: a result scored again from the inputs, and compared byte for byte."""

from pathlib import Path

import attrs

from judge.acts.loading import Mistaken, Refused
from judge.acts.scoring import scored
from judge.files.tree import Tree
from judge.model.comparison import Difference, Entry
from judge.model.place import Place
from judge.model.problem import Problem, Problems
from judge.record import reading
from judge.record.replay import compare
from judge.record.trail import lines
from judge.score.run import Scored


@attrs.frozen(eq=False)
class Replayed:
    """What a replay found.

    Attributes:
        file: the result.
        digest: ``sha256:`` of its bytes.
        round: the round it is of.
        entries: how many lines were compared.
        difference: the first thing that differs, or None.
        place: where today's inputs have the value that differs, or None.
        cautions: of today's scoring.
    """

    file: str
    digest: str
    round: str
    entries: int
    difference: Difference | None
    place: Place | None
    cautions: tuple[Problem, ...]


def replay(directory: Path, result: Path) -> Replayed:
    """Return whether a result comes out of the challenge in a folder, byte for byte.

    Raises:
        Refused: if the result cannot be read, or the inputs of today cannot be scored.
    """
    trail = read_trail(result)
    try:
        done = scored(directory, trail.round, keep=True)
    except Mistaken as mistaken:
        problems = Problems()
        problems.refuse("result-round", Place(trail.file, 1), str(mistaken), "is this the folder that was scored?")
        raise Refused(problems) from None
    replayed = list(lines(done))
    problems = Problems()
    difference = compare(trail, replayed, problems)
    if problems.refused:
        raise Refused(problems)
    place = _place(done, difference) if difference is not None else None
    return Replayed(trail.file, trail.digest, trail.round, len(trail.lines), difference, place, done.result.cautions)


def read_trail(path: Path) -> reading.Trail:
    """Return a result file's entries.

    Raises:
        Refused: if it is no result, or cannot be read.
    """
    problems = Problems()
    data = Tree(path.parent, problems).read(path.name)
    trail = reading.read(data, path.name, problems) if data is not None else None
    if trail is None:
        raise Refused(problems)
    return trail


def _place(done: Scored, difference: Difference) -> Place | None:
    """Return where today's files have the value that differs; the entry may be the result's, in which any key may lack."""
    entry = difference.now or difference.then or {}
    kind, setting = entry.get("entry"), done.setting
    if kind == "ballot":
        return _mark_place(done, entry, difference)
    if kind == "criterion" and setting.rubric is not None:
        number = entry.get("number")
        criteria = setting.rubric.criteria
        return (
            criteria[number - 1].place
            if isinstance(number, int) and 0 < number <= len(criteria)
            else setting.rubric.place
        )
    if kind in ("rule", "scale"):
        return _rule_place(done, str(entry.get("clause", "")))
    if kind == "fact":
        return _fact_place(done, entry)
    if kind == "submission" or str(entry.get("input", "")).startswith("submission "):
        name = str(entry.get("submission") or str(entry.get("input", "")).removeprefix("submission "))
        return next((item.place for item in setting.challenge.submissions if item.id == name), None)
    if kind == "input":
        return Place(str(entry["input"])) if "input" in entry else None
    if kind in ("judge", "round"):
        places = {item.id: item.place for item in setting.challenge.judges}
        places.update({item.id: item.place for item in setting.challenge.rounds})
        return places.get(str(entry.get("judge") or entry.get("round")))
    return None


def _mark_place(done: Scored, entry: Entry, difference: Difference) -> Place | None:
    marks = done.setting.challenge.marks.get(str(entry.get("round")))
    if marks is None or difference.now is None or len(difference.path) < 2:
        return None
    wanted = (str(entry["submission"]), str(entry["judge"]), difference.path[1])
    for cell, (s, j, c) in enumerate(zip(*marks.table.keys, strict=True)):
        if (marks.submissions[s], marks.judges[j], marks.criteria[c]) == wanted:
            return marks.sources.place(cell)
    return None


def _rule_place(done: Scored, clause: str) -> Place | None:
    words, _, number = clause.rpartition(" ")
    if words == "score.steps" and number.isdecimal():
        steps = done.prepared.rule.steps
        return next((step.place for step in steps if step.number == int(number)), None)
    return done.setting.rubric.place if done.setting.rubric is not None else done.setting.round.place


def _fact_place(done: Scored, entry: Entry) -> Place | None:
    key = entry.get("key")
    wanted = tuple(key.values()) if isinstance(key, dict) else ()
    for fact in done.setting.facts:
        if fact.name == entry.get("fact"):
            for row in fact.rows:
                if sorted(row.key) == sorted(map(str, wanted)):
                    return row.place
    return None
