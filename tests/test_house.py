"""The house (DESIGN §4): imports run downhill, the core is pure, and a file is a noun of readable size."""

import ast
from collections.abc import Iterator
from pathlib import Path

import judge

HOUSE = Path(judge.__file__).parent
FILES = sorted(HOUSE.rglob("*.py"))
DOWNHILL = {
    "model": set(),
    "score": {"model"},
    "assign": {"model"},
    "edition": {"score", "model"},
    "files": {"model"},
    "show": {"model"},
    "schema": {"score", "assign", "files", "model"},
    "record": {"score", "files", "model"},
    "acts": {"record", "schema", "score", "assign", "edition", "files", "show", "model"},
    "cli": {"acts", "show", "model", "files.durable", "files.excerpt"},
    "__main__.py": {"cli"},
    "__init__.py": set(),
}
WORLD = {
    "os", "sys", "io", "pathlib", "tempfile", "time", "datetime", "random", "secrets", "uuid", "socket", "urllib", "http",
    "subprocess", "locale", "click", "rich", "tomli", "tomllib", "csv", "python_calamine",
    "open", "print", "input", "now", "today", "utcnow",
}  # fmt: skip
"""Files, clocks, chance, network and screen: modules, and names that are called."""

TYPES_ONLY = {("model/place.py", "datetime"), ("model/fields.py", "datetime")}
EMPTY_NAMES = {"utils", "helpers", "misc", "common", "base"}


def imports(file: Path) -> Iterator[str]:
    """Return the dotted names that a file imports, wherever in it; what is taken from a module is part of its name."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names)


def calls(file: Path) -> Iterator[str]:
    """Return the names of what a file calls, without what stands before the last dot."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            yield node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def test_imports_run_downhill() -> None:
    """A room imports only rooms below it; the command line reaches into ``files`` for writing and excerpts alone."""
    uphill = []
    for file in FILES:
        room = file.relative_to(HOUSE).parts[0]
        for name in imports(file):
            _, _, inner = name.partition("judge.") if name.startswith("judge.") else ("", "", "")
            target = inner.split(".")[0]
            allowed = target in {"", "__version__", room} or any(
                f"{inner}.".startswith(f"{known}.") for known in DOWNHILL[room]
            )
            if not allowed or name.startswith("."):
                uphill.append(f"{file.relative_to(HOUSE)} -> {name}")
    assert not uphill


def test_the_core_is_pure() -> None:
    """No file, clock, chance, network or screen in ``score``, ``assign``, ``edition`` and ``model``."""
    impure = []
    for file in (file for file in FILES if file.relative_to(HOUSE).parts[0] in {"score", "assign", "edition", "model"}):
        own = file.relative_to(HOUSE).as_posix()
        found = {name.split(".")[0] for name in imports(file)} & WORLD
        found |= set(calls(file)) & WORLD
        impure += [f"{own}: {name}" for name in sorted(found) if (own, name) not in TYPES_ONLY]
    assert not impure


def test_files_are_nouns_of_readable_size() -> None:
    """No file is called after nothing in particular, and none has over 300 lines."""
    assert not [file for file in FILES if EMPTY_NAMES & {file.stem, *file.relative_to(HOUSE).parts}]
    lengths = {file.relative_to(HOUSE).as_posix(): len(file.read_text("utf-8").splitlines()) for file in FILES}
    assert not {file: length for file, length in lengths.items() if length > 300}
