"""A challenge from the files of a record: its snapshot, and what the journals say was entered and decided."""

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

import attrs

from judge.files import ballots, decisions, snapshot, toml
from judge.files.ballots import Ballots
from judge.files.challenge_file import Declared
from judge.files.coded import Coder
from judge.files.fact_columns import FactColumns, Places
from judge.files.folder import Loader, load_with
from judge.files.ids import Ids
from judge.files.marks import Members
from judge.files.sheet import Sheet
from judge.files.style import Style, legible
from judge.files.tree import Tree
from judge.model.challenge import Aside, Challenge, Group, Marks, Submission
from judge.model.place import Node, Place
from judge.model.problem import Problems
from judge.model.rubric import Rubric

HEADERS = ("submission", "judge", "criterion", "mark")
OF_PAIRS = ("submission", "judge", "against", "mark")
MOST_TOML = 16 * 1024 * 1024
MOST_BYTES = 128 * 1024 * 1024
"""A longer file of TOML, or more bytes in all, no snapshot has."""


@attrs.frozen
class Answer:
    """What a judge says of a pair: the mark of the one against the other, and the line of the journal that says so."""

    judge: str
    submission: str
    against: str
    mark: str
    line: int


@attrs.frozen(eq=False)
class Entered:
    """What the journals of one round come to, mark by mark.

    Attributes:
        rows: for each journal, its marks: submission, judge, criterion, mark, then the facts of the mark.
        lines: for each journal, the line of each row.
        facts: the names of the facts of marks, in the order of the rows.
        asides: ballots set apart.
        decisions: what people decided, as tables of ``decisions.toml``.
        facts_known: facts that became known after the round was opened: name, dimensions, key, text and place.
        assigned: submission and judge of each pair that was assigned (or no longer is) after the round was opened.
        answers: for each journal, what it says of pairs.
    """

    rows: Mapping[str, Sequence[Sequence[str]]] = attrs.field(factory=dict)
    lines: Mapping[str, Sequence[int]] = attrs.field(factory=dict)
    facts: tuple[str, ...] = ()
    asides: tuple[Aside, ...] = ()
    decisions: tuple[Node, ...] = ()
    facts_known: tuple[tuple[str, tuple[str, ...], tuple[str, ...], str, Place], ...] = ()
    assigned: tuple[tuple[str, str, bool], ...] = ()
    answers: Mapping[str, Sequence[Answer]] = attrs.field(factory=dict)


def load(files: Mapping[str, bytes], entered: Mapping[str, Entered], problems: Problems) -> Challenge:
    """Return the challenge of a snapshot with what was entered in each round.

    Args:
        files: the snapshot, by path.
        entered: by round, for those whose record is read.
        problems: to which whatever is wrong is added.

    Raises:
        ValueError: if a line of a file is not as it is written, or a file is too long.
    """
    long = [path for path, data in files.items() if path.endswith(".toml") and len(data) > MOST_TOML]
    if long or sum(map(len, files.values())) > MOST_BYTES:
        raise ValueError(f"{long[0] if long else 'all inputs together'}: too long to be read")

    def loader(tree: Tree, declared: Declared) -> Loader:
        return _Loader(tree, declared, entered)

    return load_with(loader, Path(), problems, tree=lambda found: MemoryTree(Path(), found, files))


@attrs.frozen
class MemoryTree(Tree):
    """Files that were read already.

    Attributes:
        contents: by path.
    """

    contents: Mapping[str, bytes]

    def has(self, file: str) -> bool:
        """Whether there is a file of this name, or one below it."""
        return file in self.contents or any(name.startswith(f"{file}/") for name in self.contents)

    def read(self, file: str) -> bytes | None:
        """Return the bytes of a file."""
        return self.contents.get(file)

    def files(self, folder: str, *, deep: bool = False) -> list[str]:
        """Return the files in a folder, sorted."""
        inside = [PurePosixPath(name) for name in self.contents if name.startswith(f"{folder}/")]
        return sorted(str(name) for name in inside if deep or str(name.parent) == folder)


