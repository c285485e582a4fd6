"""The sample challenge worked out without the package: ``python tests/cases/sample/by_hand.py`` prints ``expected.csv``.

It follows the words of the regulations (three best themes of five, 15 points each; five foundations; gates; ties) and reads
the sample's files by itself.
"""

import csv
import tomllib
from collections import defaultdict
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[3]
THEMES = ("compact", "climate", "sdgs", "coinvest", "policy")
POINTS = {"feasible": 14, "rights": 12, "voice": 10, "open": 9, "evidence": 10}
LOWEST = {"rights": 3, "feasible": 2, "compact": 1}


def rows(path: str) -> list[dict[str, str]]:
    with (ROOT / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def toml(path: str) -> dict:  # type: ignore[type-arg]
    return tomllib.loads((ROOT / path).read_text("utf-8"))


def average(numbers: list[Fraction]) -> Fraction:
    return sum(numbers, Fraction(0)) / len(numbers)


def main() -> None:  # noqa: PLR0915
    facts = {path.stem: toml(f"submissions/{path.name}")["facts"] for path in (ROOT / "submissions").glob("*.toml")}
    decisions = toml("decisions.toml")["decision"]
    away = {(item["submission"], item["judge"]) for item in toml("challenge.toml")["conflict"]}
    away |= {(item["submission"], item["judge"]) for item in decisions if item["kind"] in ("void", "recuse")}
    withdrawn = {item["submission"] for item in decisions if item["kind"] == "withdraw"}
    given: dict[str, dict[str, dict[str, Fraction]]] = defaultdict(lambda: defaultdict(dict))
    for row in rows("ballots/marks.csv"):
        if (row["submission"], row["judge"]) not in away and row["mark"] not in ("", "recused"):
            given[row["submission"]][row["judge"]][row["criterion"]] = Fraction(row["mark"])
    answers: dict[str, list[str]] = defaultdict(list)
    for row in rows("facts/screening.csv"):
        answers[row["submission"]].append(row["no_harm"])

    scores: dict[str, Fraction] = {}
    means: dict[str, dict[str, Fraction]] = {}
    out: dict[str, str] = {}
    for one in sorted(facts):
        if one in withdrawn:
            out[one] = "withdrawn"
            continue
        if "yes" not in answers[one]:
            out[one] = "does no harm"
            continue
        if len(given[one]) < 3:
            out[one] = "quorum"
            continue
        own = {
            name: average([ballot[name] for ballot in given[one].values() if name in ballot])
            for name in (*THEMES, *POINTS)
        }
        best = sorted((own[name] for name in THEMES), reverse=True)[:3]
        score = average(best) * 9 + sum((own[name] / 5 * points for name, points in POINTS.items()), Fraction(0))
        missed = [name for name, least in LOWEST.items() if own[name] < least] + ["60 points"] * (score < 60)
        if missed:
            out[one] = "; ".join(missed)
        else:
            scores[one], means[one] = score, own

    def seen(one: str, judge: str) -> Fraction:
        """One judge's ten marks with their points: 15 for a theme, the rubric's for a foundation."""
        points = {name: POINTS.get(name, 15) for name in given[one][judge]}
        total = sum((mark * points[name] for name, mark in given[one][judge].items()), Fraction(0))
        return total / sum(points.values())

    def key(one: str) -> tuple[Fraction, ...]:
        return (scores[one], means[one]["rights"], means[one]["feasible"])

    order = sorted(scores, key=lambda one: (*(-part for part in key(one)), one))
    places = {one: 1 + sum(key(other) > key(one) for other in scores) for one in order}
    for first, second in pairwise(order):
        if key(first) == key(second):
            both = sorted(given[first].keys() & given[second].keys())
            ahead = sum(seen(first, judge) > seen(second, judge) for judge in both)
            behind = sum(seen(first, judge) < seen(second, judge) for judge in both)
            places[first] += behind > ahead
            places[second] += ahead > behind

    won: dict[str, list[str]] = defaultdict(list)
    groups: dict[str, int] = defaultdict(int)
    taken = 0
    for place in sorted(set(places.values())):
        equals = [one for one in order if places[one] == place]
        able = [one for one in equals if max(groups[facts[one]["country"]], groups[facts[one]["region"]]) < 2]
        if taken >= 6:
            break
        for one in able:
            taken += 1
            won[one].append("finalists")
            groups[facts[one]["country"]] += 1
            groups[facts[one]["region"]] += 1
    assert any(facts[one]["size"] == "small" for one in won)
    for name in ("climate", "coinvest", "voice"):
        top = max(means[one][name] for one in scores)
        for one in scores:
            if means[one][name] == top:
                won[one].append(name)

    print("place,submission,score,outcome")
    for one in sorted(order, key=lambda one: (places[one], one)):
        score = scores[one]
        assert 10**6 % score.denominator == 0
        print(f"{places[one]},{one},{float(score):g},{'; '.join(won[one])}")
    for one, why in sorted(out.items()):
        print(f",{one},,{why}")


if __name__ == "__main__":
    main()
