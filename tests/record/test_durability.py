"""A record on real disks and in real hands: full, read-only, pulled out, copied, mailed, merged; what is said each time."""

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from judge.acts import appending
from judge.files import durable
from judge.record import journal
from tests.challenges import ROOT
from tests.record.life import JUDGES, MARKS, Life, in_force, whole

STEPS = whole()
SCORED = next(number for number, step in enumerate(STEPS) if step.name == "recuse")
COLLECTED = next(number for number, step in enumerate(STEPS) if step.name == "collect")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Lives as they stand when all is scored, when all is sent, and when all is sealed."""
    life = Life(tmp_path_factory.mktemp("life")).begin()
    found, folder = {}, tmp_path_factory.mktemp("kept")
    for name, steps in {
        "scored": STEPS[:SCORED],
        "sent": STEPS[SCORED:COLLECTED],
        "sealed": STEPS[COLLECTED:-3],
    }.items():
        life.play(steps)
        found[name] = shutil.copytree(life.root, folder / name)
    return found


@pytest.fixture
def scored(kept: dict[str, Path], tmp_path: Path) -> Life:
    return Life(shutil.copytree(kept["scored"], tmp_path / "life"))


@pytest.fixture
def sent(kept: dict[str, Path], tmp_path: Path) -> Life:
    return Life(shutil.copytree(kept["sent"], tmp_path / "life"))


@pytest.fixture
def sealed(kept: dict[str, Path], tmp_path: Path) -> Life:
    return Life(shutil.copytree(kept["sealed"], tmp_path / "life"))


OWN = "copy-J-01"
JOURNAL = f"{OWN}/record/journals/judges/J-01.jsonl"
AGAIN = ("score", "panel", "S-01", "use=7.5", "--reason", "read again", "-C", OWN)


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "the disk is full"), (errno.EROFS, "the disk is read-only")]
)
def test_a_disk_that_takes_nothing(scored: Life, monkeypatch: pytest.MonkeyPatch, number: int, words: str) -> None:
    """A full disk and a read-only folder are named, and nothing is entered."""
    before = (scored.root / JOURNAL).read_bytes()
    real = os.open

    def refusing(path: str, flags: int, *rest: int) -> int:
        if flags & (os.O_WRONLY | os.O_CREAT):
            raise OSError(number, "injected")
        return real(path, flags, *rest)

    monkeypatch.setattr(durable.os, "open", refusing)
    done = scored.do("J-01", *AGAIN)
    monkeypatch.undo()
    assert done.code == 1
    assert f"the file cannot be written: {words}" in done.err
    assert (scored.root / JOURNAL).read_bytes() == before
    assert scored.do("J-01", *AGAIN).code == 0


def test_a_head_that_cannot_be_noted(scored: Life, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the entry is in the journal and only this computer's own note fails, it is said that nothing is lost."""
    real = os.replace

    def refusing(one: Path, other: Path) -> None:
        if str(other).endswith(".head"):
            raise OSError(errno.ENOSPC, "injected")
        real(one, other)

    monkeypatch.setattr(durable.os, "replace", refusing)
    done = scored.do("J-01", *AGAIN)
    monkeypatch.undo()
    assert done.code == 1
    assert "what J-01 entered is in the journal, but this computer could not note how far it goes: " in done.err
    assert "nothing needs to be entered again" in done.err
    assert in_force(scored.root / OWN / "record")["J-01", "S-01"]["use"] == "7.5"


