"""The schemas as files of a challenge's folder, and the line of a TOML file that leads an editor to its own."""

import json
from pathlib import PurePosixPath

from judge.schema import challenge, decisions, record, rubric
from judge.schema.shape import Schema

FOLDER = ".schemas"
"""Hidden, so that no file in it is taken for data."""
DRAFT = "http://json-schema.org/draft-04/schema#"
_SCHEMAS = {
    "challenge": challenge.schema,
    "decisions": decisions.schema,
    "rubric": rubric.schema,
    "submission": record.schema,
}
_OF_FILE = {"challenge.toml": "challenge", "decisions.toml": "decisions"}
_OF_FOLDER = {"criteria": "rubric", "submissions": "submission"}


def schemas() -> dict[str, Schema]:
    """Return the schemas by name."""
    return {name: {"$schema": DRAFT, **schema()} for name, schema in _SCHEMAS.items()}


def files() -> dict[str, str]:
    """Return the schemas by path from a challenge's folder."""
    return {
        f"{FOLDER}/{name}.json": json.dumps(schema, indent=1, ensure_ascii=False) + "\n"
        for name, schema in schemas().items()
    }


def of_file(path: str) -> str | None:
    """Return the name of the schema that a file of a challenge keeps to, or None."""
    folder, _, name = path.rpartition("/")
    return _OF_FOLDER.get(folder) if folder and name.endswith(".toml") else _OF_FILE.get(path)


def directed(path: str, text: str) -> str:
    """Return a file's text with the line that leads an editor to its schema, unless it begins with one."""
    name = of_file(path)
    if name is None or text.startswith("#:schema "):
        return text
    up = "../" * (len(PurePosixPath(path).parts) - 1) or "./"
    return f"#:schema {up}{FOLDER}/{name}.json\n{text}"
