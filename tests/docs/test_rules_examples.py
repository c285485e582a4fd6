"""Every example of docs/rules.md runs, and gives the numbers that stand beside it.

An example is a run of fenced blocks that ends with what comes out of it:

    ```toml rule          the rubric's file; or the table [score] and what follows it, for criteria as in the marks
    ```toml challenge     challenge.toml
    ```toml decisions     decisions.toml
    ```text facts         a table under facts/
    ```text marks         the marks; columns after a bar are what comes out for the submission of that line
    ```text result        tables of what comes out, or `refused: …`

A second word after `rule`, `marks` or `result` names the rubric or the round. The columns of a table stand two spaces
apart. Without a column `judge`, a line of marks is a submission and a column is a judge; a column in round brackets is a
fact of the submission. In a result, a table that begins
with `submission` has a column for the score, the place, a named step or an outcome; one that begins with the name of a
step has every cell of its table.
"""

import hashlib
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from pathlib import Path

import attrs
import pytest
import tomli

from judge.files import folder
from judge.model.number import plain
from judge.model.problem import Problems
from judge.model.state import VALUE, word
from judge.score.run import Scored, score
from judge.score.verbs import VERBS

ROOT = Path(__file__).parents[2]
RULES = ROOT / "docs" / "rules.md"
LINES = RULES.read_text(encoding="utf-8").splitlines()
KINDS = ("rule", "challenge", "assignments", "decisions", "facts", "marks", "result")
NOTHING = "—"

Table = list[list[str]]


@attrs.frozen
class Block:
    """One fenced block: its kind, the name after it, its lines, and the line of the document where it begins."""

    kind: str
    name: str
    lines: tuple[str, ...]
    at: int

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"

    @property
    def ends(self) -> bool:
        """Whether it says what comes out."""
        return self.kind == "result" or (self.kind == "marks" and "|" in self.text)


@attrs.frozen
class Example:
    """The blocks of one example, under the heading where they stand."""

    heading: str
    blocks: tuple[Block, ...]

    def of(self, kind: str) -> list[Block]:
        return [block for block in self.blocks if block.kind == kind]


def examples(document: Sequence[str] = LINES) -> Iterator[Example]:
    """Yield the examples of a document in order."""
    heading, open_, ended = "", [], False
    for at, line in enumerate(document):
        if line.startswith("#") and not _within(at, document):
            assert not open_ or ended, f"{RULES.name}:{at}: an example without a result"
            if open_:
                yield Example(heading, tuple(open_))
            heading, open_, ended = line.strip("# "), [], False
        match = re.fullmatch(r"```(?:toml|text) (\w+) ?([\w-]*)", line)
        if match is None:
            continue
        assert match[1] in KINDS, f"{RULES.name}:{at + 1}: no block is called `{match[1]}`"
        body = tuple(document[at + 1 : document.index("```", at)])
        block = Block(match[1], match[2], body, at + 1)
        if ended and not block.ends:
            yield Example(heading, tuple(open_))
            open_, ended = [], False
        open_.append(block)
        ended = ended or block.ends
    if open_:
        yield Example(heading, tuple(open_))


def _within(at: int, document: Sequence[str] = LINES) -> bool:
    """Whether a line stands in a fenced block."""
    return sum(line.startswith("```") for line in document[:at]) % 2 == 1


EXAMPLES = list(examples())


def test_the_document_has_its_examples() -> None:
    assert len(EXAMPLES) > 40


@pytest.mark.parametrize("example", EXAMPLES, ids=[f"{each.blocks[0].at}-{each.heading}" for each in EXAMPLES])
def test_an_example_gives_the_numbers_beside_it(example: Example, tmp_path: Path) -> None:
    write(example, tmp_path)
    for block in example.blocks:
        if block.ends:
            run = scored(tmp_path, block.name or None)
            for rows in results(block):
                compare(rows, run, block)


# -- a folder of an example ---------------------------------------------------------------------------------------


def write(example: Example, directory: Path) -> None:
    """Write the challenge of an example into a folder."""
    every = {block.name: marks(block) for block in example.of("marks")}
    for block in example.of("rule"):
        table = every.get(block.name) or next(iter(every.values()), [["mark"]])
        _write(directory / "criteria" / f"{block.name or 'rubric'}.toml", rubric(block, table))
    for name, rows in every.items():
        _write(directory / "ballots" / name / "marks.csv", csv(rows))
    tables = [table_of(block.lines) for block in example.of("facts")]
    tables += [found for block in example.of("marks") if (found := facts(block))]
    for block in example.of("assignments"):
        _write(directory / "assignments.csv", csv(table_of(block.lines)))
    for number, rows in enumerate(tables):
        _write(directory / "facts" / f"{number}.csv", csv(rows))
    for kind in ("challenge", "decisions"):
        for block in example.of(kind):
            _write(directory / f"{kind}.toml", block.text)


