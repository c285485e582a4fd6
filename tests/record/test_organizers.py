"""What an organizer can do, who has the key of the record but not those of the judges, and how it is found."""

import copy
from collections.abc import Iterable

from judge.record import checkpoint, journal
from judge.record.audit import Kept
from judge.record.journal import Entry
from judge.record.keys import to_base64
from judge.record.note import ED25519, Note, Signature, key_id, parse
from tests.record.attack import ORGANIZERS, Made, attack, judges
from tests.record.maker import (
    JUDGES,
    ORGANIZER,
    ORIGIN,
    SUBS,
    Files,
    Maker,
    closed,
    digest,
    edited,
    handed_in,
    inputs,
    key_of,
    lines_of,
    relined,
    without,
)  # fmt: skip
from tests.record.test_outsiders import remade

J1, J2, J4 = judges("J-01"), judges("J-02"), judges("J-04")
RESULT, HEAD = "results/r1.1.jsonl", "seals/r1.1.checkpoint"


def finished(made: Maker, *, cosigners: tuple[str, ...] = JUDGES) -> Files:
    """Return a record sealed, cosigned and published."""
    made.seal()
    made.cosign(cosigners)
    return made.publish()


@attack("55", "E_OMITTED", ORGANIZERS)
def test_a_judge_is_dropped_in_silence() -> Made:
    """The seal neither has the journal of J-04 nor says why."""
    made = Maker()
    made.open()
    made.ballots(judges=JUDGES[:3])
    made.seal()
    made.cosign()
    return made.publish()


@attack("55b", "E_OMITTED", ORGANIZERS)
def test_a_judge_who_handed_in_is_declared_absent() -> Made:
    """The organizer acknowledged J-04's last line, and declares J-04 absent."""
    made = handed_in()
    made.seal(absent={"J-04": "never heard of again"})
    made.cosign()
    return made.publish()


@attack("55c", "E_OMITTED", ORGANIZERS)
def test_a_revision_that_was_acknowledged_is_left_out() -> Made:
    """J-04 was let in again and handed in anew; the organizer seals the older end of the journal."""
    made = handed_in()
    made.reopen("J-04")
    made.mark("J-04", "S-1", "1", "1")
    made.submit("J-04")
    made.ack("J-04")
    entries = made.entries("J-04")
    old = {"n": 4, "head": entries[3].hash}
    journals = {judge: {"n": 4, "head": made.entries(judge)[3].hash} for judge in JUDGES[:3]} | {"J-04": old}
    made.seal(journals=journals, content=made.result("r1", {judge: made.entries(judge)[:4] for judge in JUDGES}))
    made.cosign()
    return made.publish()


@attack("55d", "E_OMITTED", J4)
def test_an_acknowledged_journal_is_made_to_vanish() -> Made:
    """J-04 is declared absent and the journal taken out; the acknowledgement stands there still."""
    made = handed_in()
    made.seal(absent={"J-04": "never heard of again"})
    made.cosign()
    return made.manifest(without(made.publish(), J4))


@attack("57", "E_SPLIT", "receipt of J-04")
def test_the_witnesses_are_deceived_and_the_victim_has_a_receipt() -> Made:
    """J-04 got a receipt; then a record without J-04 was sealed, and the others cosigned that."""
    made = Maker()
    made.open()
    made.ballots()
    honest, false = copy.deepcopy(made), copy.deepcopy(made)
    for judge in JUDGES:
        honest.ack(judge)
        if judge != "J-04":
            false.ack(judge)
    honest.seal()
    del false.lines["J-04"]
    false.seal(absent={"J-04": "fell ill"})
    false.cosign(JUDGES[:3])
    return false.publish(), Kept(receipts={"receipt of J-04": honest.receipt("J-04")})


def reopened() -> tuple[Maker, bytes]:
    """Return a record in which J-04's second handing-in was never acknowledged, and J-04's own copy."""
    made = handed_in()
    made.reopen("J-04")
    made.mark("J-04", "S-1", "1", "1")
    made.submit("J-04")
    own = made.data("J-04")
    del made.lines["J-04"][4:]
    return made, own


