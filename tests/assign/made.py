"""Rounds to be assigned, drawn by Hypothesis or written down, as folders and as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from judge.assign.wanted import read
from judge.assign.work import Standing, Work
from judge.files import folder
from judge.model.problem import Problems

Pair = tuple[str, str]


@dataclass(frozen=True)
class Asked:
    """A small round: topics of records and judges, conflicts, bids, and what is asked for."""

    each: int
    records: Mapping[str, str]
    judges: Mapping[str, Mapping[str, str]]
    conflicts: frozenset[Pair] = frozenset()
    bids: Mapping[Pair, int] = field(default_factory=dict)
    load: tuple[int, int] | None = None
    wishes: tuple[str, ...] = ('{ share = "topics", weight = 3 }', '{ fact = "bid", weight = 1 }')

    def write(self, directory: Path, *, backwards: bool = False) -> Path:
        """Write the challenge's folder; backwards: every list in the other order."""
        turned = (lambda items: list(items)[::-1]) if backwards else list
        wishes = [each for each in self.wishes if "bid" not in each or self.bids]
        load = [f"load = [{self.load[0]}, {self.load[1]}]"] if self.load else []
        parts = ['[[round]]\nid = "final"\nrubric = "final"\n\n[round.assign]', f"judges = {self.each}", *load]
        parts += [f"wishes = [{', '.join(wishes)}]"]
        for name, fields in turned(self.judges.items()):
            parts += [f'\n[[judge]]\nid = "{name}"', *(f'{key} = "{text}"' for key, text in fields.items())]
        for submission, judge in turned(sorted(self.conflicts)):
            parts += [f'\n[[conflict]]\njudge = "{judge}"\nsubmission = "{submission}"\ntype = "family"']
        rows = [f"{name},{topics}" for name, topics in turned(self.records.items())]
        bids = [f"{s},{j},{number}" for (s, j), number in turned(sorted(self.bids.items()))]
        files = {
            "challenge.toml": "\n".join(parts) + "\n",
            "criteria/final.toml": '[[criterion]]\nid = "quality"\n',
            "submissions/submissions.csv": "\n".join(["id,topics", *rows, ""]),
        }
        if bids:
            files["facts/bids.csv"] = "\n".join(["submission,judge,bid", *bids, ""])
        for name, text in files.items():
            (directory / name).parent.mkdir(parents=True, exist_ok=True)
            (directory / name).write_text(text, encoding="utf-8")
        return directory

    def renamed(self, names: Mapping[str, str]) -> "Asked":
        """Return the round with other ids."""
        return replace(
            self,
            records={names[name]: topics for name, topics in self.records.items()},
            judges={names[name]: fields for name, fields in self.judges.items()},
            conflicts=frozenset((names[s], names[j]) for s, j in self.conflicts),
            bids={(names[s], names[j]): number for (s, j), number in self.bids.items()},
        )


def work(directory: Path, standing: Standing | None = None) -> Work:
    """Return the work of the only round of a folder."""
    problems = Problems()
    challenge = folder.load(directory, problems)
    wanted = read(challenge, challenge.rounds[0], problems)
    assert wanted is not None, list(problems)
    made = Work(challenge, challenge.rounds[0], wanted, standing or Standing(), problems)
    assert not problems.refused, list(problems)
    return made


@st.composite
def asked(draw: DrawFn, submissions: int = 6, judges: int = 5, each: int = 3) -> Asked:
    """A round so small that every assignment of it can be tried."""
    texts = st.sampled_from(("a", "b", "a; b", "c"))
    records = {f"S{at}": draw(texts) for at in range(draw(st.integers(1, submissions)))}
    panel = {
        f"J{at}": {"topics": draw(texts), "region": draw(st.sampled_from(("north", "south")))}
        for at in range(draw(st.integers(1, judges)))
    }
    panel["J0"]["topics"], records["S0"] = "a; b; c", "a"
    pairs = st.tuples(st.sampled_from(sorted(records)), st.sampled_from(sorted(panel)))
    load = draw(st.none() | st.tuples(st.integers(0, 2), st.integers(2, 6)))
    return Asked(
        draw(st.integers(1, each)),
        records,
        panel,
        draw(st.frozensets(pairs, max_size=5)),
        draw(st.dictionaries(pairs, st.integers(-2, 3), max_size=5)),
        load,
    )
