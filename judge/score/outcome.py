"""What follows from the places: seats and a minimum, with the clause for each one not taken (§8)."""

from collections.abc import Sequence
from itertools import groupby

from judge.model.number import plain
from judge.model.problem import Problems, listed
from judge.model.result import Outcome, Passed, Standing
from judge.model.rubric import Sense
from judge.score.placing import Seats


def settle(seats: Seats, standings: Sequence[Standing], better: Sense, problems: Problems) -> Outcome:
    """Return what an outcome gives, going down the whole ranking.

    Args:
        problems: to which a tie at the cut that the rule refuses is added.
    """
    taken: list[str] = []
    passed: list[Passed] = []
    tied: tuple[str, ...] = ()
    full = False
    for _, group in groupby(standings, key=lambda standing: standing.block):
        block = tuple(standing for standing in group if _reaches(seats, standing, better))
        below = [standing for standing in standings if standing.block == _ and standing not in block]
        passed += [Passed(item.submission, f"below the minimum of {plain(seats.minimum or 0)}") for item in below]
        names = tuple(standing.submission for standing in block)
        if not names:
            continue
        if full or (seats.seats is not None and len(taken) >= seats.seats):
            passed += [Passed(name, "below the cut") for name in names]
            full = True
        elif seats.seats is None or len(taken) + len(names) <= seats.seats:
            taken += names
        else:
            tied, full = names, True
            _at_the_cut(seats, names, taken, passed, problems)
    return Outcome(seats.name, seats.seats, seats.minimum, tuple(taken), tied, tuple(passed))


def _reaches(seats: Seats, standing: Standing, better: Sense) -> bool:
    if seats.minimum is None:
        return True
    return standing.score >= seats.minimum if better == "higher" else standing.score <= seats.minimum


def _at_the_cut(seats: Seats, names: Sequence[str], taken: list[str], passed: list[Passed], problems: Problems) -> None:
    """Equals of whom only some would have a seat: all in, all out, or refused (§8.2)."""
    if seats.ties == "in":
        taken += names
        return
    passed += [Passed(name, "tied at the cut, where ties are out") for name in names]
    if seats.ties == "refuse":
        problems.refuse(
            "tie-at-cut", seats.place,
            f"{listed(names)} are equal; seats of `{seats.name}` that are left: {(seats.seats or 0) - len(taken)}",
            'add a tie-break, or say `ties = "in"` or `ties = "out"`',
        )  # fmt: skip
