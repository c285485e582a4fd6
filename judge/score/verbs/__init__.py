"""The verbs of the rule language, one file each; this is the list of them."""

from judge.score.verb import Verb
from judge.score.verbs import (
    best,
    borda,
    cap,
    clip,
    confirm,
    convert,
    copeland,
    count,
    divide,
    drop,
    fill,
    floor,
    irv,
    keep,
    kemeny,
    majority_judgment,
    mean,
    median,
    minus,
    percent,
    placements,
    plus,
    points,
    product,
    rank,
    ranked_pairs,
    remove,
    round,
    schulze,
    standardise,
    stv,
    sum,
    times,
    weigh,
    worst,
)

VERBS: dict[str, Verb] = {
    module.VERB.name: module.VERB
    for module in (
        mean, sum, product, median, best, worst, count,
        drop, keep, clip, floor, cap,
        plus, minus, times, divide, percent, round, convert,
        fill, confirm, remove, standardise, weigh,
        rank, points, copeland, borda, placements, schulze, ranked_pairs, kemeny, majority_judgment,
        irv, stv,
    )
}  # fmt: skip
"""Every verb by its name."""
