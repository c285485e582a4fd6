"""What ``judge assign`` writes: ``assignments.csv`` as it stands, and ``assignments.toml``, each change with its reason."""

from collections.abc import Sequence
from pathlib import Path

import attrs

from judge.files import assignments, imported, toml_text
from judge.files.durable import refused, write_together
from judge.model.assignment import Pair
from judge.model.place import Node, Place

LOG = "assignments.toml"
_HEAD = "# How the assignments came to be: `judge assign` adds to this file, and assignments.csv says what holds now.\n"


@attrs.frozen
class Note:
    """A change of the assignments.

    Attributes:
        what: ``made``, ``made anew``, ``replanned``, ``set by hand``, ``swapped``, ``read``.
        added, removed: pairs; of the first assignment none is listed, for all are new.
    """

    round: str
    what: str
    reason: str
    added: Sequence[Pair]
    removed: Sequence[Pair]
    points: int


def write(directory: Path, rows: Sequence[tuple[str, str, str]], note: Note) -> tuple[str, ...]:
    """Write the assignments of all rounds, and add the note; return the names of the files.

    Raises:
        FileRefused: if the system refuses; then nothing was changed.
    """
    path = directory / LOG
    try:
        old = path.read_bytes() if path.exists() else _HEAD.encode()
    except OSError as error:
        raise refused(path, error) from error
    table = imported.text([assignments.HEADERS, *rows])
    write_together([(path, old + _block(note).encode()), (directory / assignments.FILE, table)])
    return assignments.FILE, LOG


def _block(note: Note) -> str:
    here = Place(LOG)
    cells: dict[str, Node] = {
        "round": Node(note.round, here),
        "what": Node(note.what, here),
        "reason": Node(note.reason, here),
        "points": Node(note.points, here),
    }
    for key, pairs in (("added", note.added), ("removed", note.removed)):
        if pairs:
            listed = tuple(Node(tuple(Node(each, here) for each in pair), here) for pair in pairs)
            cells[key] = Node(listed, here)
    return "\n[[assigned]]\n" + toml_text.write({key: node for key, node in cells.items() if node.value != ""})
