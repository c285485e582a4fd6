"""What is honest, and must pass: no finding, and what an auditor should know is told."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from judge.acts import cosigning, verifying
from judge.acts.loading import Refused
from judge.files import private, snapshot
from judge.files.folder import load
from judge.model.problem import Problems
from judge.model.verdict import Verdict
from judge.record.audit import Audit, Kept
from judge.record.finding import LAYERS
from judge.record.note import NotANote, Verifier, verifier
from judge.record.verify import verify
from tests.challenges import ROOT, write
from tests.record.maker import (
    JUDGES,
    ORGANIZER,
    Files,
    Maker,
    closed,
    digest,
    edited,
    handed_in,
    inputs,
    key_of,
)  # fmt: skip
from tests.record.test_organizers import finished, two_rounds

# -- honest records ---------------------------------------------------------------------------------------------------


def passed(made: Maker, notes: Sequence[str] = (), files: Files | None = None, kept: Kept | None = None) -> Audit:
    """Audit what a maker publishes, and check that every layer passes and that these notes are told."""
    opened = [each.hash for each in made.entries(ORGANIZER) if each.type == "open"]
    kept = kept or Kept(anchors=(opened[-1],))
    audit = verify(made.publish() if files is None else files, kept=kept)
    assert audit.findings.found == []
    assert ["passed"] * len(LAYERS) == [audit.verdict(layer) for layer in LAYERS]
    assert sorted(notes) == sorted({each.code for each in audit.findings.notes})
    return audit


def test_an_honest_bundle() -> None:
    """Four judges, three submissions, one round: everything passes, against every kind of evidence that was kept."""
    made = closed()
    kept = Kept(
        anchors=(made.challenge, made.entries(ORGANIZER)[5].hash),
        heads={"head": made.files["seals/r1.1.checkpoint"]},
        receipts={judge: made.receipt(judge) for judge in JUDGES},
        journals={judge: made.data(judge) for judge in JUDGES},
        against=made.publish(),
    )
    passed(made, kept=kept)


def test_a_second_version_of_a_seal() -> None:
    """A ballot is set apart after the seal, the round is sealed again with a reason, and both seals stand there."""
    made = closed()
    first = made.files["results/r1.1.jsonl"]
    made.void("J-01", "S-1")
    made.seal(version=2)
    made.cosign()
    audit = passed(made, ["N_RESEALED", "N_VOID"])
    assert [each.name for each in audit.seals] == ["r1.1", "r1.2"]
    assert first != made.files["results/r1.2.jsonl"]


def test_a_judge_is_declared_absent() -> None:
    """A judge who gave no ballots is named in the seal with a reason."""
    made = Maker()
    made.open()
    made.ballots(judges=JUDGES[:3])
    made.seal(absent={"J-04": "fell ill"})
    made.cosign(JUDGES[:3])
    passed(made, ["N_ABSENT"])


def test_a_judge_who_began_is_declared_absent() -> None:
    """A judge's first ballots were acknowledged, and nothing more came: they stand there, and count in no seal."""
    made = Maker()
    made.open()
    made.ballots(judges=JUDGES[:3])
    made.ballots(judges=["J-04"], submit=False)
    for judge in JUDGES:
        made.ack(judge)
    made.seal(absent={"J-04": "fell ill"})
    made.cosign(JUDGES[:3])
    passed(made, ["N_ABSENT"])


def test_a_ballot_is_set_apart_with_a_reason() -> None:
    """A ballot is void: the result is another one, and the reason is told."""
    made = handed_in()
    before = made.result("r1", made.counted("r1"))
    made.void("J-01", "S-1")
    passed(made, ["N_VOID"], finished(made))
    assert before != made.files["results/r1.1.jsonl"]


def test_a_judge_steps_aside() -> None:
    """A recusal is an entry of the judge; its reason is disclosed or withheld."""
    made = Maker()
    made.open()
    made.ballots(judges=JUDGES[:3])
    made.recuse("J-04", "S-1")
    made.mark("J-04", "S-2", "5", "5")
    made.submit("J-04")
    passed(made, [], finished(made))
    passed(made, ["N_WITHHELD"], made.publish(("who", "remark", "why"), "public"))


