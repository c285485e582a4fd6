"""``judge rank``: a round scored, and its result written."""

from pathlib import Path

from judge.acts.scoring import choose, scored_from
from judge.files.durable import write_whole
from judge.model.result import Result
from judge.record.trail import lines


def rank(directory: Path, round_id: str | None, output: Path | None) -> tuple[Result, str]:
    """Return a round's result, and where its marks come from if there is a record; with ``output``, write it there as a trail, whole or not at all.

    Raises:
        Refused: if the data is wrong.
        Mistaken: if there is no such round.
        FileRefused: if the result cannot be written.
    """
    found = choose(directory, round_id)
    done = scored_from(found, keep=output is not None)
    if output is not None:
        write_whole(output, (line.encode() + b"\n" for line in lines(done)))
    return done.result, found.source
