"""The benchmarks: ratios to something run beside it, never seconds alone. ``make bench`` prints the table."""

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from generate import generate

HERE = Path(__file__).parent
ROOT = HERE.parent
JUDGE = [sys.executable, "-m", "judge"]

_TRIMMED = """
[score]
steps = [{ drop = "judge", highest = 1, lowest = 1 }, { mean = "judge" }, { mean = "criterion", weights = "weight" }]
"""

_POINTS = """
[score]
steps = [
  { rank = "submission" },
  { points = [12, 10, 8, 7, 6, 5, 4, 3, 2, 1], ties = "averaged" },
  { sum = "judge" },
  { mean = "criterion", weights = "weight" },
]
"""

_STANDARDISED = """
[score]
steps = [
  { standardise = ["submission", "criterion"], deviation = "population", digits = 6, no_spread = "centre" },
  { mean = "criterion", weights = "weight" },
  { mean = "judge" },
]
"""


def seconds(command: Sequence[str]) -> tuple[float, float]:
    """Return processor seconds and peak memory in MB of one command as a whole process."""
    code = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, "
        "check=True); used = resource.getrusage(resource.RUSAGE_CHILDREN); print(used.ru_utime + used.ru_stime, used.ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True, check=True, cwd=ROOT)
    used, peak = done.stdout.split()
    return float(used), float(peak) / 1024


def paired(name: str, command: Sequence[str], beside: Sequence[str], runs: int) -> None:
    """Print one row: a command, what it is set beside, and the median of their ratios, run in turn."""
    pairs = [(seconds(command), seconds(beside)) for _ in range(runs)]
    ratios = [mine / other for (mine, _), (other, _) in pairs]
    own = statistics.median(mine for (mine, _), _ in pairs)
    peak = max(memory for (_, memory), _ in pairs)
    print(
        f"{name:<58} {statistics.median(ratios):>7.2f} {min(ratios):>7.2f} {max(ratios):>7.2f} {own:>8.2f} {peak:>8.0f}",
        flush=True,
    )


def main() -> None:
    """Print every ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--marks", type=int, default=1_000_000)
    given = parser.parse_args()
    print(f"{'what / beside what':<58} {'ratio':>7} {'least':>7} {'most':>7} {'seconds':>8} {'MB':>8}")
    paired(
        "judge --help / python -c 'import click'",
        [*JUDGE, "--help"],
        [sys.executable, "-c", "import click"],
        given.runs * 4,
    )
    paired(
        "judge rank, the sample / python -c 'import click'",
        [*JUDGE, "rank"],
        [sys.executable, "-c", "import click"],
        given.runs,
    )
    with tempfile.TemporaryDirectory() as folder:
        for marks in (given.marks // 100, given.marks // 10, given.marks):
            by_size(Path(folder), marks, given.runs)
        others(Path(folder), given.marks, given.runs)
    print(f"(this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB)")


def by_size(folder: Path, marks: int, runs: int) -> None:
    """Print the ratio of ranking so many marks to the script by hand."""
    directory = folder / str(marks)
    generate(directory, marks)
    hand = [sys.executable, str(HERE / "by_hand.py"), str(directory / "ballots" / "marks.csv")]
    paired(
        f"judge rank, {marks:,} marks / by hand", [*JUDGE, "rank", "-C", str(directory), "--format", "csv"], hand, runs
    )


def others(folder: Path, marks: int, runs: int) -> None:
    """Print the ratios of other ways to rank as many marks to the plain one."""
    plain, shuffled, trimmed = folder / str(marks), folder / "shuffled", folder / "trimmed"
    generate(shuffled, marks, shuffled=True)
    generate(trimmed, marks, rule=_TRIMMED)
    rank = [*JUDGE, "rank", "--format", "csv", "-C"]
    paired("rows shuffled / in order", [*rank, str(shuffled)], [*rank, str(plain)], runs)
    paired("with a trim / the default rule", [*rank, str(trimmed)], [*rank, str(plain)], runs)
    points = folder / "points"
    generate(points, marks, rule=_POINTS)
    paired("with places and points / the default rule", [*rank, str(points)], [*rank, str(plain)], runs)
    standardised = folder / "standardised"
    generate(standardised, marks, rule=_STANDARDISED)
    paired("with a z-score of each judge / the default rule", [*rank, str(standardised)], [*rank, str(plain)], runs)
    result = str(folder / "result.jsonl")
    paired(
        "with every step kept and written (-o) / without", [*rank, str(plain), "-o", result], [*rank, str(plain)], runs
    )
    explain = [*JUDGE, "explain", "S-000001", "--format", "json", "-C", str(plain)]
    paired("judge explain / judge rank", explain, [*rank, str(plain)], runs)
    started = time.perf_counter()
    paired("judge replay / judge rank", [*JUDGE, "replay", result, "-C", str(plain)], [*rank, str(plain)], 1)
    print(f"(replay took {time.perf_counter() - started:.0f} s with its measuring)")


if __name__ == "__main__":
    main()
