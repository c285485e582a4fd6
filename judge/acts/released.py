"""What was published of a round before: as the record says it, else as the folders show it."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import attrs

from judge.acts.edition import Source
from judge.acts.folders import CONFIDENTIAL, EMBARGOED, PUBLISHED, name, round_name
from judge.model.edition import Audience
from judge.record.entries import digest as is_digest
from judge.record.entries import moment
from judge.record.journal import Entry
from judge.record.layers.releases import latest

RESULTS = "results.json"


@attrs.frozen
class Before:
    """The release before.

    Attributes:
        number: of it; 0 if there is none.
        results: the digest of its data, or empty.
        until: the end of its embargo, or empty.
        seal: the hash of the entry of its seal, or the digest of its result where there is no record.
        folder: where its pages stand, if they are here.
        data: its data, if it is here.
        pages: the folders of all releases that are here.
        lost: why there is no telling what changed since, in words; empty where there is.
    """

    number: int = 0
    results: str = ""
    until: str = ""
    seal: str = ""
    folder: Path | None = None
    data: Mapping[str, object] | None = None
    pages: tuple[Path, ...] = ()
    lost: str = ""


def before(directory: Path, found: Source, audience: Audience) -> Before:
    """Return the last release of an edition of a round."""
    round_id = found.scored.result.round
    here = _pages(directory, round_id, audience)
    pages = tuple(each.folder for each in here if each.folder is not None)
    if found.found.drafted is None:
        return attrs.evolve(max(here, key=lambda each: each.number, default=Before()), pages=pages)
    last = latest(found.found.drafted.record.audit.organizer, round_id, audience)
    if last is None:
        return Before()
    return attrs.evolve(_entered(last, here), pages=pages)


def _entered(last: Entry, here: Sequence[Before]) -> Before:
    """Return a release as the record says it, with its pages if they are those."""
    number, results, until = last.number("number"), last.text("results"), last.body["until"]
    same = next((each for each in here if each.results == results), Before())
    lost = same.lost
    if same.folder is None:
        other = next((each.folder for each in here if each.number == number), None)
        lost = _other(other) if other is not None else f"the pages of no. {number} are not here"
    return Before(
        number, results, until if isinstance(until, str) else "", last.text("seal"), same.folder, same.data, lost=lost
    )


def _other(folder: Path) -> str:
    return f"{folder} is not what was published: its {RESULTS} is another one, or not there"


def _pages(directory: Path, round_id: str, audience: Audience) -> list[Before]:
    """Return every release of an edition whose pages stand in the challenge's folder."""
    form = re.compile(re.escape(name(audience, 0)).removesuffix("0") + r"([1-9][0-9]{0,5})")
    found = []
    for where in (PUBLISHED, EMBARGOED, CONFIDENTIAL):
        folder = directory / where / round_name(round_id)
        every = sorted(folder.iterdir()) if folder.is_dir() else []
        numbers = [(each, form.fullmatch(each.name)) for each in every]
        found += [_read(each, int(match[1])) for each, match in numbers if match and (each / RESULTS).is_file()]
    return found


def _read(folder: Path, number: int) -> Before:
    """Return a release as its data says it; a file that is no edition is told, and nothing is taken from it."""
    try:
        data = (folder / RESULTS).read_bytes()
    except OSError:
        data = b""
    content = _edition(data)
    if content is None:
        return Before(number, folder=folder, lost=f"{folder} is not what was published: its {RESULTS} is no edition")
    release, evidence = content["release"], content["evidence"]
    assert isinstance(release, dict)
    assert isinstance(evidence, dict)
    until = release.get("until")
    return Before(
        number, hashlib.sha256(data).hexdigest(), until if isinstance(until, str) and moment(until) else "", evidence["digest"], folder, content
    )  # fmt: skip


def _edition(data: bytes) -> dict[str, object] | None:
    """Return the data of an edition, or None if it is none."""
    try:
        content = json.loads(data)
        json.dumps(content, ensure_ascii=False).encode()  # half a character would stop whatever writes it
    except (ValueError, RecursionError):
        return None
    if not isinstance(content, dict) or not isinstance(content.get("release"), dict):
        return None
    evidence = content.get("evidence")
    return content if isinstance(evidence, dict) and is_digest(evidence.get("digest")) else None
