"""The files below a challenge's folder, and their bytes."""

import errno
import os
import stat
from pathlib import Path

import attrs

from judge.model.place import Place
from judge.model.problem import Problems

MOST_BYTES = 2_000_000_000
MOST_DEPTH = 20


@attrs.frozen
class Tree:
    """A challenge's folder on the disk; whatever cannot be read becomes a problem.

    Attributes:
        root: the folder.
        problems: where problems are added.
    """

    root: Path
    problems: Problems

    def has(self, file: str) -> bool:
        """Whether there is anything of this name."""
        return os.path.lexists(self.root / file)

    def read(self, file: str) -> bytes | None:
        """Return the bytes of a file, or None with a problem."""
        try:
            with open(self.root / file, "rb", opener=_regular) as stream:
                size = os.fstat(stream.fileno()).st_size
                if size > MOST_BYTES:
                    self._refuse(file, "file-too-large", f"the file has {size} bytes; at most {MOST_BYTES} are read")
                    return None
                return stream.read()
        except _NotAFileError as error:
            self._refuse(file, "not-a-file", f"a file should stand here, not {error}")
        except (OSError, ValueError) as error:
            self._refuse(file, "unreadable-file", f"the file cannot be read: {reason(error)}")
        return None

    def files(self, folder: str, *, deep: bool = False) -> list[str]:
        """Return the files in a folder (``deep``: and in the folders in it), sorted; hidden ones are passed over."""
        if not self.has(folder):
            return []
        return sorted(self._walk(folder, deep, ()))

    def _walk(self, folder: str, deep: bool, above: tuple[tuple[int, int], ...]) -> list[str]:
        try:
            known = os.stat(self.root / folder)
            names = sorted(os.listdir(self.root / folder))
        except NotADirectoryError:
            self._refuse(folder, "not-a-folder", "a folder should stand here, not a file")
            return []
        except OSError as error:
            self._refuse(folder, "unreadable-file", f"the folder cannot be read: {reason(error)}")
            return []
        here = (known.st_dev, known.st_ino)
        if here in above or len(above) > MOST_DEPTH:
            self._refuse(folder, "unreadable-file", "the folder cannot be read: symbolic links lead in a circle")
            return []
        found: list[str] = []
        for name in names:
            if not name.startswith((".", "~$")):
                found += self._entry(folder, name, deep, (*above, here))
        return found

    def _entry(self, folder: str, name: str, deep: bool, above: tuple[tuple[int, int], ...]) -> list[str]:
        file = f"{folder}/{name}"
        if not name.isprintable():
            self.problems.refuse(
                "file-name", Place(folder), f"the name {name!a} of a file cannot be shown", "rename the file"
            )
            return []
        if not os.path.isdir(self.root / file):
            return [file]
        return self._walk(file, deep, above) if deep else []

    def _refuse(self, file: str, code: str, message: str) -> None:
        self.problems.refuse(code, Place(file), message)


class _NotAFileError(Exception):
    """What stands there instead."""


def _regular(path: str, flags: int) -> int:
    """Open a regular file only: a pipe or a device would block or never end."""
    mode = os.stat(path).st_mode
    if not stat.S_ISREG(mode):
        raise _NotAFileError("a folder" if stat.S_ISDIR(mode) else "a device or a pipe")
    return os.open(path, flags)


def reason(error: Exception) -> str:
    """Return why the system refused, in words that do not depend on the locale."""
    known = {
        errno.EACCES: "permission denied",
        errno.EPERM: "permission denied",
        errno.ENOENT: "it is not there",
        errno.ELOOP: "symbolic links lead in a circle",
        errno.ENOSPC: "the disk is full",
        errno.EDQUOT: "the disk quota is used up",
        errno.EROFS: "the disk is read-only",
        errno.ENAMETOOLONG: "its name is too long",
        errno.EISDIR: "it is a folder",
        errno.ENOTDIR: "a file stands where a folder should be",
        errno.EIO: "the disk failed",
    }
    number = error.errno if isinstance(error, OSError) else None
    return known.get(number or 0, f"the system says {errno.errorcode.get(number or 0, type(error).__name__)}")
