"""Until when what is published may not be passed on."""

from datetime import UTC, datetime

from judge.acts import appending
from judge.acts.loading import Mistaken

_FORM = "write it as 2026-12-01T18:00:00Z or 2026-12-01T12:00-06:00"


def until(asked: str | None, standing: str) -> str:
    """Return the end of an embargo as an entry says it, or nothing.

    Args:
        asked: what --embargo says, or None.
        standing: the end of the embargo under which the round is already, or nothing; no edition comes out before.

    Raises:
        Mistaken: if it is no moment, not to come, or before the other one.
    """
    if asked is None:
        return standing
    found = _ending(asked)
    if found < standing:
        raise Mistaken(f"--embargo {asked}: everybody's edition is under an embargo until {standing}, which is later")
    return found


def stands(end: str) -> bool:
    """Whether an embargo has not ended yet."""
    return appending.clock() < end


def _ending(asked: str) -> str:
    try:
        found = datetime.fromisoformat(asked)
    except ValueError:
        raise Mistaken(f"--embargo {asked} is not a moment; {_FORM}") from None
    if found.tzinfo is None:
        raise Mistaken(f"--embargo {asked}: the difference from UTC is missing; {_FORM}")
    try:
        end = found.astimezone(UTC).replace(microsecond=0)
    except OverflowError:  # one of the two ends of all dates
        raise Mistaken(f"--embargo {asked} is not a moment that has a year of four digits in UTC; {_FORM}") from None
    written = end.isoformat().replace("+00:00", "Z")
    if not stands(written):
        raise Mistaken(f"--embargo {asked} is over: it is {appending.clock()} now")
    return written