def test_a_chain_of_revisions() -> None:
    """A ballot is changed twice, each time with a reason, and the last one counts."""
    made = Maker()
    made.open()
    made.ballots(judges=JUDGES[:3])
    for idea in ("1", "2", "9"):
        made.mark("J-04", "S-1", idea, "5")
    made.submit("J-04")
    passed(made, [], finished(made))
    assert b'"judge":"J-04","marks":{"idea":"9","work":"5"}' in made.files["results/r1.1.jsonl"]


def test_a_round_that_is_open_still() -> None:
    """A second round is open, and ballots for it were acknowledged: the bundle of the first one holds them."""
    made = Maker()
    made.open("r1")
    made.open("r2", inputs(("r2",)))
    made.ballots("r1")
    made.mark("J-04", "S-1", "5", "5", "r2")
    for judge in JUDGES:
        made.ack(judge)
    passed(made, [], finished(made))


def test_a_round_without_ballots() -> None:
    """All judges hand in nothing; people may seal that if they decide so."""
    made = Maker()
    made.open()
    for judge in JUDGES:
        made.submit(judge)
    passed(made, [], finished(made))


def test_one_judge() -> None:
    """One judge, and no witness."""
    made = Maker(judges=("J-01",), witnesses=0)
    made.open()
    made.hand_in()
    passed(made, [], finished(made, cosigners=()))


def test_a_judge_comes_late_with_a_reason() -> None:
    """A judge is taken in after the round was opened, with a reason, which is told."""
    made = Maker(judges=JUDGES[:3])
    made.open(files=inputs(judges=JUDGES))
    made.judges = JUDGES
    made.enrol("J-04", why="J-05 fell ill")
    made.hand_in()
    passed(made, ["N_LATE"], finished(made))


def test_a_journal_is_opened_again() -> None:
    """A judge is let in again, revises, hands in again, and all of it counts."""
    made = handed_in()
    made.reopen("J-04")
    made.mark("J-04", "S-1", "1", "1")
    made.submit("J-04")
    made.ack("J-04")
    passed(made, ["N_REOPENED"], finished(made))
    assert b'"judge":"J-04","marks":{"idea":"1","work":"1"}' in made.files["results/r1.1.jsonl"]


def test_a_new_key_that_the_old_one_signed() -> None:
    """A judge goes on with a new key, which the old one signed: no warning."""
    made = Maker()
    made.open()
    made.ballots(judges=JUDGES[:3])
    made.mark("J-04", "S-1", "5", "5")
    made.rekey("J-04", key_of("a new computer"))
    made.submit("J-04")
    passed(made, [], finished(made))


def test_a_new_key_without_the_old_one() -> None:
    """89: the old key is lost: every audit warns of it."""
    made = Maker()
    made.open()
    made.ballots(judges=JUDGES[:3])
    made.mark("J-04", "S-1", "5", "5")
    made.rekey("J-04", key_of("a new computer"), old=False)
    made.submit("J-04")
    passed(made, ["N_REKEY"], finished(made))


def test_a_key_is_lost_before_the_first_ballot() -> None:
    """A judge who has entered nothing yet gets a new key, and marks with it."""
    made = Maker()
    made.open()
    made.rekey("J-04", key_of("a new computer"), old=False)
    made.hand_in()
    passed(made, ["N_REKEY"], finished(made))


def test_a_sealed_round_is_opened() -> None:
    """Marks are hidden until the seal, and disclosed with it."""
    made = Maker()
    made.open(sealed=True)
    made.hand_in()
    passed(made, [], finished(made))
    assert b'"idea":"5"' not in made.data("J-01")


