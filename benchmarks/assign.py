"""``judge assign`` at real sizes: three challenges with heavy-tailed conflicts, each in a process of its own.

python benchmarks/assign.py                  # 120 x 24 x 5, 600 x 90 x 3, 2,000 x 400 x 5
python benchmarks/assign.py 20000x4000x5
"""

import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CASES = ("120x24x5", "600x90x3", "2000x400x5")
TOPICS = tuple(f"t{number}" for number in range(20))
REGIONS = ("americas", "europe", "africa", "asia", "pacific")

ASKED = """
[[round]]
id = "panel"
rubric = "panel"

[round.assign]
judges = {each}
share = "language"
wishes = [
  {{ share = "topics", weight = 4 }},
  {{ fact = "bid", weight = 1 }},
  {{ among = {{ seniority = "senior" }}, weight = 3 }},
  {{ spread = "region", weight = 1 }},
]
"""


def generate(folder: Path, submissions: int, judges: int, each: int) -> None:
    """Write a challenge: a few judges have conflicts with very many submissions, most with none or one."""
    draw = random.Random(submissions)
    parts = [ASKED.format(each=each)]
    for number in range(judges):
        languages = draw.choice(("en", "en, es", "en, es, fr", "es"))
        parts.append(
            f'[[judge]]\nid = "J-{number:04}"\nlanguage = "{languages}"\ntopics = "{", ".join(draw.sample(TOPICS, 4))}"\n'
            f'seniority = "{draw.choice(("senior", "junior", "junior"))}"\nregion = "{draw.choice(REGIONS)}"\n'
        )
    for number in range(judges):
        many = min(int(draw.paretovariate(0.9)) - 1, submissions // 5)
        for at in sorted(draw.sample(range(submissions), many)):
            parts.append(f'[[conflict]]\njudge = "J-{number:04}"\nsubmission = "S-{at:05}"\ntype = "collaboration"\n')
    rows = [
        f"S-{at:05},Title {at},{draw.choice(('en', 'en', 'es'))},{'; '.join(draw.sample(TOPICS, 2))}"
        for at in range(submissions)
    ]
    bids = [
        f"S-{at:05},J-{number:04},{draw.choice((-2, 1, 2, 3))}"
        for number in range(judges)
        for at in sorted(draw.sample(range(submissions), min(20, submissions // 3)))
    ]
    files = {
        "challenge.toml": "\n".join(parts),
        "criteria/panel.toml": '[[criterion]]\nid = "quality"\n',
        "submissions/submissions.csv": "\n".join(["id,title,language,topics", *rows, ""]),
        "facts/bids.csv": "\n".join(["submission,judge,bid", *bids, ""]),
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def main(arguments: list[str]) -> None:
    for case in arguments or CASES:
        with tempfile.TemporaryDirectory() as temporary:
            generate(Path(temporary), *map(int, case.split("x")))
            begun = time.monotonic()
            done = subprocess.run(
                [sys.executable, "-m", "judge", "assign", "-C", temporary], capture_output=True, text=True, check=False
            )
            spent = time.monotonic() - begun
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        told = [line for line in done.stdout.splitlines() if line.startswith(("points", "design", "by chance"))]
        print(f"{case}: {spent:.1f} s, at most {peak} MB so far, exit {done.returncode}")
        print("\n".join(f"  {line}" for line in told or done.stderr.splitlines()[-5:]))


if __name__ == "__main__":
    main(sys.argv[1:])
