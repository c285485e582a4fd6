"""Durable bytes: a file written whole or not at all, and lines appended so that they survive a power cut."""

import contextlib
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path

from judge.files.tree import reason
from judge.model.place import Place
from judge.model.problem import Problem


class FileRefused(Exception):
    """The system refused to write: nothing was changed. The problem says which file and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem.place), problem.message)
        self.problem = problem


def write_whole(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Write a file whole or not at all, so that after a crash it holds either the old bytes or the new ones.

    Raises:
        FileRefused: if the system refuses, for instance because the disk is full.
    """
    temporary: Path | None = None
    try:
        path = _target(path)
        temporary, descriptor = _temporary(path)
        with os.fdopen(descriptor, "wb") as stream:
            _keep_mode(path, descriptor)
            for part in (data,) if isinstance(data, bytes) else data:
                stream.write(part)
            stream.flush()
            os.fsync(descriptor)
        os.replace(temporary, path)
        temporary = None
        _sync_folder(path.parent)
    except (OSError, ValueError) as error:
        raise refused(path, error) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()


def write_together(files: Sequence[tuple[Path, bytes]]) -> None:
    """Write several files, each whole, one after the other in this order.

    All bytes are on the disk under other names before the first file is replaced, so a full disk changes nothing; if
    the system refuses or the user interrupts later, the files replaced so far get their old bytes back. Only a crash
    can leave the first files new and the others old.

    Raises:
        FileRefused: if the system refuses.
    """
    staged: list[tuple[Path, Path, bytes | None]] = []
    replaced: list[tuple[Path, bytes | None]] = []
    path = Path()
    try:
        for path, data in files:
            staged.append(_staged(path, data))
        for path, temporary, old in staged:
            os.replace(temporary, path)
            replaced.append((path, old))
            _sync_folder(path.parent)
    except BaseException as error:  # an interruption by the user, too
        for name, old in reversed(replaced):
            with contextlib.suppress(FileRefused, OSError):
                write_whole(name, old) if old is not None else name.unlink()
        if isinstance(error, OSError | ValueError):
            raise refused(path, error) from error
        raise
    finally:
        for _, temporary, _ in staged:
            with contextlib.suppress(OSError):
                temporary.unlink()


def _staged(path: Path, data: bytes) -> tuple[Path, Path, bytes | None]:
    """Return where a file really is, the file beside it that holds its new bytes, and its old bytes."""
    path = _target(path)
    old = path.read_bytes() if path.exists() else None
    temporary, descriptor = _temporary(path)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            _keep_mode(path, descriptor)
            stream.write(data)
            stream.flush()
            os.fsync(descriptor)
    except BaseException:
        temporary.unlink()
        raise
    return path, temporary, old


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Wait until no other process is in the same folder in this way; systems without such locks do not wait."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except (OSError, ValueError):
        yield
        return
    try:
        with contextlib.suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def append_durably(path: Path, lines: Iterable[str]) -> None:
    """Append lines to a file, each ended by a line feed; on return they are on the disk.

    If the system refuses half-way, the file is cut back to its old length; a new file has its name on the disk before
    its first line.

    Raises:
        FileRefused: if the system refuses.
        ValueError: if a line holds a line feed.
    """
    data = "".join(f"{line}\n" for line in _single(lines)).encode()
    try:
        new = not path.exists()
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        try:
            if new:
                _sync_folder(path.parent)
            _append(descriptor, data)
        finally:
            os.close(descriptor)
    except (OSError, ValueError) as error:
        raise refused(path, error) from error


def name_folder(temporary: Path, path: Path) -> None:
    """Give a folder that was written under another name its own, durably.

    Raises:
        FileRefused: if the system refuses.
    """
    try:
        os.replace(temporary, path)
        _sync_folder(path.parent)
    except OSError as error:
        raise refused(path, error) from error


def remove(path: Path) -> None:
    """Delete a file, durably.

    Raises:
        FileRefused: if the system refuses.
    """
    try:
        path.unlink()
        _sync_folder(path.parent)
    except OSError as error:
        raise refused(path, error) from error


def make_folder(path: Path) -> None:
    """Make a folder and those above it, durably; one that is there is fine.

    Raises:
        FileRefused: if the system refuses.
    """
    try:
        for folder in reversed([each for each in (path, *path.parents) if not each.exists()]):
            folder.mkdir(exist_ok=True)
            _sync_folder(folder.parent)
        if not path.is_dir():
            raise NotADirectoryError
    except (OSError, ValueError) as error:
        raise refused(path, error) from error


def refused(path: Path, error: Exception) -> FileRefused:
    """Return the refusal that stands for what the system said."""
    words: dict[type[Exception], str] = {
        FileNotFoundError: "its folder is not there",
        IsADirectoryError: "a folder of this name stands there",
        NotADirectoryError: "a file stands where a folder should be",
        _NotAFileError: "it is a device or a pipe, not a file",
    }
    why = words.get(type(error)) or reason(error)
    message = f"the file cannot be written: {why}; nothing was changed"
    return FileRefused(Problem("file-not-written", "refused", Place(path.as_posix()), message))


class _NotAFileError(OSError):
    """A device or a pipe, which a file must not take the place of."""


def _target(path: Path) -> Path:
    """Return where a file is really written: behind a link, and never in the place of a folder or a device."""
    path = Path(os.path.realpath(path))
    if path.is_dir():
        raise IsADirectoryError
    if path.exists() and not path.is_file():
        raise _NotAFileError
    return path


def _single(lines: Iterable[str]) -> Iterable[str]:
    for line in lines:
        if "\n" in line:
            raise ValueError("a line holds a line feed")
        yield line


def _temporary(path: Path) -> tuple[Path, int]:
    """Open a new file beside the one to be written, with the permissions that new files get here."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    for number in count():
        temporary = path.parent / f".judge-{os.getpid()}-{number}.part"
        with contextlib.suppress(FileExistsError):
            return temporary, os.open(temporary, flags, 0o666)
    raise AssertionError


def _keep_mode(path: Path, descriptor: int) -> None:
    """Give the new file the permissions of the one that it replaces."""
    if hasattr(os, "fchmod"):
        with contextlib.suppress(FileNotFoundError):
            os.fchmod(descriptor, stat.S_IMODE(path.stat().st_mode))


def _append(descriptor: int, data: bytes) -> None:
    size = os.fstat(descriptor).st_size
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    except OSError:
        with contextlib.suppress(OSError):
            os.ftruncate(descriptor, size)
            os.fsync(descriptor)
        raise


def _sync_folder(folder: Path) -> None:
    """Put a folder's list of names on the disk; systems that cannot open folders do so by themselves."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
