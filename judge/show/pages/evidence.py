"""By what a reader finds out whether a page is what it says: its stage, its digests, and the commands that check them."""

import re
import shlex
from collections.abc import Iterator

import attrs

from judge.show.pages.survey import Survey
from judge.show.pages.words.said import Said

KNOWN = (
    "report.pdf", "results.xlsx", "results.csv", "marks.csv", "results.md", "results.json", "results.schema.json",
    "marks.ndjson", "results.tsv", "datapackage.json", "result.jsonl",
)  # fmt: skip
"""The files of which the page says what they are good for, those for people first."""

_REPORT = re.compile(r"report(\.[a-z]+)?\.pdf")


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
        number = evidence.seal.rpartition(".")[2]
        inner = (
            f"confidential/{round_}/{number}-auditor"
            if edition.audience == "auditor"
            else f"published/{round_}/{number}-public"
        )
        lines = (f"judge verify {inner} --anchor {evidence.anchor}",)
        yield Command(said("command-bundle"), lines)
    yield Command(said("command-score"), (f"judge rank {round_} -o result.jsonl", "sha256sum result.jsonl"))


def files(survey: Survey, said: Said) -> tuple[tuple[str, str], ...]:
    """Return the files beside a page, each with what it is good for; of the reports only the one in its language."""
    own = f"report{survey.ending(said.language)}.pdf"
    names = (name for name in survey.files if name == own or not _REPORT.fullmatch(name))
    known = {"report.pdf" if name == own else name: name for name in names}
    order = [*(name for name in KNOWN if name in known), *(name for name in known if name not in KNOWN)]
    return tuple((known[name], said(f"file {name}" if name in KNOWN else "file other")) for name in order)
