"""A whole challenge from its folder."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath

from judge.files import (
    assignments,
    ballots,
    challenge_file,
    decisions,
    encoding,
    facts,
    marks,
    pairs,
    panel,
    rounds,
    rubric,
    submissions,
    table_file,
    toml,
    translations,
)
from judge.files.ballots import Ballots
from judge.files.challenge_file import Declared
from judge.files.fact_columns import FactColumns
from judge.files.headers import Found
from judge.files.ids import Ids
from judge.files.marks import Members
from judge.files.style import clean
from judge.files.told import curtailed, printable, without_echoes
from judge.files.tree import Tree
from judge.model.challenge import Aside, Challenge, Group, Judge, Marks, Round, Submission
from judge.model.place import Node, Place
from judge.model.problem import Problems
from judge.model.rubric import Rubric
from judge.model.wording import Wording

MakesLoader = Callable[[Tree, Declared], "Loader"]
"""Returns the loader of a folder's files."""


def load(directory: Path, problems: Problems) -> Challenge:
    """Return the challenge that a folder declares; whatever is wrong is added to the problems, and reading goes on."""
    return load_with(Loader, directory, problems)


def load_with(
    loader: MakesLoader, directory: Path, problems: Problems, tree: Callable[[Problems], Tree] | None = None
) -> Challenge:
    """Return the challenge that a folder declares, read by a loader of another kind; ``tree`` makes what stands for it."""
    found = Problems()
    challenge = _load(Tree(directory, found) if tree is None else tree(found), loader)
    problems.extend(printable(problem) for problem in curtailed(without_echoes(found)))
    return challenge


def _load(tree: Tree, loader: MakesLoader) -> Challenge:
    if not os.path.isdir(tree.root):
        there = os.path.exists(tree.root)
        message = "this is a file, not the folder of a challenge" if there else "there is no such folder"
        place, hint = Place(str(tree.root)), "name the folder that holds criteria/ and ballots/"
        tree.problems.refuse("no-folder", place, message, hint)
        return Challenge(Wording({}), ("en",), (), {}, (), (), (), (), (), (), {}, {})
    if tree.has("MANIFEST") and tree.has("journals") and not tree.has("criteria"):
        message = "this is a published bundle, not the folder of a challenge"
        hint = "`judge verify` reads it; to explain places from it, copy it as `record` into an empty folder, and name that one"
        tree.problems.refuse("no-folder", Place(str(tree.root)), message, hint)
        return Challenge(Wording({}), ("en",), (), {}, (), (), (), (), (), (), {}, {})
    declared = challenge_file.read(toml_file(tree, challenge_file.FILE), tree.problems)
    return loader(tree, declared).challenge()


def toml_file(tree: Tree, file: str) -> Node | None:
    """Return a TOML file as nodes, or None if there is none or with a problem."""
    data = tree.read(file) if tree.has(file) else None
    text = None if data is None else encoding.decode(data, file, tree.problems)
    return None if text is None else toml.read(text, file, tree.problems)


class _Anything(dict[str, object]):
    """Names of which none is known yet, so that any will do."""

    def __contains__(self, name: object) -> bool:
        return True


