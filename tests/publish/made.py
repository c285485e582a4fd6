"""Editions for tests: small challenges written to a folder, of every depth, with everything that is awkward in a title."""

import random
from pathlib import Path

from judge.acts.edition import Source, source
from judge.edition.building import build
from judge.model.edition import Audience, Depth, Edition, Release
from tests.challenges import ROOT, write

RELEASE = Release(1, "public")

AWKWARD = (
    "=HYPERLINK(\"http://example.org\")", "+1+1", "-2+3", "@SUM(A1)", "<script>alert(1)</script>", "<r><t>raw</t></r>",
    "Tom & \"Jerry\" 'n' <b>friends</b>", "البيت المفتوح (3)", "emoji 🧑🏽‍⚖️ and \u202e reversed", "pipe | star * under_score \\",
    "tab\tand\nline", "x" * 300, "_x0041_ escaped", "'quoted", "#REF!", "1/3", "0042", "[click](http://example.org)",
)  # fmt: skip

RULES = {
    "default": "",
    "criteria first": '[score]\nsteps = [{ mean = "criterion", weights = "weight" }, { mean = "judge" }]\n',
    "judges first": '[score]\nsteps = [{ mean = "judge" }, { mean = "criterion", weights = "weight" }]\n',
    "sums": '[score]\nsteps = [{ sum = "criterion", weights = "weight" }, { sum = "judge" }]\n',
    "sum of means": '[score]\nsteps = [{ mean = "judge", as = "m" }, { sum = "criterion", weights = "weight", of = "m" }]\n',
    "weights of its own": '[score]\nsteps = [{ mean = "judge" }, { mean = "criterion", weights = { c1 = 50, c2 = 30, c3 = 20 } }]\n',
    "without weights": '[score]\nsteps = [{ sum = "judge" }, { mean = "criterion" }]\n',
}
"""Rules that are nothing but means and sums."""

OTHERS = {
    "a trim": '[score]\nsteps = [{ drop = "judge", highest = 1 }, { mean = "judge" }, { mean = "criterion" }]\n',
    "rounded": '[score]\nsteps = [{ mean = "judge", round = 1 }, { mean = "criterion" }]\n',
    "by a field": '[score]\nsteps = [{ mean = "judge" }, { sum = "criterion", where = { section = "a" } }]\n',
    "a median": '[score]\nsteps = [{ median = "judge" }, { mean = "criterion" }]\n',
    "missing counts": '[score]\nsteps = [{ mean = "judge", missing = 0 }, { mean = "criterion" }]\n',
    "weighted judges": '[score]\nsteps = [{ mean = "criterion" }, { mean = "judge", weights = "say" }]\n',
}
"""Rules that a sheet of means and sums would get wrong."""


def challenge(
    directory: Path, *, rule: str = "", publish: str = "", gaps: bool = False, submissions: int = 18, judges: int = 4,
    rank: str = "", kind: str = "parts", languages: str = '["en"]', seed: int = 1,
) -> Path:  # fmt: skip
    """Write a challenge of three criteria, its marks drawn from a seed, its titles awkward."""
    chance = random.Random(seed)
    names = [f"S-{number:02}" for number in range(1, submissions + 1)]
    panel = [f"J-{number:02}" for number in range(1, judges + 1)]
    weights = {"parts": (2, 3, 7), "percent": (20, 30, 50), "coefficients": (1, 2, 3)}[kind]
    criteria = "".join(
        f'[[criterion]]\nid = "c{at}"\ntitle = "Criterion {at} & more"\nweight = {weight}\nsection = "{"aab"[at - 1]}"\n'
        for at, weight in enumerate(weights, 1)
    )
    rows = [
        f"{name},{judge},c{at},{chance.randrange(41) / 4:g}"
        for name in names
        for judge in panel
        for at in (1, 2, 3)
        if not (gaps and chance.random() < 0.15)
    ]
    records = "".join(
        f"{name},{_quoted(AWKWARD[at % len(AWKWARD)])},{'north' if at % 2 else 'south'},secret-{at}@example.org\n"
        for at, name in enumerate(names)
    )
    people = "".join(f'[[judge]]\nid = "{judge}"\n' for judge in panel)
    return write(
        directory,
        {
            "challenge.toml": f'title = "A & <challenge>"\nlanguages = {languages}\n[[round]]\nid = "final"\nrubric = "r"\n{publish}\n{people}',
            "criteria/r.toml": f'weights = "{kind}"\n{rule}\n[scale]\nlow = 0\nhigh = 10\n{rank}\n{criteria}',
            "submissions/submissions.csv": "id,title,region,mail\n" + records,
            "facts/say.csv": "judge,say\n" + "".join(f"{judge},{at}\n" for at, judge in enumerate(panel, 1)),
            "ballots/marks.csv": "submission,judge,criterion,mark\n" + "\n".join(rows) + "\n",
        },
    )


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def edition(
    directory: Path, depth: Depth = "marks", audience: Audience = "auditor", round_id: str | None = None
) -> Edition:
    """Return what an audience may see of a challenge at a depth, whatever its round promises."""
    return of(source(directory, round_id), depth, audience)


def of(found: Source, depth: Depth = "marks", audience: Audience = "auditor") -> Edition:
    """Return an edition of a scored round at a depth."""
    return build(found.scored, audience, found.evidence, RELEASE, trail=found.trail, most=depth)


def examples() -> list[Path]:
    """Return the sample challenge and every example."""
    return [ROOT, *sorted(path.parent for path in (ROOT / "examples").glob("*/challenge.toml"))]
