"""A small challenge played through the command line, in one process: organizers in one folder, each judge in a copy."""

import contextlib
import io
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs

from judge.cli import run
from judge.record import journal
from tests.challenges import write

JUDGES = ("J-01", "J-02", "J-03")
SECRET = {"J-01": "Ana Pérez", "J-02": "Bilal Haddad", "J-03": "Chloé Diarra"}
"""Names that no public edition may hold."""

FILES = {
    "challenge.toml": 'title = "Small"\n\n[[round]]\nid = "panel"\nrubric = "two"\n'
    + "".join(f'\n[[judge]]\nid = "{judge}"\nname = "{SECRET[judge]}"\n' for judge in JUDGES),
    "criteria/two.toml": 'title = "Two"\n\n[scale]\nlow = 0\nhigh = 10\nstep = 0.25\n\n'
    '[[criterion]]\nid = "use"\nweight = 60\n\n[[criterion]]\nid = "care"\nweight = 40\n',
    "submissions/submissions.csv": "id,title\nS-01,Bridge\nS-02,Well\nS-03,School\n",
}

MARKS = {
    (judge, sub): {"use": use, "care": care} for judge, sub, use, care in (
        ("J-01", "S-01", "7", "8"), ("J-01", "S-02", "5.5", "6"), ("J-01", "S-03", "9", "4"),
        ("J-02", "S-01", "6", "7"), ("J-02", "S-02", "8", "8"), ("J-02", "S-03", "3", "5"),
        ("J-03", "S-01", "10", "2"), ("J-03", "S-02", "4", "6.25"),
    )
}  # fmt: skip
"""What the judges give; J-03 steps aside for S-03."""


@attrs.frozen
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str


@attrs.frozen
class Step:
    """A command and who runs it where: ``folder`` is the copy of the challenge."""

    who: str
    folder: str
    arguments: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.arguments[0]


@attrs.frozen
class Life:
    """A place where the challenge is played.

    Attributes:
        root: a folder that holds ``org``, a copy for each judge, and the homes.
    """

    root: Path

    def begin(self) -> "Life":
        """Write the challenge's folder."""
        write(self.root / "org", FILES)
        return self

    def do(self, who: str, *arguments: object) -> Ran:
        """Run a command as somebody, with the root as the working folder."""
        out, err = io.StringIO(), io.StringIO()
        with at_home(self.root, who), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run([*map(str, arguments)])
        return Ran(code, out.getvalue(), err.getvalue())

    def step(self, step: Step) -> Ran:
        """Run a step."""
        self.copied(step)
        return self.do(step.who, *step.arguments, "-C", step.folder)

    def copied(self, step: Step) -> None:
        """Give a judge a copy of the challenge before the first step in it."""
        if step.folder != "org" and step.arguments[0] == "score" and not (self.root / step.folder).exists():
            shutil.copytree(self.root / "org", self.root / step.folder)

    def play(self, steps: Sequence[Step]) -> "Life":
        """Run steps that must all end well."""
        for each in steps:
            done = self.step(each)
            assert done.code == 0, (each, done)
        return self

    def verify(self, bundle: str = "bundle") -> Ran:
        """Verify what was published, against the hash of its `open`."""
        return self.do("auditor", "verify", bundle, "--anchor", self.anchor())

    def anchor(self) -> str:
        """Return the hash of the last `open`."""
        data = (self.root / "org" / "record" / journal.ORGANIZER).read_bytes()
        entries = [journal.entry(line) for line in journal.cut(data, "")]
        return next(each.hash for each in reversed(entries) if each.type == "open")


@contextlib.contextmanager
def at_home(root: Path, who: str) -> Iterator[None]:
    """Be somebody: with a home of one's own, in the root."""
    before, folder = os.environ.get("JUDGE_HOME"), Path.cwd()
    os.environ["JUDGE_HOME"] = str(root / "homes" / who)
    os.chdir(root)
    try:
        yield
    finally:
        os.chdir(folder)
        os.environ.pop("JUDGE_HOME")
        if before is not None:
            os.environ["JUDGE_HOME"] = before


def in_force(folder: Path) -> dict[tuple[str, str], dict[str, str]]:
    """Return the marks in force in a record or a bundle, by judge and submission, then by criterion."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for path in sorted((folder / journal.JUDGES).glob("*.jsonl")):
        for line in journal.cut(path.read_bytes(), path.name):
            each = journal.entry(line)
            if each.type == "mark":
                of = found.setdefault((each.text("judge"), each.text("sub")), {})
                for name, mark in each.table("marks").items():
                    of.pop(name, None)
                    if mark is not None:
                        of[name] = str(mark)
    return found


def whole() -> list[Step]:
    """Return the steps of a whole life, from an empty record to a published one."""
    own = {judge: f"copy-{judge}" for judge in JUDGES}
    steps = [Step("org", "org", ("open", "--witnesses", "2"))]
    steps += [Step(judge, "org", ("join", judge, "--name", SECRET[judge])) for judge in JUDGES]
    steps += [Step("org", "org", ("enrol", f"{judge}.join")) for judge in JUDGES]
    steps += [Step("org", "org", ("open", "panel"))]
    for (judge, sub), marks in MARKS.items():
        given = (
            "score",
            "panel",
            sub,
            *(f"{name}={mark}" for name, mark in marks.items()),
            "--remark",
            f"remark on {sub}",
        )
        steps.append(Step(judge, own[judge], given))
    steps += [Step("J-03", own["J-03"], ("recuse", "panel", "S-03", "--reason", "my sister works there"))]
    steps += [Step(judge, own[judge], ("submit", "panel")) for judge in JUDGES]
    steps += [Step("org", "org", ("collect", *(f"{judge}.panel.handover" for judge in JUDGES)))]
    steps += [Step("org", "org", ("seal", "panel"))]
    steps += [Step(judge, "org", ("cosign",)) for judge in JUDGES[:2]]
    steps += [Step("org", "org", ("publish", "panel", "--edition", "full", "-o", "bundle"))]
    return steps
