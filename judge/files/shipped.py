"""The rubrics that ship with the package."""

from importlib import resources
from pathlib import Path


def rubric_text(name: str) -> str:
    """Return the text of a rubric that ships: from the installed package, or from the project's own ``criteria/``.

    Raises:
        FileNotFoundError: if none of that name ships, which is a bug.
    """
    packaged = resources.files("judge") / "criteria" / f"{name}.toml"
    if packaged.is_file():
        return packaged.read_text("utf-8")
    return (Path(__file__).parents[2] / "criteria" / f"{name}.toml").read_text("utf-8")
