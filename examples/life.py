"""The whole life of the sample challenge: a record opened, seven judges, a seal, a bundle, an audit from another folder.

``make demo`` runs it after the ranking; ``make demo-tampered`` changes one mark of the published bundle before the audit.
Everything happens in a temporary folder, with keys of its own, which is deleted at the end.
"""

import argparse
import contextlib
import csv
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from judge.cli import run  # noqa: E402  (the one above is found even where nothing is installed)

PARTS = ("challenge.toml", "criteria", "submissions", "facts", "ballots", "decisions.toml", "assignments.csv")
JUDGES = [f"J-{number:02}" for number in range(1, 8)]
MARK = '"rights":"4"', '"rights":"5"'


class Life:
    """The temporary folder: the challenge of the organizers, a copy and a home of keys for each judge, and the telling."""

    def __init__(self, folder: Path, *, told: bool) -> None:
        self.folder, self.told = folder, told
        challenge = folder / "organizer"
        challenge.mkdir()
        for whole in (ROOT / part for part in PARTS if (ROOT / part).exists()):
            part = whole.name
            shutil.copytree(whole, challenge / part) if whole.is_dir() else shutil.copy(whole, challenge / part)
        self.table = next((challenge / "ballots").glob("*.csv"))

    def say(self, words: str = "") -> None:
        """Print a line, unless only the end is asked for."""
        if self.told:
            print(words, flush=True)

    def act(self, who: str, *words: str, show: int = 0) -> str:
        """Run a command as somebody, show its first lines, and return its output.

        Raises:
            SystemExit: if the command fails.
        """
        os.environ["JUDGE_HOME"] = str(self.folder / "homes" / who)
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run([*words, "-C", who])
        if code:
            sys.exit(f"judge {shlex.join(words)}: exit {code}\n{out.getvalue()}{err.getvalue()}")
        if show:
            self.say(f"$ judge {shlex.join(words)}")
            for line in out.getvalue().splitlines()[:show]:
                self.say(f"  {line}")
        return out.getvalue()

    def hand_out(self) -> None:
        """Give each judge the challenge as it stands, as a mail or a shared folder would."""
        for judge in JUDGES:
            shutil.copytree(self.folder / "organizer", self.folder / judge, dirs_exist_ok=True)

    def all_judges(self, *words: str, show: int = 1) -> None:
        """Run a command as each judge; the first is shown, the others are counted."""
        for judge in JUDGES:
            self.act(judge, *(word.replace("JUDGE", judge) for word in words), show=show if judge == JUDGES[0] else 0)
        self.say(f"  … and {len(JUDGES) - 1} more judges")


def recusals(table: Path) -> Iterable[tuple[str, str, str]]:
    """Return who stepped aside for which submission, and why."""
    with table.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["mark"] == "recused"]
    return sorted({(row["judge"], row["submission"], row["reason"]) for row in rows})


def play(life: Life) -> tuple[Path, str]:
    """Play everything up to the bundle, and return it with the anchor that was published on the first day."""
    life.say("The organizers begin a record; each judge makes a key; the round is opened, and its anchor published.")
    life.act("organizer", "open", show=1)
    life.hand_out()
    life.all_judges("join", "JUDGE", "--name", "Judge JUDGE")
    for judge in JUDGES:
        life.act("organizer", "enrol", f"{judge}.join", show=1 if judge == JUDGES[0] else 0)
    anchor = re.search(r"anchor: ([0-9a-f]{64})", life.act("organizer", "open", "panel", show=2))
    assert anchor is not None
    life.hand_out()
    life.say("\nThe judges mark; every mark is signed and on the disk before it is acknowledged.")
    for number, (judge, submission, reason) in enumerate(recusals(life.table)):
        life.act(judge, "recuse", "panel", submission, "--reason", reason, show=0 if number else 1)
    life.all_judges("score", "panel", "--from", str(life.table.relative_to(life.folder)), show=2)
    life.all_judges("submit", "panel", "--incomplete")
    life.say("\nThe organizers collect what was sent, record what they decided, and close the round.")
    life.act("organizer", "collect", *(f"{judge}.panel.handover" for judge in JUDGES), show=8)
    why = "two judges stepped aside, and no third could be found in time"
    life.act("organizer", "decide", "panel", "quorum", "S-19", "--reason", why, "--by", "the chair", show=1)
    life.act("organizer", "seal", "panel", show=3)
    life.say("\nEach judge audits what was sealed and signs to have seen it; then it is published.")
    life.act("organizer", "publish", "panel", "--unwitnessed", "-o", "for-judges", show=1)
    life.all_judges("cosign", "for-judges")
    life.act("organizer", "collect", *(f"{judge}.panel.1.cosigned" for judge in JUDGES), show=1)
    life.act("organizer", "publish", "panel", show=2)
    return life.folder / "organizer" / "published" / "panel" / "1-public", anchor[1]


def tamper(bundle: Path) -> str:
    """Change one mark in a bundle, and return where."""
    for path in sorted((bundle / "journals" / "judges").glob("*.jsonl")):
        text = path.read_text("utf-8")
        if MARK[0] in text:
            number = text[: text.index(MARK[0])].count("\n") + 1
            path.write_bytes(text.replace(*MARK, 1).encode())
            return f"{path.relative_to(bundle).as_posix()}, line {number}: {MARK[0]} is now {MARK[1]}"
    raise AssertionError("no such mark")


def audit(bundle: Path, elsewhere: Path, anchor: str) -> int:
    """Verify the bundle as somebody who has nothing else: another folder, another home, another process."""
    print(f"$ judge verify bundle --anchor {anchor}", flush=True)
    environment = {**os.environ, "JUDGE_HOME": str(elsewhere / "home"), "PYTHONPATH": str(ROOT)}
    shutil.copytree(bundle, elsewhere / "bundle")
    command = [sys.executable, "-m", "judge", "verify", "bundle", "--anchor", anchor]
    return subprocess.run(command, cwd=elsewhere, env=environment, check=False).returncode


def main() -> int:
    """Play the life, and return 0 if the audit gives the answer that it should."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tampered", action="store_true", help="change one mark of the bundle before it is verified")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="judge-life-") as name:
        folder, elsewhere = Path(name).resolve(), Path(name).resolve() / "elsewhere"
        elsewhere.mkdir()
        with contextlib.chdir(folder):
            bundle, anchor = play(Life(folder, told=not given.tampered))
        if given.tampered:
            print(f"One mark of the published bundle is changed: {tamper(bundle)}.\n")
        else:
            print("\nAn auditor has nothing but the bundle and the anchor, and works in another folder.")
        code = audit(bundle, elsewhere, anchor)
    return int(code != (1 if given.tampered else 0))


if __name__ == "__main__":
    sys.exit(main())