@attack("58", "E_OMITTED", J4)
def test_a_journal_is_cut_before_the_seal() -> Made:
    """The organizer seals the journal without the judge's last revision; the judge's own copy has it."""
    made, own = reopened()
    return finished(made), Kept(journals={"J-04.jsonl": own})


@attack("58b", "E_OMITTED", J4)
def test_a_journal_is_kept_back_and_its_judge_declared_absent() -> Made:
    """What J-04 sent was never acknowledged, and never sealed; the judge's own copy has it."""
    made = Maker()
    made.open()
    made.ballots()
    own = made.data("J-04")
    del made.lines["J-04"]
    made.seal(absent={"J-04": "sent nothing"})
    made.cosign(JUDGES[:3])
    return made.publish(), Kept(journals={"J-04.jsonl": own})


@attack("59", "E_SIG", J4)
def test_a_ballot_is_forged() -> Made:
    """The organizer writes a ballot for J-04, and has no key but the own one to sign it."""
    made = Maker()
    made.open()
    made.ballots(judges=JUDGES[:3])
    made.keys["J-04"] = made.keys[ORGANIZER]
    made.ballots(judges=["J-04"])
    return finished(made, cosigners=JUDGES[:3])


@attack("60", "E_SPLIT", "receipt of J-04")
def test_a_key_and_all_its_ballots_are_replaced() -> Made:
    """J-04's key is said to be lost; another one signs other ballots; J-04 has the receipt of the true ones."""
    made = Maker()
    made.open()
    made.ballots()
    honest, false = copy.deepcopy(made), copy.deepcopy(made)
    honest.seal()
    del false.lines["J-04"]
    false.rekey("J-04", key_of("a puppet"), old=False)
    false.ballots(judges=["J-04"])
    false.seal()
    false.cosign()
    return false.publish(), Kept(receipts={"receipt of J-04": honest.receipt("J-04")})


@attack("61", "E_SEEN", J1)
def test_a_key_in_the_roster_is_replaced_and_all_signed_again() -> Made:
    """The organizer puts another key into the roster; what the other judges have seen is then not there."""
    made = handed_in()
    made.keys["J-04"] = key_of("a puppet")
    made.rewrite(ORGANIZER, 4, key=to_base64(made.keys["J-04"].public))
    del made.lines["J-04"]
    made.ballots(judges=["J-04"])
    return finished(without_acks(made))


def without_acks(made: Maker) -> Maker:
    """Take the acknowledgements of what was replaced out again."""
    made.lines[ORGANIZER] = made.lines[ORGANIZER][:6]
    return made


@attack("62", "E_ROSTER", ORGANIZERS)
def test_a_judge_comes_late_without_a_reason() -> Made:
    """A friend is taken into the roster after the round was opened, and nobody is told why."""
    made = Maker(judges=JUDGES[:3])
    made.open(files=inputs(judges=JUDGES))
    made.judges = JUDGES
    made.enrol("J-04")
    made.hand_in()
    return finished(made)


@attack("63", "E_ROSTER", ORGANIZERS)
def test_one_key_has_two_names() -> Made:
    """One person judges twice, under two ids."""
    made = Maker(enrol=False)
    made.keys["J-04"] = made.keys["J-03"]
    for judge in JUDGES:
        made.enrol(judge)
    made.open()
    made.hand_in()
    return finished(made)


@attack("63b", "E_ROSTER", ORGANIZERS)
def test_the_organizers_key_judges() -> Made:
    """The organizer takes the own key into the roster, under a judge's id."""
    made = Maker(enrol=False)
    made.keys["J-04"] = made.keys[ORGANIZER]
    for judge in JUDGES:
        made.enrol(judge)
    made.open()
    made.hand_in()
    return finished(made)


