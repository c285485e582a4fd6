"""The ceremony on a real terminal: nothing ahead of its key, nothing left behind, any size, any way to end."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.challenges import write
from tests.test_reveal import FILES, TITLES
from tests.test_terminal import Log, ended, shown

pexpect = pytest.importorskip("pexpect")
ROOT = Path(__file__).parent.parent
SECONDS = 20
ENTER, LEAVE, CLEAR = b"\x1b[?1049h", b"\x1b[?1049l", b"\x1b[2J\x1b[H"
BOUNCE = 0.5
"""So long after a card a key is a new press on any computer, however busy."""


@pytest.fixture
def ferries(tmp_path: Path) -> Path:
    """A challenge whose titles have a sign of which there is no large letter, so that they can be looked for."""
    records = FILES["submissions/submissions.csv"].replace("\n", " ☂\n").replace("title ☂", "title")
    challenge = FILES["challenge.toml"].replace("Ferry prize", "Ferry prize ☂")
    return write(tmp_path / "ferries", {**FILES, "challenge.toml": challenge, "submissions/submissions.csv": records})


def environment(**more: str) -> dict[str, str]:
    unwanted = ("LC_", "LANG", "NO_COLOR", "COLUMNS", "LINES", "JUDGE_")
    env = {name: text for name, text in os.environ.items() if not name.startswith(unwanted)}
    return env | {"PYTHONPATH": str(ROOT), "TERM": "xterm", "LC_ALL": "C.UTF-8", "JUDGE_PLAIN": "0", **more}


@contextmanager
def terminal(folder: Path, *arguments: str, size: tuple[int, int] = (24, 80), **more: str) -> Iterator["pexpect.spawn"]:
    """A ceremony on a terminal of its own."""
    words = ["-m", "judge", "reveal", "-C", str(folder), "--language", "en", *arguments]
    child = pexpect.spawn(
        sys.executable, words, env=environment(**more), cwd=folder, dimensions=size, timeout=SECONDS
    )  # fmt: skip
    child.delaybeforesend = None
    child.logfile_read = Log()
    try:
        yield child
    finally:
        child.close(force=True)


def press(child: "pexpect.spawn", key: str) -> None:
    time.sleep(BOUNCE)
    child.send(key)


def later(child: "pexpect.spawn", known: str) -> list[str]:
    """Return the titles that the terminal got although only these, by their first letters, are known."""
    text = child.logfile_read.text.decode()
    return [title for name, title in TITLES.items() if name not in known and title in text]


def test_nothing_is_written_before_its_key(ferries: Path) -> None:
    """Key by key only one card more; each screen is cleared first; nobody's name stands in the command line either."""
    with terminal(ferries) as child:
        child.expect("Ferry prize")
        child.expect("[?] help")
        assert later(child, "") == []
        command = Path(f"/proc/{child.pid}/cmdline")
        assert not command.exists() or not [each for each in TITLES.values() if each in command.read_text()]
        for title, known in (("Esquife", "DE"), ("Canoa", "DEC"), ("Barca", "DECB")):
            press(child, " ")
            child.expect(title)
            assert later(child, known) == []
        assert "9.00" not in child.logfile_read.text.decode()
        press(child, "\r")
        child.expect("Almirante")
        press(child, "q")
        assert ended(child) == 0
        text = child.logfile_read.text
        assert text.startswith(ENTER)
        assert text.endswith(LEAVE)
        assert text.count(CLEAR) == 7  # once more with the first card, and before the terminal is given back
        assert b"\x1b]" not in text  # whatever sets a title begins so


def test_the_last_card_stays_until_q(ferries: Path) -> None:
    """Another key only says that it was the last one; the end is 0."""
    with terminal(ferries, "--top", "1") as child:
        child.expect("[?] help")
        press(child, " ")
        child.expect("Almirante")
        press(child, " ")
        child.expect("That was all")
        press(child, " ")
        child.expect("That was all")
        press(child, "q")
        assert ended(child) == 0


def test_ctrl_c_ends_with_130_and_the_screen_is_restored(ferries: Path) -> None:
    with terminal(ferries) as child:
        child.expect("[?] help")
        child.sendintr()
        assert ended(child) == 130
        text = child.logfile_read.text
        assert LEAVE in text
        assert text.rindex(b"\x1b[?25h") > text.rindex(b"\x1b[?25l")
        assert later(child, "") == []


def test_a_process_that_is_told_to_end_restores_the_screen(ferries: Path) -> None:
    with terminal(ferries) as child:
        child.expect("[?] help")
        child.kill(signal.SIGTERM)
        assert ended(child) == 130
        assert LEAVE in child.logfile_read.text


def test_a_presenter_turns_the_pages_and_other_keys_reveal_nothing(ferries: Path) -> None:
    """Page Down goes on, Page Up back; Escape, function keys and letters do nothing at all."""
    with terminal(ferries) as child:
        child.expect("[?] help")
        for key in ("\x1b", "\x1b[15~", "x", "."):
            press(child, key)
        press(child, "\x1b[6~")
        child.expect("Esquife")
        assert later(child, "DE") == []
        before = child.logfile_read.text.count(CLEAR)
        press(child, "\x1b[5~")
        child.expect("Ferry prize")
        assert child.logfile_read.text.count(CLEAR) == before + 1
        press(child, "?")
        child.expect("Page Down")
        press(child, "x")
        child.expect("Ferry prize")
        assert later(child, "DE") == []
        press(child, "q")
        assert ended(child) == 3