class Loader:
    """Reads file after file: each needs the names that the ones before declare."""

    def __init__(self, tree: Tree, declared: Declared) -> None:
        self.tree = tree
        self.problems = tree.problems
        self.declared = declared
        self.style = declared.style
        self.rubrics = self.read_rubrics()
        self.languages = self.find_languages()
        self.criteria = dict.fromkeys(each.id for found in self.rubrics.values() for each in found.criteria)
        self.judges = panel.judges(declared.judges, self.criteria, self.problems)
        self.rounds = rounds.read(declared.rounds, self.rubrics, {each.id: each for each in self.judges}, self.problems)
        self.facts = FactColumns(self.problems)

    def challenge(self) -> Challenge:
        """Read the rest and return it all."""
        declared, problems = self.declared, self.problems
        records = self.read_submissions()
        tables = self.read_ballots()
        if records is None:
            records = self.marked(tables)
        found, asides = self.read_marks(tables, records)
        names = self.names(found, records)
        conflicts = panel.conflicts(declared.conflicts, names.judges, names.submissions, problems)
        node = self.read_decisions()
        decided = decisions.Decisions([], [], [])
        if node is not None:
            decided = decisions.read(node, names, self.facts, problems)
        groups = [each for kind, nodes in declared.groups.items() for each in panel.groups(kind, nodes, problems)]
        self.read_facts(groups, records, names)
        declared_judges = {each.id: each for each in self.judges}
        assigned = assignments.read(self.tree, self.style, self.rounds, declared_judges, names.submissions)
        sources = {challenge_file.FILE: declared.source, decisions.FILE: node}
        return Challenge(
            title=self.title(),
            languages=self.languages,
            rounds=self.rounds,
            rubrics=self.rubrics,
            judges=self.judges,
            groups=tuple(groups),
            submissions=records,
            facts=self.facts.finish(),
            asides=(*conflicts, *decided.asides, *asides),
            removals=tuple(decided.removals),
            marks=found,
            sources={name: each for name, each in sources.items() if each is not None},
            decisions=tuple(decided.others),
            assigned=assigned,
        )

    def title(self) -> Wording:
        """Return the declared title, else that of the only rubric."""
        if not self.declared.title.texts and len(self.rubrics) == 1:
            return next(iter(self.rubrics.values())).title
        return self.declared.title

    def read_rubrics(self) -> dict[str, Rubric]:
        """Return every rubric by id."""
        found = {}
        ids = Ids("rubric", self.problems)
        for file in self.tree.files("criteria"):
            if table_file.suffix(file) == ".toml":
                name = ids.add(PurePosixPath(file).stem, Place(file))
                node = toml_file(self.tree, file)
                if name is not None and node is not None:
                    found[name] = rubric.read(name, node, self.problems)
        if not ids.places:
            place = Place("criteria")
            self.problems.refuse("no-rubric", place, "there is no rubric", "write one as criteria/<name>.toml")
        return found

    def read_submissions(self) -> tuple[Submission, ...] | None:
        """Return the submissions, or None where the folder has none."""
        return submissions.read(self.tree, self.style, self.languages[0], self.criteria, self.facts)

    def read_ballots(self) -> dict[str, list[Ballots]]:
        """Return the tables of marks by round."""
        return ballots.read(self.tree, self.style, self.rounds, self.rubrics)

    def find_languages(self) -> tuple[str, ...]:
        """Return the declared languages, else those of the first title in several languages."""
        declared = self.declared.languages
        sources = [self.declared.source, *(each.source for each in self.rubrics.values())]
        for node in sources if declared else ():
            if node is not None:
                translations.check(node, declared, self.problems)
        titles = [self.declared.title, *(each.title for each in self.rubrics.values())]
        spoken = (tuple(code for code in title.texts if code) for title in titles)
        return declared or next((codes for codes in spoken if codes), ("en",))

    def marked(self, tables: Mapping[str, Sequence[Ballots]]) -> tuple[Submission, ...]:
        """Return the submissions that have marks, for a challenge that declares none."""
        self.problems.caution(
            "no-submissions",
            Place("submissions"),
            "there are no submissions on file, so those that have marks are taken",
            "without their list nobody can see which are missing: add submissions/submissions.csv with `id` and `title`",
        )
        columns = [(each, each.submission) for every in tables.values() for each in every]
        names = _collected(columns, "submission", self.problems)
        return tuple(Submission(name, name, {}, {}, names[name]) for name in sorted(names))

    def read_marks(
        self, tables: Mapping[str, Sequence[Ballots]], records: Sequence[Submission]
    ) -> tuple[dict[str, Marks], list[Aside]]:
        """Return the marks by round, and the ballots that their words set apart."""
        found: dict[str, Marks] = {}
        asides: list[Aside] = []
        for each in self.rounds:
            if each.rubric is not None:
                used = self.rubrics[each.rubric]
                judges = self.panel(each, tables[each.id])
                criteria = tuple(criterion.id for criterion in used.criteria)
                others = frozenset(judge.id for judge in self.judges).difference(judges)
                members = Members(tuple(record.id for record in records), judges, criteria, others)
                read = self.read_pairs if each.ballot == "pairs" else self.read_round
                found[each.id], more = read(each.id, tables[each.id], used, members)
                asides += more
        return found, asides

    def read_decisions(self) -> Node | None:
        """Return what people decided, or None."""
        return toml_file(self.tree, decisions.FILE)

    def read_round(
        self, round_id: str, tables: Sequence[Ballots], rubric: Rubric, members: Members
    ) -> tuple[Marks, list[Aside]]:
        """Return the marks of one round; a loader of another kind may take them in its own way."""
        return marks.read(round_id, tables, rubric, members, self.style, self.problems)

    def read_pairs(
        self, round_id: str, tables: Sequence[Ballots], rubric: Rubric, members: Members
    ) -> tuple[Marks, list[Aside]]:
        """Return the answers of one round of pairs."""
        return pairs.read_pairs(round_id, tables, rubric, members, self.style, self.problems)

    def panel(self, each: Round, tables: Sequence[Ballots]) -> tuple[str, ...]:
        """Return the judges of a round: its panel, else all that are declared, else those that gave marks."""
        if each.panel is not None:
            return tuple(sorted(each.panel))
        if self.judges:
            return tuple(judge.id for judge in self.judges)
        return tuple(sorted(_collected([(table, table.judge) for table in tables], "judge", self.problems)))

    def names(self, found: Mapping[str, Marks], records: Sequence[Submission]) -> decisions.Names:
        """Return the ids that conflicts, decisions and facts may name."""
        judges: Iterable[str] = (judge.id for judge in self.judges)
        if not self.judges:
            judges = (name for each in found.values() for name in each.judges)
        return decisions.Names(
            dict.fromkeys(record.id for record in records) or _Anything(),
            dict.fromkeys(judges) or _Anything(),
            {each.id: each for each in self.rounds},
        )

    def read_facts(self, groups: Sequence[Group], records: Sequence[Submission], names: decisions.Names) -> None:
        """Add the facts files to the facts."""
        owners, members = _fields(self.judges, self.rubrics.values(), groups)
        spoken = {key for record in records for key in (*record.texts, *record.facts)}
        nested = {key for group in groups for key in group.fields}
        panel.check_groups(groups, {*owners, *spoken, *nested}, self.problems)
        members |= {"submission": names.submissions, "judge": names.judges, "criterion": self.criteria}
        members["round"] = names.rounds
        for name in (name for each in self.rounds for name, node in each.facts.items() if isinstance(node.value, str)):
            owners.setdefault(name, "submission" if name in spoken else "round")
        for group in groups:
            owners.setdefault(group.kind, "submission" if group.kind in spoken else "")
        facts.read(self.tree, self.style, facts.Keys(members, owners, spoken), self.facts)


def _collected(columns: Sequence[tuple[Ballots, Found]], kind: str, problems: Problems) -> dict[str, Place]:
    """Return the names in columns of marks with the place where each stands first."""
    ids = Ids(kind, problems)
    for table, found in columns:
        firsts = found.column.firsts()
        for code, text in enumerate(found.column.texts):
            name = clean(text)
            if name and name not in ids.places:
                ids.add(name, table.sheet.place(firsts[code], found.header))
    return ids.places


def _fields(
    judges: Iterable[Judge], rubrics: Iterable[Rubric], groups: Iterable[Group]
) -> tuple[dict[str, str], dict[str, Mapping[str, object]]]:
    """Return by field of judges and criteria the dimension that has it, and its known members."""
    criteria = [criterion for each in rubrics for criterion in each.criteria]
    owned = [("judge", judge.fields) for judge in judges] + [("criterion", each.fields) for each in criteria]
    owners: dict[str, str] = {}
    members: dict[str, dict[str, object]] = {}
    for owner, fields in owned:
        for key, text in fields.items():
            owners.setdefault(key, owner)
            members.setdefault(key, {})[text] = None
    for group in groups:
        members.setdefault(group.kind, {})[group.id] = None
    return owners, dict(members)
