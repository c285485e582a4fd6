"""What was published of a round before: as the record says it, else as the folders show it."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import attrs

from judge.acts.edition import Source
from judge.model.edition import Audience
from judge.record.journal import Entry
from judge.record.layers.releases import latest

PUBLISHED, EMBARGOED, DRAFTS = "published", "embargoed", "drafts"
"""Where pages stand; only the first one is for everybody."""

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
    """

    number: int = 0
    results: str = ""
    until: str = ""
    seal: str = ""
    folder: Path | None = None
    data: Mapping[str, object] | None = None
    pages: tuple[Path, ...] = ()


def name(audience: Audience, number: int) -> str:
    """Return what the folder of an edition's pages is called."""
    return f"page-{number}" if audience == "public" else f"{audience}-page-{number}"


def before(directory: Path, found: Source, audience: Audience) -> Before:
    """Return the last release of an edition of a round."""
    here = _pages(directory, found.scored.result.round, audience)
    pages = tuple(each.folder for each in here if each.folder is not None)
    if found.found.drafted is None:
        return attrs.evolve(max(here, key=lambda each: each.number, default=Before()), pages=pages)
    last = latest(found.found.drafted.record.audit.organizer, found.scored.result.round, audience)
    if last is None:
        return Before()
    return attrs.evolve(_entered(last, here), pages=pages)


def _entered(last: Entry, here: Sequence[Before]) -> Before:
    """Return a release as the record says it, with its pages if they are those."""
    results, until = last.text("results"), last.body["until"]
    same = next((each for each in here if each.results == results), Before())
    return Before(
        last.number("number"),
        results,
        until if isinstance(until, str) else "",
        last.text("seal"),
        same.folder,
        same.data,
    )


def _pages(directory: Path, round_id: str, audience: Audience) -> list[Before]:
    """Return every release of an edition whose pages stand in the challenge's folder."""
    form = re.compile(re.escape(name(audience, 0)).removesuffix("0") + r"([1-9][0-9]*)")
    found = []
    for where in (PUBLISHED, EMBARGOED):
        folder = directory / where / round_id
        every = sorted(folder.iterdir()) if folder.is_dir() else []
        numbers = [(each, form.fullmatch(each.name)) for each in every]
        found += [_read(each, int(match[1])) for each, match in numbers if match and (each / RESULTS).is_file()]
    return found


def _read(folder: Path, number: int) -> Before:
    data = (folder / RESULTS).read_bytes()
    try:
        content = json.loads(data)
    except ValueError:
        content = None
    content = content if isinstance(content, dict) else {}
    release, evidence = content.get("release"), content.get("evidence")
    until = release.get("until") if isinstance(release, dict) else None
    digest = evidence.get("digest") if isinstance(evidence, dict) else None
    return Before(
        number, hashlib.sha256(data).hexdigest(), until if isinstance(until, str) else "",
        digest if isinstance(digest, str) else "", folder, content or None,
    )  # fmt: skip
