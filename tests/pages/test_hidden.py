"""What an edition does not show is in no byte of its pages, and in no file name."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from judge.acts.edition import source
from judge.acts.loading import Refused
from judge.model.number import plain
from judge.model.publishing import DEPTHS
from judge.show.pages import survey
from tests.challenges import write
from tests.pages.made import edition, pages

SUBMISSIONS, JUDGES, CRITERIA = 5, 4, 2

RULES = (
    "",
    '[score]\nsteps = [{ drop = "judge", highest = 1 }, { mean = "judge" }, { sum = "criterion" }]\n',
    '[score]\nsteps = [{ mean = "criterion" }, { standardise = ["submission"], deviation = "population", digits = 4, no_spread = "centre" }, { mean = "judge" }]\n',
    '[score]\nsteps = [{ mean = "judge" }, { rank = "submission" }, { sum = "criterion" }]\n[rank]\nties = [{ criterion = "crit1" }, "share"]\n',
)
OUTCOMES = (
    "",
    '[[outcome]]\nname = "winners"\nseats = 2\nties = "in"\n',
    '[[outcome]]\nname = "minimum"\nminimum = 3\n',
)


@st.composite
def written(draw: st.DrawFn) -> dict[str, str]:
    """The files of a challenge in which every mark, title, judge, reason and remark is told from all else."""
    mark = st.integers(1_000_000, 9_999_999).filter(lambda n: n % 10).map(lambda n: f"{n // 10**6}.{n % 10**6:06}7")
    cells = [(s, j, c) for s in range(SUBMISSIONS) for j in range(JUDGES) for c in range(CRITERIA)]
    marks = draw(st.lists(mark, min_size=len(cells), max_size=len(cells), unique=True))
    gone = draw(st.sets(st.sampled_from(cells), max_size=4))
    aside = draw(st.sampled_from(cells))
    rows = [
        f"Sqv{s},Jzk{j},crit{c + 1},{text},,remarkxyq{s}{j}{c}"
        for (s, j, c), text in zip(cells, marks, strict=True)
        if (s, j, c) not in gone
    ]
    rule = draw(st.sampled_from(RULES)) + draw(st.sampled_from(OUTCOMES))
    return {
        "challenge.toml": 'title = "Generated"\nlanguages = ["en", "fr"]\n[[round]]\nid = "final"\nrubric = "r"\n'
        + "".join(f'[[judge]]\nid = "Jzk{j}"\nname = "Nameuvw{j}"\n' for j in range(JUDGES))
        + f'[[conflict]]\njudge = "Jzk{aside[1]}"\nsubmission = "Sqv{aside[0]}"\ntype = "other"\nreason = "reasonpqz"\n',
        "criteria/r.toml": f'weights = "parts"\n{rule}\n[scale]\nlow = 0\nhigh = 10\n'
        + "".join(f'[[criterion]]\nid = "crit{c + 1}"\ntitle = "Criterion {c + 1}"\nweight = {c + 1}\n' for c in range(CRITERIA)),
        "submissions/submissions.csv": "id,title,mail\n" + "".join(f"Sqv{s},Titlewvy{s},mailxzj{s}\n" for s in range(SUBMISSIONS)),
        "ballots/marks.csv": "submission,judge,criterion,mark,reason,remark\n" + "\n".join(rows) + "\n",
    }  # fmt: skip


def secrets(directory: Path, depth: str) -> set[str]:
    """Return texts that an edition of this depth must not hold, from the result itself."""
    try:
        result = source(directory, None).scored.result
    except Refused:  # so few marks are left of somebody that the best one cannot be dropped
        reject()
    deep = DEPTHS.index(depth)  # type: ignore[arg-type]
    found = {"remarkxyq", "mailxzj", "Nameuvw", "reasonpqz"}
    if deep < DEPTHS.index("marks"):
        marks = (directory / "ballots" / "marks.csv").read_text().splitlines()[1:]
        found |= {row.split(",")[3] for row in marks} | {"Jzk"}
    if deep < DEPTHS.index("scores"):
        found |= {plain(standing.score) for standing in result.standings if len(plain(standing.score)) > 5}
    if deep < DEPTHS.index("places"):
        taken = {name for outcome in result.outcomes for name in outcome.taken}
        others = {submission.id for submission in result.challenge.submissions} - taken
        found |= others | {f"Titlewvy{name[-1]}" for name in others}
    return found


@settings(max_examples=40, deadline=None)
@given(written(), st.booleans())
def test_nothing_hidden_is_in_any_byte(files: dict[str, str], split: bool) -> None:
    """At no depth does a page hold what lies deeper: no mark, judge, score, title of somebody else, reason or remark."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(survey, "MOST_IN_ONE", 1 if split else 2000)
        directory = write(Path(folder), files)
        for depth in DEPTHS:
            hidden = secrets(directory, depth)
            for path, page in pages(edition(directory, depth)).items():
                assert not {text for text in hidden if text in page or text in path}, (depth, path)


@settings(max_examples=10, deadline=None)
@given(written())
def test_only_auditors_read_why_ballots_stand_aside(files: dict[str, str]) -> None:
    """The judges' pages hold every mark and no reason, remark or name; the auditors' pages hold reasons as well, and no more."""
    with TemporaryDirectory() as folder:
        directory = write(Path(folder), files)
        for audience, reads in (("judge", False), ("auditor", True)):
            whole = "".join(pages(edition(directory, "marks", audience)).values())  # type: ignore[arg-type]
            assert ("reasonpqz" in whole) == reads
            assert not {text for text in ("remarkxyq", "mailxzj", "Nameuvw") if text in whole}


def test_at_full_depth_the_marks_are_there() -> None:
    """The texts that are looked for do occur where they may."""
    with TemporaryDirectory() as folder:
        directory = write(Path(folder), _one())
        page = pages(edition(directory, "marks"))["index.html"]
        assert all(text in page for text in ("2.0000017", "Jzk0", "Titlewvy0"))


def _one() -> dict[str, str]:
    rows = [
        f"Sqv{s},Jzk{j},crit{c + 1},{s + 2}.{j}{c}00017,,remarkxyq"
        for s in range(2)
        for j in range(3)
        for c in range(2)
    ]
    return {
        "challenge.toml": 'title = "One"\n[[round]]\nid = "final"\nrubric = "r"\n'
        + "".join(f'[[judge]]\nid = "Jzk{j}"\n' for j in range(3)),
        "criteria/r.toml": 'weights = "parts"\n[scale]\nlow = 0\nhigh = 10\n[[criterion]]\nid = "crit1"\nweight = 1\n[[criterion]]\nid = "crit2"\nweight = 1\n',
        "submissions/submissions.csv": "id,title\nSqv0,Titlewvy0\nSqv1,Titlewvy1\n",
        "ballots/marks.csv": "submission,judge,criterion,mark,reason,remark\n" + "\n".join(rows) + "\n",
    }
