"""Faults of a disk: every call to the file system below a folder is counted, and one of them fails or kills.

`python -m tests.record.faults` plays every fault at every call; the tests play a sample.
"""

import contextlib
import errno
import io
import json
import os
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs

from judge.record import disclosure
from tests.record.life import JUDGES, MARKS, Life, Ran, Step, in_force, whole

WRITING = ("write", "fsync", "replace", "ftruncate", "mkdir", "unlink", "rmdir", "chmod", "fchmod")
READING = ("stat", "lstat", "scandir", "listdir")
KILLED = 9

KINDS = ("EIO", "ENOSPC", "kill")
"""One call fails; from one call on no writing call succeeds; the process dies at a call, a write half done."""


@attrs.define
class Disk:
    """The calls to the file system below a folder, and what goes wrong with them.

    Attributes:
        root: the folder; calls elsewhere are not counted.
        kind: of fault, or None.
        at: the number of the call that it strikes, from 0.
        calls: the names of those made.
        loose: what was written and is not on the disk for sure: files and folders.
    """

    root: str
    kind: str | None = None
    at: int = -1
    calls: list[str] = attrs.field(factory=list)
    loose: set[str] = attrs.field(factory=set)
    _open: dict[int, str] = attrs.field(factory=dict)
    _real: dict[str, Callable[..., Any]] = attrs.field(factory=dict)

    def install(self) -> None:
        """Take the place of the system's calls, for the rest of this process."""
        for name in (*WRITING, *READING, "open", "close", "fdopen"):
            self._real[name] = getattr(os, name)
        for name in (*WRITING, *READING):
            setattr(os, name, self._wrapped(name))
        self._real["io.open"] = io.open
        os.open, os.close, os.fdopen = self._opened, self._closed, self._stream  # type: ignore[assignment]
        io.open = self._read  # type: ignore[assignment]

    def _inside(self, what: object) -> str | None:
        if isinstance(what, int):
            return self._open.get(what)
        path = os.path.abspath(os.fspath(what))  # type: ignore[call-overload]
        return path if path == self.root or path.startswith(f"{self.root}/") else None

    def _strike(self, name: str, *, writing: bool) -> None:
        number = len(self.calls)
        self.calls.append(name)
        if self.kind == "EIO" and number == self.at:
            raise OSError(errno.EIO, "injected")
        if self.kind == "ENOSPC" and number >= self.at and writing and name not in ("unlink", "rmdir", "ftruncate"):
            raise OSError(errno.ENOSPC, "injected")
        if self.kind == "kill" and number == self.at:
            os._exit(KILLED)

    def _wrapped(self, name: str) -> Callable[..., Any]:
        def call(what: Any, *rest: Any, **options: Any) -> Any:
            path = self._inside(what)
            if path is None or options.get("dir_fd") is not None:
                return self._real[name](what, *rest, **options)
            if name == "write" and self.kind == "kill" and len(self.calls) == self.at:
                self._real[name](what, bytes(rest[0])[: len(rest[0]) // 2])
            self._strike(name, writing=name in WRITING)
            found = self._real[name](what, *rest, **options)
            self._follow(name, path, rest)
            return found

        return call

    def _follow(self, name: str, path: str, rest: tuple[Any, ...]) -> None:
        """Remember what is written and not synced: bytes of files, and names in folders."""
        if name in ("write", "ftruncate"):
            self.loose.add(path)
        elif name == "fsync":
            self.loose.discard(path)
        elif name == "mkdir":
            self.loose.add(os.path.dirname(path))
        elif name == "replace":
            to = os.path.abspath(os.fspath(rest[0]))
            self.loose.add(os.path.dirname(to))
            if path in self.loose:
                self.loose.discard(path)
                self.loose.add(to)
        elif name == "unlink":
            self.loose.discard(path)

    def _opened(self, path: Any, flags: int, *rest: Any, **options: Any) -> int:
        inside = self._inside(path) if options.get("dir_fd") is None else None
        if inside is not None:
            writing = bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
            new = writing and not os.path.lexists(inside) if self.kind is None else False
            self._strike("open" if not writing else "open to write", writing=writing)
            descriptor: int = self._real["open"](path, flags, *rest, **options)
            self._open[descriptor] = inside
            if new and not os.path.basename(inside).endswith(".part"):
                self.loose.add(os.path.dirname(inside))
            return descriptor
        return int(self._real["open"](path, flags, *rest, **options))

    def _closed(self, descriptor: int) -> None:
        self._open.pop(descriptor, None)
        self._real["close"](descriptor)

    def _read(self, file: Any, *rest: Any, **options: Any) -> Any:
        if not isinstance(file, int) and self._inside(file) is not None:
            self._strike("read", writing=False)
        return self._real["io.open"](file, *rest, **options)

    def _stream(self, descriptor: int, *rest: Any, **options: Any) -> Any:
        return _Stream(descriptor) if descriptor in self._open else self._real["fdopen"](descriptor, *rest, **options)


@attrs.define
class _Stream:
    """A stream whose every write is a call that is counted."""

    descriptor: int

    def write(self, data: bytes) -> int:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(self.descriptor, rest) :]
        return len(data)

    def flush(self) -> None:
        """Do nothing: nothing is held back."""

    def __enter__(self) -> "_Stream":
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self.descriptor)


@attrs.frozen
class Struck:
    """How a command ended on such a disk; None if it was killed."""

    ran: Ran | None
    calls: tuple[str, ...]
    loose: tuple[str, ...]


