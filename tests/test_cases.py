"""Real competitions come out digit for digit, and the sample challenge as it was worked out by hand."""

import csv
import re
import runpy
from fractions import Fraction
from pathlib import Path

import pytest

from judge.files.folder import load
from judge.model.number import plain
from judge.model.problem import Problems
from judge.score.run import Scored, score
from tests.challenges import ROOT, numbers, scored

DIVING = ROOT / "examples" / "diving-paris-2024"
HALFPIPE = ROOT / "examples" / "snowboard-halfpipe-2026"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_dive_of_paris_2024_has_its_published_score() -> None:
    """Two highest and two lowest of seven marks dropped, the rest summed, times the difficulty: 72 of 72 dives."""
    published = {
        (row["submission"], row["criterion"]): Fraction(row["score"])
        for row in rows(DIVING / "published/dive_scores.csv")
    }
    assert len(published) == 72
    assert numbers(scored(DIVING), "dive") == published


def test_totals_and_places_of_paris_2024_are_the_published_ones() -> None:
    """Six dives are added up; every published total and place comes out."""
    published = rows(DIVING / "published/totals.csv")
    standings = {item.submission: item for item in scored(DIVING).result.standings}
    assert len(standings) == 12
    for row in published:
        assert str(standings[row["submission"]].place) == row["place"]
        if row["score"]:
            assert standings[row["submission"]].score == Fraction(row["score"])


def test_every_run_of_the_halfpipe_final_has_its_published_score() -> None:
    """The mean of six marks without the highest and the lowest: 24 of 24 runs; a run without marks has no score."""
    published = {
        (row["submission"], row["criterion"]): Fraction(row["score"])
        for row in rows(HALFPIPE / "published/run_scores.csv")
        if row["score"] not in ("", "DNI")
    }
    assert len(published) == 24
    assert numbers(scored(HALFPIPE), "run") == published


def test_best_scores_and_places_of_the_halfpipe_final_are_the_published_ones() -> None:
    """The best run counts: 12 of 12 best scores and places."""
    published = rows(HALFPIPE / "published/places.csv")
    assert len(published) == 12
    found = [(str(item.place), item.submission, item.score) for item in scored(HALFPIPE).result.standings]
    assert found == [(row["place"], row["submission"], Fraction(row["score"])) for row in published]


def test_the_sample_challenge_has_the_ranking_worked_out_by_hand() -> None:
    """Places, exact scores, seats and mentions; whoever has no place with the gate (``tests/cases/sample/by_hand.py``)."""
    expected = [tuple(row.values()) for row in rows(ROOT / "tests/cases/sample/expected.csv")]
    result = scored(ROOT).result
    taken: dict[str, list[str]] = {}
    for outcome in result.outcomes:
        for name in outcome.taken:
            taken.setdefault(name, []).append(outcome.name)
    found = [
        (plain(item.place), item.submission, plain(item.score), "; ".join(taken.get(item.submission, ())))
        for item in result.standings
    ]
    for item in result.unranked:
        gates = "; ".join(reason.split(":")[0] for reason in item.reason.split("; "))
        found.append(("", item.submission, "", gates if item.state == "ineligible" else item.state))
    assert found == expected


def test_the_sample_was_worked_out_apart_from_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    """What is expected of the sample is what the script beside it prints, which imports nothing of the package."""
    path = ROOT / "tests/cases/sample/by_hand.py"
    assert "judge" not in {
        line.split()[1].split(".")[0]
        for line in path.read_text("utf-8").splitlines()
        if re.match("(from|import) ", line)
    }
    runpy.run_path(str(path))["main"]()
    assert capsys.readouterr().out == (ROOT / "tests/cases/sample/expected.csv").read_text("utf-8")


