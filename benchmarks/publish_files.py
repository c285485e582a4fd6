"""The files of an edition: each one beside a bare loop over the same rows.

``python benchmarks/publish_files.py`` prints the ratios; ``--rows 20000 --judges 5`` is the usual size. The edition is made up, since
what is measured is writing it.
"""

import argparse
import csv
import io
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from judge.model.edition import Edition, Evidence, Fold, Given, Judged, Measure, Release, Row  # noqa: E402
from judge.model.wording import Wording  # noqa: E402

CRITERIA = ("c1", "c2", "c3")


def edition(rows: int, judges: int) -> Edition:
    """Return an edition with every mark of every judge on three criteria."""
    criteria = tuple(
        Judged(each, Wording({"en": f"Criterion {each}"}), Fraction(1), Fraction(0), Fraction(10), "higher", (), {})
        for each in CRITERIA
    )
    folds = (Fold("mean", "criterion", (Fraction(1),) * 3, Fraction(3)), Fold("mean", "judge"))
    ranked = sorted((row(number, judges) for number in range(rows)), key=lambda each: -(each.score or 0))
    return Edition(
        "public", "marks", Wording({"en": "A challenge"}), Wording({"en": "Final"}), "final", ("en",), "higher", None,
        criteria, 0, tuple(ranked), (), (), (), (), (), (), {}, Evidence("0" * 64, 1, "0"), Release(1, "public"), folds=folds,
    )  # fmt: skip


def row(number: int, judges: int) -> Row:
    """Return a submission with marks that follow from its number."""
    measures = []
    for at, criterion in enumerate(CRITERIA):
        given = [
            Given(f"J-{(number + j) % 400:03}", Fraction((number * 7 + j * 13 + at * 5) % 21, 2), "")
            for j in range(judges)
        ]
        total = sum((each.value or Fraction(0) for each in given), Fraction(0))
        measures.append(Measure(criterion, total / judges, judges, tuple(given)))
    score = sum((each.value or Fraction(0) for each in measures), Fraction(0)) / len(CRITERIA)
    title = f"Submission {number}: a title of some length"
    return Row(
        f"S-{number:05}", title, {"country": "Mexico"}, "", Fraction(number + 1), False, score, measures=tuple(measures)
    )


# -- the same rows with nothing around them ---------------------------------------------------------------------------


def plain_rows(whole: Edition) -> Iterator[list[object]]:
    for each in whole.rows:
        measures = [float(measure.value or 0) for measure in each.measures]
        yield [float(each.place or 0), each.submission, each.title, float(each.score or 0), *measures, "Mexico"]


def plain_marks(whole: Edition) -> Iterator[list[object]]:
    for each in whole.rows:
        for measure in each.measures:
            for given in measure.marks:
                yield [each.submission, given.judge, measure.criterion, float(given.value or 0)]


def bare_csv(rows: Iterator[list[object]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def bare_json(whole: Edition) -> bytes:
    return json.dumps([*plain_rows(whole), *plain_marks(whole)]).encode()


def bare_xlsx(whole: Edition) -> bytes:
    """Write the ranking, and a row for each ballot."""
    from xlsxwriter import Workbook

    file = io.BytesIO()
    book = Workbook(file, {"constant_memory": True})
    sheet = book.add_worksheet()
    for at, cells in enumerate(plain_rows(whole)):
        sheet.write_row(at, 0, cells)
    marks, at = book.add_worksheet(), 0
    for each in whole.rows:
        for judge in range(len(each.measures[0].marks)):
            ballot = [measure.marks[judge] for measure in each.measures]
            marks.write_row(
                at, 0, [each.submission, each.title, ballot[0].judge, *(float(one.value or 0) for one in ballot)]
            )
            at += 1
    book.close()
    return file.getvalue()


BARE: dict[str, Callable[[Edition], bytes]] = {
    "results.csv": lambda whole: bare_csv(plain_rows(whole)),
    "marks.csv": lambda whole: bare_csv(plain_marks(whole)),
    "results.json": bare_json,
    "results.xlsx": bare_xlsx,
}


def one(name: str, whole: Edition, *, bare: bool) -> int:
    """Write one file and return its size."""
    from judge.show.data import marks, places, results, workbook

    if bare:
        return len(BARE[name](whole))
    pieces = {
        "results.csv": lambda: places.table(whole).csv(), "marks.csv": lambda: marks.table(whole).csv(),
        "results.json": lambda: results.results(whole), "results.xlsx": lambda: workbook.workbook(whole),
    }[name]()  # fmt: skip
    return sum(map(len, pieces))


def child(name: str, rows: int, judges: int, *, bare: bool) -> None:
    """Print processor seconds, peak memory above that of the edition in MB, and the size in MB."""
    whole = edition(rows, judges)
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    size = one(name, whole, bare=bare)
    used = time.process_time() - began
    print(used, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024, size / 1e6)


def measured(name: str, given: argparse.Namespace, *options: str) -> list[float]:
    """Return what a process of its own prints."""
    command = [
        sys.executable,
        __file__,
        "--one",
        name,
        "--rows",
        str(given.rows),
        "--judges",
        str(given.judges),
        *options,
    ]
    return [float(each) for each in subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()]


def main() -> None:
    """Print a row for each file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--judges", type=int, default=5)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--one", choices=BARE, help=argparse.SUPPRESS)
    parser.add_argument("--bare", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        child(given.one, given.rows, given.judges, bare=given.bare)
        return
    for name in BARE:
        pairs = [(measured(name, given), measured(name, given, "--bare")) for _ in range(given.runs)]
        ratio = statistics.median(mine[0] / other[0] for mine, other in pairs)
        used, memory, size = (statistics.median(mine[at] for mine, _ in pairs) for at in range(3))
        print(f"| `{name}`, {given.rows:,} rows / a bare loop | {ratio:.1f} | {used:.2f} | {memory:.0f} | {size:.1f} |")


if __name__ == "__main__":
    main()