def test_a_hidden_ballot_that_nobody_opens() -> None:
    """83: a hidden ballot is not opened by the seal: it counts as not given, and is told."""
    made = Maker()
    made.open(sealed=True)
    made.hand_in()
    made.opens["J-04"] = [each for each in made.opens["J-04"] if (each.field, each.seq) != ("marks", 0)]
    passed(made, ["N_UNOPENED", "N_WITHHELD"], finished(made))
    assert b'"judge":"J-04","marks":{"idea":"8"' not in made.files["results/r1.1.jsonl"]


def test_a_hidden_ballot_that_is_a_copy() -> None:
    """82: J-04 copies the digest of J-01's ballot: what opens it is J-01's, so the copy is never opened, and never counts."""
    made = Maker()
    made.open(sealed=True)
    made.ballots(judges=JUDGES[1:])
    made.mark("J-01", "S-1", "1", "1", marks=made.entries("J-04")[0].body["marks"])
    made.opens["J-01"] = [each for each in made.opens["J-01"] if each.field != "marks"]
    made.submit("J-01")
    passed(made, ["N_UNOPENED", "N_WITHHELD"], finished(made))
    assert b'"judge":"J-01","marks"' not in made.files["results/r1.1.jsonl"]


def test_a_paper_ballot_is_brought_in() -> None:
    """An absent judge's ballot on paper is entered by the organizer, which is told."""
    made = Maker()
    made.open()
    made.ballots(judges=JUDGES[:3])
    made.bring("J-04", "S-1", {"idea": "3", "work": "3"})
    made.seal(absent={"J-04": "voted on paper"})
    made.cosign(JUDGES[:3])
    passed(made, ["N_ABSENT", "N_IMPORTED"])


def test_a_round_that_builds_on_a_sealed_one() -> None:
    """The second round adds the score of the first, as it was sealed."""
    audit = passed(two_rounds())
    assert [each.name for each in audit.seals] == ["r1.1", "r2.1"]


def test_a_judge_whose_id_is_a_name(tmp_path: Path) -> None:
    """Names of judges become codes in what a round is opened with; no file of the bundle holds one."""
    names = ("Ana Gil", "J-02", "Olu Ade")
    own = write(
        tmp_path, {path: data.decode() for path, data in inputs(judges=names).items() if path.endswith(".toml")}
    )
    for sub in ("S-1", "S-2", "S-3"):
        write(own, {f"submissions/{sub}.toml": f'title = "Project {sub}"\nsummary = "What {sub} does"\n'})
    problems = Problems()
    codes = snapshot.codes_for(names)
    challenge = load(own, problems)
    files = snapshot.files(challenge, codes, problems)
    assert not problems.refused, list(problems)
    made = Maker(judges=("J-01", "J-02", "J-03"), witnesses=2)
    made.open(files=files)
    records = {each.split('"id":"')[1][:3]: each for each in files["submissions.jsonl"].decode().splitlines()}
    for judge in made.judges:
        for sub, record in records.items():
            made.mark(judge, sub, "5", "5", record=digest(record.encode()))
        made.submit(judge)
    passed(made, ["N_WITHHELD"], finished_publicly(made))
    assert not [path for path, data in made.publish(("who",)).items() if b"Ana" in data or b"Olu" in data]


def finished_publicly(made: Maker) -> Files:
    """Return a record sealed, cosigned and published without names."""
    made.seal()
    made.cosign()
    return made.publish(("who", "remark", "why"), "public")


# -- on the disk ------------------------------------------------------------------------------------------------------


