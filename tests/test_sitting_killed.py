"""A judge types, and the process dies at any call to the disk: whoever sits down again finds what was acknowledged."""

import io
import os
import shutil
import sys
import tempfile
from pathlib import Path

import attrs
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from judge.acts.sitting import begin
from judge.cli import run
from tests.record.faults import KILLED, Disk
from tests.test_sitting import Place, place

KEYS = st.text(alphabet="12345sur gc\n", min_size=1, max_size=10)

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is killed in a fork of this one")


@attrs.define
class Typed:
    """Standard input that tells how many keys were taken each time."""

    keys: str
    side: int
    at: int = 0

    def isatty(self) -> bool:
        return False

    def read(self, count: int = -1) -> str:
        return self._take(len(self.keys) if count < 0 else self.at + count)

    def readline(self) -> str:
        end = self.keys.find("\n", self.at)
        return self._take(len(self.keys) if end < 0 else end + 1)

    def _take(self, end: int) -> str:
        taken = self.keys[self.at : end]
        self.at += len(taken)
        os.write(self.side, bytes([len(taken)]))
        return taken


def sit(folder: Path, keys: str, kill: int | None) -> tuple[int, list[int]]:
    """Let the judge type in a process of its own; return its exit code and how many keys it took each time."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            _child(folder, Typed(keys, writing), kill)
        finally:
            os._exit(99)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        taken = list(stream.read())
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), taken


def _child(folder: Path, typed: Typed, kill: int | None) -> None:
    sys.stdin = typed  # type: ignore[assignment]
    sys.stdout = sys.stderr = io.StringIO()
    if kill is not None:
        Disk(str(folder.parent), "kill", kill).install()
    os._exit(run(["score", "final", "--as", "J-1", "-C", str(folder)]))


def state(made: Place) -> dict[str, object]:
    """Return what a sitting would find: the marks in force, remarks and recusals."""
    sitting = begin(made.folder, "J-1", "final", None)
    marks = {name: dict(sitting.given(name)) for name in sitting.order}
    return {
        "marks": marks,
        "remarks": {name: sitting.remark(name) for name in sitting.order},
        "recused": set(sitting.recused),
    }


class Killed(RuleBasedStateMachine):
    """One judge, some sittings; any of them may die at any call."""

    @initialize()
    def open(self) -> None:
        """Open a round with two judges."""
        self.root = Path(tempfile.mkdtemp(prefix="killed-"))
        self.patch = pytest.MonkeyPatch()
        self.patch.setenv("JUDGE_HOME", str(self.root / "home"))
        self.made = place(self.root)

    @rule(keys=KEYS)
    def sits(self, keys: str) -> None:
        """A sitting comes to its end."""
        code, _ = sit(self.made.folder, keys, None)
        assert code in (0, 3)

    @rule(keys=KEYS, kill=st.integers(0, 60))
    def dies(self, keys: str, kill: int) -> None:
        """A sitting dies: what is found is what all keys that were taken give, or those before the last."""
        before = self.root.with_name(f"{self.root.name}-before")
        shutil.copytree(self.root, before)
        try:
            code, taken = sit(self.made.folder, keys, kill)
            if code == KILLED:
                ends = sum(taken), sum(taken[:-1])
                assert state(self.made) in [_without_death(before, self.root, keys[:end]) for end in ends]
            else:
                assert code in (0, 3)
        finally:
            shutil.rmtree(before)

    @precondition(lambda self: hasattr(self, "made"))
    @invariant()
    def the_record_is_whole(self) -> None:
        """Nothing that was left behind keeps the judge from going on."""
        if (self.made.folder / "record").exists():
            state(self.made)

    def teardown(self) -> None:
        """Leave nothing behind."""
        if hasattr(self, "patch"):
            self.patch.undo()
            shutil.rmtree(self.root)


def _without_death(before: Path, root: Path, keys: str) -> dict[str, object]:
    """Return what the same keys give where nothing dies."""
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        copy = Path(name) / root.name
        shutil.copytree(before, copy)
        patch.setenv("JUDGE_HOME", str(copy / "home"))
        made = Place(copy / "c")
        if keys:
            code, _ = sit(made.folder, keys, None)
            assert code in (0, 3)
        return state(made)


TestKilled = Killed.TestCase
TestKilled.settings = settings(max_examples=30, stateful_step_count=6, deadline=None)
