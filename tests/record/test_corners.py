"""Attacks that only one check of the audit finds: each check of each layer is needed by one of these or those before."""

import pytest

from judge.record import checkpoint, merkle
from judge.record.audit import Kept
from judge.record.note import parse
from judge.record.receipt import Receipt
from tests.record import test_pairs as _pairs  # noqa: F401  (its attacks need checks too)
from tests.record import test_releases  # noqa: F401 (its attacks are tried as well)
from tests.record.attack import ATTACKS, ORGANIZERS, Made, attack, bundle, first, judges
from tests.record.maker import (
    JUDGES,
    ORGANIZER,
    ORIGIN,
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
)
from tests.record.mutant import Check, checks, never
from tests.record.test_judges import unnoticed
from tests.record.test_organizers import finished, two_worlds
from tests.record.test_outsiders import remade

J4 = judges("J-04")
RESULT, HEAD, MANIFEST = "results/r1.1.jsonl", "seals/r1.1.checkpoint", "MANIFEST"


def signed_again(more: Files) -> Files:
    """Return the honest bundle with more files, and a manifest that names them."""
    return closed().manifest({**bundle(), **more})


# -- files ------------------------------------------------------------------------------------------------------------


@attack("14c", "E_FILESET", "notes.txt")
def test_a_file_that_no_bundle_has_is_signed() -> Made:
    """The organizer publishes a file beside the record, in which anything could stand."""
    return signed_again({"notes.txt": b"the jury was bribed\n"})


@attack("14d", "E_FILESET", "inputs/r9/challenge.toml")
def test_the_inputs_of_no_round_are_signed() -> Made:
    """The organizer publishes the inputs of a round that was never opened."""
    return signed_again({"inputs/r9/challenge.toml": b""})


@attack("14e", "E_FILESET", "receipts/J-01.r9.1.tlog-proof")
def test_a_receipt_of_no_seal_is_signed() -> Made:
    """The organizer publishes a receipt for a seal that is none."""
    return signed_again({"receipts/J-01.r9.1.tlog-proof": b""})


@attack("14f", "E_FILESET", "results/r9.1.jsonl")
def test_a_result_of_no_seal_is_signed() -> Made:
    """The organizer publishes a result that nobody sealed."""
    return signed_again({"results/r9.1.jsonl": b""})


@attack("14g", "E_FILESET", "disclosures/J-99.jsonl")
def test_disclosures_of_nobody_are_signed() -> Made:
    """The organizer publishes a file of disclosures for somebody who is not in the roster."""
    return signed_again({"disclosures/J-99.jsonl": b""})


@attack("14h", "E_FILESET", ".gitattributes")
def test_git_is_allowed_to_change_lines() -> Made:
    """The file that keeps git from changing the ends of lines is another one."""
    return signed_again({".gitattributes": b"* text=auto\n"})


@attack("10b", "E_OMITTED", ORGANIZERS)
def test_the_organizers_journal_is_taken_away() -> Made:
    """The journal without which nothing can be checked is not there."""
    return without(bundle(), ORGANIZERS)


@attack("10c", "E_MANIFEST", MANIFEST)
def test_the_manifest_is_taken_away() -> Made:
    """Nothing says which files there should be."""
    return without(bundle(), MANIFEST)


@attack("10d", "E_CKPT_SIG", HEAD)
def test_the_head_is_taken_away() -> Made:
    """The signed head of the tree is not there."""
    return without(bundle(), HEAD)


@attack("10e", "E_RESULT", RESULT)
def test_the_result_is_taken_away() -> Made:
    """The sealed result is not there."""
    return without(bundle(), RESULT)


@attack("10f", "E_CHAIN", ORGANIZERS)
def test_the_beginning_of_the_record_is_taken_away() -> Made:
    """The organizer's journal has lost its genesis."""
    return relined(bundle(), ORGANIZERS, lines_of(bundle(), ORGANIZERS)[1:])


@attack("95c", "E_MANIFEST", MANIFEST)
def test_the_manifest_is_of_another_challenge() -> Made:
    """The manifest has the organizer's signature and names another challenge."""
    return remade("Another prize").manifest(bundle())


@attack("95d", "E_MANIFEST", MANIFEST)
def test_the_manifest_is_signed_by_a_stranger() -> Made:
    """The manifest names the right files, and the organizer did not sign it."""
    made = closed()
    made.keys[ORGANIZER] = key_of("a stranger")
    return made.manifest(bundle())


# -- entries ----------------------------------------------------------------------------------------------------------


@attack("52b", "E_ROSTER", J4)
def test_a_judge_of_another_panel_marks() -> Made:
    """A judge of the roster marks in a round whose panel has other judges."""
    made = Maker()
    made.open(files=inputs(judges=JUDGES[:3]))
    made.hand_in()
    return finished(made)