@attack("64", "E_SEEN", J1)
def test_the_rubric_is_swapped_after_the_marks() -> Made:
    """The organizer opens the round anew with other weights, under the marks that are there."""
    made = handed_in()
    other = inputs(weight=40)
    made.rewrite(ORGANIZER, 5, inputs={path: digest(data) for path, data in other.items()})
    made.round_inputs["r1"] = other
    made.files |= {f"inputs/r1/{path}": data for path, data in other.items()}
    return finished(without_acks(made))


@attack("65", "E_RESULT", RESULT)
def test_a_false_result_is_sealed() -> Made:
    """The organizer seals another ranking than the one that comes out."""
    made = handed_in()
    data = made.result("r1", made.counted("r1")).replace(b'"score":"6.5"', b'"score":"9.5"')
    made.seal(content=data)
    made.cosign()
    return made.publish()


@attack("66", "E_SEAL", ORGANIZERS)
def test_a_round_is_sealed_twice_as_one_version() -> Made:
    """Two seals of one round have the same version."""
    made = handed_in()
    made.seal()
    made.void("J-01", "S-1")
    made.seal(why="", replaces=None)
    made.cosign()
    return made.publish()


@attack("66b", "E_SEAL", ORGANIZERS)
def test_a_second_version_gives_no_reason() -> Made:
    """A round is sealed again, and nobody is told why."""
    made = handed_in()
    made.seal()
    made.seal(version=2, why="")
    made.cosign()
    return made.publish()


@attack("66c", "E_SEAL", ORGANIZERS)
def test_a_second_version_replaces_nothing() -> Made:
    """A later version does not name the seal that it replaces."""
    made = handed_in()
    made.seal()
    made.seal(version=2, replaces=None)
    made.cosign()
    return made.publish()


def two_worlds() -> tuple[Maker, Maker]:
    """Return two records that are the same up to J-04's journal, which is another one in each."""
    made = Maker()
    made.open()
    made.ballots(judges=JUDGES[:3])
    one, other = copy.deepcopy(made), copy.deepcopy(made)
    one.ballots(judges=["J-04"])
    for sub in SUBS:
        other.mark("J-04", sub, "1", "1")
    other.submit("J-04")
    for each in (one, other):
        each.seal()
        each.cosign()
    return one, other


@attack("67", "E_SPLIT", "kept.checkpoint")
def test_two_records_are_shown() -> Made:
    """The auditor is shown another record than somebody who kept its head."""
    one, other = two_worlds()
    return other.publish(), Kept(heads={"kept.checkpoint": one.files[HEAD]})


@attack("67b", "E_SPLIT", ORGANIZERS)
def test_two_bundles_part() -> Made:
    """Two bundles of one challenge, side by side."""
    one, other = two_worlds()
    against = {path: data for path, data in one.publish().items() if path != J4}
    return other.publish(), Kept(against=against)


@attack("68", "E_ROLLBACK", "kept.checkpoint")
def test_an_old_bundle_is_shown_as_new() -> Made:
    """The round was sealed again; the auditor is shown the first version, and somebody kept the later head."""
    made = closed()
    old = made.publish()
    made.void("J-01", "S-1")
    made.seal(version=2)
    return old, Kept(heads={"kept.checkpoint": made.files["seals/r1.2.checkpoint"]})


@attack("69", "E_TIME", ORGANIZERS)
def test_a_seal_is_back_dated() -> Made:
    """The seal says a time before that of the acknowledgements."""
    made = handed_in()
    made.seal(at=made.clock(made.now - 10_000))
    made.cosign()
    return made.publish()


@attack("69b", "E_TIME", J4)
def test_a_seal_is_dated_before_a_ballot() -> Made:
    """The seal says a time before that of J-04's last line."""
    made = Maker()
    made.open()
    made.ballots()
    made.seal(at=made.clock(made.now - 240))
    made.cosign()
    return made.publish()


