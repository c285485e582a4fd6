"""An edition of a round: scored as it stands, from the record if it was opened there, and cut to what its audience may see."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import attrs

from judge import __version__
from judge.acts.scoring import Chosen, choose, scored_from
from judge.edition.building import build
from judge.files import snapshot
from judge.model.edition import Audience, Correction, Edition, Evidence, Release, Stage
from judge.model.publishing import Depth
from judge.record.audit import Sealed
from judge.record.trail import LANGUAGE, lines
from judge.score.run import Scored
from judge.score.stories import Stories


@attrs.frozen(eq=False)
class Source:
    """A round scored, with what stands behind it.

    Attributes:
        found: the round and where it was read.
        scored: with its tables.
        trail: its canonical lines.
        evidence: by what a reader finds out whether an edition is what it says.
        named: whether judges stand in it by name, so that no mark of a single one may be published.
        most: how deep its editions may be, whatever the round promises.
    """

    found: Chosen
    scored: Scored
    trail: tuple[str, ...]
    evidence: Evidence
    named: bool
    most: Depth = "marks"

    @property
    def stage(self) -> Stage:
        """Return what the result is before anybody publishes it."""
        if self.found.drafted is None:
            return "unrecorded"
        if self.evidence.newest:
            return "superseded"
        return "sealed" if self.found.drafted.sealed else "draft"

    @property
    def seal(self) -> Sealed | None:
        """Return the seal whose result it is, or None."""
        return None if self.found.drafted is None else self.found.drafted.seal

    def edition(self, audience: Audience, release: Release, corrections: Sequence[Correction] = ()) -> Edition:
        """Return what an audience may see."""
        return build(
            self.scored, audience, self.evidence, release, trail=self.trail,
            story=Stories(self.scored).of, corrections=corrections, most=self.deepest(audience),
        )  # fmt: skip

    def deepest(self, audience: Audience) -> Depth:
        """Return how deep an edition may be; where judges stand by name, no deeper than criteria."""
        closed = self.named and audience != "auditor" and self.most == "marks"
        return "criteria" if closed else self.most


def source(directory: Path, round_id: str | None, version: int | None = None) -> Source:
    """Return a round scored for publishing.

    Args:
        round_id: which round, or None for the last one that has marks, or that was opened.
        version: of its seal, or None for the newest.

    Raises:
        Refused: if the data is wrong.
        Mistaken: if there is no such round.
    """
    found = choose(directory, round_id, version)
    scored = scored_from(found, keep=True)
    trail = tuple(lines(scored))
    digest = hashlib.sha256("".join(f"{line}\n" for line in trail).encode()).hexdigest()
    evidence = _evidence(found, Evidence(digest, LANGUAGE, __version__))
    judges = scored.result.dimensions["judge"].members if "judge" in scored.result.dimensions else ()
    return Source(found, scored, trail, evidence, bool(snapshot.codes_for(judges)))


def _evidence(found: Chosen, evidence: Evidence) -> Evidence:
    """Add what a record says of its seal."""
    if found.drafted is None:
        return evidence
    audit = found.drafted.record.audit
    anchor = audit.openings[found.round].entry.hash
    seal, newest = found.drafted.seal, found.drafted.newest
    if seal is None:
        return attrs.evolve(evidence, anchor=anchor)
    return attrs.evolve(
        evidence, anchor=anchor, seal=seal.name, root=seal.root.hex(), at=seal.entry.text("at"),
        newest=newest.name if newest is not None and newest is not seal else "",
    )  # fmt: skip
