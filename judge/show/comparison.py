"""What differs between two results, and the first thing in which a replay differs, in words."""

from collections.abc import Iterator

from judge.model.comparison import Bundles, Change, Comparison, Difference, Move, Position
from judge.model.number import plain
from judge.model.place import Place
from judge.show.explanation import exact
from judge.show.report import Report, Section


def report(found: Comparison, names: tuple[str, str]) -> Report:
    """Return two results side by side; ``names`` are what the two files are called."""
    if found.same:
        return Report(
            "The two results are the same bytes", (Section(lines=(found.digests[0],)),), lambda: _data(found, names)
        )
    rows = tuple((_who(move), _position(move.was), _position(move.is_), _causes(move)) for move in found.moves)
    headers = ("submission", "from", "to", "because")
    sections = [Section("", headers, rows)] if rows else [Section(lines=("nobody moved, and no score changed",))]
    if found.outcomes:
        sections.append(Section("Outcomes", lines=tuple(_outcomes(found))))
    changes = tuple(change(item) for item in found.changes) or ("nothing that went in differs",)
    sections.append(Section("What changed", lines=changes))
    return Report(f"From {names[0]} to {names[1]}", tuple(sections), lambda: _data(found, names))


def bundles(found: Bundles, names: tuple[str, str]) -> Report:
    """Return two bundles side by side: their entries, then what that did to the places."""
    headers = ("line", names[0], names[1])
    rows = tuple((f"{each.file}:{each.line}", each.was or "–", each.is_ or "–") for each in found.entries)
    sections = [Section("Entries", headers, rows) if rows else Section("Entries", lines=("the same entries",))]
    if found.inputs:
        sections.append(Section("Other files that differ", lines=found.inputs))
    inner = report(found.results, names) if found.results is not None else None
    if inner is None:
        sections.append(Section("Results", lines=("one of them holds no result",)))
    else:
        first, *rest = inner.sections
        same = ("the same bytes",) if found.results is not None and found.results.same else ()
        sections += [Section("Results", first.headers, first.rows, first.right, (*same, *first.lines)), *rest]

    def data() -> dict[str, object]:
        entries = [{"file": each.file, "line": each.line, "from": each.was, "to": each.is_} for each in found.entries]
        return {"entries": entries, "files": found.inputs, "results": inner.data() if inner is not None else None}

    return Report(f"From {names[0]} to {names[1]}", tuple(sections), data)


def _who(move: Move) -> str:
    return f"{move.submission} ({move.track})" if move.track else move.submission


def _position(position: Position | None) -> str:
    if position is None:
        return "not there"
    if position.place is None:
        return f"no place: {position.reason}"
    return f"{'=' if position.shared else ''}{plain(position.place)} with {exact(position.score)}"


def _causes(move: Move) -> str:
    own = [item for item in move.causes if item.submission is not None]
    rest = [item for item in move.causes if item.submission is None]
    told = [change(item) for item in (own or rest)]
    if not told:
        return "others moved"
    return "; ".join(told[:3]) + (f"; and {len(told) - 3} more" if len(told) > 3 else "")


def _outcomes(found: Comparison) -> Iterator[str]:
    for name, into, out in found.outcomes:
        if into:
            yield f"{name}: now in: {', '.join(into)}"
        if out:
            yield f"{name}: no longer in: {', '.join(out)}"


def change(item: Change) -> str:
    """Return one changed input as a sentence without a full stop."""
    where = " · ".join((*item.about, *item.path))
    if not item.path and (item.was is None) != (item.is_ is None) and isinstance(item.is_ or item.was, dict):
        return f"{item.kind} {where}: {'no longer there' if item.is_ is None else 'new'}{_rest(item)}"
    return f"{item.kind} {where}: {_value(item.was)} became {_value(item.is_)}"