@attack("70", "E_KEY", ORGANIZERS)
def test_a_key_of_low_order() -> Made:
    """A key in the roster is one that fits more than one message."""
    made = Maker(enrol=False)
    for judge in JUDGES[:3]:
        made.enrol(judge)
    made.enrol("J-04", key=to_base64(bytes([1]) + bytes(31)))
    made.open()
    made.hand_in()
    return finished(made)


@attack("71", "E_ANCHOR", ORGANIZERS)
def test_the_whole_challenge_is_made_again() -> Made:
    """Everything is made anew with other keys; only the published anchor tells."""
    return remade("A prize, again").publish(), Kept(anchors=(closed().challenge,))


def two_rounds() -> Maker:
    """Return a record of two rounds, both sealed and cosigned."""
    made = Maker()
    files = inputs(("r1", "r2"))
    made.open("r1", files)
    made.hand_in("r1")
    made.seal("r1")
    made.cosign()
    made.open("r2", files, builds={"r1": made.entries(ORGANIZER)[-1].hash})
    made.hand_in("r2")
    made.seal("r2")
    made.cosign()
    return made


@attack("74", "E_CKPT", "seals/r2.1.checkpoint")
def test_the_head_of_the_first_round_is_shown_for_the_second() -> Made:
    """The organizer's true signature, under the head of another round."""
    made = two_rounds()
    made.files["seals/r2.1.checkpoint"] = made.files["seals/r1.1.checkpoint"]
    return made.publish()


@attack("74b", "E_ROUND", ORGANIZERS)
def test_a_round_builds_on_a_seal_that_is_none() -> Made:
    """The second round builds on another result than the sealed one of the first."""
    made = closed()
    made.open("r2", inputs(("r1", "r2")), builds={"r1": "ab" * 32})
    made.hand_in("r2")
    made.seal("r2", content=b"")
    made.cosign()
    return made.publish()


@attack("74c", "E_BUILDS", "results/r2.1.jsonl")
def test_a_later_round_scores_the_earlier_one_otherwise() -> Made:
    """The inputs of the second round have other weights for the first one than it was sealed with."""
    made = Maker()
    made.open("r1", inputs(("r1", "r2")))
    made.hand_in("r1")
    made.seal("r1")
    made.cosign()
    made.open("r2", inputs(("r1", "r2"), weight=40), builds={"r1": made.entries(ORGANIZER)[-1].hash})
    made.hand_in("r2")
    made.seal("r2")
    made.cosign()
    return made.publish()


def spelt(text: str) -> Files:
    """Return a bundle whose head has this text, signed by the organizer."""
    made = closed()
    key = made.keys[ORGANIZER]
    name = text.partition("\n")[0]
    note = Note(text, (Signature(name, key_id(name, ED25519, key.public), key.sign(text.encode())),))
    made.files[HEAD] = note.written()
    made.cosign()
    return made.publish()


def head_text() -> tuple[str, str, str]:
    """Return the three lines of an honest head."""
    one, two, three, _ = parse(closed().files[HEAD]).text.split("\n")
    return one, two, three


@attack("77a", "E_CKPT", HEAD)
def test_a_head_with_a_leading_zero() -> Made:
    """The size of the tree has a zero before it."""
    origin, size, root = head_text()
    return spelt(f"{origin}\n0{size}\n{root}\n")


@attack("77b", "E_CKPT", HEAD)
def test_a_head_with_a_sign() -> Made:
    """The size of the tree has a plus before it."""
    origin, size, root = head_text()
    return spelt(f"{origin}\n+{size}\n{root}\n")


@attack("77c", "E_CKPT", HEAD)
def test_a_head_with_a_fourth_line() -> Made:
    """The head says something besides."""
    origin, size, root = head_text()
    return spelt(f"{origin}\n{size}\n{root}\nand more\n")


@attack("77d", "E_CKPT_SIG", HEAD)
def test_a_head_of_another_origin() -> Made:
    """The head is signed by the right key under another name."""
    _, size, root = head_text()
    return spelt(f"example.org/other\n{size}\n{root}\n")


