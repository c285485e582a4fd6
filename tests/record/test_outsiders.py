"""What an outsider without any key can do to a published bundle, and how it is found."""

import re

from judge.record import merkle
from judge.record.audit import Kept
from judge.record.keys import from_base64, to_base64
from judge.record.line import JUDGE, write
from judge.record.receipt import parse
from tests.record.attack import ORGANIZERS, Made, attack, bundle, judges
from tests.record.maker import Files, Maker, closed, edited, handed_in, key_of, lines_of, relined, without

J1, J2, J3, J4 = map(judges, ("J-01", "J-02", "J-03", "J-04"))
RESULT, RUBRIC, RECORDS = "results/r1.1.jsonl", "inputs/r1/criteria/r1.toml", "inputs/r1/submissions.jsonl"
HEAD, LEAVES = "seals/r1.1.checkpoint", "seals/r1.1.leaves"
RECEIPT = "receipts/J-02.r1.1.tlog-proof"


@attack("1", "E_SIG", J3)
def test_a_mark_is_changed() -> Made:
    """Somebody turns a judge's 7 into a 10."""
    return edited(bundle(), J3, b'"idea":"7"', b'"idea":"10"')


@attack("2", "E_SIG", J3)
def test_a_bit_of_a_signature_is_changed() -> Made:
    """The signature of a line is another one."""
    sig = re.search(rb'"sig":"(.)', bundle()[J3])
    assert sig is not None
    return edited(bundle(), J3, sig[0], sig[0][:-1] + (b"B" if sig[1] == b"A" else b"A"))


@attack("3", "E_SIG", J3)
def test_a_time_is_changed() -> Made:
    """A ballot is said to be a year older."""
    return edited(bundle(), J3, b'"at":"2026', b'"at":"2025')


@attack("4", "E_CHAIN", J2)
def test_a_line_in_the_middle_is_deleted() -> Made:
    """A ballot disappears from a journal."""
    lines = lines_of(bundle(), J2)
    return relined(bundle(), J2, [*lines[:1], *lines[2:]])


@attack("5", "E_COUNT", J2)
def test_the_last_line_is_deleted() -> Made:
    """The line with which a judge hands in disappears."""
    return relined(bundle(), J2, lines_of(bundle(), J2)[:-1])


@attack("6", "E_TORN", J2)
def test_a_journal_is_cut_inside_a_line() -> Made:
    """The end of a file got lost on its way."""
    return {**bundle(), J2: bundle()[J2][:-100]}


@attack("7", "E_CHAIN", J2)
def test_two_lines_are_swapped() -> Made:
    """Two ballots change their places in a journal."""
    one, two, *rest = lines_of(bundle(), J2)
    return relined(bundle(), J2, [two, one, *rest])


@attack("8", "E_REPLAY", J2)
def test_a_line_is_doubled() -> Made:
    """A ballot stands in a journal twice."""
    one, *rest = lines_of(bundle(), J2)
    return relined(bundle(), J2, [one, one, *rest])


@attack("9", "E_SIG", J2)
def test_a_line_is_slipped_in() -> Made:
    """A ballot more, signed by a stranger's key."""
    made = closed()
    body = {**made.entries("J-02")[1].body, "prev": made.entries("J-02")[1].hash, "seq": 2}
    own, lines = write(body, key_of("a stranger"), JUDGE).encode(), lines_of(bundle(), J2)
    return relined(bundle(), J2, [*lines[:2], own, *lines[2:]])


@attack("10", "E_OMITTED", J4)
def test_a_journal_is_taken_away() -> Made:
    """A judge's file is not in the bundle that somebody passes on."""
    return without(bundle(), J4)


@attack("11", "E_COUNT", J4)
def test_a_journal_is_emptied() -> Made:
    """A judge's file is there, with nothing in it."""
    return {**bundle(), J4: b""}


@attack("12", "E_SIG", J2)
def test_two_journals_exchange_their_names() -> Made:
    """The ballots of two judges are said to be those of the other."""
    return {**bundle(), J2: bundle()[J3], J3: bundle()[J2]}


@attack("13", "E_ROSTER", judges("J-99"))
def test_a_stranger_adds_a_journal() -> Made:
    """A whole journal of somebody whom nobody took into the roster."""
    made = closed()
    made.keys["J-99"] = key_of("a stranger")
    made.ballots(judges=["J-99"])
    return {**bundle(), judges("J-99"): made.data("J-99")}


@attack("14", "E_FILESET", "notes.txt")
def test_a_file_is_added() -> Made:
    """A file that nobody published."""
    return {**bundle(), "notes.txt": b"the jury was bribed\n"}


@attack("14b", "E_INPUT", "inputs/r1/decisions.toml")
def test_an_input_is_added() -> Made:
    """A decision is slipped in among the inputs of the round."""
    return {**bundle(), "inputs/r1/decisions.toml": b'decision = [{kind = "withdraw", submission = "S-2"}]\n'}