def rubric(block: Block, rows: Table) -> str:
    """Return a rubric's file; an example that shows no criteria has those of its marks."""
    if "criterion" in tomli.loads(block.text):
        return block.text
    header = rows[0]
    found = [name for name in header if name not in ("submission", "judge", "criterion", "mark", "confidence")]
    if "criterion" in header:
        found = list(dict.fromkeys(row[header.index("criterion")] for row in rows[1:]))
    return "".join(f'[[criterion]]\nid = "{name}"\n' for name in found or ["quality"]) + f"[score]\n{block.text}"


def marks(block: Block) -> Table:
    """Return marks as a table of the folder: a line a ballot."""
    rows = left_of_bar(block)
    kept = [at for at, name in enumerate(rows[0]) if not name.startswith("(")]
    header, *rest = [["" if row[at] == NOTHING else row[at] for at in kept] for row in rows]
    if "judge" in header:
        return [header, *rest]
    return [["submission", "judge", "mark"]] + [
        [row[0], judge, mark] for row in rest for judge, mark in zip(header[1:], row[1:], strict=True)
    ]


def facts(block: Block) -> Table:
    """Return the facts of submissions that stand among the marks, from the first line of each submission."""
    header, *rows = left_of_bar(block)
    kept = [at for at, name in enumerate(header) if name.startswith("(")]
    firsts = {row[0]: row for row in reversed(rows)}
    found = [[name, *("" if row[at] == NOTHING else row[at] for at in kept)] for name, row in sorted(firsts.items())]
    return [["submission", *(header[at].strip("()") for at in kept)], *found] if kept else []


def left_of_bar(block: Block) -> Table:
    return table_of([line.partition("|")[0] for line in block.lines])


def table_of(lines: Sequence[str]) -> Table:
    """Return the cells of a table whose columns stand two spaces apart."""
    rows = [re.split(r" {2,}", line.strip()) for line in lines]
    assert all(len(row) == len(rows[0]) for row in rows), f"rows of unequal length: {rows}"
    return rows


def csv(rows: Table) -> str:
    return "".join(",".join(row) + "\n" for row in rows)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


# -- what comes out -----------------------------------------------------------------------------------------------


@attrs.frozen
class Run:
    """A round as the engine scored it, or None, and the problems that it found."""

    done: Scored | None
    problems: Problems

    @property
    def refused(self) -> list[str]:
        return [each.message for each in self.problems if each.severity == "refused"]


def scored(directory: Path, round_id: str | None) -> Run:
    problems = Problems()
    challenge = folder.load(directory, problems)
    if problems.refused:
        return Run(None, problems)
    return Run(score(challenge, round_id or challenge.rounds[-1].id, problems, keep=True), problems)


def results(block: Block) -> Iterator[list[str]]:
    """Yield the lines of each table of what comes out."""
    if block.kind == "marks":
        sides = [line.split("|") for line in block.lines]
        found = [(re.split(" {2,}", left.strip())[0], right.strip()) for left, right in sides]
        yield [f"{name}  {right}" for name, right in found if right]
        return
    for blank, lines in groupby(block.lines, key=lambda line: not line.strip()):
        if not blank:
            yield list(lines)


def compare(lines: Sequence[str], run: Run, block: Block) -> None:
    """Compare one table, or the lines of a refusal, with what the engine gave."""
    where = f"{RULES.name}:{block.at}"
    if lines[0].startswith("refused: "):
        assert lines == [f"refused: {message}" for message in run.refused], where
        return
    assert run.done is not None, f"{where}: refused: {run.refused}"
    header, *rows = table_of(lines)
    expected = {(row[0], name): text for row in rows for name, text in zip(header[1:], row[1:], strict=True)}
    if header[0] == "submission":
        actual = {key: text for name in header[1:] for key, text in column(name, run.done).items()}
        assert {text for text, _ in expected} == {text for text, _ in actual}, f"{where}: not every submission"
    else:
        actual = matrix(header[0], run.done)
        expected = {key: text for key, text in expected.items() if text != NOTHING}
    assert expected == actual, where