def test_the_sample_has_the_cases_that_it_is_there_to_show() -> None:
    """Ties parted by a criterion and head to head, one at the cut, a quota, gates, mentions, a quorum, a withdrawal, recusals."""
    result = scored(ROOT).result
    assert [(tie.submissions, tie.end) for tie in result.ties] == [
        (("S-03", "S-04"), "parted"),
        (("S-10", "S-13"), "shared"),
        (("S-01", "S-15"), "parted"),
    ]
    finalists, *mentions = result.outcomes
    assert finalists.tied_at_cut == ("S-10", "S-13")
    assert [item.clause for item in finalists.passed if item.submission == "S-08"] == [
        "region asia-pacific is full: at most 2"
    ]
    assert [(outcome.name, sorted(outcome.taken)) for outcome in mentions] == [
        ("climate", ["S-04", "S-17"]),
        ("coinvest", ["S-08"]),
        ("voice", ["S-10"]),
    ]
    assert {item.state for item in result.unranked} == {"quorum", "withdrawn", "ineligible"}
    states = set(result.steps[0].table.states or b"")
    assert {1, 2, 3} <= states


@pytest.mark.parametrize("directory", [ROOT, DIVING, HALFPIPE], ids=lambda path: path.name)
def test_the_examples_say_where_their_facts_come_from(directory: Path) -> None:
    """A challenge that is shown says whether it is fictional, or its source."""
    text = (directory / "challenge.toml").read_text("utf-8") + (directory / "README.md").read_text("utf-8")
    assert any(
        word in text.lower() for word in ("fictional", "source", "facts:", "facts from", "results page", "olympics.com")
    )


SONG = ROOT / "examples" / "eurovision-jury-public"


def test_every_song_has_its_published_points_place_and_seat() -> None:
    """Juries' and public's points added, ties to the public: 418 points and places, and 212 qualified or not."""
    published = rows(SONG / "published/results.csv")
    assert len(published) == 418
    problems = Problems()
    challenge = load(SONG, problems)
    expected, found = set(), set()
    seats_expected, seats = set(), set()
    for round_ in challenge.rounds:
        own = [row for row in published if row["round"] == round_.id]
        expected |= {(round_.id, row["submission"], Fraction(row["points"]), Fraction(row["place"])) for row in own}
        done = score(challenge, round_.id, problems)
        assert done is not None
        found |= {(round_.id, item.submission, item.score, item.place) for item in done.result.standings}
        if any(row["qualified"] for row in own):
            seats_expected |= {(round_.id, row["submission"], row["qualified"].lower() in QUALIFIED) for row in own}
            taken = done.result.outcomes[0].taken
            seats |= {(round_.id, item.submission, item.submission in taken) for item in done.result.standings}
    assert found == expected
    assert len(seats) == 212
    assert seats == seats_expected


QUALIFIED = ("1", "yes", "true", "1.0")


AWARDS = ROOT / "examples" / "nba-awards-2015"
CLIMBING = ROOT / "examples" / "climbing-rank-product"


def every_round(directory: Path) -> list[Scored]:
    """Return every round of an example, scored with its tables kept."""
    problems = Problems()
    challenge = load(directory, problems)
    done = [score(challenge, round_.id, problems, keep=True) for round_ in challenge.rounds]
    assert not problems.refused, list(problems)
    return [one for one in done if one is not None]


def test_every_candidate_of_the_nba_awards_has_the_published_counts_and_points() -> None:
    """Places on truncated ballots to points by a list: 83 candidates, each count of places and each total."""
    published = rows(AWARDS / "published/results.csv")
    assert len(published) == 83
    words = ("first", "second", "third", "fourth", "fifth")
    found = {}
    for done in every_round(AWARDS):
        named = {step.name for step in done.result.steps}
        tables = {word: numbers(done, word) for word in words if word in named}
        for (submission,), points in numbers(done, "points").items():
            counts = tuple(tables[word][submission,] if word in tables else None for word in words)
            found[done.result.round, submission] = (*counts, points)
    expected = {
        (row["round"], row["submission"]): (
            *(Fraction(row[word]) if row[word] else None for word in words), Fraction(row["points"])
        )
        for row in published
    }  # fmt: skip
    assert found == expected


