"""The snapshot of a challenge: everything a rule reads, as a few files in one spelling (docs/record.md, "Inputs").

``challenge.toml``, ``criteria/*.toml`` and ``decisions.toml`` are TOML, one key a line; ``assignments.csv`` is there where
pairs are assigned; ``submissions.jsonl`` has a line
for each record, ``facts.jsonl`` one for each fact. Names, addresses and the reasons of conflicts are left out, and
judges whose id is a name get a code.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from judge.files import assignments, challenge_file, decisions, toml_text
from judge.model.canonical import encode
from judge.model.challenge import Challenge, Submission
from judge.model.place import Node, Place
from judge.model.problem import Problems
from judge.model.publishing import CONTACT, without_contact

SUBMISSIONS = "submissions.jsonl"
FACTS = "facts.jsonl"

_CODE = re.compile(r"[A-Za-z]{0,6}[-_. ]?[0-9]{1,6}", re.ASCII)
_READING = ("tables", "columns")
"""How tables are written says nothing of a snapshot, which has none."""


def files(challenge: Challenge, codes: Mapping[str, str], problems: Problems) -> dict[str, bytes]:
    """Return the files of a snapshot by path.

    Args:
        challenge: as it was read from its folder.
        codes: for judges whose id is a name, the code that stands for it.
        problems: to which a rule that names such a judge is added.
    """
    found: dict[str, str] = {}
    declared = challenge.sources.get(challenge_file.FILE, Node({}, Place(challenge_file.FILE)))
    found[challenge_file.FILE] = toml_text.write(_declared(declared, challenge, codes))
    used = {each.rubric for each in challenge.rounds}
    for id_ in sorted(name for name in challenge.rubrics if name in used):
        source = challenge.rubrics[id_].source
        _unnamed(source, codes, problems)
        assert isinstance(source.value, dict)
        found[f"criteria/{id_}.toml"] = toml_text.write(source.value)
    decided = challenge.sources.get(decisions.FILE)
    if decided is not None and isinstance(decided.value, dict):
        found[decisions.FILE] = toml_text.write(_table(_coded(decided, codes)))
    if challenge.assigned:
        found[assignments.FILE] = _assigned(challenge, codes)
    found[SUBMISSIONS] = "".join(f"{record(each)}\n" for each in challenge.submissions)
    found[FACTS] = "".join(f"{line}\n" for line in _facts(challenge, codes))
    return {path: text.encode() for path, text in found.items()}


def _assigned(challenge: Challenge, codes: Mapping[str, str]) -> str:
    """Return the assignments, a line a pair in the order of rounds, submissions and judges."""
    rows = sorted(
        (round_id, submission, codes.get(judge, judge))
        for round_id, pairs in challenge.assigned.items()
        for submission, judge in pairs
    )
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([assignments.HEADERS, *rows])
    return text.getvalue()


def codes_for(judges: Iterable[str], known: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return a code for each judge whose id is a name: ``J-01``, ``J-02``… in the order of the names.

    Args:
        judges: their ids.
        known: codes that were given before, which stay.
    """
    given = known or {}
    every = sorted(judges)
    coded = {name for name in every if _CODE.fullmatch(name)}
    taken = {*coded, *given.values()}
    free = (code for number in range(1, len(every) + len(taken) + 1) if (code := f"J-{number:02}") not in taken)
    return {name: given[name] if name in given else next(free) for name in every if name not in coded}


def record(submission: Submission) -> str:
    """Return a submission's record in its one spelling, whose hash a mark names; how its applicant is reached is not in it."""
    facts, texts = without_contact(submission.facts), without_contact(submission.texts)
    return encode({"id": submission.id, "title": submission.title, "texts": texts, "facts": toml_text.write(facts)})


def _declared(node: Node, challenge: Challenge, codes: Mapping[str, str]) -> dict[str, Node]:
    """Return ``challenge.toml`` without what is private, its judges by code; judges known by their marks are added."""
    table = {key: item for key, item in _table(_coded(node, codes)).items() if key not in _READING}
    conflicts = table.get("conflict")
    if conflicts is not None and isinstance(conflicts.value, tuple):
        bared = tuple(
            Node({key: item for key, item in _table(each).items() if key != "reason"}, each.place)
            for each in conflicts.value
        )
        table["conflict"] = Node(bared, conflicts.place)
    if "round" not in table:
        place = node.place
        table["round"] = Node(
            tuple(
                Node({"id": Node(each.id, place), "rubric": Node(each.rubric, place)}, place)
                for each in challenge.rounds
                if each.rubric is not None
            ),
            place,
        )
    return table


_JUDGES = {"judge": ("id",), "conflict": ("judge",), "decision": ("judge",), "round": ("panel",)}
"""Where ids of judges stand: in which lists of tables, under which keys."""