class _Loader(Loader):
    """Reads records and facts from their lines, and marks from journals."""

    def __init__(self, tree: Tree, declared: Declared, entered: Mapping[str, Entered]) -> None:
        super().__init__(tree, declared)
        self.style = Style()
        self.entered = entered

    def challenge(self) -> Challenge:
        """Read everything, with the assignments as they stand now."""
        found = super().challenge()
        assigned = dict(found.assigned)
        for name, entered in self.entered.items():
            for submission, judge, now in entered.assigned:
                pair = frozenset({(submission, judge)})
                before = assigned.get(name, frozenset())
                assigned[name] = before | pair if now else before - pair
        return attrs.evolve(found, assigned=assigned)

    def read_submissions(self) -> tuple[Submission, ...] | None:
        """Return the records, a line each."""
        data = self.tree.read(snapshot.SUBMISSIONS) or b""
        ids = Ids("submission", self.problems)
        found = []
        for number, item in enumerate(snapshot.records(data), 1):
            place = Place(snapshot.SUBMISSIONS, number)
            facts = toml.read(item.facts, snapshot.SUBMISSIONS, self.problems)
            name = ids.add(item.id, place)
            if name is not None and facts is not None and isinstance(facts.value, dict):
                found.append(
                    Submission(
                        name,
                        legible(item.title),
                        {key: legible(text) for key, text in item.texts.items()},
                        facts.value,
                        place,
                    )
                )
        return tuple(sorted(found, key=lambda submission: submission.id))

    def read_ballots(self) -> dict[str, list[Ballots]]:
        """Return the tables of marks: one for each journal."""
        found: dict[str, list[Ballots]] = {each.id: [] for each in self.rounds if each.rubric is not None}
        names = ballots.named(self.rounds, self.rubrics)
        for name, entered in self.entered.items():
            if name not in names:
                continue
            compared = names[name].ballot == "pairs"
            sheets = (
                [_compared(file, rows) for file, rows in entered.answers.items()]
                if compared
                else [_sheet(file, rows, entered) for file, rows in entered.rows.items()]
            )
            for sheet in sheets:
                parts = ballots.parts(sheet, name, {name: names[name]}, Style(), self.problems)
                found[name] += [part for _, part in parts]
        return found

    def read_round(
        self, round_id: str, tables: Sequence[Ballots], rubric: Rubric, members: Members
    ) -> tuple[Marks, list[Aside]]:
        """Return the marks of a round, and the ballots that its journals set apart."""
        marks, asides = super().read_round(round_id, tables, rubric, members)
        return marks, [*asides, *self._set_apart(round_id)]

    def read_pairs(
        self, round_id: str, tables: Sequence[Ballots], rubric: Rubric, members: Members
    ) -> tuple[Marks, list[Aside]]:
        """Return the answers of a round of pairs, and what its journals set apart."""
        marks, asides = super().read_pairs(round_id, tables, rubric, members)
        return marks, [*asides, *self._set_apart(round_id)]

    def _set_apart(self, round_id: str) -> tuple[Aside, ...]:
        return self.entered[round_id].asides if round_id in self.entered else ()

    def read_decisions(self) -> Node | None:
        """Return the decisions of the snapshot, then those of the journals."""
        own = super().read_decisions()
        later = [node for name in self.entered for node in self.entered[name].decisions]
        if not later:
            return own
        table = dict(own.value) if own is not None and isinstance(own.value, dict) else {}
        before = table["decision"].value if "decision" in table else ()
        place = own.place if own is not None else Place(decisions.FILE)
        assert isinstance(before, tuple)
        return Node({**table, "decision": Node((*before, *later), place)}, place)

    def read_facts(self, groups: Sequence[Group], records: Sequence[Submission], names: decisions.Names) -> None:
        """Add the facts of the snapshot; one that became known later stands in the place of an earlier one."""
        known: dict[tuple[str, tuple[str, ...]], dict[tuple[str, ...], tuple[str, Place]]] = {}
        for number, line in enumerate(snapshot.fact_lines(self.tree.read(snapshot.FACTS) or b""), 1):
            place = Place(snapshot.FACTS, number, line.name)
            of = known.setdefault((line.name, line.dimensions), {})
            of.update((row[:-1], (row[-1], place)) for row in line.rows)
        for entered in self.entered.values():
            for fact, dimensions, key, text, place in entered.facts_known:
                known.setdefault((fact, dimensions), {})[key] = text, place
        for (fact, dimensions), rows in known.items():
            _add(self.facts, fact, dimensions, rows)


def _sheet(file: str, rows: Sequence[Sequence[str]], entered: Entered) -> Sheet:
    coder = Coder(len(HEADERS) + len(entered.facts))
    coder.feed(rows)
    return Sheet(file, dict(coder.columns([*HEADERS, *entered.facts])), entered.lines[file])


def _compared(file: str, answers: Sequence[Answer]) -> Sheet:
    coder = Coder(len(OF_PAIRS))
    coder.feed([[each.submission, each.judge, each.against, each.mark] for each in answers])
    return Sheet(file, dict(coder.columns(list(OF_PAIRS))), [each.line for each in answers])


def _add(
    facts: FactColumns, name: str, dimensions: tuple[str, ...], rows: Mapping[tuple[str, ...], tuple[str, Place]]
) -> None:
    places = [place for _, place in rows.values()]
    where = Places([each.file for each in places], [each.line for each in places], [each.column for each in places])
    facts.add(
        name, dimensions, [list(keys) for keys in zip(*rows, strict=True)], [text for text, _ in rows.values()], where
    )
