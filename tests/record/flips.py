"""Every bit of a small bundle flipped, every line moved, every file cut: `make flips` (docs/record.md, "How it is tried").

Each change is tried twice: as an outsider makes it, and with a manifest that the organizer has signed again.
"""

import multiprocessing
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from judge.record import manifest
from judge.record.audit import Kept
from judge.record.keys import PrivateKey
from judge.record.verify import verify
from tests.record.small import Small, made

WITHHOLDING = ("disclosures/", "receipts/")
"""What an organizer may leave out of a bundle: an audit tells of the first, and can work out the second itself."""


class Change(NamedTuple):
    """One change of a bundle.

    Attributes:
        kind: of change.
        path: the file that is changed.
        at: which byte, line or bit.
    """

    kind: str
    path: str
    at: int = 0


def changes(files: Mapping[str, bytes]) -> Iterator[Change]:
    """Return every change that is tried, file by file."""
    for path, data in sorted(files.items()):
        lines = data.count(b"\n")
        yield from (Change("bit flipped", path, bit) for bit in range(8 * len(data)))
        yield from (Change("cut", path, size) for size in range(len(data)))
        yield from (Change("line deleted", path, line) for line in range(lines))
        yield from (Change("line doubled", path, line) for line in range(lines))
        yield from (Change("lines swapped", path, line) for line in range(lines - 1))
        yield from (Change(kind, path) for kind in ("file removed", "file renamed", "file copied"))
        if data:
            yield Change("file emptied", path)


def changed(files: Mapping[str, bytes], change: Change) -> dict[str, bytes] | None:
    """Return a bundle with a change, or None where it changes nothing."""
    found, path, data = dict(files), change.path, files[change.path]
    if change.kind in ("file removed", "file renamed"):
        del found[path]
    if change.kind in ("file renamed", "file copied"):
        found[f"{path}.copy"] = data
    elif change.kind != "file removed":
        found[path] = _data(data, change)
    return None if found == files else found


def _data(data: bytes, change: Change) -> bytes:
    at, lines = change.at, data.splitlines(keepends=True)
    match change.kind:
        case "bit flipped":
            return data[: at // 8] + bytes([data[at // 8] ^ 1 << at % 8]) + data[at // 8 + 1 :]
        case "cut":
            return data[:at]
        case "line deleted":
            return b"".join(lines[:at] + lines[at + 1 :])
        case "line doubled":
            return b"".join([*lines[: at + 1], *lines[at:]])
        case "lines swapped":
            return b"".join([*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]])
    return b""


def signed_again(files: Mapping[str, bytes], key: PrivateKey) -> dict[str, bytes]:
    """Return a bundle with a manifest that names its files as they are now."""
    known, _ = manifest.read(files[manifest.FILE])
    own = {path: manifest.of(data) for path, data in files.items() if path != manifest.FILE}
    again = manifest.Manifest(
        known.origin, known.challenge, known.round, known.version, known.edition, known.withheld, own
    )
    return {**files, manifest.FILE: manifest.signed(again, key)}


def verdict(small: Small, change: Change, *, again: bool) -> str:
    """Return what an audit makes of a change: ``found``, ``withheld``, ``nothing to do``, or in capitals what is wrong."""
    files = changed(small.files, change)
    if files is None or (again and change.path == manifest.FILE):
        return "nothing to do"
    audit = verify(signed_again(files, small.key) if again else files, kept=Kept((small.anchor,)))
    if not audit.failed:
        return "withheld" if again and withholding(small.files, files, change) else f"MISSED {change}"
    first, _ = next(audit.findings.causes())
    if first.file in (change.path, f"{change.path}.copy"):
        return "found"
    return f"ANOTHER FILE {change}: {first.code} {first.place}"


def withholding(before: Mapping[str, bytes], after: Mapping[str, bytes], change: Change) -> bool:
    """Whether a change only leaves out whole disclosures, or a receipt."""
    if not change.path.startswith(WITHHOLDING) or f"{change.path}.copy" in after:
        return False
    if change.path not in after:
        return True
    kept = after[change.path].splitlines(keepends=True)
    lines = iter(before[change.path].splitlines(keepends=True))
    return change.path.startswith("disclosures/") and all(line in lines for line in kept)


def tried(small: Small, every: Iterable[Change], *, again: bool) -> Counter[tuple[str, str]]:
    """Return by kind of change and verdict how many changes had it; an exception goes on upwards."""
    return Counter((change.kind, verdict(small, change, again=again)) for change in every)


_small: list[Small] = []


def _part(task: tuple[list[Change], bool]) -> Counter[tuple[str, str]]:
    return tried(_small[0], task[0], again=task[1])


def waves(every: Iterable[Change]) -> dict[str, list[Change]]:
    """Return the changes in the order they are tried: first what is not a bit, then of each byte one bit after the other."""
    found: dict[str, list[Change]] = {"lines, cuts and files": []}
    for change in every:
        bit = change.kind == "bit flipped"
        found.setdefault(f"bit {change.at % 8} of every byte" if bit else "lines, cuts and files", []).append(change)
    return found


def main() -> int:
    """Try every change and print the figures, wave by wave; the exit code is 1 if anything was missed."""
    with tempfile.TemporaryDirectory() as folder:
        _small.append(made(Path(folder)))
    files = _small[0].files
    every = list(changes(files))
    print(
        f"{len(files)} files, {sum(map(len, files.values()))} bytes, {len(every)} changes, each tried twice", flush=True
    )
    totals: dict[bool, Counter[tuple[str, str]]] = {False: Counter(), True: Counter()}
    started = time.monotonic()
    with multiprocessing.get_context("fork").Pool() as pool:
        for name, wave in waves(every).items():
            for again, counts in totals.items():
                parts = [(wave[at : at + 100], again) for at in range(0, len(wave), 100)]
                for found in pool.imap_unordered(_part, parts):
                    counts.update(found)
            tried_ = sum(sum(counts.values()) for counts in totals.values())
            print(f"{time.monotonic() - started:7.0f} s  {name}: {tried_} tried, {_wrong(totals)} wrong", flush=True)
    for again, counts in totals.items():
        print("\nmanifest signed again by the organizer" if again else "\nas an outsider changes it")
        for (kind, word), count in sorted(counts.items()):
            print(f"{count:8}  {kind}: {word}")
    return 1 if _wrong(totals) else 0


def _wrong(totals: Mapping[bool, Counter[tuple[str, str]]]) -> int:
    """Return how many changes were missed or told of another file."""
    return sum(count for counts in totals.values() for (_, word), count in counts.items() if word[0].isupper())


if __name__ == "__main__":
    sys.exit(main())
