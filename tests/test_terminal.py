"""The sitting on a real terminal: single keys, kills, suspensions, other encodings; what was acknowledged is there."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from judge.acts.sitting import begin
from tests.test_sitting import CHALLENGE, RUBRIC, Place, place

pexpect = pytest.importorskip("pexpect")
ROOT = Path(__file__).parent.parent
SECONDS = 20
MARK = b"Mark, or s u c g r v p q"
NEXT = b"Enter goes on"


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setenv("JUDGE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("JUDGE_PLAIN", "0")
    return place(tmp_path)


@contextmanager
def terminal(made: Place, *arguments: str, width: int = 80, **more: str) -> Iterator["pexpect.spawn"]:
    """A sitting of J-1 on a terminal of its own."""
    env = {
        name: text
        for name, text in os.environ.items()
        if not name.startswith(("LC_", "LANG", "NO_COLOR", "COLUMNS", "LINES"))
    }
    env |= {"PYTHONPATH": str(ROOT), "TERM": "xterm", "LC_ALL": "C.UTF-8", **more}
    words = ["-m", "judge", "score", "final", "--as", "J-1", "-C", str(made.folder), *arguments]
    child = pexpect.spawn(
        sys.executable, words, env=env, cwd=made.folder.parent, dimensions=(24, width), timeout=SECONDS
    )
    child.delaybeforesend = None
    child.logfile_read = Log()
    try:
        yield child
    finally:
        child.close(force=True)


class Log:
    """What a terminal showed."""

    def __init__(self) -> None:
        self.text = b""

    def write(self, data: bytes) -> None:
        self.text += data

    def flush(self) -> None: ...


def marks(made: Place) -> list[object]:
    return [each["marks"] for each in made.entries() if each["type"] == "mark"]


def ended(child: "pexpect.spawn") -> int:
    child.expect(pexpect.EOF)
    child.wait()
    assert b"Traceback" not in child.logfile_read.text
    return int(child.exitstatus)


def test_one_key_is_one_mark_without_enter_and_q_comes_back_to_it(made: Place) -> None:
    """4 and 5 are two entries, no Enter; q ends with 3; the next sitting asks for the third mark."""
    with terminal(made) as child:
        child.expect(MARK)
        child.send("4")
        child.expect(b"4 saved")
        assert marks(made) == [{"idea": "4"}]
        child.expect(MARK)
        child.send("5")
        child.expect(b"5 saved")
        child.expect(NEXT)
        child.send("q\r")
        assert ended(child) == 3
    with terminal(made) as child:
        child.expect(b"2 of 6 marks")
        child.expect(b"Submission 2 of 3")


def test_keys_typed_ahead_are_neither_lost_nor_taken_as_one(made: Place) -> None:
    """Two keys in one packet of a slow line are two marks, arrows and a stray Enter are none."""
    with terminal(made) as child:
        child.expect(MARK)
        child.send("\x1b[A")
        child.expect(MARK)
        child.send("\r45")
        child.expect(NEXT)
        assert marks(made) == [{"idea": "4"}, {"work": "5"}]


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGHUP, signal.SIGTERM])
def test_a_killed_sitting_keeps_what_was_acknowledged(made: Place, number: signal.Signals) -> None:
    """However the terminal goes away after `saved`, the mark is there, and the next sitting goes on."""
    with terminal(made) as child:
        child.expect(MARK)
        child.send("4")
        child.expect(b"4 saved")
        child.kill(number)
        child.expect(pexpect.EOF)
        assert b"Traceback" not in child.logfile_read.text
    assert begin(made.folder, "J-1", "final", None).order
    assert marks(made) == [{"idea": "4"}]
    with terminal(made) as child:
        child.expect(b"1 of 6 marks")
        child.expect(b"Criterion 2 of 2")


def test_ctrl_c_at_a_question_ends_with_130(made: Place) -> None:
    """Interrupted, and what was given is saved."""
    with terminal(made) as child:
        child.expect(MARK)
        child.send("4")
        child.expect(b"4 saved")
        child.expect(MARK)
        child.sendintr()
        assert ended(child) == 130
    assert marks(made) == [{"idea": "4"}]


@pytest.mark.skipif(shutil.which("bash") is None, reason="a shell with jobs is needed")
def test_suspended_and_resumed_the_question_is_there_again(made: Place) -> None:
    """Ctrl-Z gives the shell its terminal back; fg asks the question again, and single keys work as before."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "LC_ALL": "C.UTF-8", "PS1": "shell> "}
    child = pexpect.spawn("bash", ["--norc", "--noprofile", "-i"], env=env, cwd=made.folder.parent, timeout=SECONDS)
    child.delaybeforesend = None
    try:
        child.expect(b"shell> ")
        child.sendline(f"{sys.executable} -m judge score final --as J-1 -C c")
        child.expect(MARK)
        child.send("\x1a")
        child.expect(b"Stopped")
        child.expect(b"shell> ")
        child.sendline("stty -a | grep -c ' icanon'")
        child.expect(b"\r1\r\n")
        child.sendline("fg")
        child.expect(MARK)
        child.send("4")
        child.expect(b"4 saved")
    finally:
        child.close(force=True)
    assert marks(made) == [{"idea": "4"}]