def test_every_climber_has_the_published_product_and_place() -> None:
    """Ranks multiplied, ties by better in more disciplines, a start that did not happen has no result: 23 of 23."""
    published = rows(CLIMBING / "published/results.csv")
    expected = {
        (row["round"], row["submission"]): (Fraction(row["product"]), Fraction(row["place"]))
        for row in published
        if row["place"]
    }
    assert len(expected) == 23
    results = [done.result for done in every_round(CLIMBING)]
    found = {(one.round, item.submission): (item.score, item.place) for one in results for item in one.standings}
    assert found == expected
    assert [item.state for item in results[1].unranked if item.submission == "b-mawem"] == ["disqualified"]


SKI = ROOT / "examples" / "ski-jumping-innsbruck-2012"


def test_every_jump_of_innsbruck_has_its_published_points() -> None:
    """Three style marks of five, points by the metre, gate and wind: 80 jumps, three numbers each."""
    published = rows(SKI / "published/jumps.csv")
    words = ("distance", "style", "points")
    expected = {(row["round"], row["submission"]): tuple(Fraction(row[word]) for word in words) for row in published}
    found: dict[tuple[str, ...], tuple[Fraction, ...]] = {}
    for done in every_round(SKI):
        style, flown, jump = (numbers(done, name) for name in ("style", "style and distance", "jump"))
        found |= {(done.result.round, *one): (flown[one] - style[one], style[one], jump[one]) for one in jump}
    assert len(expected) == 80
    assert found == expected


def test_duels_and_lucky_losers_of_innsbruck_are_the_published_ones() -> None:
    """Winners of 25 duels and the five best losers go on; each group has the published order: 50 places."""
    published = [row for row in rows(SKI / "published/jumps.csv") if row["round"] == "first"]
    result = every_round(SKI)[0].result
    taken = {name for outcome in result.outcomes for name in outcome.taken}
    scores = {item.submission: item.score for item in result.standings}
    assert taken == {row["submission"] for row in published if int(row["place"]) <= 30}
    assert len(published) == 50
    for row in published:
        own = {name for name in scores if (name in taken) == (row["submission"] in taken)}
        ahead = sum(scores[name] > scores[row["submission"]] for name in own)
        assert int(row["place"]) == ahead + 1 + (0 if row["submission"] in taken else 30)


def test_the_final_places_of_innsbruck_are_the_published_ones() -> None:
    """Both jumps are added up: 30 places, and the winner's 252.8 points."""
    published = [(row["place"], row["submission"]) for row in rows(SKI / "published/final.csv")]
    standings = every_round(SKI)[1].result.standings
    assert [(str(item.place), item.submission) for item in standings] == published
    assert len(published) == 30
    assert standings[0].score == Fraction("252.8")


SKATING = ROOT / "examples" / "figure-skating-final-2017"


def test_every_element_and_component_of_the_pairs_has_its_published_points() -> None:
    """A trimmed mean, rounded where the rule rounds: 42 elements, each grade and its points, and 30 components."""
    done = scored(SKATING)
    for file, words in (("elements", {"grade": "grade", "points": "element"}), ("components", {"mean": "component"})):
        published = rows(SKATING / f"published/{file}.csv")
        assert len(published) == {"elements": 42, "components": 30}[file]
        for word, step in words.items():
            expected = {(row["submission"], row["criterion"]): Fraction(row[word]) for row in published}
            assert numbers(done, step) == expected


def test_the_totals_and_places_of_the_pairs_are_the_published_ones() -> None:
    """Elements and components, less deductions: six pairs, two totals each, the score and the place."""
    published = rows(SKATING / "published/totals.csv")
    done = scored(SKATING)
    for word in ("elements", "components"):
        assert numbers(done, word) == {(row["submission"],): Fraction(row[word]) for row in published}
    expected = [(row["place"], row["submission"], Fraction(row["score"])) for row in published]
    assert [(str(item.place), item.submission, item.score) for item in done.result.standings] == expected
    assert len(published) == 6