def struck(life: Life, step: Step, kind: str | None, at: int) -> Struck:
    """Run a step in a process of its own, on a disk that fails at one call."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.close(reading)
            disk = Disk(str(life.root), kind, at)
            with _patched(disk):
                ran = life.do(step.who, *step.arguments, "-C", step.folder)
            said = json.dumps([attrs.astuple(ran), disk.calls, sorted(disk.loose)]).encode()
            while said:
                said = said[disk._real["write"](writing, said) :]
            code = 0
        except BaseException:
            traceback.print_exc(file=sys.__stderr__)
        finally:
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        data = stream.read()
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code == KILLED:
        return Struck(None, (), ())
    assert code == 0, (step, kind, at)
    ran, calls, loose = json.loads(data)
    return Struck(Ran(*ran), tuple(calls), tuple(loose))


@contextlib.contextmanager
def _patched(disk: Disk) -> Iterator[None]:
    disk.install()
    yield


# -- the faults of a whole life ---------------------------------------------------------------------------------------

STRUCK = ("open", "join", "enrol", "open panel", "score", "recuse", "submit", "collect", "seal", "cosign", "publish")
"""The commands that are struck: the second judge's, where several judges run one, so that there is something before."""

DONE = ("already", "is there already", "is open already", "nothing new", "is sealed; say with --reason")
"""What a command says that has been done before the fault struck."""


@attrs.frozen
class Stage:
    """A life as it stands before one of its steps.

    Attributes:
        name: of the step.
        folder: a copy of the life.
        step: the one that is struck.
        rest: those that follow.
    """

    name: str
    folder: Path
    step: Step
    rest: tuple[Step, ...]


def stages(root: Path, only: tuple[str, ...] = STRUCK) -> dict[str, Stage]:
    """Play a life, and keep it as it stood before each step that is struck."""
    life, steps, found = Life(root / "life").begin(), whole(), dict[str, Stage]()
    for number, step in enumerate(steps):
        name = " ".join(step.arguments[:2]) if step.arguments[:2] == ("open", "panel") else step.name
        first = name not in found or (step.who == "J-02") > (found[name].step.who == "J-02")
        if name in only and first:
            folder = root / name.replace(" ", "-")
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(life.root, folder)
            Life(folder).copied(step)
            found[name] = Stage(name, folder, step, tuple(steps[number + 1 :]))
        life.play([step])
    return found


def trial(stage: Stage, root: Path, kind: str | None, at: int) -> Struck:
    """Strike a step at one call, run it again, live on, and check that nothing accepted is lost."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(stage.folder, root)
    life = Life(root)
    found = struck(life, stage.step, kind, at)
    where = (stage.name, kind, at)
    if found.ran is not None:
        assert found.ran.code in (0, 1), (where, found.ran)
        assert "bug" not in found.ran.err, (where, found.ran)
        assert found.ran.code == 0 or found.ran.err.strip(), (where, found.ran)
        if found.ran.code and tree(root) == tree(stage.folder):
            return found  # nothing was changed, so the rest is the life that was played already
    if found.ran is None or found.ran.code:
        again = life.step(stage.step)
        assert again.code == 0 or any(words in again.err for words in DONE), (where, found.ran, again)
    life.play(stage.rest)
    lived(life, where)
    return found


def tree(folder: Path) -> dict[str, bytes | None]:
    """Return what a folder holds: the bytes of each file, None for a folder."""
    return {str(each.relative_to(folder)): None if each.is_dir() else each.read_bytes() for each in folder.rglob("*")}


def lived(life: Life, where: object = None) -> None:
    """Check a life that was lived to its end: it verifies, and everything that judges gave is in it."""
    verified = life.verify()
    assert verified.code == 0, (where, verified)
    assert in_force(life.root / "bundle") == MARKS, where
    told = [each for path in (life.root / "bundle/disclosures").iterdir() for each in _disclosed(path)]
    assert sum(each.field == "remark" for each in told) >= len(MARKS), where
    assert {each.judge for each in told if each.field == "who"} == set(JUDGES), where
    assert any(each.field == "why" for each in told), where


def _disclosed(path: Path) -> list[disclosure.Disclosure]:
    found = [disclosure.parse(line) for line in path.read_bytes().splitlines()]
    assert None not in found
    return [each for each in found if each is not None]


def main(arguments: list[str]) -> None:
    """Play every fault at every call, and tell the figures."""
    every = int(arguments[0]) if arguments else 1
    only = tuple(arguments[1:]) or STRUCK
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        root, begun = Path(folder).resolve(), time.monotonic()
        total = 0
        for name, stage in stages(root, only).items():
            calls = trial(stage, root / "trial", None, -1).calls
            counts = dict.fromkeys(KINDS, 0)
            for kind in KINDS:
                for at, call in list(enumerate(calls))[::every]:
                    if kind != "EIO" and call in (*READING, "read", "open"):
                        continue  # a disk that is full can be read, and a kill there is one at the next writing call
                    counts[kind] += 1
                    try:
                        trial(stage, root / "trial", kind, at)
                    except AssertionError as lost:
                        wrong += 1
                        print("WRONG", call, str(lost)[:600])
            total += sum(counts.values())
            print(
                f"{name}: {len(calls)} calls; " + ", ".join(f"{kind} {count}" for kind, count in counts.items()),
                flush=True,
            )
        print(f"{total} faults, {wrong} wrong, {time.monotonic() - begun:.0f} seconds")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