@attack("45c", "E_SUBMISSION", J4)
def test_a_judge_steps_aside_for_nothing() -> Made:
    """The judge steps aside for a project that does not take part."""
    return unnoticed(lambda made: made.recuse("J-04", "S-9"))


@attack("63c", "E_ROSTER", ORGANIZERS)
def test_a_judge_is_in_the_roster_twice() -> Made:
    """A judge is taken in again with another key, as if nothing had been."""
    made = Maker()
    del made.keys["J-04"]
    made.keys["J-04"] = key_of("a puppet")
    made.enrol("J-04")
    made.open()
    made.ballots()
    return finished(made)


@attack("25b", "E_INPUT", "inputs/r1/challenge.toml")
def test_a_round_is_opened_with_inputs_that_are_none() -> Made:
    """What the round was opened with is there, and no challenge."""
    made = Maker()
    made.open(files={**inputs(), "challenge.toml": b"round = 7\n"})
    made.ballots()
    made.seal(content=b"")
    made.cosign()
    return made.publish()


def assigned(name: str, subs: list[str]) -> Files:
    """Return a bundle in which the organizer assigned submissions to J-04."""
    made = handed_in()
    made.add(
        ORGANIZER,
        {"type": "assign", "round": name, "judge": "J-04", "add": subs, "drop": [], "why": "J-01 has too many"},
    )
    return finished(made)


@attack("88i", "E_ROUND", ORGANIZERS)
def test_an_assignment_in_a_round_that_is_not_open() -> Made:
    """An assignment names a round that nobody opened."""
    return assigned("r9", ["S-1"])


@attack("88j", "E_SUBMISSION", ORGANIZERS)
def test_an_assignment_of_nothing() -> Made:
    """An assignment names a project that does not take part."""
    return assigned("r1", ["S-9"])


@attack("25c", "E_INPUT", ORGANIZERS)
def test_a_round_is_opened_otherwise_than_its_inputs_say() -> Made:
    """The challenge says that marks stay hidden until the seal, and the round is opened without that."""
    made = Maker()
    made.open(files=inputs(sealed=True))
    made.hand_in()
    return finished(made)


# -- seals and heads --------------------------------------------------------------------------------------------------


@attack("39b", "E_SEAL", judges("J-02"))
def test_a_line_that_was_never_acknowledged_is_written_anew() -> Made:
    """A journal that was sealed without an acknowledgement is signed again after the seal."""
    made = Maker()
    made.open()
    made.ballots()
    made.seal()
    made.cosign()
    files = made.publish()
    made.rewrite("J-02", 1, marks={"idea": "10", "work": "10"})
    return {**files, judges("J-02"): made.data("J-02")}


@attack("39c", "E_SEAL", J4)
def test_an_acknowledged_line_of_an_open_round_is_written_anew() -> Made:
    """A ballot of a round that is open still was acknowledged, and is another one now."""
    made = Maker()
    made.open("r1")
    made.open("r2", inputs(("r2",)))
    made.ballots("r1")
    made.mark("J-04", "S-1", "5", "5", "r2")
    made.ack("J-04")
    made.seal()
    made.cosign()
    made.rewrite("J-04", 4, marks={"idea": "10", "work": "10"})
    return made.publish()


@attack("66d", "E_ROUND", ORGANIZERS)
def test_a_round_is_sealed_that_nobody_opened() -> Made:
    """A seal names a round that was never opened."""
    made = handed_in()
    made.seal(round="r9")
    made.cosign()
    return made.publish()


@attack("66e", "E_SEAL", ORGANIZERS)
def test_the_first_seal_is_the_second_version() -> Made:
    """The first version of a seal is not there."""
    made = handed_in()
    made.seal(version=2)
    made.cosign()
    return made.publish()


@attack("66f", "E_COUNT", J4)
def test_a_journal_is_sealed_before_its_end() -> Made:
    """The seal has two ballots of J-04, who had not handed in with them."""
    made = Maker()
    made.open()
    made.ballots()
    entries = {judge: made.entries(judge)[: 2 if judge == "J-04" else 4] for judge in JUDGES}
    sealed = {judge: {"n": len(each), "head": each[-1].hash} for judge, each in entries.items()}
    made.seal(journals=sealed, content=made.result("r1", entries))
    made.cosign()
    del made.lines["J-04"][2:]
    return made.publish()


@attack("66g", "E_SEAL", ORGANIZERS)
def test_a_bundle_without_a_seal() -> Made:
    """Something is published that nobody has sealed."""
    made = handed_in()
    return made.publish()


@attack("65b", "E_RESULT", RESULT)
def test_the_seal_names_another_result() -> Made:
    """The result is the one that comes out, and not the one that was sealed."""
    made = handed_in()
    made.seal(result=digest(b"another result"))
    made.cosign()
    return made.publish()


