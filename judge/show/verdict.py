"""The verdict of an audit as a page that an official can sign."""

from collections.abc import Iterator

from judge.model.verdict import Trouble, Verdict
from judge.show.report import Report, Section

_LAYERS = {
    "manifest": "the files are those that the organizer signed",
    "form": "each line is whole and in its one spelling",
    "signatures": "each line is signed by the key that the roster says",
    "chain": "no line is dropped, swapped, slipped in or brought from elsewhere",
    "meaning": "each entry does what it may do, when it may",
    "seal": "every judge is sealed or declared absent, and nothing stands after the seal",
    "heads": "the tree, its cosignatures, receipts and kept heads agree",
    "disclosures": "what is disclosed is what was entered",
    "scoring": "the result comes out again, byte for byte",
}
_MOST = 25


def report(verdict: Verdict) -> Report:
    """Return the verdict: what was checked, against which anchor, and what was found."""
    rows = tuple((name, state, why or _LAYERS.get(name, "")) for name, (state, why) in verdict.layers.items())
    sections = [
        Section(lines=tuple(_head(verdict))),
        Section("Layers", ("layer", "verdict", "what it says"), rows),
    ]
    if verdict.troubles:
        sections.append(Section("Findings", lines=tuple(_troubles(verdict))))
    if verdict.notes:
        sections.append(Section("To be known", lines=tuple(text for _, text in verdict.notes)))
    sections.append(Section(lines=tuple(_foot(verdict))))
    return Report(" · ".join(filter(None, (verdict.word, verdict.tier))), tuple(sections), lambda: data(verdict))


def _head(verdict: Verdict) -> Iterator[str]:
    yield f"bundle     {verdict.bundle}" + (f", edition {verdict.edition}" if verdict.edition else "")
    if verdict.manifest:
        yield f"manifest   sha256:{verdict.manifest}"
    if verdict.challenge:
        yield f"challenge  {verdict.challenge}"
        yield f"           {verdict.title} ({verdict.origin})"
    for name, (size, root, count) in verdict.seals.items():
        yield f"seal       {name}: {size} entries, root {root}, cosigned by {count}{f' of {verdict.witnesses} needed' * (verdict.witnesses > 0)}"
    for anchor in verdict.anchors:
        yield f"anchor     {anchor}"
    if verdict.remembered:
        yield f"seen       {verdict.remembered} heads of this challenge were known on this computer and were compared"


def _troubles(verdict: Verdict) -> Iterator[str]:
    for each in verdict.troubles[:_MOST]:
        yield text(each)
        if each.consequences:
            files = sorted({more.file for more in each.consequences})
            yield f"   {len(each.consequences)} more follow from this, in {', '.join(files[:4])}{' …' if len(files) > 4 else ''}"
    if len(verdict.troubles) > _MOST:
        yield f"and {len(verdict.troubles) - _MOST} more"


def text(each: Trouble) -> str:
    """Return a finding in one line: code, file, line, byte, words."""
    place = f"{each.file}:{each.line}" if each.line else each.file
    byte = "" if each.byte is None else f" byte {each.byte}"
    return f"{each.code} {place}{byte}: {each.text}"


def _foot(verdict: Verdict) -> Iterator[str]:
    if verdict.word == "FAILED":
        yield "Something is wrong with this evidence. Do not rely on the result."
    elif verdict.word == "VERIFIED":
        yield "Everything that this bundle can prove was checked and holds."
    else:
        yield "Nothing is wrong, but not everything was checked: see above. Give the published anchor with --anchor."
    yield "checked by ________________________   on ______________   signature ________________________"


def data(verdict: Verdict) -> dict[str, object]:
    """Return a verdict as data."""
    return {
        "verdict": verdict.word, "tier": verdict.tier, "bundle": verdict.bundle, "manifest": verdict.manifest,
        "challenge": verdict.challenge, "title": verdict.title, "origin": verdict.origin, "edition": verdict.edition,
        "withheld": list(verdict.withheld), "anchors": list(verdict.anchors), "entries": verdict.entries,
        "witnesses": verdict.witnesses, "remembered": verdict.remembered,
        "seals": {name: {"size": size, "root": root, "cosigned": count} for name, (size, root, count) in verdict.seals.items()},
        "layers": {name: {"verdict": state, "why": why} for name, (state, why) in verdict.layers.items()},
        "findings": [_trouble(each) for each in verdict.troubles],
        "notes": [{"code": code, "text": words} for code, words in verdict.notes],
    }  # fmt: skip


def _trouble(each: Trouble) -> dict[str, object]:
    return {
        "code": each.code, "layer": each.layer, "file": each.file, "line": each.line, "byte": each.byte, "text": each.text,
        "consequences": [_trouble(more) for more in each.consequences],
    }  # fmt: skip
