"""What a later edition changes: signs and numbers, the same in every language."""

from collections.abc import Iterator, Mapping, Sequence

from judge.model.edition import Edition, Row
from judge.model.number import plain

NONE = "–"
"""Stands for what is not there."""

_Key = tuple[str, str]
"""A track, which may be empty, and a submission."""

_Stood = tuple[str, str]
"""A place and a score in figures; the score may be empty."""


def changes(before: Mapping[str, object], edition: Edition) -> tuple[str, ...]:
    """Return what is different, a line each: titles, places with scores, and who was taken.

    Args:
        before: the data of the edition before, as its ``results.json`` has it.
    """
    old, new = _rows(before), {(row.track, row.submission): row for row in (*edition.rows, *edition.unranked)}
    moved = _places(old, new, scores=edition.shows("scores")) if edition.shows("places") else ()
    return (*_titles(old, new), *moved, *_taken(before, edition))


def _list(data: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    """Return the objects of a list; a file that people changed may have anything there."""
    found = data.get(key)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _rows(before: Mapping[str, object]) -> dict[_Key, Mapping[str, object]]:
    every = [each for key in ("ranking", "without_a_place", "taken") for each in _list(before, key)]
    return {(str(each.get("track") or ""), str(each.get("submission"))): each for each in every}


def _titles(old: Mapping[_Key, Mapping[str, object]], new: Mapping[_Key, Row]) -> Iterator[str]:
    told = {}
    for key in sorted(old.keys() & new.keys()):
        was, now = str(old[key].get("title", "")), new[key].title
        if was != now:
            told[key[1]] = f"{key[1]}: “{was}” → “{now}”"
    yield from told.values()


def _places(old: Mapping[_Key, Mapping[str, object]], new: Mapping[_Key, Row], *, scores: bool) -> Iterator[str]:
    """Yield who moved; a score of the edition before is told only where this one shows scores."""
    order = [*new, *sorted(old.keys() - new.keys())]
    for key in order:
        was, now = _was(old.get(key), scores), _now(new.get(key))
        if was != now:
            yield f"{f'{key[0]}, ' if key[0] else ''}{key[1]}: {_turned(was, now)}"


def _turned(was: _Stood, now: _Stood) -> str:
    """Return what became of a place and its score; a place that stayed is told once."""
    if was[0] == now[0] and was[1] and now[1]:
        return f"{now[0]} ({was[1]} → {now[1]})"
    return " → ".join(f"{place} ({score})" if score else place for place, score in (was, now))


def _was(row: Mapping[str, object] | None, scores: bool) -> _Stood:
    """Return the place and score that a row of data says."""
    if row is None or row.get("place") is None:
        return NONE, ""
    score = row.get("score") if scores else None
    return f"{'=' * (row.get('shared') is True)}{row['place']}", "" if score is None else str(score)


def _now(row: Row | None) -> _Stood:
    if row is None or row.place is None:
        return NONE, ""
    return f"{'=' * row.shared}{plain(row.place)}", "" if row.score is None else plain(row.score)


def _taken(before: Mapping[str, object], edition: Edition) -> Iterator[str]:
    """Yield for each outcome who came in and who went out."""
    old = {
        (str(each.get("track") or ""), str(each.get("name"))): _names(each.get("taken"))
        for each in _list(before, "outcomes")
    }
    for each in edition.outcomes:
        was = old.get((each.track, each.name), [])
        signs = [f"+ {name}" for name in each.taken if name not in was]
        signs += [f"− {name}" for name in was if name not in each.taken]
        if signs:
            yield f"{f'{each.track}, ' if each.track else ''}{each.award or each.name}: {', '.join(signs)}"


def _names(found: object) -> Sequence[str]:
    return [str(each) for each in found] if isinstance(found, list) else []
