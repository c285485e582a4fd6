"""Whole challenges."""

import errno
import os
import random
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import RUBRIC, Loader, Writer
from hypothesis import given, settings
from hypothesis import strategies as st

from judge.files import tree
from judge.files.folder import load
from judge.model.problem import Problems
from judge.model.state import FIRST_CODE, LATE, MISSING

NUMBERS = {"0": 0, "1": 2, "2.5": 5, "10": 20, "7.0": 14}
STATES = {"": MISSING, "dns": FIRST_CODE, "late": LATE}
MARKS = st.sampled_from([*NUMBERS, *STATES])
TABLE = st.dictionaries(
    st.tuples(st.sampled_from("STU"), st.sampled_from("JKL"), st.sampled_from(["c1", "c2"])), MARKS, max_size=18
)


def _write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    for name, content in {"criteria/final.toml": RUBRIC, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


@given(TABLE, st.integers(), st.integers(1, 3))
@settings(max_examples=60, deadline=None)
def test_order_of_rows_and_files_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, cells: dict[tuple[str, str, str], str], seed: int, count: int
) -> None:
    """However the marks are spread over rows and files, the columns are the same, and each mark what was written."""
    rows = [",".join((*key, mark)) for key, mark in cells.items()]
    random.Random(seed).shuffle(rows)
    head = "submission,judge,criterion,mark\n"
    files = {f"ballots/{number}.csv": head + "\n".join(rows[number::count]) for number in range(count)}
    folder = tmp_path_factory.mktemp("case")
    _write(folder, files)
    problems = Problems()
    marks = load(folder, problems).marks["final"]
    assert not problems.refused
    table = marks.table
    found = {}
    for cell, (submission, judge, criterion) in enumerate(zip(*table.keys, strict=True)):
        state = table.states[cell] if table.states else 0
        key = (marks.submissions[submission], marks.judges[judge], marks.criteria[criterion])
        found[key] = (state, int(table.value.values[cell] * 2 / table.value.denominator))
    assert found == {key: (STATES.get(mark, 0), NUMBERS.get(mark, 0)) for key, mark in cells.items()}
    assert list(zip(*table.keys, strict=True)) == sorted(zip(*table.keys, strict=True))


def test_no_folder(tmp_path: Path) -> None:
    """A path that is no folder is a problem."""
    (tmp_path / "file").write_text("x")
    for name in ("nowhere", "file", "file/below", "nul\0"):
        problems = Problems()
        challenge = load(tmp_path / name, problems)
        assert [problem.code for problem in problems] == ["no-folder"]
        assert challenge.rounds == ()


def test_an_empty_folder(tmp_path: Path) -> None:
    """Without a rubric nothing can be judged."""
    problems = Problems()
    load(tmp_path, problems)
    assert [problem.code for problem in problems if problem.severity == "refused"] == ["no-rubric"]


def test_languages(loaded: Loader) -> None:
    """A declared language that a text lacks is a caution, once for each file and language."""
    challenge, problems = loaded({"challenge.toml": 'title.en = "A"\nlanguages = ["es", "en", "fr"]\n'})
    assert challenge.languages == ("es", "en", "fr")
    assert [(problem.code, problem.expected, problem.place.file) for problem in problems] == [
        ("missing-translation", "es", "challenge.toml"),
        ("missing-translation", "fr", "challenge.toml"),
        ("missing-translation", "fr", "criteria/final.toml"),
    ]


def test_all_problems_come_at_once(loaded: Loader) -> None:
    """A problem in one file hides none in another."""
    _, problems = loaded(
        {
            "challenge.toml": "tittle = 1\n",
            "criteria/final.toml": RUBRIC.replace("40", "45"),
            "submissions/a.toml": "id = \n",
            "facts/f.csv": "x\n1\n",
            "ballots/m.csv": "submission,judge\nS,J\n",
            "decisions.toml": "x = 1\n",
        }
    )
    codes = ["marks-columns", "unknown-key", "weights-add-up", "unknown-key", "facts-columns", "toml-syntax"]
    assert [problem.code for problem in problems] == codes


def test_what_stands_in_the_way(write: Writer, tmp_path: Path) -> None:
    """A folder for a file, a file for a folder, links in a circle and pipes are problems."""
    write({"facts": "x"})
    (tmp_path / "challenge.toml").mkdir()
    (tmp_path / "ballots").mkdir()
    (tmp_path / "ballots" / "loop").symlink_to(tmp_path / "ballots")
    (tmp_path / "ballots" / "gone.csv").symlink_to(tmp_path / "nowhere")
    (tmp_path / "ballots" / "self.csv").symlink_to(tmp_path / "ballots" / "self.csv")
    os.mkfifo(tmp_path / "decisions.toml")
    problems = Problems()
    load(tmp_path, problems)
    assert [(problem.code, problem.place.file) for problem in problems if problem.severity == "refused"] == [
        ("unreadable-file", "ballots/gone.csv"),
        ("unreadable-file", "ballots/loop"),
        ("unreadable-file", "ballots/self.csv"),
        ("not-a-file", "challenge.toml"),
        ("not-a-file", "decisions.toml"),
        ("not-a-folder", "facts"),
    ]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_no_permission(write: Writer) -> None:
    """A file that may not be read is a problem."""
    folder = write({})
    (folder / "criteria" / "final.toml").chmod(0)
    problems = Problems()
    load(folder, problems)
    assert "unreadable-file" in [problem.code for problem in problems]


def test_names_that_cannot_be_shown(write: Writer) -> None:
    """A file whose name holds what cannot be shown is refused."""
    folder = write({"submissions/a\u0007.toml": "x = 1"})
    with open(os.fsencode(folder / "submissions") + b"/\xff.toml", "wb"):
        pass
    problems = Problems()
    load(folder, problems)
    assert [problem.code for problem in problems if problem.severity == "refused"] == ["file-name", "file-name"]


FILES = ("challenge.toml", "criteria/final.toml", "decisions.toml", "submissions/s.csv", "submissions/S.toml")
MORE = ("ballots/m.csv", "ballots/m.json", "ballots/m.xlsx", "facts/f.csv", "ballots/m.ndjson")
TOKENS = (
    '[[round]] [[judge]] [[criterion]] [scale] [[decision]] [[conflict]] [[panel]] id = = "a" title 1 , , submission judge '
    'criterion mark S J { } [ ] : low panel weight nan kind facts [columns] [tables] level " recused c1 . round steps'
)
WORDS = st.sampled_from([*TOKENS.split(" "), "\n", "\n", "\n"])


@given(
    st.dictionaries(st.sampled_from(FILES + MORE), st.lists(WORDS, max_size=30).map(" ".join) | st.binary(max_size=50))
)
@settings(max_examples=300, deadline=None)
def test_no_folder_makes_an_exception(tmp_path_factory: pytest.TempPathFactory, files: dict[str, str | bytes]) -> None:
    """Whatever stands in the files, there are problems at worst, each a sentence without a full stop."""
    folder = tmp_path_factory.mktemp("fuzz")
    _write(folder, files)
    problems = Problems()
    load(folder, problems)
    for problem in problems:
        assert not problem.message.endswith(".")
        assert f"{problem.message}{problem.hint}{problem.found}{problem.expected}".isprintable()


def test_what_the_system_refuses(write: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that may not be read is a problem that says so, whoever runs this test."""
    folder = write({})

    def refuse(path: str, flags: int) -> int:
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(tree.os, "open", refuse)
    problems = Problems()
    load(folder, problems)
    monkeypatch.undo()
    first = next(iter(problems))
    assert (first.code, first.message) == ("unreadable-file", "the file cannot be read: permission denied")
