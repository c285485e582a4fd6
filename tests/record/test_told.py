"""What is not wrong, but must be told to whoever verifies: what organizers did, and against what little it may hold."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from judge.record.audit import Audit, Kept
from judge.record.finding import LAYERS
from judge.record.journal import Entry
from judge.record.verify import verify
from tests.record.life import Life, Step, whole
from tests.record.maker import JUDGES, ORGANIZER, Files, Maker, closed, handed_in, inputs, without
from tests.record.test_organizers import finished, two_rounds


def told(made: Maker, files: Files) -> dict[str, str]:
    """Return by code what is told of a bundle with which nothing is wrong, against its newest `open`."""
    opened = [each.hash for each in made.entries(ORGANIZER) if each.type == "open"]
    return notes(verify(files, kept=Kept(anchors=(opened[-1],))))


def notes(audit: Audit) -> dict[str, str]:
    """Return by code what an audit tells, one sentence each."""
    assert audit.findings.found == []
    assert {audit.verdict(layer) for layer in LAYERS} == {"passed"}
    return {each.code: each.text for each in audit.findings.notes}


def _decide(made: Maker, kind: str, **more: object) -> None:
    body = {
        "type": "decide",
        "round": "r1",
        "kind": kind,
        "subs": ["S-1"],
        "judge": None,
        "about": None,
        "points": None,
    }
    made.add(ORGANIZER, {**body, "by": "chair", "why": "found out", **more})


def _assign(made: Maker) -> None:
    made.add(
        ORGANIZER, {"type": "assign", "round": "r1", "judge": "J-04", "add": ["S-2"], "drop": ["S-1"], "why": "late"}
    )


def _fact(made: Maker) -> None:
    body = {
        "type": "fact",
        "round": "r1",
        "name": "pages",
        "of": {"submission": "S-1"},
        "value": "12",
        "why": "counted",
    }
    made.add(ORGANIZER, body)


@pytest.mark.parametrize(("bend", "code", "text"), [
    (lambda made: _decide(made, "disqualify"), "N_DECIDED", "disqualify, for S-1: found out"),
    (lambda made: _decide(made, "recuse", judge="J-01"), "N_DECIDED", "recuse J-01, for S-1: found out"),
    (lambda made: _decide(made, "penalty", points="3"), "N_DECIDED", "penalty 3, for S-1: found out"),
    (_assign, "N_ASSIGNED", "J-04 was asked to mark in the round r1 also S-2, no longer S-1: late"),
    (_fact, "N_FACT", "entered the fact pages of S-1 as 12: counted"),
    (lambda made: made.reopen("J-04"), "N_REOPENED", "J-04 could go on after the last line of the round r1"),
])  # fmt: skip
def test_what_organizers_did(bend: Callable[[Maker], None], code: str, text: str) -> None:
    """Whatever changes what counts is told with its reason, as a ballot that is set apart is."""
    made = handed_in()
    bend(made)
    assert text in told(made, finished(made))[code]


def _first_lines(made: Maker) -> None:
    """Let seals of the first round have its first four lines of each judge."""
    whole = made.counted

    def first(name: str, absent: Iterable[str] = ()) -> dict[str, list[Entry]]:
        return {judge: each[:4] if name == "r1" else each for judge, each in whole(name, absent).items()}

    made.counted = first  # type: ignore[method-assign]


def test_what_comes_after_the_last_seal() -> None:
    """A ballot is set apart after the seal of its round, and a judge let in again: it counts nowhere, which is told."""
    made, files = Maker(), inputs(("r1", "r2"))
    made.open("r1", files)
    made.hand_in("r1")
    made.seal("r1")
    made.cosign()
    seal = made.entries(ORGANIZER)[-1].hash
    made.reopen("J-04", "r1")
    made.mark("J-04", "S-1", "0", "0", "r1")
    made.submit("J-04", "r1")
    made.open("r2", files, builds={"r1": seal})
    made.hand_in("r2")
    _first_lines(made)
    made.seal("r2")
    made.cosign()
    found = verify(made.publish(), kept=Kept(anchors=(made.challenge,)))
    assert found.findings.found == []
    texts = [each.text for each in found.findings.notes if each.code == "N_UNSEALED"]
    assert any("`reopen` in the round r1" in text for text in texts)
    assert "2 entries of J-04 in the round r1 are in no seal of it and count nowhere" in texts


def test_a_round_builds_on_a_seal_that_was_replaced() -> None:
    """The first round is sealed again after the second was opened: the second goes on from the old version."""
    made = two_rounds()
    _first_lines(made)
    made.seal("r1", version=2)
    made.cosign()
    assert "r2 builds on the seal r1.1, and r1.2 replaced it" in told(made, made.publish())["N_BUILDS"]


def test_a_member_of_the_panel_was_never_taken_in() -> None:
    """The inputs name four judges, and the organizer took in three."""
    made = Maker(JUDGES[:3])
    made.open(files=inputs())
    made.hand_in()
    made.seal()
    made.cosign()
    assert "J-04 is on the panel of the round r1, and was never taken in" in told(made, made.publish())["N_PANEL"]


def test_receipts_are_missing() -> None:
    """A bundle is signed again without receipts: nothing is wrong, and the auditor is sent to the judges."""
    made = closed()
    files = made.publish()
    again = made.manifest(without(files, *(path for path in files if path.startswith("receipts/"))))
    assert "no receipts of J-01, J-02, J-03, J-04 for r1.1" in told(made, again)["N_RECEIPT"]


def test_an_anchor_from_before_the_round() -> None:
    """The hash of the genesis says nothing of the rubric: the round could have been opened with any."""
    made = closed()
    found = notes(verify(made.publish(), kept=Kept(anchors=(made.challenge,))))
    assert "the round r1 was opened after the anchor" in found["N_ANCHOR"]


def test_reasons_are_no_commands_for_a_terminal() -> None:
    """A reason holds a line feed and what clears a screen: it is told on one line, and does nothing."""
    made = handed_in()
    made.void("J-01", "S-1", "x\n\x1b[2J\u202eVERIFIED")
    assert told(made, finished(made))["N_VOID"].endswith(": x \ufffd[2J\ufffdVERIFIED")


def _nobody_declared(judges: tuple[str, ...]) -> Maker:
    """Return a record of a challenge that names no judges."""
    made, files = Maker(judges, witnesses=2), inputs(judges=judges)
    text = files["challenge.toml"].decode().splitlines()
    files["challenge.toml"] = "\n".join(line for line in text if not line.startswith("judge")).encode()
    made.open(files=files)
    made.hand_in()
    return made


def _cosigned(made: Maker) -> Files:
    """Return what is published of a record that is sealed now, and cosigned by all its judges."""
    made.seal()
    made.cosign()
    return made.publish()


def test_paper_of_somebody_who_is_nobody() -> None:
    """Where no judges are declared, paper may come from anybody: that there is no such judge is told."""
    made = _nobody_declared(JUDGES[:3])
    made.bring("J-77", "S-1", {"idea": "1", "work": "1"})
    assert "not signed by the judge, who is not in the roster" in told(made, _cosigned(made))["N_IMPORTED"]


def test_a_letter_of_another_script() -> None:
    """A Cyrillic letter that looks like a J."""
    made = _nobody_declared((*JUDGES[:3], "\u0408-01"))
    assert "(\\u0408-01) has letters of another script" in told(made, _cosigned(made))["N_SCRIPT"]


def test_an_earlier_hidden_ballot_stays() -> None:
    """The change of a hidden ballot is never opened: the ballot before it counts, and whose it is is told."""
    made = Maker()
    made.open(sealed=True)
    made.ballots(judges=JUDGES[:3])
    made.ballots(judges=["J-04"], submit=False)
    made.mark("J-04", "S-1", "10", "10")
    made.submit("J-04")
    made.opens["J-04"].pop()
    assert (
        "J-04 1; what they say counts as not given, and an earlier ballot stays"
        in told(made, finished(made))["N_UNOPENED"]
    )


def test_one_witness_is_enough() -> None:
    """The record asks for one witness of four: the other three could have signed another record."""
    made = Maker(witnesses=1)
    made.open()
    made.hand_in()
    made.seal()
    made.cosign(["J-01"])
    assert "1 of 4 judges are enough as witnesses" in told(made, made.publish())["N_WITNESS"]


def test_a_witness_from_outside_of_the_panel() -> None:
    """Those who cosign are in the roster, and judge nothing."""
    made, files = Maker((*JUDGES, "P-1"), witnesses=3), inputs()
    panel = b", panel = [" + ", ".join(f'"{judge}"' for judge in JUDGES).encode() + b"]}"
    files["challenge.toml"] = files["challenge.toml"].replace(b"}", panel, 1)
    made.open(files=files)
    made.ballots(judges=JUDGES)
    made.seal()
    made.cosign(["J-01", "J-02", "P-1"])
    assert "P-1 cosigned r1.1, and is not on the panel" in told(made, made.publish())["N_WITNESS"]


def test_witnesses_are_told_too(tmp_path: Path) -> None:
    """A judge who cosigns is told what organizers did; who begins a record before judges are declared, that nobody will."""
    life = Life(tmp_path).begin()
    steps = whole()
    sealing = next(number for number, each in enumerate(steps) if each.arguments[0] == "seal")
    life.play(steps[:sealing])
    life.play([Step("org", "org", ("void", "panel", "J-01", "S-01", "--reason", "bribed")), steps[sealing]])
    said = life.step(steps[sealing + 1])
    assert "to be known: the ballot of J-01 for S-01 was set apart by the organizer: bribed" in said.out
    other = Life(tmp_path / "two").begin()
    file = tmp_path / "two" / "org" / "challenge.toml"
    file.write_text(file.read_text("utf-8").split("\n[[judge]]")[0], "utf-8")
    assert (
        "no judge must cosign a seal, and no later command changes that"
        in other.step(Step("org", "org", ("open",))).out
    )


@pytest.mark.parametrize("command", [
    ("void", "panel", "J-03", "S-01"), ("reopen", "panel", "J-03"), ("decide", "panel", "recuse", "S-01", "--judge", "J-03"),
])  # fmt: skip
def test_no_entry_names_a_judge_of_another_panel(command: tuple[str, ...], tmp_path: Path) -> None:
    """J-03 is in the roster and not on the panel: an entry that no audit takes would end the record."""
    life = Life(tmp_path).begin()
    file = tmp_path / "org" / "challenge.toml"
    text = file.read_text("utf-8").replace('rubric = "two"', 'rubric = "two"\npanel = ["J-01", "J-02"]')
    file.write_text(text + '\n[[round]]\nid = "final"\nrubric = "two"\n', "utf-8")
    opening = next(at for at, each in enumerate(whole()) if each.arguments[:2] == ("open", "panel"))
    life.play(whole()[: opening + 1])
    before = (tmp_path / "org" / "record" / "journals" / "organizer.jsonl").read_bytes()
    done = life.step(Step("org", "org", (*command, "--reason", "late")))
    assert (done.code, "there is no judge `J-03` in this round" in done.err) == (2, True), done
    assert before == (tmp_path / "org" / "record" / "journals" / "organizer.jsonl").read_bytes()