def test_a_key_that_bounces_or_is_held_down_reveals_one_card(ferries: Path) -> None:
    """Spaces that come at once after a card are one press, and so are those that are typed before anything is shown."""
    with terminal(ferries) as child:
        child.send("   ")
        child.expect("[?] help")
        assert later(child, "") == []
        press(child, "    ")
        child.expect("Esquife")
        press(child, "\r")
        child.expect("Canoa")
        assert later(child, "DEC") == []


def test_a_window_that_changes_its_size_is_filled_anew(ferries: Path) -> None:
    """The same card, at once, and nothing of another one; no line is longer than the window."""
    with terminal(ferries) as child:
        child.expect("[?] help")
        press(child, " ")
        child.expect("Esquife")
        child.setwinsize(15, 40)
        child.expect("Esquife")
        assert later(child, "DE") == []
        after = child.logfile_read.text.decode().rpartition("\x1b[2J\x1b[H")[2]
        lines = re.sub("\x1b\\[[0-9;]*m", "", after).split("\r\n")
        assert len(lines) <= 15
        assert max(map(len, lines)) <= 40


@pytest.mark.skipif(shutil.which("bash") is None, reason="a shell with jobs is needed")
def test_suspended_and_resumed_the_card_is_there_again(ferries: Path) -> None:
    """Ctrl-Z gives the shell its own screen back, fg shows the card."""
    child = pexpect.spawn(
        "bash", ["--norc", "--noprofile", "-i"], env=environment(PS1="shell> "), cwd=ferries, timeout=SECONDS
    )
    child.delaybeforesend = None
    child.logfile_read = Log()
    try:
        child.expect("shell> ")
        child.sendline(f"{sys.executable} -m judge reveal --language en")
        child.expect("[?] help")
        press(child, " ")
        child.expect("Esquife")
        child.send("\x1a")
        child.expect_exact(LEAVE)
        child.expect("shell> ")
        child.sendline("fg")
        child.expect_exact(ENTER)
        child.expect("Esquife")
        assert later(child, "DE") == []
    finally:
        child.close(force=True)


@pytest.mark.parametrize(
    ("arguments", "env"),
    [(("--plain",), {}), ((), {"JUDGE_PLAIN": "1"}), ((), {"NO_COLOR": "1"}), ((), {"TERM": "dumb"})],
)
def test_plain_terminals_get_words_alone(ferries: Path, arguments: tuple[str, ...], env: dict[str, str]) -> None:
    """Single keys as before, sentences one below the other, and not one escape code; after the last card it ends."""
    with terminal(ferries, *arguments, **env) as child:
        child.expect("[?] help")
        for text in ("Place 4, shared by 2", "Place 3", "Place 2", "Place 1"):
            press(child, " ")
            child.expect(text)
        assert ended(child) == 0
        assert b"\x1b" not in child.logfile_read.text
        assert b"That was all." in child.logfile_read.text


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is needed")
@pytest.mark.parametrize(("width", "height", "least"), [(80, 24, 16), (200, 60, 40), (40, 15, 7)])
def test_the_whole_screen(tmp_path: Path, ferries: Path, width: int, height: int, least: int) -> None:
    """The place fills what the text leaves of the screen; nothing is scrolled back to, before and after the end."""
    server = ["tmux", "-f", os.devnull, "-S", str(tmp_path / "tmux")]
    command = f"{sys.executable} -m judge reveal --language en --top 3; echo ended; sleep 60"
    words = ["env", "-u", "COLUMNS", "-u", "LINES", "-u", "NO_COLOR", f"PYTHONPATH={ROOT}", "LC_ALL=C.UTF-8", "JUDGE_PLAIN=0"]  # fmt: skip
    start = ["new-session", "-d", "-x", str(width), "-y", str(height), "-c", str(ferries), *words, "bash", "-c", command]  # fmt: skip
    subprocess.run([*server, "start-server", ";", "set", "-g", "status", "off", ";", *start], check=True)
    try:
        shown(server, lambda text: "? help" in text)
        title = subprocess.run([*server, "display", "-p", "#{pane_title}"], capture_output=True, text=True, check=True)
        for name in ("Canoa", "Barca", "Almirante"):
            time.sleep(BOUNCE)
            subprocess.run([*server, "send-keys", "Space"], check=True)
            text = shown(server, lambda text, name=name: name in text)
            assert len([line for line in text.split("\n") if re.search("[█▀▄]", line)]) >= least
            assert [each for each in TITLES.values() if each in text and not (name == "Barca" and each == "Canoa")] == [name]  # fmt: skip
        same = subprocess.run([*server, "display", "-p", "#{pane_title}"], capture_output=True, text=True, check=True)
        assert same.stdout == title.stdout
        subprocess.run([*server, "send-keys", "q"], check=True)
        assert shown(server, lambda text: "ended" in text) == "ended"
        history = subprocess.run([*server, "capture-pane", "-p", "-S", "-"], capture_output=True, text=True, check=True)
        assert history.stdout.strip() == "ended"
    finally:
        subprocess.run([*server, "kill-server"], check=False)
