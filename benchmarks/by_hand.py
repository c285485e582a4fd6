"""The script that an organizer's nephew would write: plain integers, the weighted mean, nothing checked.

``python benchmarks/by_hand.py MARKS.csv`` reads the same CSV as ``judge rank`` and prints the same ranking.
"""

import csv
import sys
from collections import defaultdict

WEIGHTS = {"c1": 30, "c2": 25, "c3": 20, "c4": 15, "c5": 10}


def main() -> None:
    """Rank by the mean over judges of each judge's weighted mean, in tenths of a point times 100."""
    totals: defaultdict[tuple[str, str], int] = defaultdict(int)
    weights: defaultdict[tuple[str, str], int] = defaultdict(int)
    with open(sys.argv[1], newline="") as file:
        rows = csv.reader(file)
        next(rows)
        for submission, judge, criterion, mark in rows:
            whole, _, half = mark.partition(".")
            weight = WEIGHTS[criterion]
            totals[submission, judge] += weight * (int(whole) * 10 + int(half or 0))
            weights[submission, judge] += weight
    sums: defaultdict[str, int] = defaultdict(int)
    judges: defaultdict[str, int] = defaultdict(int)
    for (submission, judge), total in totals.items():
        sums[submission] += total * 100 // weights[submission, judge]
        judges[submission] += 1
    ranking = sorted(sums, key=lambda name: (-sums[name] / judges[name], name))
    place, last = 0, None
    for number, submission in enumerate(ranking, 1):
        score = sums[submission] / judges[submission]
        if score != last:
            place, last = number, score
        print(place, submission, score / 1000, sep=",")


if __name__ == "__main__":
    main()