def cosigned(*more: Signature) -> Files:
    """Return a bundle with two honest cosignatures and these."""
    made = handed_in()
    made.seal()
    made.cosign(JUDGES[:2])
    note = parse(made.files[HEAD])
    made.files[HEAD] = Note(note.text, (*note.signatures, *more)).written()
    return made.publish()


def _note() -> Note:
    made = handed_in()
    made.seal()
    return parse(made.files[HEAD])


@attack("79", "E_CKPT_SIG", HEAD)
def test_a_cosignature_says_another_time() -> Made:
    """The time in a cosignature is another one than was signed."""
    true = checkpoint.cosignature(_note(), f"{ORIGIN}/J-03", key_of("J-03"), 1_780_000_000)
    return cosigned(Signature(true.name, true.id, (1_790_000_000).to_bytes(8, "big") + true.blob[8:]))


@attack("79b", "E_TIME", HEAD)
def test_a_cosignature_before_the_seal() -> Made:
    """A judge claims to have seen the seal before there was one."""
    return cosigned(checkpoint.cosignature(_note(), f"{ORIGIN}/J-03", key_of("J-03"), 1_000_000_000))


@attack("80", "E_CKPT_SIG", HEAD)
def test_the_organizers_key_cosigns_as_a_judge() -> Made:
    """The organizer cosigns in the name of a judge."""
    return cosigned(checkpoint.cosignature(_note(), f"{ORIGIN}/J-03", key_of(ORGANIZER), 1_780_000_000))


@attack("80b", "E_CKPT_SIG", HEAD)
def test_the_organizer_cosigns_the_own_head() -> Made:
    """The organizer cosigns beside the own signature."""
    return cosigned(checkpoint.cosignature(_note(), ORIGIN, key_of(ORGANIZER), 1_780_000_000))


@attack("80c", "E_QUORUM", HEAD)
def test_a_judge_with_two_keys_counts_once() -> Made:
    """Two cosign, one of them with the old key and the new one: that is not three."""
    made = handed_in()
    old = made.keys["J-04"]
    made.rekey("J-04", key_of("a new computer"))
    made.seal()
    made.cosign(["J-03", "J-04"])
    made.keys["J-04"] = old
    made.cosign(["J-04"])
    return made.publish()


@attack("80d", "E_QUORUM", "seals/r1.1.checkpoint")
def test_puppets_taken_in_after_the_seal_cosign_it() -> Made:
    """Only one judge cosigned the first round; later judges, taken in with a reason, cosign it too."""
    made = Maker()
    made.open()
    made.hand_in()
    made.seal()
    made.cosign(["J-01"])
    for judge in ("J-05", "J-06"):
        made.enrol(judge, why="more work than expected")
        made.cosign([judge])
    every = (*JUDGES, "J-05", "J-06")
    made.open("r2", inputs(("r2",), every))
    made.judges = every
    made.hand_in("r2")
    made.seal("r2")
    made.cosign()
    return made.publish()


@attack("83", "E_OPENING", ORGANIZERS)
def test_a_hidden_ballot_is_said_to_be_opened() -> Made:
    """The seal says that every hidden ballot was opened; J-04's is not in the full edition."""
    made = Maker()
    made.open(sealed=True)
    made.ballots()
    made.seal()
    made.cosign()
    made.opens["J-04"] = [each for each in made.opens["J-04"] if each.field != "marks"]
    return made.publish()


@attack("83b", "E_OPENING", ORGANIZERS)
def test_a_hidden_ballot_is_said_to_be_closed_and_counted() -> Made:
    """The seal says that J-04 never opened a ballot, which everybody can open."""
    made = Maker()
    made.open(sealed=True)
    made.ballots()
    made.seal(unopened={"J-04": [0]})
    made.cosign()
    return made.publish()


@attack("88", "E_FIELD", ORGANIZERS)
def test_a_ballot_is_set_apart_without_a_reason() -> Made:
    """A void entry gives no reason."""
    made = handed_in()
    made.void("J-01", "S-1", why="")
    return finished(made)