@attack("15", "E_SIG", J2)
def test_a_line_of_another_judge_is_pasted_in() -> Made:
    """A friendlier ballot of a colleague takes the place of a judge's own."""
    lines = lines_of(bundle(), J2)
    return relined(bundle(), J2, [lines[0], lines_of(bundle(), J3)[1], *lines[2:]])


@attack("16", "E_FORM", J2)
def test_a_key_stands_twice() -> Made:
    """A mark is written twice in one line, so that two programs read two marks."""
    return edited(bundle(), J2, b'"idea":', b'"idea":"1","idea":')


@attack("17", "E_FORM", J2)
def test_a_space_is_added() -> Made:
    """A line says the same in other bytes."""
    return edited(bundle(), J2, b',"judge"', b', "judge"')


@attack("18", "E_FORM", J2)
def test_lines_end_as_on_windows() -> Made:
    """An editor, or git, has changed the ends of the lines."""
    return {**bundle(), J2: bundle()[J2].replace(b"\n", b"\r\n")}


@attack("19", "E_FORM", J2)
def test_a_byte_order_mark_is_added() -> Made:
    """An editor has put three bytes before the file."""
    return {**bundle(), J2: b"\xef\xbb\xbf" + bundle()[J2]}


@attack("20", "E_FORM", J2)
def test_a_character_is_spelt_as_an_escape() -> Made:
    """A 2 is written as the escape that means 2."""
    return edited(bundle(), J2, b'"judge":"J-02"', b'"judge":"J-0\\u0032"')


@attack("21", "E_FORM", J2)
def test_a_blank_line_is_added() -> Made:
    """An empty line stands in a journal."""
    one, *rest = lines_of(bundle(), J2)
    return relined(bundle(), J2, [one, b"", *rest])


@attack("22", "E_FORM", J2)
def test_a_signature_is_spelt_otherwise() -> Made:
    """The unused bits at the end of base64 are set: the same signature in other bytes."""
    letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    sig = re.search(rb'(.)=="}', bundle()[J2])
    assert sig is not None
    other = letters[letters.index(sig[1]) + 1 :][:1]
    return edited(bundle(), J2, sig[0], other + b'=="}')


@attack("23", "E_RESULT", RESULT)
def test_a_score_is_edited() -> Made:
    """The published result says another score."""
    return edited(bundle(), RESULT, b'"score":"6.5"', b'"score":"9.5"')


@attack("24", "E_RESULT", RESULT)
def test_two_places_are_exchanged() -> Made:
    """The last one and the first one change their places in the published result."""
    data = bundle()[RESULT].replace(b'"place":"3"', b'"place":"?"').replace(b'"place":"1"', b'"place":"3"', 1)
    return {**bundle(), RESULT: data.replace(b'"place":"?"', b'"place":"1"')}


@attack("25", "E_RUBRIC", RUBRIC)
def test_a_weight_is_edited() -> Made:
    """The rubric in the bundle has other weights than those that judges were shown."""
    return {**bundle(), RUBRIC: bundle()[RUBRIC].replace(b"weight = 60", b"weight = 40", 1).replace(
        b'"work", weight = 40', b'"work", weight = 60')}  # fmt: skip


@attack("26", "E_SUBMISSION", RECORDS)
def test_the_text_of_a_submission_is_edited() -> Made:
    """A project looks better than what the judges read."""
    return edited(bundle(), RECORDS, b"What S-2 does", b"What S-2 really does")


@attack("27", "E_SUBMISSION", RECORDS)
def test_a_submission_is_taken_out() -> Made:
    """A project disappears from those that were judged."""
    one, _, three = lines_of(bundle(), RECORDS)
    return relined(bundle(), RECORDS, [one, three])


@attack("28", "E_CKPT_SIG", HEAD)
def test_the_size_of_the_tree_is_edited() -> Made:
    """The signed head says another number of entries."""
    size = lines_of(bundle(), HEAD)[1]
    return edited(bundle(), HEAD, b"\n" + size + b"\n", b"\n1" + size + b"\n")


@attack("29", "E_CKPT_SIG", HEAD)
def test_the_organizers_signature_is_taken_off() -> Made:
    """The head of the tree has only the cosignatures of the judges."""
    return relined(bundle(), HEAD, [*lines_of(bundle(), HEAD)[:4], *lines_of(bundle(), HEAD)[5:]])


@attack("30", "E_QUORUM", HEAD)
def test_cosignatures_are_taken_off() -> Made:
    """Fewer judges have cosigned than are needed."""
    return relined(bundle(), HEAD, lines_of(bundle(), HEAD)[:-2])


@attack("31", "E_QUORUM", HEAD)
def test_one_cosignature_stands_six_times() -> Made:
    """The cosignature of one judge is repeated until they seem enough."""
    lines = lines_of(bundle(), HEAD)
    return relined(bundle(), HEAD, [*lines[:6], *lines[5:6] * 5])


