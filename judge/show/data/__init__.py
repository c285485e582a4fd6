"""The files of an edition: data for programs, tables for spreadsheets, a text for people."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping

from judge.model.edition import Edition
from judge.show.data import markdown, marks, package, places, results, standings, workbook
from judge.show.data.table import Table

RESULTS, PACKAGE = results.NAME, package.NAME


def files(edition: Edition, *, bom: bool = False) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield the path of each file with its bytes in pieces; each is made while it is read.

    Args:
        bom: whether CSV files begin with a byte order mark, for Excel.
    """
    tables = _tables(edition)
    done = []
    for path, pieces in _all(edition, tables, bom):
        file = _Measured(path, pieces)
        yield path, file
        done.append(file.written())
    yield PACKAGE, (package.package(edition, done, tables),)


def _tables(edition: Edition) -> Mapping[str, Table]:
    found = [places.table(edition), *([marks.table(edition)] if edition.shows("marks") else [])]
    return {f"{table.name}.csv": table for table in found}


def _all(edition: Edition, tables: Mapping[str, Table], bom: bool) -> Iterator[tuple[str, Iterable[bytes]]]:
    yield RESULTS, results.results(edition)
    yield results.SCHEMA, (results.schema(),)
    yield from ((path, table.csv(bom=bom)) for path, table in tables.items())
    if edition.shows("marks"):
        yield "marks.ndjson", marks.ndjson(edition)
    yield "results.tsv", standings.standings(edition)
    yield "results.md", (markdown.markdown(edition),)
    if workbook.fits(edition):
        yield "results.xlsx", workbook.workbook(edition)


class _Measured:
    """The pieces of a file, measured while they are read."""

    def __init__(self, path: str, pieces: Iterable[bytes]) -> None:
        self._path, self._pieces = path, iter(pieces)
        self._length, self._hash = 0, hashlib.sha256()

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self._length += len(piece)
            self._hash.update(piece)
            yield piece

    def written(self) -> package.Written:
        """Return what the file is; whatever was not read of it is read now."""
        for _ in self:
            pass
        return package.Written(self._path, self._length, self._hash.hexdigest())