def _coded(node: Node, codes: Mapping[str, str]) -> Node:
    """Return a file with the codes of judges in the place of their names."""
    table = dict(_table(node))
    for kind, keys in _JUDGES.items():
        listed = table.get(kind)
        if codes and listed is not None and isinstance(listed.value, tuple):
            each = tuple(
                Node({key: _code(at, codes) if key in keys else at for key, at in _table(item).items()}, item.place)
                for item in listed.value
            )
            table[kind] = Node(each, listed.place)
    return Node(table, node.place)


def _code(node: Node, codes: Mapping[str, str]) -> Node:
    if isinstance(node.value, tuple):
        return Node(tuple(_code(each, codes) for each in node.value), node.place)
    return Node(codes.get(node.value, node.value), node.place) if isinstance(node.value, str) else node


def _unnamed(node: Node, codes: Mapping[str, str], problems: Problems) -> None:
    """Refuse a rule that names a judge whose name must not stand in the record."""
    if isinstance(node.value, str) and node.value in codes:
        problems.refuse(
            "rule-names-judge", node.place, f"the rule names the judge `{node.value}`, and a record holds no names",
            f"give the judge a code as id, such as {codes[node.value]}, and write it here",
        )  # fmt: skip
    for inner in node.value.values() if isinstance(node.value, dict) else ():
        _unnamed(inner, codes, problems)
    for inner in node.value if isinstance(node.value, tuple) else ():
        _unnamed(inner, codes, problems)


def _facts(challenge: Challenge, codes: Mapping[str, str]) -> Iterable[str]:
    """Return a line for each fact of a table; those of ``challenge.toml``, rubrics and decisions stand there."""
    every = (fact for fact in challenge.facts if fact.name.casefold() not in CONTACT)
    for fact in sorted(every, key=lambda each: (each.name, each.dimensions)):
        order = sorted(range(len(fact.dimensions)), key=fact.dimensions.__getitem__)
        of = [fact.dimensions[at] for at in order]
        columns = [fact.keys[at] for at in order]
        columns = [
            [codes.get(key, key) for key in keys] if name == "judge" else keys
            for name, keys in zip(of, columns, strict=True)
        ]
        rows = [
            [*key, text]
            for *key, text, place in zip(*columns, fact.texts, fact.sources, strict=True)
            if place.file != decisions.FILE
        ]
        if rows:
            yield encode({"fact": fact.name, "of": of, "rows": sorted(rows)})


def _table(node: Node) -> dict[str, Node]:
    return node.value if isinstance(node.value, dict) else {}


@attrs.frozen
class RecordLine:
    """A line of ``submissions.jsonl``; ``facts`` is TOML."""

    id: str
    title: str
    texts: Mapping[str, str]
    facts: str
    line: str


def records(data: bytes) -> list[RecordLine]:
    """Return what ``submissions.jsonl`` says.

    Raises:
        ValueError: if it is not as it is written here.
    """
    return [RecordLine(**_shaped(line, id=str, title=str, texts=dict, facts=str), line=line) for line in _lines(data)]


@attrs.frozen
class FactLine:
    """A line of ``facts.jsonl``."""

    name: str
    dimensions: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def fact_lines(data: bytes) -> list[FactLine]:
    """Return what ``facts.jsonl`` says.

    Raises:
        ValueError: if it is not as it is written here.
    """
    found = []
    for line in _lines(data):
        item = _shaped(line, fact=str, of=list, rows=list)
        width = len(item["of"]) + 1
        if not all(isinstance(row, list) and len(row) == width and _texts(row) for row in item["rows"]):
            raise ValueError("a row of a fact has too many keys or too few")
        if not _texts(item["of"]):
            raise ValueError("a dimension is no text")
        found.append(FactLine(item["fact"], tuple(item["of"]), tuple(map(tuple, item["rows"]))))
    return found


def _lines(data: bytes) -> list[str]:
    """Return lines as they are written here: a line feed ends one, and no other character does."""
    return [line for line in data.decode().split("\n") if line]


def _shaped(line: str, **kinds: type) -> dict[str, Any]:
    """Return a line as a table with exactly these keys."""
    item = json.loads(line)
    if not isinstance(item, dict) or item.keys() != kinds.keys():
        raise ValueError("a line has other keys than it should")
    if not all(isinstance(item[key], kind) for key, kind in kinds.items()):
        raise ValueError("a value of a line is of another kind than it should be")
    if not all(_texts([*each, *each.values()]) for each in item.values() if isinstance(each, dict)):
        raise ValueError("a text of a record is none")
    return item


def _texts(values: Iterable[object]) -> bool:
    return all(isinstance(value, str) for value in values)
