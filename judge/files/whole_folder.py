"""Folders that are written whole or not at all, so that nobody takes half of one for the whole."""

import contextlib
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from judge.files.durable import FileRefused, make_folder, name_folder, refused, write_whole


def write_folder(folder: Path, files: Iterable[tuple[str, bytes | Iterable[bytes]]]) -> int:
    """Write a folder that is not there yet, all of it or nothing; return how many files it has.

    Args:
        files: by path in the folder, what stands there; each is taken when its turn comes.

    Raises:
        FileRefused: if the system refuses.
    """
    temporary = folder.with_name(f".{folder.name}.part")
    make_folder(folder.parent)
    clear(temporary)
    count = 0
    try:
        for path, data in files:
            make_folder((temporary / path).parent)
            write_whole(temporary / path, data)
            count += 1
        name_folder(temporary, folder)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    return count


def add_to_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, which may be there, all of them or none.

    Args:
        files: by path; the first part of no path stands in the folder yet.

    Raises:
        FileRefused: if the system refuses.
    """
    first = folder if not folder.exists() else None
    while first is not None and not first.parent.exists():
        first = first.parent
    try:
        for path, data in files.items():
            make_folder((folder / path).parent)
            write_whole(folder / path, data)
    except BaseException:  # an interruption by the user, too
        for each in [first] if first is not None else {folder / Path(path).parts[0] for path in files}:
            with contextlib.suppress(FileRefused):
                clear(each)
        raise


def replace_folder(folder: Path, files: Iterable[tuple[str, bytes | Iterable[bytes]]]) -> int:
    """Write a folder in the place of what stands there, such as an earlier draft.

    Raises:
        FileRefused: if the system refuses.
    """
    old = folder.with_name(f".{folder.name}.old")
    clear(old)
    if folder.exists():
        name_folder(folder, old)
    try:
        count = write_folder(folder, files)
    except BaseException:
        if old.exists():
            name_folder(old, folder)
        raise
    clear(old)
    return count


def clear(folder: Path) -> None:
    """Remove a folder or a file, such as one that a killed process left; none is fine."""
    try:
        if folder.is_dir() and not folder.is_symlink():
            shutil.rmtree(folder)
        else:
            folder.unlink(missing_ok=True)
    except OSError as error:
        raise refused(folder, error) from error