@attack("65c", "E_RESULT", RESULT)
def test_a_result_is_sealed_that_the_rule_refuses() -> Made:
    """The rule adds up the criteria and refuses a mark that is missing; the organizer seals a result all the same."""
    made, files = Maker(), inputs()
    rubric = files["criteria/r1.toml"].replace(b'{mean = "criterion"', b'{sum = "criterion"')
    made.open(files={**files, "criteria/r1.toml": rubric})
    made.ballots(judges=JUDGES[:3])
    made.mark("J-04", "S-1", "5", None)
    made.submit("J-04")
    made.seal(content=handed_in().result("r1", handed_in().counted("r1")))
    made.cosign()
    return made.publish()


@attack("31b", "E_QUORUM", HEAD)
def test_enough_judges_cosign_and_one_of_them_twice() -> Made:
    """A cosignature is repeated although there are enough."""
    made = closed()
    made.cosign(["J-01"])
    return made.publish()


@attack("29b", "E_CKPT_SIG", HEAD)
def test_the_organizer_signs_after_the_judges() -> Made:
    """The lines below the head are in another order."""
    lines = lines_of(bundle(), HEAD)
    return relined(bundle(), HEAD, [*lines[:4], *lines[5:], lines[4]])


# -- what was kept ----------------------------------------------------------------------------------------------------


@attack("67c", "E_SPLIT", "kept.checkpoint")
def test_a_kept_head_has_another_signature() -> Made:
    """The head that was kept says the same, and another key signed it: the record was made again."""
    found = parse(bundle()[HEAD])
    origin, size, root, _ = found.text.split("\n")
    head = closed().leaves
    again = checkpoint.signed(checkpoint.Checkpoint(ORIGIN, len(head), merkle.root(head)), key_of("the true one"))
    assert (origin, int(size), bool(root)) == (ORIGIN, len(head), True)
    return bundle(), Kept(heads={"kept.checkpoint": again.written()})


@attack("57b", "E_SPLIT", "receipt of J-04")
def test_a_kept_receipt_proves_another_line() -> Made:
    """The receipt repeats this very head, and its path leads from another line than the one that stands there."""
    made = closed()
    path = tuple(merkle.inclusion(made.leaves, 3))
    own = Receipt(5, path, made.files[HEAD])
    return bundle(), Kept(receipts={"receipt of J-04": own.written()})


@attack("90b", "E_ROSTER", "kept.jsonl")
def test_a_kept_journal_is_of_nobody() -> Made:
    """What was kept is a journal of somebody who is not in the roster."""
    made = closed()
    made.keys["J-99"] = key_of("a stranger")
    made.ballots(judges=["J-99"])
    return bundle(), Kept(journals={"kept.jsonl": made.data("J-99")})


@attack("90c", "E_SIG", "kept.jsonl")
def test_a_kept_journal_was_changed() -> Made:
    """What was kept has a line that the judge did not sign: it proves nothing against the record."""
    changed = edited(bundle(), J4, b'"idea":"8"', b'"idea":"1"')
    return bundle(), Kept(journals={"kept.jsonl": changed[J4]})


@attack("67d", "E_SPLIT", HEAD)
def test_two_bundles_have_two_heads() -> Made:
    """Of the other bundle only the head is left, and it is another one."""
    one, other = two_worlds()
    return one.publish(), Kept(against={HEAD: other.files[HEAD]})


# -- the audit of the audit -------------------------------------------------------------------------------------------

SPARED = {
    "chain._fault: previous is not None and each.body['seq'] == previous.body['seq']": "only the words are others",
    "disclosures._file: too_many": "a bound, which hostile files are tested against",
    "ballots._record: known is None": "the record that the entry names is then not the known one either",
    "seal._order: before is not None and version <= before.number('version')": "the version is then not the next one",
}
"""Bounds, and checks that only say the same more clearly than the one that follows."""


def needed(check: Check) -> bool:
    """Whether some attack ends otherwise without a check, be it with a crash."""
    for each in ATTACKS:
        if each.code in check.codes:
            try:
                found = first(each.audit())
            except Exception:
                return True  # what follows relies on the check
            if found is None or (found.code, found.file) != (each.code, each.file):
                return True
    return False


@pytest.mark.parametrize("name", sorted({check.module.__name__ for check in checks()}))
def test_no_check_can_be_spared(name: str) -> None:
    """With any one check of a layer never made, some attack is not found, or not as what it is."""
    spared = set()
    for check in checks():
        if check.module.__name__ == name and check.name not in SPARED and "MOST" not in check.text:
            with never(check):
                if not needed(check):
                    spared.add(check.name)
    assert spared == set()
