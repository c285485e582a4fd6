"""Pages that were published say that another edition took their place, and where it is."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from judge.acts.folders import EMBARGOED
from judge.files.durable import FileRefused, write_whole
from judge.files.tree import reason
from judge.model.edition import Release
from judge.show.pages.superseded import linked


def link(every: Iterable[Path], new: Path, release: Release) -> tuple[str, ...]:
    """Let every page of the editions before lead to the newest one; return which could not be told, each with the reason.

    Of an edition under an embargo only others under an embargo know. What is published stays so whatever fails here, and
    the next edition tells all of them again.
    """
    failed = []
    for old in every:
        if old != new and told(old, release):
            failed += [f"{page}: {why}" for page, why in _linked(old, new, release)]
    return tuple(failed)


def told(old: Path, release: Release) -> bool:
    """Whether the pages in a folder may say that an edition took their place."""
    return release.stage != "embargoed" or old.parent.parent.name == EMBARGOED


def _linked(old: Path, new: Path, release: Release) -> Iterator[tuple[Path, str]]:
    """Change the pages of an edition; yield those that the system refuses."""
    for page in sorted(each for each in old.rglob("*.html") if each.is_file()):
        target = Path(os.path.relpath(new / "index.html", page.parent)).as_posix()
        try:
            text = page.read_bytes().decode("utf-8", "surrogateescape")
            found = linked(text, target, release)
            if found != text:
                write_whole(page, found.encode("utf-8", "surrogateescape"))
        except FileRefused as refused:
            yield page, refused.problem.message.removesuffix("; nothing was changed")
        except OSError as error:
            yield page, reason(error)
