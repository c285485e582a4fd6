"""Verifying: the layers of an audit, one after the other."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from judge.record.audit import Audit, Kept
from judge.record.finding import LAYERS
from judge.record.layers import chain, disclosures, form, heads, manifest, meaning, scoring, seal, signatures

CHECKS: Final[Mapping[str, Callable[[Audit], None]]] = {
    "manifest": manifest.check,
    "form": form.check,
    "signatures": signatures.check,
    "chain": chain.check,
    "meaning": meaning.check,
    "seal": seal.check,
    "heads": heads.check,
    "disclosures": disclosures.check,
    "scoring": scoring.check,
}


QUIET: Final[Mapping[str, Callable[[Audit], None]]] = {"form": form.read, "seal": seal.read}
"""What later layers need of a layer that is left out: it reads, and finds nothing."""


def verify(
    files: Mapping[str, bytes],
    *,
    bundle: bool = True,
    kept: Kept | None = None,
    without: Iterable[str] = (),
    only: str | None = None,
    odd: Mapping[str, str] | None = None,
) -> Audit:
    """Return what an audit of these files finds; it reads nothing else and never raises for what they hold.

    Args:
        files: the bytes of each file by its path.
        bundle: whether there must be a manifest.
        kept: evidence from outside.
        without: layers that are not checked; they are told as such.
        only: the one judge whose journal is among the files; None for all.
        odd: by path, why something of a bundle was not read.
    """
    found = Audit(files, bundle=bundle, kept=kept, only=only, odd=odd)
    for layer in LAYERS:
        if layer in without or (layer == "manifest" and not bundle):
            found.unchecked[layer] = "it was left out"
            if layer in QUIET:
                QUIET[layer](found)
            continue
        CHECKS[layer](found)
        found.checked.append(layer)
    if not found.organizer:
        for layer in LAYERS[LAYERS.index("chain") :]:
            found.unchecked.setdefault(layer, "there is no organizer's journal to begin from")
    manifest.conclude(found)
    if found.findings.more:
        found.findings.note("N_MORE", f"{found.findings.more} more findings are not listed")
    return found
