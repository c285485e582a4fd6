"""The verbs of the rule language, one file each; this is the list of them."""

from judge.score.verb import Verb
from judge.score.verbs import (
    best,
    borda,
    cap,
    clip,
    copeland,
    count,
    divide,
    drop,
    fill,
    floor,
    kemeny,
    majority_judgment,
    mean,
    median,
    minus,
    percent,
    placements,
    plus,
    points,
    rank,
    ranked_pairs,
    round,
    schulze,
    sum,
    times,
    weigh,
    worst,
)

VERBS: dict[str, Verb] = {
    module.VERB.name: module.VERB
    for module in (
        mean, sum, median, best, worst, count,
        drop, clip, floor, cap,
        plus, minus, times, divide, percent, round,
        fill, weigh,
        rank, points, copeland, borda, placements, schulze, ranked_pairs, kemeny, majority_judgment,
    )
}  # fmt: skip
"""Every verb by its name."""
