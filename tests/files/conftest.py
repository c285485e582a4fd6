"""Folders for the tests of this room."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from judge.files.folder import load
from judge.model.challenge import Challenge
from judge.model.problem import Problem, Problems

RUBRIC = """
title = "The final"
[scale]
low = 0
high = 10
step = 0.5
codes = { DNS = "did not start", DNF = "did not finish" }
[[criterion]]
id = "c1"
title.en = "Rights"
title.es = "Derechos"
weight = 60
[[criterion]]
id = "c2"
title = "Openness"
weight = 40
"""

Loaded = tuple[Challenge, list[Problem]]
Writer = Callable[[Mapping[str, str | bytes]], Path]
Loader = Callable[[Mapping[str, str | bytes]], Loaded]


@pytest.fixture
def write(tmp_path: Path) -> Writer:
    """Write files into a folder and return it; a rubric ``final`` is there unless it is given."""

    def writer(files: Mapping[str, str | bytes]) -> Path:
        every = {"criteria/final.toml": RUBRIC, **files}
        for name, content in every.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return writer


@pytest.fixture
def loaded(write: Writer) -> Loader:
    """Write files and load them as a challenge, with its problems but the one that there are no submissions."""

    def loader(files: Mapping[str, str | bytes]) -> Loaded:
        problems = Problems()
        challenge = load(write(files), problems)
        return challenge, [problem for problem in problems if problem.code != "no-submissions"]

    return loader