def column(name: str, done: Scored) -> dict[tuple[str, str], str]:
    """Return a column by submission: score, place, why, a named step, or an outcome."""
    result = done.result
    everybody = [each.id for each in result.challenge.submissions]
    kinds: Mapping[str, Callable[[], Mapping[str, str]]] = {
        "score": lambda: {each.submission: plain(each.score) for each in result.standings},
        "place": lambda: {each.submission: plain(each.place) + "=" * each.shared for each in result.standings},
        "place: ": lambda: {
            each.submission: plain(each.place) + "=" * each.shared
            for each in result.standings
            if name == f"place: {each.track}"
        },
        "why": lambda: {each.submission: each.reason for each in result.unranked},
    }
    outcome = next((each for each in result.outcomes if each.name == name), None)
    kind = "place: " if name.startswith("place: ") else name
    if kind in kinds:
        found = kinds[kind]()
    elif outcome is not None:
        found = {each.submission: each.clause for each in outcome.passed} | dict.fromkeys(outcome.taken, "in")
    else:
        found = {row: text for (row, _), text in cells(name, done, lambda ids: (ids[0], name)).items()}
    return {(submission, name): found.get(submission, NOTHING) for submission in everybody}


def matrix(name: str, done: Scored) -> dict[tuple[str, str], str]:
    """Return every cell of a named step; the last dimension goes across."""
    return cells(name, done, lambda ids: (" ".join(ids[:-1]), ids[-1]))


def cells(name: str, done: Scored, key: Callable[[Sequence[str]], tuple[str, str]]) -> dict[tuple[str, str], str]:
    result = done.result
    table = next(step.table for step in result.steps if step.name == name)
    assert table is not None
    found = {}
    for cell, numbers in enumerate(zip(*table.keys, strict=True)):
        ids = [result.dimensions[d].members[at] for d, at in zip(table.dimensions, numbers, strict=True)]
        state = VALUE if table.states is None else table.states[cell]
        value = Fraction(table.value.values[cell]) / table.value.denominator
        found[key(ids)] = plain(value) if state == VALUE else word(state, result.codes)
    assert len(found) == len(table)
    return found


# -- clauses ------------------------------------------------------------------------------------------------------

CLAUSES = {
    match[1]: match[2]
    for at, line in enumerate(LINES)
    if not _within(at) and (match := re.fullmatch(r"##+ (\d+(?:\.\d+)?)\.? (.+)", line))
}


def test_no_clause_has_the_number_of_another() -> None:
    numbers = [m[1] for at, line in enumerate(LINES) if not _within(at) and (m := re.match(r"##+ ([\d.]*\d)\b", line))]
    assert sorted(set(numbers)) == sorted(numbers)


@pytest.mark.parametrize("verb", VERBS.values(), ids=list(VERBS))
def test_a_verb_has_its_clause_and_an_example(verb: object) -> None:
    name, clause = verb.name, verb.clause  # type: ignore[attr-defined]
    assert CLAUSES.get(clause) == f"`{name}`"
    shown = [each for each in EXAMPLES if each.heading == f"{clause} `{name}`"]
    assert any(re.search(rf"{{ (\w+ = .*, )?{name} =", block.text) for each in shown for block in each.of("rule"))


@pytest.mark.parametrize("verb", VERBS.values(), ids=list(VERBS))
def test_a_verb_stands_in_the_table_at_the_top_and_its_keys_in_its_clause(verb: object) -> None:
    name, clause = verb.name, verb.clause  # type: ignore[attr-defined]
    top = "\n".join(LINES[: LINES.index("## 1. Tables")])
    assert f"| `{name}` " in top
    assert f"§{clause} |" in top
    begin = LINES.index(f"### {clause} `{name}`")
    body = "\n".join(LINES[begin : next(at for at in range(begin + 1, len(LINES)) if LINES[at].startswith("##"))])
    for key in verb.keys:  # type: ignore[attr-defined]
        assert f"`{key}" in body, f"§{clause} does not say what `{key}` is"


def test_every_clause_that_the_code_or_this_document_cites_is_there() -> None:
    files = [RULES, *sorted((ROOT / "judge").rglob("*.py"))]
    cited = {
        (clause, file.relative_to(ROOT).as_posix())
        for file in files
        for clause in re.findall(r"§(\d+(?:\.\d+)?)", file.read_text(encoding="utf-8"))
    }
    strange = sorted(place for place in cited if place[0] not in CLAUSES)
    assert not strange


def test_the_lot_is_the_sha256_that_the_document_shows() -> None:
    drawn = [
        (match[1], LINES[at + 1].split()[0])
        for at, line in enumerate(LINES)
        if (match := re.fullmatch(r"\$ printf %s '([^']+)' \| sha256sum", line))
    ]
    assert len(drawn) > 1
    for text, expected in drawn:
        assert expected == hashlib.sha256(text.encode()).hexdigest()


def test_the_commands_of_the_lot_run() -> None:
    commands = [at for at, line in enumerate(LINES) if line.startswith("$ printf")]
    for at in commands:
        done = subprocess.run(["sh", "-c", LINES[at][2:]], capture_output=True, text=True, check=False)
        if done.returncode == 127 or "not found" in done.stderr:
            pytest.skip("there is no sha256sum here")
        assert LINES[at + 1] == done.stdout.strip()
