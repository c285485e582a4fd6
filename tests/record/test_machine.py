"""Judges, an organizer, an attacker and an auditor act at random on a record, through the commands that people use."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from judge.files import evidence
from judge.record import journal
from judge.record.verify import verify
from tests.record.life import JUDGES, SECRET, Life, Ran, in_force, whole

SUBMISSIONS = ("S-01", "S-02", "S-03")
MARK = st.sampled_from(["0", "2.5", "7", "9.75", "10"])
REMARK = "a remark that only organizers read"
REASON = "a reason that stays private"

judges, submissions = st.sampled_from(JUDGES), st.sampled_from(SUBMISSIONS)


class Record(RuleBasedStateMachine):
    """What was accepted is kept beside the record, and compared with it.

    Attributes:
        life: the challenge, begun, its judges in the roster, the round open.
        given: by judge and submission, the marks in force that were accepted.
        recused: the pairs that were stepped aside for.
        sent: the judges whose last line stands and was collected.
        published: the bundles.
    """

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.life = Life(self.folder)
        self.given: dict[tuple[str, str], dict[str, str]] = {}
        self.recused: set[tuple[str, str]] = set()
        self.submitted: set[str] = set()
        self.collected: dict[str, dict[tuple[str, str], dict[str, str]]] = {}
        self.sealed: dict[tuple[str, str], dict[str, str]] | None = None
        self.bundles = 0

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @initialize()
    def begin(self) -> None:
        _begun(self.folder)

    def do(self, who: str, *arguments: object) -> Ran:
        """Run a command; whatever it says, it never breaks."""
        done = self.life.do(who, *arguments, "-C", "org" if who == "org" else f"copy-{who}")
        assert done.code in (0, 1, 2), done
        assert "bug" not in done.err, done
        return done

    # -- judges

    @rule(judge=judges, sub=submissions, use=MARK, care=st.none() | MARK, remark=st.booleans(), why=st.booleans())
    def score(self, judge: str, sub: str, use: str, care: str | None, remark: bool, why: bool) -> None:
        marks = {"use": use, **({"care": care} if care is not None else {})}
        more = (["--remark", REMARK] if remark else []) + (["--reason", "read again"] if why else [])
        done = self.do(judge, "score", "panel", sub, *(f"{name}={mark}" for name, mark in marks.items()), *more)
        before = self.given.get((judge, sub), {})
        changes = any(before.get(name, mark) != mark for name, mark in marks.items())
        barred = judge in self.submitted or (judge, sub) in self.recused
        assert (done.code == 0) == (not barred and (why or not changes)), done
        if done.code == 0:
            self.given[judge, sub] = before | marks

    @rule(judge=judges, sub=submissions)
    def take_back(self, judge: str, sub: str) -> None:
        done = self.do(judge, "score", "panel", sub, "use=-", "--reason", "not sure any more")
        if done.code == 0 and (judge, sub) in self.given:
            self.given[judge, sub].pop("use", None)

    @rule(judge=judges, sub=submissions)
    def recuse(self, judge: str, sub: str) -> None:
        if self.do(judge, "recuse", "panel", sub, "--reason", REASON).code == 0:
            self.recused.add((judge, sub))

    @rule(judge=judges)
    def submit(self, judge: str) -> None:
        assert self.do(judge, "submit", "panel", "--incomplete", "-o", f"{judge}.sent").code == 0
        self.submitted.add(judge)

    # -- the organizer

    @rule(judge=judges, older=st.booleans())
    def collect(self, judge: str, older: bool) -> None:
        """Copies come twice, and older ones with newer ones: the longest counts."""
        path = self.folder / f"copy-{judge}/record" / journal.of_judge(judge)
        if not path.exists():
            return
        copies = [self.folder / f"{judge}.now"]
        copies[0].write_bytes(path.read_bytes())
        if older:
            copies.append(self.folder / f"{judge}.older")
            copies[1].write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:1]))
        sent = self.folder / f"{judge}.sent"
        done = self.do("org", "collect", *copies, *([sent] if sent.exists() else []))
        assert done.code == 0, done
        self.collected[judge] = {key: dict(marks) for key, marks in self.given.items() if key[0] == judge}

    @rule(judge=judges)
    def reopen(self, judge: str) -> None:
        """The judge goes on when the organizer's new entry has come to the judge's copy."""
        if self.do("org", "reopen", "panel", judge, "--reason", "submitted by mistake").code == 0:
            source = self.folder / "org/record" / journal.ORGANIZER
            shutil.copy(source, self.folder / f"copy-{judge}/record" / journal.ORGANIZER)
            self.submitted.discard(judge)

    @rule(judge=judges, sub=submissions)
    def void(self, judge: str, sub: str) -> None:
        self.do("org", "void", "panel", judge, sub, "--reason", "another record was open")

    @rule(sub=submissions)
    def penalise(self, sub: str) -> None:
        self.do("org", "decide", "panel", "penalty", sub, "--points", "0.5", "--reason", "a day late")

    @rule(ready=st.booleans())
    def seal(self, ready: bool) -> None:
        """Whether or not everybody is ready; a round that is sealed is sealed again with a reason."""
        for judge in JUDGES if ready else ():
            self.submit(judge)
            self.collect(judge, older=False)
        self.do("org", "decide", "panel", "quorum", *SUBMISSIONS, "--reason", "few ballots are enough")
        done = self.do("org", "seal", "panel", *(["--reason", "more came"] if self.sealed is not None else []))
        assert done.code == 0 or not ready, done
        if done.code == 0:
            self.sealed = {key: marks for each in self.collected.values() for key, marks in each.items()}

    # -- everybody, when a round is sealed

    @precondition(lambda self: self.sealed is not None)
    @rule(attack=st.integers(0, 10**6), way=st.sampled_from(["change", "drop", "double", "swap", "cut"]))
    def publish(self, attack: int, way: str) -> None:
        """The bundle verifies, has what was accepted, hides what it withholds; and whatever is changed in it is found."""
        for judge in JUDGES[:2]:
            done = self.life.do(judge, "cosign", "-C", "org", "-o", f"{judge}.cosigned")
            if self._lines("org", judge) != self._lines(f"copy-{judge}", judge):
                assert "own-journal-differs" in done.err, "a judge who wrote more since then is asked to look"
                return
            assert done.code == 0, done
        self.bundles += 1
        name = f"bundle-{self.bundles}"
        done = self.do("org", "publish", "panel", "-o", name)
        assert done.code == 0, done
        verified = self.life.verify(name)
        assert verified.code == 0, verified
        assert self.life.verify(name) == self.life.verify(name), "replay gives the same bytes"
        found = {key: marks for key, marks in in_force(self.folder / name).items() if marks}
        assert self.sealed is not None
        assert found == {key: marks for key, marks in self.sealed.items() if marks}
        files = evidence.read(self.folder / name).files
        _hides(files)
        _attacked(files, attack, way)

    def _lines(self, copy: str, judge: str) -> bytes:
        path = self.folder / copy / "record" / journal.of_judge(judge)
        return path.read_bytes() if path.exists() else b""

    @invariant()
    def nothing_accepted_is_lost(self) -> None:
        for judge in JUDGES:
            found = in_force(self.folder / f"copy-{judge}/record") if (self.folder / f"copy-{judge}").exists() else {}
            own = {key: marks for key, marks in self.given.items() if key[0] == judge and marks}
            assert {key: marks for key, marks in found.items() if marks} == own


_BEGUN: list[Path] = []


def _begun(folder: Path) -> None:
    """Lay out a challenge whose round is open, with a copy for each judge; made once."""
    if not _BEGUN:
        made = Life(Path(tempfile.mkdtemp())).begin()
        steps = whole()
        made.play(steps[: next(number for number, step in enumerate(steps) if step.name == "score")])
        for judge in JUDGES:
            shutil.copytree(made.root / "org", made.root / f"copy-{judge}")
        _BEGUN.append(made.root)
    shutil.copytree(_BEGUN[0], folder, dirs_exist_ok=True)


def _hides(files: dict[str, bytes]) -> None:
    """A public edition holds no name, remark or reason of a recusal, in no byte and in no file's name."""
    held = "\n".join(files).encode() + b"".join(files.values())
    for secret in (*SECRET.values(), *(part for name in SECRET.values() for part in name.split()), REMARK, REASON):
        assert secret.encode() not in held
        assert secret.encode("unicode_escape") not in held


def _attacked(files: dict[str, bytes], number: int, way: str) -> None:
    """An outsider does something to a line of a file."""
    name = sorted(files)[number % len(files)]
    lines = files[name].splitlines(keepends=True)
    at = number // len(files) % max(1, len(lines))
    changed: Any = list(lines)
    if way == "change" and lines:
        middle = len(lines[at]) // 2
        changed[at] = lines[at][:middle] + bytes([lines[at][middle] ^ 1]) + lines[at][middle + 1 :]
    elif way == "drop":
        del changed[at : at + 1]
    elif way == "double":
        changed[at:at] = lines[at : at + 1]
    elif way == "swap" and at + 1 < len(lines):
        changed[at], changed[at + 1] = lines[at + 1], lines[at]
    elif way == "cut":
        changed = [files[name][: number % max(1, len(files[name]))]]
    data = b"".join(changed)
    if data != files[name]:
        assert verify({**files, name: data}).failed, (name, at, way)


Record.TestCase.settings = settings(
    max_examples=12, stateful_step_count=25, deadline=None, derandomize=True,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
TestRecord = Record.TestCase