def test_a_second_sitting_beside_it_is_told_of(made: Place) -> None:
    """What another window has given meanwhile is never overwritten, nor called a wrong mark: the sitting ends and says so."""
    first = begin(made.folder, "J-1", "final", None).order[0]
    with terminal(made) as child:
        child.expect(MARK)
        assert made.run("score", "final", first, "work=2", "--as", "J-1").exit_code == 0
        child.send("4")
        child.expect(b"another process has added to this journal")
        assert ended(child) == 1
    assert marks(made) == [{"work": "2"}]


def test_what_stays_at_a_question_does_not_show_it_again(made: Place) -> None:
    """Help, progress and a remark come back to the prompt; the criterion is shown once."""
    with terminal(made) as child:
        child.expect(MARK)
        for key, answer in (("p", b"0 of 6 marks"), ("?", b"everything is saved"), ("c", b"Remark on")):
            child.send(key)
            child.expect(answer)
            if key == "c":
                child.send("good\r")
                child.expect(b"Remark saved")
            child.expect(MARK)
        assert child.logfile_read.text.count(b"Criterion 1 of 2") == 1


def test_a_window_that_changes_its_size_breaks_lines_anew(made: Place) -> None:
    """After the window has become narrow no line of words is longer than it."""
    with terminal(made, width=120) as child:
        child.expect(MARK)
        child.setwinsize(24, 40)
        child.send("4")
        child.expect(b"4 saved")
        child.expect(MARK)
        child.send("?")
        child.expect(b"everything is saved")
        child.expect(MARK)
        after = child.logfile_read.text.rpartition(b"4 saved")[2]
        assert all(len(line) <= 40 for line in after.decode().split("\r\n"))


def test_an_editor_writes_the_remark(made: Place, tmp_path: Path) -> None:
    """c, e: the text of the script that stands in $EDITOR is the remark; the sitting goes on with single keys."""
    editor = tmp_path / "editor.sh"
    editor.write_text('#!/bin/sh\nprintf "two\\nlines, \\303\\251\\n# not this\\n" > "$1"\n')
    editor.chmod(0o755)
    with terminal(made, EDITOR=str(editor), VISUAL="") as child:
        child.expect(MARK)
        child.send("c")
        child.expect(b"Remark on ")
        child.send("e\r")
        child.expect(b"Remark saved")
        child.expect(MARK)
        child.send("4")
        child.expect(b"4 saved")
    sitting = begin(made.folder, "J-1", "final", None)
    assert sitting.remark(sitting.order[0]) == "two\nlines, é"


ENCODINGS = [
    ({"LC_ALL": "C"}, "señal".encode()),
    ({"LC_ALL": "", "LANG": "es_ES.ISO-8859-1"}, "señal".encode("latin-1")),
    ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, "señal".encode()),
    ({"PYTHONIOENCODING": "latin-1"}, "señal".encode("latin-1")),
    ({"LC_ALL": "C.UTF-8"}, "señal".encode("latin-1")),
]


@pytest.mark.parametrize(("env", "typed"), ENCODINGS)
def test_a_terminal_that_is_not_utf8_keeps_every_letter(made: Place, env: dict[str, str], typed: bytes) -> None:
    """Whatever the terminal sends and Python thinks of it, the remark holds the letters, and Spanish is shown."""
    with terminal(made, "--language", "es", **env) as child:
        child.expect(b"Puntuaci.{1,2}n, o s u c g r v p q")
        child.send(typed[2:-2])
        child.expect(b"no est")
        child.expect(b", o s u c g r v p q")
        child.send(b"c")
        child.expect(b"Nota sobre")
        child.send(typed + b"\r")
        child.expect(b"Nota guardada")
        child.expect(b", o s u c g r v p q")
        child.send("q")
        assert ended(child) == 3
    sitting = begin(made.folder, "J-1", "final", None)
    assert sitting.remark(sitting.order[0]) == "señal"


@pytest.mark.parametrize(
    ("arguments", "env", "escapes"),
    [
        ((), {}, True),
        (("--plain",), {}, False),
        ((), {"JUDGE_PLAIN": "1"}, False),
        ((), {"NO_COLOR": "1"}, False),
        ((), {"TERM": "dumb"}, False),
    ],
)
def test_plain_terminals_get_no_escape_codes(
    made: Place, arguments: tuple[str, ...], env: dict[str, str], escapes: bool
) -> None:
    """With --plain, JUDGE_PLAIN, NO_COLOR or a dumb terminal not one escape code is written, else the title is bold."""
    with terminal(made, *arguments, **env) as child:
        child.expect(MARK)
        child.send("4")
        child.expect(b"4 saved")
        child.expect(MARK)
        child.send("q")
        assert ended(child) == 3
        assert (b"\x1b" in child.logfile_read.text) is escapes


