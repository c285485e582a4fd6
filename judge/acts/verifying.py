"""``judge verify``: a bundle audited, layer by layer, against what is known from outside."""

import contextlib
import gc
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs

from judge.acts.loading import Mistaken
from judge.files import evidence, private
from judge.files.durable import FileRefused
from judge.model.verdict import Trouble, Verdict
from judge.record import journal, manifest
from judge.record.audit import Audit, Kept
from judge.record.finding import LAYERS, Finding, printable
from judge.record.layers import heads
from judge.record.verify import verify as check


def verify(
    bundle: Path,
    anchors: Sequence[str],
    heads_: Sequence[Path],
    receipts: Sequence[Path],
    journals: Sequence[Path],
    against: Path | None,
    *,
    remember: bool,
) -> Verdict:
    """Audit a bundle.

    Raises:
        Mistaken: if there is no folder, or what was kept cannot be read.
    """
    for folder in (bundle, *((against,) if against is not None else ())):
        if not folder.is_dir():
            raise Mistaken(f"{folder} is {'no folder' if folder.exists() else 'not there'}; a bundle is a folder")
    found = evidence.read(bundle)
    challenge = _challenge(found.files)
    seen = _remembered(challenge)
    kept = Kept(
        tuple(anchors), {**seen, **_read(heads_)}, _read(receipts), _read(journals),
        evidence.read(against).files if against is not None else {},
    )  # fmt: skip
    with _unswept():
        audit = check(found.files, kept=kept, odd=found.odd)
    if remember and not audit.failed and not _remember(audit):
        audit.findings.note(
            "N_MEMORY", "this computer could not keep the head, so it cannot notice an older bundle later"
        )
    return _verdict(bundle, audit, len(seen))


@contextlib.contextmanager
def _unswept() -> Iterator[None]:
    """Let Python not look for cycles of objects meanwhile: an audit makes none, and looking takes a tenth of its time."""
    swept = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if swept:
            gc.enable()


def _verdict(bundle: Path, audit: Audit, remembered: int) -> Verdict:
    """Return what an audit came to."""
    genesis, data = audit.genesis, audit.files.get(manifest.FILE)
    return Verdict(
        bundle=bundle.as_posix(),
        challenge=audit.challenge,
        title=printable(genesis.text("title")) if genesis is not None else "",
        origin=genesis.text("origin") if genesis is not None else "",
        seals={
            each.name: (len(each.leaves), each.root.hex(), audit.witnesses.get(each.name, 0)) for each in audit.seals
        },
        edition=audit.edition,
        withheld=audit.withheld,
        manifest=manifest.of(data)[0] if data is not None else "",
        layers={layer: (audit.verdict(layer), audit.unchecked.get(layer, "")) for layer in LAYERS},
        troubles=tuple(
            attrs.evolve(_trouble(cause), consequences=tuple(map(_trouble, more)))
            for cause, more in audit.findings.causes()
        ),
        notes=tuple((each.code, each.text) for each in audit.findings.notes),
        anchors=audit.kept.anchors,
        witnesses=genesis.number("witnesses") if genesis is not None else 0,
        remembered=remembered,
        entries=sum(map(len, audit.lines.values())),
    )


def _trouble(each: Finding) -> Trouble:
    return Trouble(each.code, each.layer, each.file, each.line, each.byte, each.text)


def _read(paths: Sequence[Path]) -> dict[str, bytes]:
    found = {}
    for path in paths:
        data = evidence.read_file(path)
        if isinstance(data, str):
            raise Mistaken(f"{path}: {data}")
        found[path.as_posix()] = data
    return found


def _challenge(files: dict[str, bytes]) -> str:
    """Return the id of a challenge as its genesis says it, before anything is checked."""
    line = journal.first(files.get(journal.ORGANIZER, b""), journal.ORGANIZER)
    return "" if line is None else line.hash.hex()


def _folder(challenge: str) -> Path:
    return private.of_challenge(challenge) / "seen"


def _remembered(challenge: str) -> dict[str, bytes]:
    """Return the heads of a challenge that this computer saw before."""
    folder = _folder(challenge)
    if not challenge or not folder.is_dir():
        return {}
    return {f"seen before: {name}": data for name, data in evidence.read(folder, hidden=False).files.items()}


def _remember(audit: Audit) -> bool:
    """Keep the heads of a bundle; an older or another one is known from then on."""
    try:
        for seal in audit.seals:
            name = f"{len(seal.leaves)}-{seal.root.hex()[:16]}.checkpoint"
            path = _folder(audit.challenge) / name
            if not path.exists():
                private.keep(path, audit.files[heads.of_seal(seal.name)])
    except FileRefused:
        return False
    return True
