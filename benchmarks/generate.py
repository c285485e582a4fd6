"""Makes a challenge of any size, the same one every time: ``python benchmarks/generate.py DIR MARKS [--shuffled]``."""

import argparse
import hashlib
import random
from pathlib import Path

CRITERIA = ("c1", "c2", "c3", "c4", "c5")
WEIGHTS = (30, 25, 20, 15, 10)
JUDGES_EACH = 4

_CHALLENGE = """\
title = "A generated challenge"
[[round]]
id = "final"
rubric = "generated"
"""
_RUBRIC = """\
title = "Generated"
[scale]
low = 0
high = 10
step = 0.5
"""
_CRITERION = """\
[[criterion]]
id = "{id}"
title = "{id}"
weight = {weight}
"""


def generate(directory: Path, marks: int, *, shuffled: bool = False, rule: str = "") -> None:
    """Write a challenge of so many marks: five criteria, four judges a submission, half points from 0 to 10.

    Args:
        directory: made if it is not there.
        marks: how many, in whole submissions of 20.
        shuffled: whether the rows stand in no order.
        rule: TOML to add to the rubric, such as a ``[score]`` table.
    """
    submissions = marks // (len(CRITERIA) * JUDGES_EACH)
    judges = max(JUDGES_EACH, submissions // 10)
    chance = random.Random(marks)
    rows = []
    for number in range(submissions):
        for judge in sorted((number + step * 7919) % judges for step in range(JUDGES_EACH)):
            for criterion in CRITERIA:
                rows.append(f"S-{number:06d},J-{judge:05d},{criterion},{chance.randrange(21) / 2:g}\n")
    if shuffled:
        chance.shuffle(rows)
    for folder in ("criteria", "submissions", "ballots"):
        (directory / folder).mkdir(parents=True, exist_ok=True)
    criteria = "".join(
        _CRITERION.format(id=name, weight=weight) for name, weight in zip(CRITERIA, WEIGHTS, strict=True)
    )
    (directory / "challenge.toml").write_text(_CHALLENGE)
    (directory / "criteria" / "generated.toml").write_text(_RUBRIC + criteria + rule)
    with (directory / "submissions" / "submissions.csv").open("w") as file:
        file.write("id,title\n")
        file.writelines(
            f"S-{number:06d},Submission {hashlib.sha256(b'%d' % number).hexdigest()[:8]}\n"
            for number in range(submissions)
        )
    with (directory / "ballots" / "marks.csv").open("w") as file:
        file.write("submission,judge,criterion,mark\n")
        file.writelines(rows)


def main() -> None:
    """Generate one challenge from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path)
    parser.add_argument("marks", type=int)
    parser.add_argument("--shuffled", action="store_true")
    given = parser.parse_args()
    generate(given.directory, given.marks, shuffled=given.shuffled)


if __name__ == "__main__":
    main()
