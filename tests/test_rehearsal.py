"""A full rehearsal: a prize of 120 submissions and 24 judges, with what goes wrong in one, sealed, ranked, verified."""

import hashlib
import json
import shutil
from fractions import Fraction
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner

from judge.cli import judge as commands
from judge.record import journal
from tests.challenges import write
from tests.record.life import Life, Ran, at_home

JUDGES = tuple(f"J-{at:02}" for at in range(1, 25))
SUBS = tuple(f"S-{at:03}" for at in range(1, 121))
GONE, FALLEN_ILL, LATE, TORN = "J-05", "J-17", "J-09", "J-12"
SITTING = ("J-20", "J-21")
"""Two who judge at the terminal, one in each language; the others bring a table."""

CHALLENGE = """
title.en = "Rehearsal"
title.es = "Ensayo"
languages = ["en", "es"]
[[round]]
id = "panel"
rubric = "two"
sealed = true
[round.assign]
judges = 5
share = "language"
"""
RUBRIC = """
title.en = "Two"
title.es = "Dos"
[scale]
low = 0
high = 9
step = 1
[[criterion]]
id = "use"
title.en = "Use"
title.es = "Uso"
weight = 60
[[criterion]]
id = "care"
title.en = "Care"
title.es = "Cuidado"
weight = 40
"""


def language(name: str) -> str:
    return "es" if int(name[-1]) % 2 else "en"


def panel(left: dict[str, str], conflicts: list[tuple[str, str]]) -> str:
    """Return `challenge.toml`."""
    text = CHALLENGE
    for each in JUDGES:
        text += f'[[judge]]\nid = "{each}"\nlanguage = "{language(each)}"\n'
        text += f'left = "{left[each]}"\n' if each in left else ""
    for who, sub in conflicts:
        text += f'[[conflict]]\njudge = "{who}"\nsubmission = "{sub}"\ntype = "family"\n'
    return text


def mark(who: str, sub: str, criterion: str) -> int:
    """Return what somebody would give: the same at every run."""
    return hashlib.sha256(f"{who}/{sub}/{criterion}".encode()).digest()[0] % 10