@attack("88b", "E_SEAL", ORGANIZERS)
def test_a_ballot_is_set_apart_after_the_seal() -> Made:
    """A void entry stands after the seal that it would change."""
    made = closed()
    made.void("J-01", "S-1")
    return made.publish()


@attack("88c", "E_SUBMISSION", ORGANIZERS)
def test_a_ballot_for_nothing_is_set_apart() -> Made:
    """A void entry names a project that does not take part."""
    made = handed_in()
    made.void("J-01", "S-9")
    return finished(made)


@attack("88d", "E_ROSTER", ORGANIZERS)
def test_a_ballot_of_nobody_is_brought_in() -> Made:
    """A paper ballot is entered for somebody who is no judge of the round."""
    made = handed_in()
    made.bring("J-77", "S-1", {"idea": "10", "work": "10"})
    return finished(made)


@attack("88e", "E_REV", ORGANIZERS)
def test_a_paper_ballot_in_the_place_of_a_signed_one() -> Made:
    """The organizer enters marks where the judge has signed others."""
    made = handed_in()
    made.bring("J-01", "S-1", {"idea": "1", "work": "1"})
    return finished(made)


@attack("88f", "E_ROUND", ORGANIZERS)
def test_a_ballot_of_a_round_that_is_not_open_is_set_apart() -> Made:
    """A void entry names a round that nobody opened."""
    made = handed_in()
    made.void("J-01", "S-1", name="r9")
    return finished(made)


@attack("88g", "E_ROUND", ORGANIZERS)
def test_a_round_is_opened_twice() -> Made:
    """The round is opened again with the same inputs."""
    made = handed_in()
    made.open()
    return finished(made)


@attack("88h", "E_CHALLENGE", ORGANIZERS)
def test_a_second_genesis() -> Made:
    """The record is begun again in the middle."""
    made = handed_in()
    first = dict(made.entries(ORGANIZER)[0].body)
    made.add(ORGANIZER, {**first, "title": "Another prize"})
    return finished(made)


@attack("89", "E_REKEY", ORGANIZERS)
def test_a_new_key_after_an_entry_that_is_none() -> Made:
    """A judge's new key is said to follow an entry that the journal does not have."""
    made = handed_in()
    made.rekey("J-04", key_of("a new computer"), old=False, last="ab" * 32)
    return finished(made)


@attack("89b", "E_REKEY", ORGANIZERS)
def test_a_new_key_that_the_old_one_did_not_sign() -> Made:
    """What is said to be the old key's signature is not."""
    made = handed_in()
    false = to_base64(key_of("a puppet").sign(b"a new key"))
    new = key_of("a new computer")
    body = {
        "type": "rekey", "judge": "J-04", "key": to_base64(new.public), "last": made.last("J-04"), "why": "lost",
        "old": false,
    }  # fmt: skip
    made.add(ORGANIZER, body)
    return finished(made)


@attack("89c", "E_SIG", J4)
def test_a_new_key_from_the_middle_of_a_journal() -> Made:
    """A new key is said to hold from J-04's second entry on, which the old one signed."""
    made = handed_in()
    made.add(ORGANIZER, {
        "type": "rekey", "judge": "J-04", "key": to_base64(key_of("a puppet").public), "why": "lost", "old": None,
        "last": made.entries("J-04")[0].hash,
    })  # fmt: skip
    return finished(made)


@attack("94", "E_SEAL", J4)
def test_a_ballot_after_the_seal_is_kept_in_the_bundle() -> Made:
    """The bundle holds entries of a judge that nobody sealed or acknowledged."""
    made = Maker()
    made.open()
    made.open("r2", inputs(("r2",)))
    made.ballots()
    made.seal()
    made.cosign()
    opened = next(each.hash for each in made.entries(ORGANIZER) if each.body.get("round") == "r2")
    made.mark("J-04", "S-1", "5", "5", "r2", seen=made.last(ORGANIZER) or opened)
    return made.publish()


