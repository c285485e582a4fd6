"""Rounds with applicants, for letters: everything in them that belongs to somebody bears that one's mark."""

import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from judge.acts.edition import source
from judge.acts.remarks import written
from judge.edition.letters import Letters
from judge.edition.remarks import released
from judge.model.edition import Evidence
from judge.model.letter import Letter
from tests.challenges import write

EVIDENCE = Evidence("0" * 64, 1, "0")
"""The same for all, so that letters differ in nothing but what they tell."""

LEVELS = "".join(
    f'[[scale.level]]\nmark = {mark}\ntitle.en = "lvl{mark}n"\ndescriptor.en = "dsc{mark}n"\n'
    for mark in range(0, 11, 2)
)


def title(submission: str) -> str:
    """Return a title that is of nobody else."""
    return f"ttl{submission.replace('-', '')}q"


def remark(submission: str, judge: str) -> str:
    """Return what a judge writes on a submission."""
    return f"rmk{submission.replace('-', '')}w{judge[-1]}z"


def challenge(
    directory: Path, *, feedback: str = "", publish: Mapping[str, str] | None = None, submissions: int = 5, judges: int = 3,
    criteria: int = 2, seed: int = 1, rank: str = "", least: int = 0, times: int = 1, renamed: str = "J", titled: bool = True,
    better: str = "higher", steps: str = "", language: str = "",
) -> Path:  # fmt: skip
    """Write a round whose marks are drawn from a seed.

    Args:
        feedback, publish: what the round promises.
        least: the score below which nobody has a place.
        times: by what every mark is multiplied, and the scale with it.
        renamed: the letter that judges' names begin with.
        titled: whether titles are of their own.
    """
    chance = random.Random(seed)
    names = [f"S-{number:02}" for number in range(1, submissions + 1)]
    panel = [f"{renamed}-{letter}" for letter in "abcdef"[:judges]]
    rows = []
    for name in names:
        for judge in panel:
            marks = ",".join(str(chance.randrange(11) * times) for _ in range(criteria))
            rows.append(f"{name},{judge},{marks},{remark(name, judge)}\n")
    heads = ",".join(f"c{at}" for at in range(1, criteria + 1))
    promised = "".join(f'{key} = "{text}"\n' for key, text in (publish or {}).items())
    gate = f'[[eligibility]]\nname = "gte"\nof = "total"\nat_least = {least * times}\n' if least else ""
    folded = (
        '{ mean = "judge" }, { mean = "criterion", as = "total" }'
        if criteria > 1
        else '{ mean = "judge", as = "total" }'
    )
    rule = steps or f"steps = [{folded}]"
    return write(directory, {
        "challenge.toml": f'title = "Prize"\nlanguages = ["en", "es", "fr"]\n[[round]]\nid = "final"\nrubric = "r"\n'
        f'{f"feedback = {feedback}" if feedback else ""}\n{f"[round.publish]{chr(10)}{promised}" if promised else ""}\n'
        + "".join(f'[[judge]]\nid = "{judge}"\n' for judge in panel),
        "criteria/r.toml": f'[score]\n{rule}\n{rank}\n{gate}\n[scale]\nlow = 0\nhigh = {10 * times}\nbetter = "{better}"\n{LEVELS}'
        + "".join(f'[[criterion]]\nid = "c{at}"\ntitle = "crt{at}"\n' for at in range(1, criteria + 1))
        + '[[outcome]]\nname = "through"\nseats = 2\nties = "in"\n',
        "submissions/s.csv": "id,title,language,email\n" + "".join(
            f"{name},{title(name) if titled else 'same'},{language},{name.lower()}@example.org\n" for name in names
        ),
        "ballots/marks.csv": f"submission,judge,{heads},remark\n" + "".join(rows),
    })  # fmt: skip


def letters(directory: Path, *, draft: bool = False) -> dict[str, Letter]:
    """Return the letters of a challenge, by submission."""
    found = source(directory, None)
    remarks = released(found.scored, written(found))
    return {each.submission: each for each in Letters(
        found.scored, EVIDENCE, remarks, draft=draft, most=found.deepest("public")
    )}  # fmt: skip


@st.composite
def choices(draw: DrawFn) -> dict[str, Any]:
    """What a round promises, and how large it is."""
    words = draw(
        st.one_of(
            st.none(),
            st.just(["none"]),
            st.lists(st.sampled_from(["marks", "levels", "remarks"]), min_size=1, unique=True),
        )
    )
    publish = {"public": draw(st.sampled_from(["outcomes", "places", "scores", "criteria", "marks"]))}
    place = draw(st.sampled_from(["", "place", "band", "none"]))
    return {
        "feedback": "" if words is None else str(words).replace("'", '"'), "publish": publish | ({"place": place} if place else {}),
        "submissions": draw(st.sampled_from([1, 3, 5, 7, 13])), "judges": draw(st.integers(1, 4)),
        "criteria": draw(st.integers(1, 3)), "seed": draw(st.integers(0, 1000)), "least": draw(st.sampled_from([0, 4])),
        "better": draw(st.sampled_from(["higher", "higher", "lower"])),
    }  # fmt: skip
