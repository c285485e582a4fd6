"""The page: rendering a ranking beside a bare loop of the same templates' engine over the same rows.

``python benchmarks/publish.py`` prints processor seconds, size, peak memory and the ratio.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from generate import generate

ROOT = Path(__file__).parent.parent
BARE = """\
<table><thead><tr><th>Place</th><th>Submission</th><th>Id</th><th>Score</th></tr></thead><tbody>
{% for row in rows %}<tr><td>{{ row.place }}</td><th>{{ row.title }}</th><td>{{ row.submission }}</td><td>{{ row.score }}</td></tr>
{% endfor %}</tbody></table>
"""
"""A page that somebody would write in a minute: four columns, every value escaped, nothing else."""


def measured(pieces: Iterable[bytes]) -> int:
    """Return how many bytes there are, without keeping them."""
    return sum(map(len, pieces))


def worker(directory: Path, depth: str, what: str) -> None:
    """Print processor seconds, MB of the page and MB of peak memory of one rendering in this process."""
    import resource
    import time

    import attrs
    from jinja2 import Environment

    from judge.acts.edition import source
    from judge.model.edition import Release
    from judge.show.pages.site import site
    from judge.show.ranking import score_texts

    made = attrs.evolve(source(directory, None), most=depth).edition("public", Release(1, "public"))  # type: ignore[arg-type]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.process_time()
    if what == "bare":
        texts = score_texts([row.score for row in made.rows if row.score is not None])
        rows = (
            {"place": row.place, "title": row.title, "submission": row.submission, "score": texts[row.score]}
            for row in made.rows
        )  # type: ignore[index]
        size = measured(piece.encode() for piece in Environment(autoescape=True).from_string(BARE).generate(rows=rows))
    elif what == "index":
        size = measured(next(iter(site(made, "0" * 64)))[1])
    else:
        size = sum(measured(pieces) for _, pieces in site(made, "0" * 64))
    used = time.process_time() - begun
    print(used, size / 1e6, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)


def run(directory: Path, depth: str, what: str) -> tuple[float, float, float]:
    """Return what a process of its own measured."""
    command = [sys.executable, __file__, "--worker", str(directory), depth, what]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, cwd=ROOT, env={"PYTHONPATH": str(ROOT), "PATH": ""}
    )
    used, size, memory = map(float, done.stdout.split())
    return used, size, memory


def main() -> None:
    """Print a row for each size and depth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--all", action="store_true", help="render every page of 20,000 submissions, too")
    parser.add_argument("--worker", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.worker:
        worker(Path(given.worker[0]), *given.worker[1:])
        return
    cases = [(1000, "scores", "index"), (1000, "marks", "index"), (2000, "marks", "index"), (20_000, "marks", "index")]
    cases += [(20_000, "marks", "all")] if given.all else []
    print(f"{'page':<44} {'seconds':>8} {'MB':>6} {'memory MB':>10} {'ratio':>6}")
    with tempfile.TemporaryDirectory() as folder:
        for submissions, depth, what in cases:
            directory = Path(folder) / str(submissions)
            if not directory.exists():
                generate(directory, submissions * 20)
            pairs = [(run(directory, depth, what), run(directory, depth, "bare")) for _ in range(given.runs)]
            used, size, memory = (statistics.median(own[at] for own, _ in pairs) for at in range(3))
            ratio = statistics.median(own[0] / bare[0] for own, bare in pairs)
            name = f"{submissions:,} submissions, {depth}, {what}"
            print(f"{name:<44} {used:>8.2f} {size:>6.1f} {memory:>10.0f} {ratio:>6.1f}", flush=True)


if __name__ == "__main__":
    main()