@attrs.frozen
class Prize:
    """The prize while it is played."""

    life: Life

    @property
    def org(self) -> Path:
        return self.life.root / "org"

    def well(self, who: str, *arguments: object, folder: str = "org", code: int = 0) -> Ran:
        done = self.life.do(who, *arguments, "-C", folder)
        assert done.code == code, (who, arguments, done)
        return done

    def assigned(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {each: [] for each in JUDGES}
        for line in (self.org / "assignments.csv").read_text().splitlines()[1:]:
            _, sub, who = line.split(",")
            found[who].append(sub)
        return found

    def brings(self, who: str, subs: list[str], folder: str = "org") -> None:
        """Somebody's ballots from a table."""
        rows = [f"{sub},{who},{mark(who, sub, 'use')},{mark(who, sub, 'care')}" for sub in subs]
        table = self.life.root / f"{who}.csv"
        table.write_text("\n".join(["submission,judge,use,care", *rows, ""]))
        self.well(who, "score", "panel", "--from", table, folder=folder)

    def sits(self, who: str, keys: str, *more: str) -> tuple[int, str]:
        """Somebody at the terminal."""
        with at_home(self.life.root, who):
            arguments = ["score", "panel", "--language", language(who), *more, "-C", "org"]
            done = CliRunner().invoke(commands, arguments, input=keys)
        return done.exit_code, done.output

    def order(self, who: str) -> list[str]:
        """The submissions of a sitting, as it asks for them: all are skipped once."""
        _, shown = self.sits(who, "ss\n" * len(self.assigned()[who]))
        heads = ("Submission ", "Candidatura ")
        lines = [line.rpartition(": ")[2] for line in shown.splitlines() if line.startswith(heads)]
        return list(dict.fromkeys(lines))


def test_a_full_rehearsal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two judges vanish and are replaced, one sees a conflict late, a journal is torn; in the end everything verifies."""
    monkeypatch.setenv("JUDGE_PLAIN", "0")
    records = "".join(f"{sub},Project {sub},{language(sub)}\n" for sub in SUBS)
    files = {"criteria/two.toml": RUBRIC, "submissions/submissions.csv": f"id,title,language\n{records}"}
    write(tmp_path / "org", files | {"challenge.toml": panel({}, [])})
    prize = Prize(Life(tmp_path))

    prize.well("org", "assign", "panel")
    first = prize.assigned()
    assert sorted(len(subs) for subs in first.values()) == [25] * 24
    prize.well("org", "open", "--witnesses", "2")
    for who in JUDGES:
        prize.well(who, "join", who, "--name", f"Name of {who}")
        prize.well("org", "enrol", f"{who}.join")
    prize.well("org", "open", "panel")

    gone_wrong(prize, first)
    now = prize.assigned()
    assert not now[GONE]
    assert sorted(sub for subs in now.values() for sub in subs) == sorted(SUBS * 5)
    assert all(language(who) == language(sub) for who, subs in now.items() for sub in subs)
    for who in set(JUDGES) - {GONE, FALLEN_ILL}:
        judges(prize, who, now[who])
    closed(prize)


def gone_wrong(prize: Prize, first: dict[str, list[str]]) -> None:
    """One judge never begins, one falls ill after ten ballots, one finds a cousin among the submissions."""
    done, cousin = first[FALLEN_ILL][:10], first[LATE][3]
    prize.brings(FALLEN_ILL, done)
    prize.well(FALLEN_ILL, "submit", "panel", "--incomplete")
    prize.well("org", "collect", f"{FALLEN_ILL}.panel.handover")
    prize.well(LATE, "recuse", "panel", cousin, "--reason", "my cousin's project", "--kind", "family")
    left = {GONE: "never answered", FALLEN_ILL: "fell ill"}
    (prize.org / "challenge.toml").write_text(panel(left, [(LATE, cousin)]))
    prize.well("org", "assign", "panel", code=2)
    prize.well("org", "assign", "panel", "--reason", "two judges cannot go on, and a conflict of interest was declared")
    now = prize.assigned()
    assert sorted(now[FALLEN_ILL]) == sorted(done)
    assert cousin not in now[LATE]
    for who in set(JUDGES) - {GONE, FALLEN_ILL, LATE}:
        assert set(first[who]) <= set(now[who])


def judges(prize: Prize, who: str, subs: list[str]) -> None:
    """Everybody judges in their own way, and sends what there is to send."""
    if who in SITTING:
        keys = [(str(mark(who, sub, "use")), str(mark(who, sub, "care"))) for sub in prize.order(who)]
        code, shown = prize.sits(who, "".join(f"{use}{care}\n" for use, care in keys[:7]) + "q")
        assert code == 3, shown
        code, shown = prize.sits(who, "u" + keys[6][1] + "\n" + "".join(f"{a}{b}\n" for a, b in keys[7:]) + "y\n")
        assert code == 0, shown
    elif who == TORN:
        torn(prize, who, subs)
    else:
        prize.brings(who, subs)
        prize.well(who, "submit", "panel")
    prize.well("org", "collect", f"{who}.panel.handover")


def torn(prize: Prize, who: str, subs: list[str]) -> None:
    """The power fails while an entry is written: what was acknowledged stays, the rest of a line is put aside."""
    copy = prize.life.root / "copy"
    shutil.copytree(prize.org, copy)
    prize.brings(who, subs[:5], "copy")
    with (copy / "record" / journal.of_judge(who)).open("ab") as file:
        file.write(b'{"body":{"at":"2026-')
    prize.brings(who, subs[5:], "copy")
    assert list((copy / "record").rglob(f"*{who}.jsonl.*"))
    prize.well(who, "submit", "panel", folder="copy")


def closed(prize: Prize) -> None:
    """Sealed, cosigned, published, ranked and verified from the bundle alone; each score worked out here once more."""
    told = prize.life.do("org", "status", "panel", "-C", "org", "--format", "json")
    assert told.code in (0, 3), told
    prize.well("org", "seal", "panel", "--absent", f"{GONE}: never answered")
    for who in JUDGES[:2]:
        prize.well(who, "cosign")
    prize.well("org", "publish", "panel", "-o", "bundle")
    ranked = prize.well("org", "rank", "panel", "--format", "json")
    checked = prize.life.verify()
    assert checked.code == 0, checked
    assert "my cousin" not in "".join(path.read_text() for path in (prize.life.root / "bundle").rglob("*.*"))
    found = {each["submission"]: Fraction(each["score"]) for each in json.loads(ranked.out)["ranking"]}
    counted = prize.assigned()
    assert found == {sub: score([who for who in JUDGES if sub in counted[who]], sub) for sub in SUBS}


def score(judges: list[str], sub: str) -> Fraction:
    """Return the mean over judges of their weighted marks."""
    assert len(judges) == 5
    return Fraction(sum(60 * mark(who, sub, "use") + 40 * mark(who, sub, "care") for who in judges), 500)
