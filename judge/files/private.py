"""What belongs to one person and stays on this computer: keys, disclosures, and the heads that were seen."""

import os
from collections.abc import Iterable
from pathlib import Path

from judge.files.durable import FileRefused, append_durably, make_folder, refused, write_whole

_SHORT = 16


def home() -> Path:
    """Return the folder: ``JUDGE_HOME``, else the system's place for such things."""
    named = os.environ.get("JUDGE_HOME")
    if named:
        return Path(named)
    if os.name == "nt":
        return Path(os.environ.get("APPDATA") or Path.home()) / "judge"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "judge"


def of_challenge(challenge: str) -> Path:
    """Return the folder of one challenge, by its id."""
    return home() / challenge[:_SHORT]


def key(challenge: str, owner: str) -> Path:
    """Return where the key of a judge, or of ``organizer``, stands."""
    return of_challenge(challenge) / f"{owner}.pem"


def shown(path: Path) -> str:
    """Return a private path as its owner knows it: below ``~`` where that is the home folder."""
    try:
        return f"~/{path.relative_to(Path.home()).as_posix()}"
    except (ValueError, RuntimeError):
        return path.as_posix()


def owners(challenge: str) -> list[str]:
    """Return whose keys of a challenge are here, without the organizer's."""
    folder = of_challenge(challenge)
    found = sorted(path.stem for path in folder.glob("*.pem")) if folder.is_dir() else []
    return [name for name in found if name != "organizer"]


def keep(path: Path, data: bytes) -> None:
    """Write a private file that nobody else can read, whole; the folder above it is made.

    Raises:
        FileRefused: if the system refuses.
    """
    make_folder(path.parent)
    try:
        os.chmod(path.parent, 0o700)
        before = os.umask(0o077)
        try:
            write_whole(path, data)
        finally:
            os.umask(before)
        os.chmod(path, 0o600)
    except OSError as error:
        raise refused(path, error) from error


def add(path: Path, lines: Iterable[str]) -> None:
    """Append lines to a private file, durably; a last line whose writing was interrupted is taken out first.

    Raises:
        FileRefused: if the system refuses.
    """
    known = read(path)
    if known is None or not known.endswith(b"\n"):
        keep(path, whole_lines(known or b""))
    append_durably(path, lines)


def whole_lines(data: bytes) -> bytes:
    """Return the lines that were written to their end."""
    return data[: data.rfind(b"\n") + 1]


def read(path: Path) -> bytes | None:
    """Return the bytes of a private file, or None where there is none.

    Raises:
        FileRefused: if it cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise FileRefused(refused(path, error).problem) from error