@attack("95", "E_MANIFEST", "MANIFEST")
def test_the_manifest_publishes_another_seal() -> Made:
    """The manifest says that it is of a second version, which is not there."""
    made = closed()
    made.sealed.append("r1.2")
    files = made.manifest(made.record())
    assert journal.ORGANIZER in files
    return files


@attack("95b", "E_QUORUM", HEAD)
def test_too_few_witnesses_and_a_new_manifest() -> Made:
    """The organizer takes two cosignatures off, and signs receipts and manifest anew."""
    made = handed_in()
    made.seal()
    made.cosign(JUDGES[:2])
    return made.publish()


@attack("33b", "E_OPENING", "disclosures/J-02.jsonl")
def test_a_name_is_exchanged_and_the_manifest_signed_again() -> Made:
    """The organizer gives a judge another name than the one committed to."""
    made = closed()
    return made.manifest(edited(made.publish(), "disclosures/J-02.jsonl", b"The person J-02", b"The person J-20"))


@attack("32b", "E_LEAF", "seals/r1.1.leaves")
def test_leaves_are_exchanged_and_the_manifest_signed_again() -> Made:
    """The list of leaves is not that of the journals."""
    made = closed()
    lines = lines_of(made.files, "seals/r1.1.leaves")
    return made.manifest(relined(made.publish(), "seals/r1.1.leaves", [lines[1], lines[0], *lines[2:]]))


@attack("92", "E_ROSTER", ORGANIZERS)
def test_a_stranger_is_assigned() -> Made:
    """Nobody of this name is on the panel, and what the stranger lacks would be asked for."""
    made = handed_in()
    body = {"type": "assign", "round": "r1", "judge": "J-99", "add": ["S-2"], "drop": [], "why": "help"}
    made.add(ORGANIZER, body)
    return finished(made)


@attack("93", "E_ROUND", ORGANIZERS)
def test_a_round_does_not_say_what_it_builds_on() -> Made:
    """The second round reads the first, and names no seal of it: the organizer could count it as it likes."""
    made, files = Maker(), inputs(("r1", "r2"))
    made.open("r1", files)
    made.hand_in("r1")
    made.seal("r1")
    made.cosign()
    made.open("r2", files)
    made.hand_in("r2")
    made.seal("r2")
    made.cosign()
    return made.publish()


def _sealed_again(absent: dict[str, str], lines: int) -> Made:
    """Return a bundle whose first seal has a change of J-04, and whose second one has fewer lines of J-04."""
    made = Maker()
    made.open()
    made.ballots()
    made.reopen("J-04")
    made.mark("J-04", "S-1", "0", "0")
    made.submit("J-04")
    if absent:
        made.lines["J-04"][4:] = []
        made.lines[ORGANIZER].pop()
    made.seal()
    made.cosign()
    whole = made.counted

    def fewer(name: str, absent: Iterable[str] = ()) -> dict[str, list[Entry]]:
        return {judge: each[:lines] if judge == "J-04" else each for judge, each in whole(name, absent).items()}

    made.counted = fewer  # type: ignore[method-assign]
    made.seal(version=2, absent=absent)
    made.cosign()
    return made.publish()


@attack("94", "E_OMITTED", ORGANIZERS)
def test_a_second_version_has_fewer_lines() -> Made:
    """The change was sealed, never acknowledged, and the next version ends before it."""
    return _sealed_again({}, 4)


@attack("94b", "E_OMITTED", ORGANIZERS)
def test_a_second_version_declares_a_sealed_judge_absent() -> Made:
    """The ballots were sealed, never acknowledged, and the next version has none of them."""
    return _sealed_again({"J-04": "fell ill"}, 0)


@attack("95", "E_ROSTER", ORGANIZERS)
def test_two_judges_who_are_one_to_a_reader() -> Made:
    """The second J-01 is written with wide letters: its marks would be taken for those of the first."""
    made = Maker((*JUDGES, "\uff2a-01"))
    made.open()
    made.hand_in()
    return finished(made)
