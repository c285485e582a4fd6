"""What an auditor should know of what the organizers did, though it is not wrong: each thing in one sentence."""

import unicodedata
from collections.abc import Callable, Mapping
from typing import Final

from judge.record.audit import Audit, Sealed
from judge.record.journal import Entry, of_round


def note(each: Entry) -> tuple[str, str]:
    """Return the code and the sentence of an entry of the organizers that changes what counts."""
    code, words = WORDS[each.type]
    return code, f"{words(each)}: {each.text('why')}"


def _void(each: Entry) -> str:
    return f"the ballot of {each.text('judge')} for {each.text('sub')} was set apart by the organizer"


def _reopen(each: Entry) -> str:
    return f"{each.text('judge')} could go on after the last line of the round {each.text('round')}"


def _decide(each: Entry) -> str:
    more = [str(each.body[key]) for key in ("about", "points", "judge") if each.body[key] is not None]
    words = " ".join([each.text("kind"), *more])
    return f"the organizers decided in the round {each.text('round')}, {words}, for {_listed(each.body['subs'])}"


def _fact(each: Entry) -> str:
    of = _listed([str(value) for _, value in sorted(each.table("of").items())])
    return f"the organizers entered the fact {each.text('name')} of {of} as {each.text('value')}"


def _assign(each: Entry) -> str:
    changes = [
        f"{words} {_listed(each.body[key])}"
        for key, words in (("add", "also"), ("drop", "no longer"))
        if each.body[key]
    ]
    return (
        f"{each.text('judge')} was asked to mark in the round {each.text('round')} {', '.join(changes) or 'the same'}"
    )


def _correct(each: Entry) -> str:
    return f"for publishing, the {each.text('field')} of {each.text('sub')} was corrected to “{each.text('value')}”"


def _release(each: Entry) -> str:
    what = f"no. {each.body['number']} for {_READERS[each.text('edition')]}"
    return f"what was published of the round {each.text('round')} is {what}, and took the place of another one"


_READERS: Final = {"public": "everybody", "judge": "judges", "auditor": "auditors"}


def _listed(items: object) -> str:
    every = [str(each) for each in items] if isinstance(items, list) else []
    return ", ".join(every[:5]) + (f" and {len(every) - 5} more" if len(every) > 5 else "")


WORDS: Final[Mapping[str, tuple[str, Callable[[Entry], str]]]] = {
    "void": ("N_VOID", _void), "reopen": ("N_REOPENED", _reopen), "decide": ("N_DECIDED", _decide),
    "fact": ("N_FACT", _fact), "assign": ("N_ASSIGNED", _assign),
    "correct": ("N_CORRECTED", _correct), "release": ("N_RELEASED", _release),
}  # fmt: skip
"""By type the code of the note and its words; an import has words of its own."""

_SHOWN: Final = ("correct", "release")
"""Types that say what is published of a round and count in no score."""


def after_seals(audit: Audit) -> None:
    """Tell of entries of sealed rounds that no seal has: they count nowhere."""
    last = {each.round: each for each in audit.seals}
    for name, seal in last.items():
        later = of_round(audit.organizer[len(seal.organizer) :], name)
        for each in later:
            if (each.type in WORDS and each.type not in _SHOWN) or each.type == "import":
                what = f"entry {each.body['seq']} of the organizer, `{each.type}` in the round {name},"
                audit.findings.note("N_UNSEALED", f"{what} came after the last seal of the round and counts nowhere")
        for judge, entries in audit.judges.items():
            count = len(of_round(entries[len(seal.counted.get(judge, ())) :], name))
            if count and judge not in seal.entry.table("absent"):
                text = f"{count} entries of {judge} in the round {name} are in no seal of it and count nowhere"
                audit.findings.note("N_UNSEALED", text)


def replaced(audit: Audit) -> None:
    """Tell of rounds that build on a seal in whose place another one came later."""
    last = {each.round: each for each in audit.seals}
    versions = {each.entry.hash: each for each in audit.seals}
    for seal in last.values():
        opened = audit.openings.get(seal.round)
        for name, hash_ in opened.entry.table("builds").items() if opened is not None else ():
            if hash_ in versions and last[name].entry.hash != hash_:
                old, new = versions[hash_].name, last[name].name
                audit.findings.note(
                    "N_BUILDS", f"the round {seal.round} builds on the seal {old}, and {new} replaced it later"
                )


def never(audit: Audit, seal: Entry, judges: frozenset[str], listed: list[str]) -> None:
    """Tell of members of a panel who never had a key."""
    for judge in sorted(judges - set(listed)):
        text = f"{judge} is on the panel of the round {seal.text('round')}, and was never taken in: nobody of this name could sign"
        audit.findings.note("N_PANEL", text)


def folded(name: str) -> str:
    """Return an id without what a reader does not see: capital letters, width, how accents are put together."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def scripts(audit: Audit) -> None:
    """Tell of judges and submissions whose ids have letters of other scripts than the rest: one may pass for another."""
    judges = {each.text("judge") for each in audit.organizer if each.type in ("roster", "import")}
    subs = {sub for each in audit.openings.values() for sub in each.records}
    for ids in (judges, subs):
        kinds = {name: {unicodedata.name(c, "?").split(" ")[0] for c in name if c.isalpha()} for name in ids}
        every = [kind for of in kinds.values() for kind in of]
        usual = max(sorted(set(every)), key=every.count, default="")
        for name in sorted(name for name, of in kinds.items() if of - {usual}):
            shown = name.encode("ascii", "backslashreplace").decode()
            audit.findings.note("N_SCRIPT", f"the id {name} ({shown}) has letters of another script than the other ids")


def witnesses(audit: Audit, seal: Sealed, found: set[str], needed: int) -> None:
    """Tell of witnesses who judged nothing in the round, and of so few that two seals could both have enough."""
    opened = audit.openings.get(seal.round)
    for judge in sorted(found - opened.judges) if opened is not None and opened.judges else ():
        audit.findings.note(
            "N_WITNESS", f"{judge} cosigned {seal.name}, and is not on the panel of the round {seal.round}"
        )
    listed = len({each.body["judge"] for each in seal.organizer if each.type == "roster"})
    if 0 < 2 * needed <= listed:
        text = f"{needed} of {listed} judges are enough as witnesses: others could have cosigned another record"
        audit.findings.note("N_WITNESS", text)


def receipts(audit: Audit, seal: Sealed, missing: list[str]) -> None:
    """Tell of judges whose receipts are not in the bundle."""
    if missing and audit.bundle:
        text = (
            f"the bundle has no receipts of {_listed(missing)} for {seal.name}; ask the judges for theirs (--receipt)"
        )
        audit.findings.note("N_RECEIPT", text)