def test_a_piped_run_has_no_escape_codes(made: Place) -> None:
    """Through a pipe only words come, whole and unbroken."""
    done = made.run("score", "final", "--as", "J-1", keys="45\nq")
    assert not re.search("[\x00-\x08\x0b-\x1f]", done.output)


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_every_prompt_stands_whole_at_80_columns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """A long descriptor is broken between words and set in; no line of the screen is longer than the window."""
    monkeypatch.setenv("JUDGE_HOME", str(tmp_path / "home"))
    long = "nobody has thought of it, and whoever hears of it for the first time asks why it was not done long ago " * 2
    monkeypatch.setattr("tests.test_sitting.RUBRIC", RUBRIC.replace("nobody has thought of it", long.strip()))
    made = place(tmp_path, CHALLENGE)
    with terminal(made, "--language", language) as child:
        child.expect(b"s u c g r v p q[^\r]*: ")
        child.send("4")
        child.expect(b"s u c g r v p q[^\r]*: ")
        child.send("5")
        child.expect(b"u (undo|deshacer|annuler)[^\r]*: ")
        child.send("q\r")
        assert ended(child) == 3
        shown = re.sub("\x1b\\[[0-9;]*m", "", child.logfile_read.text.decode())
    assert [line for line in shown.split("\r\n") if len(line) > 80 and str(made.folder) not in line] == []
    if language == "en":
        assert "\r\n     5  Great: nobody has thought" in shown
        assert re.search("\r\n        [a-z]", shown)


SCREEN = """\
J-1, round final: 0 of 2 marks, 0 of 1 submissions.
{help}

Submission 1 of 1: S-3
Three
  summary: the third

Criterion 1 of 2: Idea (weight 60)
     5  Great: nobody has thought of it
  Marks from 1 to 5 in steps of 1.
Mark, or s u c g r v p q (? help): 4
4 saved

Criterion 2 of 2: Work (weight 40)
  Marks from 1 to 5 in steps of 1.
Mark, or s u c g r v p q (? help):"""
HELP = {
    80: """\
Type a mark. s: leave this one for later. u: take back what you gave last. c:
write a remark on this submission. g: go to another submission. r: step aside
for a conflict of interest. v: read the whole record. p: how far you are. q:
stop; everything is saved.""",
    200: """\
Type a mark. s: leave this one for later. u: take back what you gave last. c: write a remark on this
submission. g: go to another submission. r: step aside for a conflict of interest. v: read the whole
record. p: how far you are. q: stop; everything is saved.""",
}


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is needed")
@pytest.mark.parametrize(("width", "height"), [(80, 24), (200, 60)])
def test_the_whole_screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, width: int, height: int) -> None:
    """What stands on a small and on a large screen after the first key, line by line."""
    monkeypatch.setenv("JUDGE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("tests.test_sitting.RECORDS", "id,title,summary,secret\nS-3,Three,the third,\n")
    made = place(tmp_path, CHALLENGE.partition("[[conflict]]")[0])
    server = ["tmux", "-f", os.devnull, "-S", str(tmp_path / "tmux")]
    words = [
        "env",
        "-u",
        "COLUMNS",
        "-u",
        "LINES",
        f"PYTHONPATH={ROOT}",
        "LC_ALL=C.UTF-8",
        f"JUDGE_HOME={tmp_path / 'home'}",
        "JUDGE_PLAIN=0",
    ]
    words += [sys.executable, "-m", "judge", "score", "final", "--as", "J-1", "-C", str(made.folder)]
    expected = SCREEN.format(help=HELP[width])
    subprocess.run([*server, "new-session", "-d", "-x", str(width), "-y", str(height), *words], check=True)
    try:
        first = shown(server, lambda text: text.endswith("(? help):"))
        assert first == expected.partition("4\n4 saved")[0].rstrip()
        subprocess.run([*server, "send-keys", "4"], check=True)
        assert shown(server, lambda text: "4 saved" in text and text.endswith("(? help):")) == expected
    finally:
        subprocess.run([*server, "kill-server"], check=False)


def shown(server: list[str], done: Callable[[str], bool]) -> str:
    """Return the screen once it shows what is waited for."""
    until = time.monotonic() + SECONDS
    while True:
        text = subprocess.run(
            [*server, "capture-pane", "-p"], capture_output=True, text=True, check=False
        ).stdout.rstrip()
        if done(text) or time.monotonic() > until:
            return text
        time.sleep(0.1)
