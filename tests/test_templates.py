"""Every template of ``judge init``: begun, checked, ranked, explained and replayed, with the numbers worked out by hand."""

from fractions import Fraction
from pathlib import Path

import pytest

from judge.acts.init import TEMPLATES
from judge.cli import run
from judge.files.folder import load
from judge.model.number import plain
from judge.model.problem import Problems
from judge.model.result import Result
from judge.score.run import score
from tests.challenges import ROOT, scored, write

BY_HAND: dict[str, dict[str, list[str]]] = {
    "local2030": {
        "screen": ["1 S-1 2", "1 S-2 2", "1 S-3 2", "1 S-4 2", "panel: S-1 S-2 S-3 S-4"],
        # S-2: 3 × (4.5 + 4 + 4) + 9.8 + 7.2 + 6 + 7.2 + 8;  S-1: 3 × (4.5 + 3 + 3) + 9.8 + 9.6 + 9 + 5.4 + 6
        "panel": [
            "1 S-2 75.7", "2 S-1 71.3", "S-3 ineligible rights: means of rights is 17/6, not at least 3",
            "S-4 ineligible does no harm: no_harm has 0 yes of 2, not 1", "finalists: S-2 S-1",
            "climate: S-2", "coinvest: S-1", "voice: S-1",
        ],
        # the final alone: S-2 72.8, S-1 78.2;  0.7 × 75.7 + 0.3 × 72.8 and 0.7 × 71.3 + 0.3 × 78.2
        "final": [
            "1 S-2 74.83", "2 S-1 73.37", "S-3 not an entrant not taken by round panel",
            "S-4 not an entrant not taken by round panel", "prize: S-2",
        ],
    },
    "grant": {
        # G-2: 12.5 / 3 + 4 + 4;  G-1: the consensus 4 + 4.5 + 3.5;  G-6 covers food, which nobody above does, and G-5 water
        "evaluation": [
            "1 G-2 73/6", "2 G-1 12", "3 G-6 10.5", "4 G-5 10.5",
            "G-3 ineligible threshold of a criterion: means of implementation is 2, not at least 3",
            "G-4 ineligible threshold of the total: points is 9, not at least 10", "grants: G-2 G-1 G-6",
        ],
    },
    "prize": {
        # P-1: (4 + 4.2 + 3.9 + 4.1 + 3.8) / 5;  P-2: (2.9 + 2.8 + 3 + 2.8 + 3) / 5
        "final": ["1 P-1 4", "2 P-2 2.9", "P-3 quorum 4 counted ballots, and the quorum is 5", "prize: P-1"],
    },
    "city-innovation": {
        # 4.5 × 8 + 4 × 3 + 3.5 × 3 + 4 × 2;  4 × 8 + 4.5 × 3 + 4 × 3 + 3 × 2;  2.5 × 8 + 3 × 3 + 3 × 3 + 2 × 2
        "strategic": [
            "1 C-1 66.5", "2 C-2 63.5", "3 C-4 42",
            "C-3 ineligible size of the city: population is 40000, not at least 50000", "second panel: C-1 C-2",
        ],
        # 63.5 + 4.5 × 4;  66.5 + 3 × 4
        "operational": [
            "1 C-2 81.5", "2 C-1 78.5", "C-3 not an entrant not taken by round strategic",
            "C-4 not an entrant not taken by round strategic", "projects: C-2",
        ],
    },
    "awards-10": {
        "panel": [
            "1 A-4 28", "2 A-1 26.5", "3 A-2 26", "4 A-3 25", "5 A-5 23",
            "shortlist: A-1 A-3 A-5", "honourable mention: A-4",
        ],
    },
    "feasibility": {
        "reports": [
            "1 F-1 2", "1 F-2 2", "1 F-4 2", "4 F-3 1", "F-5 ineligible duration: months is 36, not at most 24",
            "to the vote: F-1 F-2 F-4",
        ],
        # 100000 - 60000 leaves 40000: too little for F-2, enough for F-4
        "vote": [
            "1 F-1 4", "2 F-2 3", "3 F-4 2", "F-3 not an entrant not taken by round reports",
            "F-5 not an entrant not taken by round reports", "projects: F-1 F-4",
        ],
    },
    "co-investment": {
        # W-1: (4.2 + 4.1 + 3.3 + 3.7) / 4 × 14 + 30;  W-2: (4.85 + 4 + 4.3 + 4) / 4 × 14 + 10 × 30 / 25
        "committee": [
            "1 W-1 83.55", "2 W-2 72.025", "W-3 ineligible every party votes: present is 3, not at least 4", "works: W-1",
        ],
    },
    "school-fair": {
        # half of 33 + 31, of 31 + 29, of 23 + 26;  T-3 has 7.5 of 8 for design
        "fair": ["1 T-2 32", "2 T-1 30", "3 T-3 24.5", "champion: T-2", "design: T-3"],
    },
}  # fmt: skip


def told(result: Result) -> list[str]:
    """Return a result in lines: places with scores, who has none and why, who is taken."""
    lines = [f"{plain(item.place)} {item.submission} {plain(item.score)}" for item in result.standings]
    lines += [f"{item.submission} {item.state} {item.reason}" for item in result.unranked]
    return lines + [f"{outcome.name}: {' '.join(outcome.taken)}" for outcome in result.outcomes]


