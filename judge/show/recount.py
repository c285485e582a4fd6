"""The recount that a published page carries: one script, so that a reader's browser can count the result again."""

from importlib import resources

PARTS = (
    "number", "digest", "table", "trail", "names", "marks", "pairs", "folds", "values", "standard", "ties", "skating",
    "orders", "majorities", "counts", "steps", "places", "entrants", "outcomes", "room", "compare", "recount",
)  # fmt: skip
"""The files of ``pages/recount``, in the order in which they are read."""


def script() -> str:
    """Return the script: plain ECMAScript 2020 that defines ``judgeRecount(lines)`` and nothing else."""
    folder = resources.files("judge.show") / "pages" / "recount"
    parts = "\n".join((folder / f"{name}.js").read_text("utf-8") for name in PARTS)
    return f'const judgeRecount = (() => {{\n"use strict";\n\n{parts}\nreturn judgeRecount;\n}})();\n'
