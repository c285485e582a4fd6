"""The codes that stand for judges in a record: who has one keeps it, whatever judges come later."""

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from judge.files import private, snapshot

_HEADERS = ("judge", "code")


def codes(challenge: str, judges: Iterable[str]) -> dict[str, str]:
    """Return a code for each judge whose id is a name; those that this computer gave before stay.

    Args:
        challenge: the id of the challenge.
        judges: their ids.
    """
    return snapshot.codes_for(judges, _kept(challenge))


def keep(challenge: str, given: Mapping[str, str]) -> None:
    """Keep who has which code, on this computer only.

    Raises:
        FileRefused: if the system refuses.
    """
    if given:
        text = io.StringIO()
        rows = sorted({**_kept(challenge), **given}.items())
        csv.writer(text, lineterminator="\n").writerows([_HEADERS, *rows])
        private.keep(_file(challenge), text.getvalue().encode())


def _kept(challenge: str) -> dict[str, str]:
    rows = csv.reader(io.StringIO((private.read(_file(challenge)) or b"").decode(errors="replace")))
    return {row[0]: row[1] for row in rows if len(row) == len(_HEADERS) and tuple(row) != _HEADERS}


def _file(challenge: str) -> Path:
    return private.of_challenge(challenge) / "codes.csv"
