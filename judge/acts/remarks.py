"""What judges wrote beside their marks: from the record, else from the tables of the folder."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from judge.acts.edition import Source
from judge.acts.releasing import corrections
from judge.edition.named import Names
from judge.edition.remarks import Written
from judge.files import ties
from judge.files.challenge_file import FILE
from judge.files.style import folded
from judge.model.challenge import Challenge
from judge.model.fields import bare
from judge.model.letter import Remark
from judge.record.journal import Entry, of_round

REMARK = "remark"


def written(found: Source) -> tuple[Written, ...]:
    """Return every remark of a round, those on ballots that do not count among them."""
    drafted, round_id = found.found.drafted, found.found.round
    if drafted is None:
        return tuple(_in_tables(found.scored.result.challenge, round_id))
    audit, seal = drafted.record.audit, found.seal
    journals: Mapping[str, Sequence[Entry]] = audit.judges if seal is None else seal.counted
    texts = {(each.judge, each.seq): str(each.value) for each in audit.disclosed.values() if each.field == REMARK}
    last: dict[tuple[str, str], str] = {}
    for judge, entries in journals.items():
        for each in of_round(entries, round_id):
            if each.type == "mark" and each.body.get(REMARK) is not None:
                last[each.text("sub"), judge] = texts.get((judge, each.number("seq")), "")
    return tuple(Written(submission, judge, None, text) for (submission, judge), text in sorted(last.items()))


def _in_tables(challenge: Challenge, round_id: str) -> Iterator[Written]:
    """Yield what stands in the column `remark` of the round's tables, by whatever header."""
    marks, names = challenge.marks.get(round_id), _headers(challenge)
    for fact in marks.facts if marks is not None else ():
        if folded(fact.name) not in names or not {"submission", "judge"} <= set(fact.dimensions):
            continue
        for at, text in enumerate(fact.texts):
            key = {name: keys[at] for name, keys in zip(fact.dimensions, fact.keys, strict=True)}
            yield Written(key["submission"], key["judge"], key.get("criterion"), text)


def _headers(challenge: Challenge) -> frozenset[str]:
    """Return the headers that stand for remarks: its own, and what ``[columns]`` declares."""
    source = challenge.sources.get(FILE)
    table = bare(source.data()) if source is not None else None
    columns = table.get("columns") if isinstance(table, dict) else None
    declared = columns.get(REMARK) if isinstance(columns, dict) else None
    every = [declared] if isinstance(declared, str) else declared if isinstance(declared, list) else []
    return frozenset({REMARK, *(folded(each) for each in every if isinstance(each, str))})


def doubts(
    directory: Path, found: Source, remarks: Mapping[str, Sequence[Remark]], chosen: Collection[str]
) -> Iterator[str]:
    """Yield which remarks name a judge or another submission, by id or by title: they are passed on as they were written."""
    submissions = {each.id: [each.id, each.title] for each in found.scored.result.challenge.submissions}
    for each in corrections(found):
        if each.field == "title":
            submissions[each.submission].append(each.after)
    known = Names((*_judges(directory, found), *(name for names in submissions.values() for name in names)))
    for submission, every in sorted(remarks.items()):
        named = (known.of(each.text, submissions[submission])[:1] for each in every if submission in chosen)
        for name in dict.fromkeys(name for names in named for name in names):
            yield f"a remark on {submission} names {name}: read that letter before you send it"


def _judges(directory: Path, found: Source) -> Iterator[str]:
    """Yield the ids and names of judges; of those who gave marks here, and of all whom the challenge declares."""
    dimensions = found.scored.result.dimensions
    yield from dimensions["judge"].members if "judge" in dimensions else ()
    for judge, fields in ties.read(directory).judges.items():
        yield from (judge, fields["name"])