def test_a_folder_that_vanishes(scored: Life, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stick that is pulled out between reading and writing is named, and no new folder grows in its place."""
    real = appending.add

    def pulled(*arguments: object, **options: object) -> object:
        os.rename(scored.root / OWN / "record", scored.root / "pulled")
        return real(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(appending, "add", pulled)
    done = scored.do("J-01", *AGAIN)
    assert done.code == 1
    assert "record: the record is not there any more; nothing was written" in done.err
    assert not (scored.root / OWN / "record").exists()


def test_a_clock_set_back(scored: Life, monkeypatch: pytest.MonkeyPatch) -> None:
    """A judge whose clock stands before the organizer's last entry is told so; no audit would take the entry."""
    monkeypatch.setattr(appending, "clock", lambda: "2001-01-01T00:00:00Z")
    before = (scored.root / JOURNAL).read_bytes()
    (scored.root / JOURNAL).unlink()
    (next((scored.root / "homes/J-01").glob("*/J-01.head"))).unlink()
    done = scored.do("J-01", *AGAIN)
    assert done.code == 1
    assert "the clock of this computer says 2001-01-01T00:00:00Z, and the last entry is from 20" in done.err
    assert "[clock-behind]" in done.err
    assert not (scored.root / JOURNAL).exists() or not (scored.root / JOURNAL).read_bytes()
    assert before


def test_a_judges_clock_ahead_of_the_seal(sent: Life, monkeypatch: pytest.MonkeyPatch) -> None:
    """No seal is written whose time stands before a line that it closes: it could not be taken back."""
    sent.play(STEPS[COLLECTED : COLLECTED + 1])
    path = sent.root / "org/record" / journal.ORGANIZER
    before = path.read_bytes()
    monkeypatch.setattr(appending, "clock", lambda: "2001-01-01T00:00:00Z")
    done = sent.do("org", "seal", "panel", "-C", "org")
    assert (done.code, "[clock-behind]" in done.err) == (1, True)
    assert path.read_bytes() == before


# -- two at once, and lines that were torn ----------------------------------------------------------------------------


def _started(life: Life, *arguments: str) -> "subprocess.Popen[str]":
    environment = {**os.environ, "JUDGE_HOME": str(life.root / "homes/J-01"), "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-m", "judge", *arguments],
        cwd=life.root, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def test_two_processes_on_one_journal(scored: Life) -> None:
    """Of two that mark at once the second waits or is told; no line is lost and none forks."""
    accepted = 0
    for number in range(3):
        marks = [("S-01", f"use={number}"), ("S-02", f"use={number + 4}")]
        both = [_started(scored, "score", "panel", sub, mark, "--reason", "again", "-C", OWN) for sub, mark in marks]
        for process in both:
            out, err = process.communicate(timeout=120)
            assert process.returncode == 0 or "another process has added to this journal meanwhile" in err, err
            accepted += "accepted" in out
    entries = [journal.entry(line) for line in journal.cut((scored.root / JOURNAL).read_bytes(), "")]
    assert len(entries) == 3 + accepted
    assert accepted >= 3
    assert scored.do("J-01", "submit", "panel", "-C", OWN).code == 0
    assert scored.do("org", "collect", "J-01.panel.handover", "-C", "org").code == 0


def test_a_torn_line_is_put_aside_and_shown(scored: Life) -> None:
    """A line whose writing was interrupted was never accepted: it is kept under record/torn, and said."""
    path = scored.root / JOURNAL
    with path.open("ab") as stream:
        stream.write(b'{"body":{"at":"2026-')
    done = scored.do("J-01", *AGAIN)
    assert done.code == 0
    assert "a line whose writing was interrupted before was put aside: " in done.err
    (torn,) = (scored.root / OWN / "record/torn").iterdir()
    assert torn.read_bytes() == b'{"body":{"at":"2026-'
    assert in_force(scored.root / OWN / "record")["J-01", "S-01"]["use"] == "7.5"


def test_a_torn_journal_stops_no_organizer(sent: Life) -> None:
    """Torn lines in the organizer's own record: of a judge's journal, of the organizer's; the round is sealed all the same."""
    record = sent.root / "org/record"
    (record / "journals/judges").mkdir(exist_ok=True)
    (record / "journals/judges/J-01.jsonl").write_bytes(b'{"bo')
    with (record / journal.ORGANIZER).open("ab") as stream:
        stream.write(b'{"body"')
    sent.play(STEPS[COLLECTED:])
    assert sent.verify().code == 0
    assert sorted(each.read_bytes() for each in (record / "torn").iterdir()) == [b'{"bo', b'{"body"']


def test_torn_disclosures_hide_no_later_ones(scored: Life) -> None:
    """A remark whose writing was interrupted takes no later remark with it."""
    (path,) = (scored.root / "homes/J-01").glob("*/J-01.disclosures.jsonl")
    with path.open("ab") as stream:
        stream.write(b'["00')
    scored.do("J-01", *AGAIN, "--remark", "the newest remark")
    assert path.read_text("utf-8").splitlines()[-1].endswith('"remark","the newest remark"]')
    assert "00[" not in path.read_text("utf-8")


# -- copies, older and others -----------------------------------------------------------------------------------------


def test_an_older_copy_of_a_journal(scored: Life) -> None:
    """Who restores an older copy and goes on would sign two entries of one number: it is refused."""
    path = scored.root / JOURNAL
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    done = scored.do("J-01", *AGAIN)
    assert done.code == 1
    assert "this copy of the journal has 1 entries and is not the one that has 3; nothing was written" in done.err
    assert "[journal-older]" in done.err


@pytest.mark.parametrize("name", [
    "J-01 (conflicted copy 2026-01-01).jsonl", "J-01.sync-conflict-20260101-101112-ABC.jsonl", "J-01 (1).jsonl",
])  # fmt: skip
def test_a_conflicted_copy(scored: Life, name: str) -> None:
    """A second copy that a shared folder made is recognised, for the judge and for the organizer."""
    path = scored.root / JOURNAL
    shutil.copy(path, path.with_name(name))
    done = scored.do("J-01", *AGAIN)
    assert done.code == 1
    assert f"{name}: this looks like a second copy of J-01.jsonl" in done.err
    assert "a shared folder, a mail program or git made this copy" in done.err
    path.with_name(name).unlink()
    assert scored.do("J-01", *AGAIN).code == 0


# -- git --------------------------------------------------------------------------------------------------------------


def _git(folder: Path, *arguments: str) -> str:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main")
    done = subprocess.run(
        ["git", *who, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.fixture
def repository(scored: Life) -> Iterator[Path]:
    if shutil.which("git") is None:
        pytest.skip("there is no git here")
    folder = scored.root / OWN
    _git(folder, "init", "-q")
    _git(folder, "add", "-A")
    _git(folder, "commit", "-qm", "marks")
    return folder


def test_git_with_windows_line_ends(scored: Life, repository: Path) -> None:
    """A clone with core.autocrlf keeps every byte of a record; without its .gitattributes what happened is said."""
    clone = scored.root / "clone"
    _git(scored.root, "clone", "-q", "-c", "core.autocrlf=true", str(repository), str(clone))
    assert (clone / "challenge.toml").read_bytes().count(b"\r\n")
    assert (clone / "record" / journal.ORGANIZER).read_bytes() == (
        repository / "record" / journal.ORGANIZER
    ).read_bytes()
    _git(repository, "rm", "-q", "record/.gitattributes")
    _git(repository, "commit", "-qm", "without")
    other = scored.root / "other"
    _git(scored.root, "clone", "-q", "-c", "core.autocrlf=true", str(repository), str(other))
    done = scored.do("J-01", *AGAIN[:-1], "other")
    assert done.code == 1
    assert "the line ends as Windows ends lines; git or an editor changed it (see `.gitattributes`)" in done.err


def test_git_with_union_merges(scored: Life, repository: Path) -> None:
    """Two copies of a journal that git put together line by line are recognised."""
    (repository / ".gitattributes").write_text("*.jsonl merge=union\n")
    _git(repository, "add", "-A")
    _git(repository, "commit", "-qm", "union")
    head = next((scored.root / "homes/J-01").glob("*/J-01.head"))
    before = head.read_bytes()
    for branch, mark in (("one", "use=1"), ("two", "use=2")):
        _git(repository, "checkout", "-q", "-b", branch, "main")
        head.write_bytes(before)
        assert scored.do("J-01", "score", "panel", "S-01", mark, "--reason", "again", "-C", OWN).code == 0
        _git(repository, "commit", "-qam", branch)
    _git(repository, "merge", "-q", "one", "-m", "both")
    done = scored.do("J-01", *AGAIN)
    assert done.code == 1
    assert "a second entry 3 stands here: two copies of the journal were put together" in done.err


# -- mail -------------------------------------------------------------------------------------------------------------


def test_a_mailer_that_changed_line_ends(sent: Life) -> None:
    """Line ends as Windows has them, a byte order mark and a signature below are put right, and it is said."""
    for judge in JUDGES:
        path = sent.root / f"{judge}.panel.handover"
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n") + b"-- \r\nSent from my phone\r\n")
    done = sent.step(STEPS[COLLECTED])
    assert done.code == 0, done
    assert "J-01.panel.handover: its line ends were changed on the way, and were put right" in done.err
    sent.play(STEPS[COLLECTED + 1 :])
    assert sent.verify().code == 0
    assert in_force(sent.root / "bundle") == MARKS


def test_a_mailer_that_broke_lines(sent: Life) -> None:
    """Lines that were cut into shorter ones cannot be put together: the file is asked for in another way."""
    path = sent.root / "J-01.panel.handover"
    path.write_bytes(b"\n".join(path.read_bytes()[at : at + 70] for at in range(0, path.stat().st_size, 70)))
    done = sent.step(STEPS[COLLECTED])
    assert "it holds lines of a journal that were broken on their way" in done.err


def test_a_cosignature_by_mail(sealed: Life) -> None:
    """A cosignature that came by mail, with a signature of the mail below it, is added."""
    assert sealed.do("J-03", "cosign", "-C", "org", "-o", "J-03.cosigned").code == 0
    shutil.copy(sealed.root / "org/record/seals/panel.1.checkpoint", sealed.root / "before")
    path = sealed.root / "J-03.cosigned"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n") + b"\r\n-- \r\nChlo\r\n")
    note = (sealed.root / "org/record/seals/panel.1.checkpoint").read_text("utf-8").splitlines()[:-1]
    (sealed.root / "org/record/seals/panel.1.checkpoint").write_text("\n".join(note) + "\n", "utf-8")
    done = sealed.do("org", "collect", "J-03.cosigned", "-C", "org")
    assert done.code == 0
    assert "J-03: cosignature added" in done.out