@attack("32", "E_LEAF", LEAVES)
def test_a_leaf_is_changed() -> Made:
    """The list of the tree's leaves names another entry."""
    first = lines_of(bundle(), LEAVES)[0]
    return edited(bundle(), LEAVES, first[:4], b"0000" if first[:4] != b"0000" else b"1111")


@attack("33", "E_OPENING", "disclosures/J-02.jsonl")
def test_the_text_of_a_disclosure_is_changed() -> Made:
    """A judge is given another name."""
    return edited(bundle(), "disclosures/J-02.jsonl", b"The person J-02", b"The person J-20")


@attack("34", "E_OPENING", "disclosures/J-01.jsonl")
def test_a_disclosure_is_moved_to_another_judge() -> Made:
    """A name stands in the file of another judge."""
    one, two = "disclosures/J-01.jsonl", "disclosures/J-02.jsonl"
    return {**bundle(), one: bundle()[two], two: bundle()[one]}


@attack("35", "E_RECEIPT", RECEIPT)
def test_the_receipt_of_another_judge_is_put_there() -> Made:
    """A judge finds a receipt that proves somebody else's line."""
    return {**bundle(), RECEIPT: bundle()["receipts/J-03.r1.1.tlog-proof"]}


@attack("36", "E_RECEIPT", RECEIPT)
def test_a_hash_of_a_receipt_is_changed() -> Made:
    """A receipt no longer proves what it says."""
    lines = lines_of(bundle(), RECEIPT)
    data = bytearray(from_base64(lines[2].decode()) or b"")
    data[0] ^= 1
    return edited(bundle(), RECEIPT, lines[2], to_base64(bytes(data)).encode())


@attack("37", "E_SIG", ORGANIZERS)
def test_a_key_in_the_roster_is_replaced() -> Made:
    """An outsider puts an own key where a judge's stands."""
    key = to_base64(key_of("J-04").public).encode()
    return edited(bundle(), ORGANIZERS, key, to_base64(key_of("a stranger").public).encode())


@attack("38", "E_ANCHOR", ORGANIZERS)
def test_the_bundle_of_another_challenge_is_shown() -> Made:
    """A whole and honest bundle, but not of the challenge whose anchor was published."""
    made = handed_in()
    return remade("Another prize").publish(), Kept(anchors=(made.challenge,))


def remade(title: str) -> Maker:
    """Return a record of a challenge with another title, sealed and cosigned."""
    made = Maker(enrol=False)
    made.rewrite("organizer", 0, title=title)
    for judge in made.judges:
        made.enrol(judge)
    made.open()
    made.hand_in()
    made.seal()
    made.cosign()
    return made


def _receipt(index: int, size: int) -> Files:
    found = parse(bundle()[RECEIPT])
    leaves = [bytes.fromhex(each.decode()) for each in lines_of(bundle(), LEAVES)]
    path = merkle.inclusion(leaves[:size] if size <= len(leaves) else leaves * 2, min(index, size - 1))
    head = found.checkpoint
    changed = type(found)(index, tuple(path), head)
    return {**bundle(), RECEIPT: changed.written()}


def _index() -> tuple[int, int]:
    return parse(bundle()[RECEIPT]).index, len(lines_of(bundle(), LEAVES))


@attack("76a", "E_RECEIPT", RECEIPT)
def test_a_receipt_names_the_entry_before() -> Made:
    """The proof is that of the entry before the judge's last one."""
    return _receipt(_index()[0] - 1, _index()[1])


@attack("76b", "E_RECEIPT", RECEIPT)
def test_a_receipt_names_the_entry_after() -> Made:
    """The proof is that of the entry after the judge's last one."""
    return _receipt(_index()[0] + 1, _index()[1])


@attack("76c", "E_RECEIPT", RECEIPT)
def test_a_receipt_is_of_a_tree_twice_as_large() -> Made:
    """The proof belongs to a tree of twice the size."""
    return _receipt(_index()[0], _index()[1] * 2)


@attack("76d", "E_RECEIPT", RECEIPT)
def test_a_receipt_is_of_a_tree_half_as_large() -> Made:
    """The proof belongs to a tree of half the size."""
    return _receipt(_index()[0], _index()[1] // 2)


@attack("87", "E_MANIFEST", "disclosures/J-02.jsonl")
def test_a_disclosure_is_dropped() -> Made:
    """Somebody who passes the bundle on leaves a judge's remark out, as only an organizer may."""
    made = Maker()
    made.open()
    made.ballots(judges=["J-01", "J-03", "J-04"])
    made.mark("J-02", "S-1", "5", "5", remark=made.disclose("J-02", 0, "remark", "Well thought out"))
    made.submit("J-02")
    made.seal()
    made.cosign()
    files = made.publish()
    lines = lines_of(files, "disclosures/J-02.jsonl")
    return relined(files, "disclosures/J-02.jsonl", [each for each in lines if b'"remark"' not in each])
