"""Folders that people name for pages and bundles: asked before anything is written."""

import os
from collections.abc import Mapping
from pathlib import Path

from judge.acts.folders import SHELVES
from judge.acts.loading import Mistaken
from judge.acts.released import RESULTS
from judge.record import manifest


def ask(directory: Path, named: Mapping[str, Path]) -> None:
    """Refuse folders that are taken, or lie in what is published.

    Args:
        named: by the option that names it, a folder.

    Raises:
        Mistaken: if one of them cannot be used; the text names its option.
    """
    real = {option: Path(os.path.realpath(path)) for option, path in named.items()}
    for option, path in real.items():
        said = f"{option} {named[option]}"
        if option == "-o" and os.path.lexists(named[option]):
            raise Mistaken(f"{said} is there already, and what is published is never written over")
        _free(directory, path, said)
    for option, path in real.items():
        for other, outer in real.items():
            if option != other and (path == outer or outer in path.parents):
                raise Mistaken(
                    f"{option} and {other} name one folder, or one inside the other; name two beside each other"
                )


def _free(directory: Path, path: Path, said: str) -> None:
    """Refuse a folder below a file, a bundle, pages, or one in which names are given by rule."""
    top = Path(os.path.realpath(directory))
    shelf = next((each for each in SHELVES if top / each in (path, *path.parents)), None)
    if shelf is not None:
        raise Mistaken(f"{said}: the names in {shelf}/ are given by rule; leave it out, or name a folder elsewhere")
    for each in path.parents:
        if each.exists() and not each.is_dir():
            raise Mistaken(f"{said}: {each} is a file, not a folder")
        if each not in (top, *top.parents) and (_bundle(each) or _pages(each)):
            raise Mistaken(f"{said} is inside {each}, which was published; name a folder elsewhere")


def _pages(folder: Path) -> bool:
    """Whether a folder holds the pages of an edition."""
    return (folder / RESULTS).is_file() and (folder / "index.html").is_file()


def _bundle(folder: Path) -> bool:
    """Whether a folder is a bundle."""
    try:
        with (folder / manifest.FILE).open("rb") as stream:
            return stream.read(len(manifest.HEAD)) == manifest.HEAD.encode()
    except OSError:
        return False