def _rest(item: Change) -> str:
    """Return what an entry says that was added or taken out, without what already stands before it."""
    entry = item.is_ if item.was is None else item.was
    assert isinstance(entry, dict)
    said = {"entry", "round", *(key for key, value in entry.items() if value in (*item.about, None, "", [], {}))}
    rest = [f"{key} = {_value(value)}" for key, value in entry.items() if key not in said]
    return f" ({', '.join(rest)})" if rest else ""


def _value(thing: object) -> str:
    """Return a value of a result in words."""
    if thing is None:
        return "nothing"
    if isinstance(thing, dict) and set(thing) == {"state"}:
        return str(thing["state"])
    if isinstance(thing, dict):
        inner = {key: item for key, item in thing.items() if key not in ("entry", "round")}
        return "{ " + ", ".join(f"{key} = {_value(item)}" for key, item in inner.items()) + " }"
    if isinstance(thing, list):
        return "[" + ", ".join(_value(item) for item in thing) + "]"
    if isinstance(thing, bool):
        return "true" if thing else "false"
    return str(thing)


def _data(found: Comparison, names: tuple[str, str]) -> dict[str, object]:
    return {
        "same": found.same, "first": {"file": names[0], "digest": found.digests[0]},
        "second": {"file": names[1], "digest": found.digests[1]},
        "moves": [
            {"submission": move.submission, "track": move.track or None, "from": _place_data(move.was), "to": _place_data(move.is_),
             "because": [change(item) for item in move.causes]}
            for move in found.moves
        ],
        "outcomes": [{"outcome": name, "in": into, "out": out} for name, into, out in found.outcomes],
        "changes": [
            {"kind": item.kind, "about": item.about, "submission": item.submission, "path": item.path, "from": item.was, "to": item.is_}
            for item in found.changes
        ],
    }  # fmt: skip


def _place_data(position: Position | None) -> dict[str, object] | None:
    if position is None:
        return None
    return {
        "place": position.place,
        "score": position.score,
        "shared": position.shared,
        "reason": position.reason or None,
    }


def replayed(digest: str, file: str, entries: int, difference: Difference | None, place: Place | None) -> Report:
    """Return what a replay found as a report."""
    if difference is None:
        lines = (f"{entries} entries, the same bytes", digest)
        data: dict[str, object] = {"same": True, "file": file, "digest": digest, "entries": entries}
        return Report(f"{file}: replayed", (Section(lines=lines),), lambda: data)
    differs = {
        "same": False, "file": file, "digest": digest, "entries": entries, "side": difference.side, "line": difference.line or None,
        "then": difference.then, "now": difference.now, "path": difference.path, "was": difference.was, "is": difference.is_,
        "place": str(place) if place else None,
    }  # fmt: skip
    return Report(
        f"{file}: the replay differs", (Section(lines=tuple(_first(difference, file, place))),), lambda: differs
    )


_SIDES = {
    "input": "an input is not what was scored",
    "result": "the inputs are the same, and the result is not what they give",
    "file": "the result was changed after it was written: its last line no longer fits the others",
}


def _first(difference: Difference, file: str, place: Place | None) -> Iterator[str]:
    yield _SIDES[difference.side]
    entry = difference.then or difference.now or {}
    line = f"{file}:{difference.line}: " if difference.line else f"{file}: "
    yield f"{line}{_entry(entry)}"
    if difference.was == difference.is_:
        yield "  this line stands twice in the result, or in another order"
        return
    where = " · ".join(difference.path)
    head = f"{where}: " if where else ""
    yield f"  {head}the result says {_value(difference.was)}"
    yield f"  {head}scoring it again gives {_value(difference.is_)}" + (f" ({place})" if place else "")


def _entry(entry: object) -> str:
    """Return which entry it is, in words."""
    if not isinstance(entry, dict):
        return "an entry"
    keys = [
        key
        for key in ("submission", "judge", "clause", "number", "fact", "input", "step", "outcome", "code")
        if key in entry
    ]
    return " ".join([str(entry.get("entry"))] + [f"{key} {entry[key]}" for key in keys])
