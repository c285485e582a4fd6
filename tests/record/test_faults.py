"""Nothing that was accepted is lost, whatever the disk does and wherever the process dies."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.record.faults import KINDS, READING, STRUCK, Stage, stages, trial

SAMPLED = 1
"""Of each kind of fault and each command; `make faults` plays all."""


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Stage]:
    return stages(tmp_path_factory.mktemp("stages"))


@pytest.mark.parametrize("name", STRUCK)
def test_a_struck_command_loses_nothing(name: str, played: Mapping[str, Stage], tmp_path: Path) -> None:
    """A call fails, the disk is full or the process dies: it is said, and the command run again goes on to the end."""
    stage = played[name]
    whole = trial(stage, tmp_path / "trial", None, -1)
    assert whole.ran is not None
    assert whole.ran.code == 0
    assert not whole.loose, "what was accepted is on the disk for sure, names of files in their folders too"
    writing = [at for at, call in enumerate(whole.calls) if call not in (*READING, "read", "open")]
    for number, kind in enumerate(KINDS):
        for each in range(SAMPLED):
            at = writing[len(writing) * (len(KINDS) * each + number + 1) // (len(KINDS) * SAMPLED + 1)]
            trial(stage, tmp_path / "trial", kind, at)
