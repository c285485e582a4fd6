"""By what a reader finds out whether a page is what it says: its stage, its digests, and the commands that check them."""

import shlex
from collections.abc import Iterator

import attrs

from judge.show.pages.survey import Survey
from judge.show.pages.words.said import Said

KNOWN = ("csv", "json", "jsonl", "pdf", "xlsx")
"""The endings of files of which the page says what they are good for."""


@attrs.frozen
class Fact:
    """A line of the evidence; ``code`` where it is to be compared letter by letter."""

    name: str
    text: str
    code: bool = False


@attrs.frozen
class Command:
    """What to type, and what it tells."""

    told: str
    lines: tuple[str, ...]


def banner(survey: Survey, said: Said) -> tuple[str, ...]:
    """Return what a reader must know before anything else; nothing for what is public and final."""
    edition = survey.edition
    stage = edition.release.stage
    told = []
    if stage == "embargoed":
        until = edition.release.until
        told.append(said("embargoed", until=until) if until else said("embargoed-open"))
    elif stage == "superseded":
        told.append(said("superseded", newest=edition.evidence.newest))
    elif stage != "public":
        told.append(said(stage))
    if edition.audience != "public":
        told.append(said(f"audience {edition.audience}"))
    return tuple(told)


def facts(survey: Survey, said: Said) -> Iterator[Fact]:
    """Yield what names and dates the edition."""
    edition, evidence = survey.edition, survey.edition.evidence
    yield Fact(said("digest"), evidence.digest, code=True)
    yield Fact(said("data-digest"), survey.results, code=True)
    if evidence.seal:
        yield Fact(said("seal"), evidence.seal, code=True)
    if evidence.at:
        yield Fact(said("sealed-at"), evidence.at)
    if evidence.root:
        yield Fact(said("root"), evidence.root, code=True)
    if evidence.anchor:
        yield Fact(said("anchor"), evidence.anchor, code=True)
    yield Fact(said("versions"), said("versions-are", engine=evidence.engine, language=evidence.language))
    yield Fact(said("shows"), said(f"depth {edition.depth}"))


def commands(survey: Survey, said: Said) -> Iterator[Command]:
    """Yield how to check it with the program."""
    edition, evidence = survey.edition, survey.edition.evidence
    yield Command(said("command-files"), ("sha256sum results.json",))
    round_ = shlex.quote(edition.round)
    if evidence.seal:
        bundle = f"{evidence.seal.rpartition('.')[2]}-{'auditor' if edition.audience == 'auditor' else 'public'}"
        lines = (f"judge verify published/{round_}/{bundle} --anchor {evidence.anchor}",)
        yield Command(said("command-bundle"), lines)
    yield Command(said("command-score"), (f"judge rank {round_} -o result.jsonl", "sha256sum result.jsonl"))


def file_kind(name: str, said: Said) -> str:
    """Return in a word or two what a file beside the page is good for."""
    ending = name.rpartition(".")[2]
    return said(f"file {ending}" if ending in KNOWN else "file other")
