"""The description of the files as a Data Package, version 2, with a Table Schema for each table."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence

import attrs

from judge.model.edition import Edition
from judge.show.data.markdown import title
from judge.show.data.table import Column, Table

NAME = "datapackage.json"

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES = {"text": "string", "number": "number", "whole": "integer", "flag": "boolean"}
_MEDIA = {
    "json": "application/json", "csv": "text/csv", "ndjson": "application/x-ndjson", "md": "text/markdown",
    "tsv": "text/tab-separated-values", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip


@attrs.frozen
class Written:
    """A file as it was written: its path, its length in bytes and its SHA-256 in hexadecimal digits."""

    path: str
    length: int
    digest: str


def package(edition: Edition, files: Iterable[Written], tables: Mapping[str, Table]) -> bytes:
    """Return the description of an edition's files as JSON in UTF-8.

    Args:
        files: in the order in which they were written.
        tables: by path, those that hold one.
    """
    told = {
        "$schema": _PROFILE,
        "name": _name(edition.round),
        "title": title(edition),
        "digest": edition.evidence.digest,
        "resources": [_resource(each, tables.get(each.path)) for each in files],
    }
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def _resource(file: Written, table: Table | None) -> dict[str, object]:
    ending = file.path.rpartition(".")[2]
    found: dict[str, object] = {
        "name": _name(file.path), "path": file.path, "format": ending, "mediatype": _MEDIA[ending],
        "bytes": file.length, "hash": f"sha256:{file.digest}",
    }  # fmt: skip
    if table is None:
        return found | {"type": "file"}
    schema = {"fields": [_field(column) for column in table.columns], "missingValues": [""]}
    return found | {"type": "table", "encoding": "utf-8", "description": table.about, "schema": schema | _keys(table)}


def _field(column: Column) -> dict[str, object]:
    return {"name": column.name, "type": _TYPES[column.kind], "description": column.about}


def _keys(table: Table) -> dict[str, Sequence[str]]:
    """Return what names a row, where something does: a submission stands once in each track."""
    names = {column.name for column in table.columns}
    if table.name != "results":
        return {}
    return {"primaryKey": [name for name in ("track", "submission") if name in names]}


def _name(text: str) -> str:
    """Return a name of lower-case letters, digits, hyphens and dots, as a package and its parts have one."""
    return re.sub(r"[^a-z0-9.]+", "-", text.lower()).strip("-.") or "round"