def laid(folder: Path, files: Files) -> Path:
    """Write a bundle into a folder."""
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def verdict(folder: Path, *anchors: str) -> Verdict:
    """Return the verdict on a folder."""
    return verifying.verify(folder, anchors, [], [], [], None, remember=False)


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep keys and seen heads of these tests apart."""
    monkeypatch.setenv("JUDGE_HOME", str(tmp_path_factory.mktemp("home")))


def test_without_an_anchor_nothing_is_called_verified(tmp_path: Path) -> None:
    """72: a challenge that was made again as a whole, and no anchor: the verdict is incomplete, and says so."""
    made = closed()
    folder = laid(tmp_path / "bundle", made.publish())
    found = verdict(folder)
    assert (found.word, found.tier, found.exit_code) == ("INCOMPLETE", "UNANCHORED", 3)
    assert [code for code, _ in found.notes] == ["N_ANCHOR"]
    assert verdict(folder, made.challenge).exit_code == 0
    assert verdict(folder, "ab" * 32).exit_code == 1


def test_an_edition_that_withholds_marks_is_incomplete(tmp_path: Path) -> None:
    """86: where marks stay hidden, the result cannot be scored again, and nobody is told that it was."""
    made = Maker()
    made.open(sealed=True)
    made.hand_in()
    made.seal()
    made.cosign()
    found = verdict(laid(tmp_path / "bundle", made.publish(("who", "marks"), "public")), made.challenge)
    assert (found.exit_code, found.word) == (3, "INCOMPLETE")
    assert "NOT CHECKED" == found.layers["scoring"][0] == found.layers["disclosures"][0]


def test_a_judge_does_not_cosign_what_fails(tmp_path: Path) -> None:
    """81: the tool audits before it cosigns, and signs nothing where a mark was changed."""
    made = handed_in()
    made.seal()
    private.keep(private.key(made.challenge, "J-01"), made.keys["J-01"].dump())
    files = made.publish()
    bad = edited(files, "journals/judges/J-03.jsonl", b'"idea":"7"', b'"idea":"10"')
    with pytest.raises(Refused):
        cosigning.cosign(tmp_path, "J-01", laid(tmp_path / "bad", bad), None)
    done = cosigning.cosign(tmp_path, "J-01", laid(tmp_path / "good", files), None)
    assert b"example.org/prize/J-01" in done.note


def test_a_judge_never_cosigns_two_roots(tmp_path: Path) -> None:
    """75: whoever cosigned one head signs no other one of its size."""
    one, other = handed_in(), handed_in()
    private.keep(private.key(one.challenge, "J-01"), one.keys["J-01"].dump())
    other.lines[ORGANIZER].pop()
    other.now -= 60
    other.void("J-02", "S-1")
    for made in (one, other):
        made.seal()
    cosigning.cosign(tmp_path, "J-01", laid(tmp_path / "one", one.publish()), None)
    with pytest.raises(Refused):
        cosigning.cosign(tmp_path, "J-01", laid(tmp_path / "other", other.publish()), None)


def test_another_place_gives_the_same_bytes() -> None:
    """97: engine version, hash seed, time zone and locale change no byte of a result."""
    made = handed_in()
    made.seal()
    again = handed_in()
    again.seal(engine={"name": "another", "version": "99"})
    assert made.files["results/r1.1.jsonl"] == again.files["results/r1.1.jsonl"]
    code = (
        "import sys; from tests.record.maker import handed_in; made = handed_in(); made.seal(); "
        "sys.stdout.buffer.write(made.data('organizer') + made.files['results/r1.1.jsonl'])"
    )
    places = (
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "4", "TZ": "America/Bogota", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "0"},
    )
    done = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env={**os.environ, **place}, capture_output=True, check=True
        ).stdout
        for place in places
    }
    assert {made.data(ORGANIZER) + made.files["results/r1.1.jsonl"]} == done


# -- keys in one line -------------------------------------------------------------------------------------------------


def test_a_mangled_key_line_is_refused() -> None:
    """78: every part of a key line, and every line with a byte changed or one more, is no key line."""
    line = Verifier("example.org/prize", key_of("organizer").public).line()
    assert verifier(line).line() == line
    pieces = [line[begin:end] for begin in range(len(line)) for end in range(begin, len(line) + 1)]
    mangled = {
        *pieces,
        *(line[:at] + other + line[at + 1 :] for at in range(len(line)) for other in "Az09+/ \n"),
        *(line[:at] + other + line[at:] for at in range(len(line) + 1) for other in "Az09+/= \n"),
    } - {line}
    taken = [each for each in mangled if accepted(each)]
    assert taken == []


def accepted(line: str) -> bool:
    """Whether a line is taken for a key."""
    try:
        verifier(line)
    except NotANote:
        return False
    return True
