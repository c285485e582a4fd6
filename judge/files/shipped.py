"""The rubrics and templates that ship with the package."""

from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path


def rubric_text(name: str) -> str:
    """Return the text of a rubric that ships: from the installed package, or from the project's own ``criteria/``.

    Raises:
        FileNotFoundError: if none of that name ships, which is a bug.
    """
    return (_shipped("criteria") / f"{name}.toml").read_text("utf-8")


def template_texts(name: str) -> dict[str, str]:
    """Return by path the files of a challenge that ships as a template, beside its rubric; nothing if it is a rubric alone."""
    return dict(_texts(_shipped("templates") / name, ""))


def _shipped(folder: str) -> Traversable:
    """Return a folder of the installed package, or the project's own."""
    packaged = resources.files("judge") / folder
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / folder


def _texts(folder: Traversable, above: str) -> Iterator[tuple[str, str]]:
    for item in sorted(folder.iterdir(), key=lambda item: item.name) if folder.is_dir() else ():
        if item.is_dir():
            yield from _texts(item, f"{above}{item.name}/")
        elif not item.name.startswith("."):
            yield above + item.name, item.read_text("utf-8")
