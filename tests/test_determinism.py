"""Same input, same bytes: order of files and rows, hash seed, locale, time zone and Python version change nothing."""

import os
import random
import shutil
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from tests.challenges import ROOT

SEEDS = ("0", "1", "42", "4242")
LOCALES = ("C", "C.UTF-8", "de_DE.UTF-8")
ZONES = ("UTC", "America/Mexico_City")


def shuffled(directory: Path, chance: random.Random) -> Path:
    """Copy the sample with its rows in another order, in several files of other names and layouts."""
    for name in ("challenge.toml", "decisions.toml"):
        directory.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, directory)
    shutil.copytree(ROOT / "criteria", directory / "criteria")
    (directory / "facts").mkdir()
    for file in (ROOT / "facts").glob("*.csv"):
        lines = [line.split(",") for line in file.read_text("utf-8").splitlines()]
        columns = chance.sample(range(len(lines[0])), len(lines[0]))
        head, *rest = [",".join(line[at] for at in columns) + "\n" for line in lines]
        chance.shuffle(rest)
        (directory / "facts" / file.name).write_text(head + "".join(rest), "utf-8")
    (directory / "submissions").mkdir()
    records = sorted((ROOT / "submissions").iterdir())
    chance.shuffle(records)
    for number, record in enumerate(records):
        text = record.read_text("utf-8")
        identity = "" if "\nid = " in text or text.startswith("id = ") else f'id = "{record.stem}"\n'
        (directory / "submissions" / f"r{number}.toml").write_text(identity + text, "utf-8")
    header, *rows = (ROOT / "ballots" / "marks.csv").read_text("utf-8").splitlines(keepends=True)
    chance.shuffle(rows)
    (directory / "ballots").mkdir()
    cut = chance.randrange(1, len(rows))
    for number, part in enumerate((rows[:cut], rows[cut:])):
        (directory / "ballots" / f"{chance.randrange(10**6)}-{number}.csv").write_text(header + "".join(part), "utf-8")
    return directory


def around(seed: str, locale: str, zone: str) -> dict[str, str]:
    """Return the environment of a computer somewhere."""
    path = os.pathsep.join(sys.path)
    return {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone, "PYTHONPATH": path}


def result(directory: Path, target: Path, seed: str, locale: str, zone: str, python: str = sys.executable) -> bytes:
    environment = around(seed, locale, zone)
    ran(["rank", "-C", str(directory), "-o", str(target)], directory, environment, python)
    return target.read_bytes()


def ran(arguments: list[str], directory: Path, environment: dict[str, str], python: str = sys.executable) -> None:
    """Run a command in a process of its own; it must end well."""
    command = [python, "-m", "judge", *arguments]
    done = subprocess.run(command, env=environment, cwd=directory.parent, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_the_result_is_the_same_in_24_runs(tmp_path: Path) -> None:
    """24 runs over shuffled files and rows, 4 hash seeds, 3 locales and 2 time zones give the same bytes."""
    expected = result(ROOT, tmp_path / "first.jsonl", "0", "C", "UTC")
    runs = list(product(SEEDS, LOCALES, ZONES))
    assert len(runs) == 24
    for number, (seed, locale, zone) in enumerate(runs):
        directory = shuffled(tmp_path / str(number), random.Random(number))
        assert result(directory, tmp_path / f"{number}.jsonl", seed, locale, zone) == expected


def test_what_is_published_is_the_same_everywhere(tmp_path: Path) -> None:
    """Every file of the pages and of the letters, PDFs and workbooks included, over shuffled files and rows."""
    first: dict[str, bytes] = {}
    for number, (seed, locale, zone) in enumerate(zip(SEEDS, (*LOCALES, "C"), ZONES * 2, strict=True)):
        directory = shuffled(tmp_path / str(number), random.Random(number))
        environment = around(seed, locale, zone)
        ran(["publish", "-C", str(directory), "--page", str(tmp_path / f"page {number}")], directory, environment)
        ran(
            ["letters", "-C", str(directory), "-o", str(tmp_path / f"letters {number}"), "--zip"],
            directory,
            environment,
        )
        found = {
            f"{folder}/{path.relative_to(tmp_path / f'{folder} {number}')}": path.read_bytes()
            for folder in ("page", "letters") for path in (tmp_path / f"{folder} {number}").rglob("*") if path.is_file()
        }  # fmt: skip
        first = first or found
        assert len(found) > 40
        assert {name for name in first.keys() | found.keys() if first.get(name) != found.get(name)} == set()


@pytest.mark.parametrize("version", ["3.12", "3.13", "3.14"])
def test_another_python_gives_the_same_bytes(tmp_path: Path, version: str) -> None:
    """The Python version changes nothing."""
    python = shutil.which(f"python{version}")
    if python is None or sys.version_info[:2] == tuple(map(int, version.split("."))):
        pytest.skip(f"there is no Python {version} here beside this one")
    probe = subprocess.run(
        [python, "-c", "import sys; print(sys.version_info[:2])"], capture_output=True, text=True, check=False
    )
    if probe.returncode or str(tuple(map(int, version.split(".")))) not in probe.stdout:
        pytest.skip(f"there is no Python {version} here beside this one")
    expected = result(ROOT, tmp_path / "first.jsonl", "0", "C", "UTC")
    environment = tmp_path / "environment"
    subprocess.run([python, "-m", "venv", environment], check=True)
    installed = subprocess.run(
        [environment / "bin" / "pip", "install", "-q", str(ROOT)], capture_output=True, check=False
    )
    if installed.returncode:
        pytest.skip("packages for that Python cannot be installed here")
    target = tmp_path / "other.jsonl"
    command = [environment / "bin" / "judge", "rank", "-C", ROOT, "-o", target]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 0
    assert target.read_bytes() == expected