@pytest.mark.parametrize("template", list(BY_HAND))
def test_a_template_comes_to_the_numbers_worked_out_by_hand(
    template: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every round has the places, scores, gates and outcomes that its few marks give with pencil and paper."""
    assert run(["init", str(tmp_path / "new"), "--template", template]) == 0
    problems = Problems()
    challenge = load(tmp_path / "new", problems)
    found = {}
    for round_ in challenge.rounds:
        done = score(challenge, round_.id, problems)
        assert done is not None, list(problems)
        found[round_.id] = told(done.result)
    assert found == BY_HAND[template]
    assert not list(problems)


@pytest.mark.parametrize("template", list(BY_HAND))
def test_a_template_can_be_checked_ranked_explained_and_replayed(
    template: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is wrong, not even a caution; a ranking comes out at once, and each round replays to the same bytes."""
    new = str(tmp_path / "new")
    assert run(["init", new, "--template", template]) == 0
    capsys.readouterr()
    assert run(["check", "-C", new]) == 0
    assert "nothing is wrong" in capsys.readouterr().out
    for number, round_ in enumerate(BY_HAND[template]):
        result = str(tmp_path / f"{number}.jsonl")
        assert run(["rank", "-C", new, round_, "-o", result]) == 0
        assert run(["replay", "-C", new, result]) == 0
        assert run(["rule", "-C", new, round_, "--language", "es"]) == 0
        for line in BY_HAND[template][round_]:
            if line[0].isdigit():
                assert run(["explain", "-C", new, "--round", round_, line.split()[1]]) == 0
    assert run(["rank", "-C", new]) == 0


def test_impact_may_count_one_and_a_half_times_in_the_ranking_of_grants(tmp_path: Path) -> None:
    """The two lines that the comment names: 4 + 1.5 × 4.5 + 3.5 is 14.25, and the thresholds stay where they were."""
    assert run(["init", str(tmp_path / "new"), "--template", "grant"]) == 0
    rubric = tmp_path / "new" / "criteria/grant.toml"
    text = (
        rubric.read_text("utf-8")
        .replace("  # { sum =", "  { sum =")
        .replace("[scale]", 'weights = "coefficients"\n[scale]', 1)
    )
    rubric.write_text(text, "utf-8")
    found = told(scored(tmp_path / "new").result)
    assert found[:4] == ["1 G-1 14.25", "2 G-2 85/6", "3 G-6 12.5", "4 G-5 12.25"]
    assert found[4].startswith("G-3 ineligible threshold of a criterion")


def test_every_template_is_whole_or_a_rubric_alone() -> None:
    """Whole ones say that they are fictional; of every template the rubric ships, in English, Spanish and French."""
    whole = {path.name for path in (ROOT / "templates").iterdir()}
    assert whole == set(BY_HAND)
    assert set(TEMPLATES) - whole == {"mayoral-forum", "hackathon", "blank"}
    for template in TEMPLATES:
        text = (ROOT / "criteria" / f"{template}.toml").read_text("utf-8")
        assert all(f"{language} = " in text for language in ("en", "es", "fr"))
    for template in whole:
        assert "fictional" in (ROOT / "templates" / template / "challenge.toml").read_text("utf-8")
        assert "(fictional)" in (ROOT / "templates" / template / "submissions/submissions.csv").read_text("utf-8")


def test_the_example_in_the_comment_of_local2030(tmp_path: Path) -> None:
    """Themes 4, 3.5, 3, 2, 1 and foundations 3.5, 4, 3, 2.5, 2 are 65.4 points."""
    rubric = (ROOT / "criteria/local2030.toml").read_text("utf-8")
    header = "submission,judge,compact,climate,sdgs,coinvest,policy,feasible,rights,voice,open,evidence\n"
    facts = "id,title,country,region,size,government,maturity,language\nA,a,x,y,small,signs,pilot,fr\n"
    files = {
        "criteria/local2030.toml": rubric,
        "submissions/s.csv": facts,
        "facts/f.csv": "submission,judge,no_harm\nA,J1,yes\nA,J2,no\n",
        "ballots/m.csv": header + "".join(f"A,J{at},4,3.5,3,2,1,3.5,4,3,2.5,2\n" for at in (1, 2, 3)),
    }
    assert [item.score for item in scored(write(tmp_path, files)).result.standings] == [Fraction("65.4")]


def test_the_example_in_the_comment_of_the_mayoral_forum(tmp_path: Path) -> None:
    """A city marked in two fields only: 31.5 + 37.5; and one below 3 for dignity, listed with the gate."""
    header = "submission,judge,criterion,mark\n"
    own = {
        "services": "4",
        "health": "3",
        "cities": "3",
        "results": "3.5",
        "dignity": "4",
        "partners": "3",
        "transfer": "4",
    }
    other = own | {"dignity": "2.5"}
    rows = [
        f"{city},J{at},{name},{mark}\n"
        for city, marks in (("A", own), ("B", other))
        for at in (1, 2, 3)
        for name, mark in marks.items()
    ]
    files = {
        "criteria/mayoral-forum.toml": (ROOT / "criteria/mayoral-forum.toml").read_text("utf-8"),
        "submissions/s.csv": "id,title\nA,a\nB,b\n",
        "ballots/m.csv": header + "".join(rows),
    }
    assert told(scored(write(tmp_path, files)).result) == [
        "1 A 69",
        "B ineligible dignity: means of dignity is 2.5, not at least 3",
    ]
