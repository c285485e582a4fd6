"""What a judge can do with the own key, after the seal or before it, and how it is found."""

import hashlib
from collections.abc import Callable

from judge.record.audit import Kept
from judge.record.disclosure import Disclosure, of_judge
from judge.record.keys import PublicKey, to_base64
from judge.record.line import JUDGE
from tests.record.attack import Made, attack, bundle, judges
from tests.record.maker import JUDGES, Files, Maker, closed, digest, edited, key_of, record_of

J2, J4 = judges("J-02"), judges("J-04")


@attack("39", "E_SEAL", J2)
def test_a_judge_writes_a_mark_anew_after_the_seal() -> Made:
    """The judge signs another mark, and every line after it again."""
    made = closed()
    made.rewrite("J-02", 1, marks={"idea": "10", "work": "10"})
    return {**bundle(), J2: made.data("J-02")}


@attack("40", "E_AFTER_SUBMIT", J2)
def test_a_judge_revises_after_handing_in() -> Made:
    """The judge adds a revision to a journal that is closed."""
    made = closed()
    made.mark("J-02", "S-1", "10", "10", seen=made.entries("organizer")[-2].hash)
    return {**bundle(), J2: made.data("J-02")}


ORDER = (1 << 252) + 27742317777372353535851937790883648493


def signed_otherwise(seed: bytes, message: bytes, other: bytes) -> bytes:
    """Return another valid signature of the same key over the same message (RFC 8032 §5.1.6, another number r)."""

    def scalar(from_seed: bytes) -> int:
        number = int.from_bytes(hashlib.sha512(from_seed).digest()[:32], "little")
        return number & ((1 << 254) - 8) | 1 << 254

    point = key_of(other.decode()).public
    public = key_of(seed.decode()).public
    number = scalar(hashlib.sha256(other).digest())
    hashed = int.from_bytes(hashlib.sha512(point + public + message).digest(), "little")
    total = (number + hashed * scalar(hashlib.sha256(seed).digest())) % ORDER
    return point + total.to_bytes(32, "little")


@attack("41", "E_SEAL", J2)
def test_a_judge_signs_the_same_line_otherwise() -> Made:
    """The last line has a second signature, as valid as the first one: it is another entry all the same."""
    made = closed()
    line = made.entries("J-02")[-1].line
    again = signed_otherwise(b"J-02", JUDGE + line.body, b"any other number")
    old = to_base64(line.signature or b"").encode()
    return edited(bundle(), J2, old, to_base64(again).encode())


def unnoticed(bend: Callable[[Maker], object], *, sealed: bool = False) -> Files:
    """Return a bundle whose organizer sealed what J-04 did without looking."""
    made = Maker()
    made.open(sealed=sealed)
    made.ballots(judges=JUDGES[:3])
    bend(made)
    made.submit("J-04")
    for judge in JUDGES:
        made.ack(judge)
    made.seal()
    made.cosign()
    return made.publish()


@attack("42", "E_VALUE", J4)
def test_a_mark_above_the_scale() -> Made:
    """The scale ends at 10, and the judge gives 11."""
    return unnoticed(lambda made: made.mark("J-04", "S-1", "11", "5"))


@attack("43", "E_VALUE", J4)
def test_a_mark_in_another_spelling() -> Made:
    """7.50 is 7.5, and one number has one spelling."""
    return unnoticed(lambda made: made.mark("J-04", "S-1", "7.50", "5"))


@attack("44", "E_VALUE", J4)
def test_a_mark_that_is_no_number() -> Made:
    """NaN is no mark and no declared code."""
    return unnoticed(lambda made: made.mark("J-04", "S-1", "NaN", "5"))


@attack("44b", "E_VALUE", J4)
def test_a_mark_for_a_criterion_that_is_none() -> Made:
    """The rubric has no such criterion."""
    return unnoticed(lambda made: made.mark("J-04", "S-1", "5", "5", marks={"charm": "10"}))


@attack("44c", "E_VALUE", J4)
def test_a_fact_is_called_as_a_column_of_marks() -> Made:
    """What is said of a mark is called `mark`: every other judge's marks would give way to it."""
    return unnoticed(lambda made: made.mark("J-04", "S-1", "5", "5", facts={"mark": {"idea": "10", "work": "10"}}))


@attack("44d", "E_VALUE", J4)
def test_a_fact_looks_like_the_confidence() -> Made:
    """A ligature in `confidence`: in tables both are one column, and the second would empty the first."""
    return unnoticed(lambda made: made.mark("J-04", "S-1", "5", "5", facts={"con\ufb01dence": {"idea": "1"}}))


@attack("44e", "E_VALUE", J4)
def test_a_fact_of_a_criterion_that_is_none() -> Made:
    """A confidence on something that nobody marks."""
    return unnoticed(lambda made: made.mark("J-04", "S-1", "5", "5", facts={"confidence": {"charm": "1"}}))


@attack("44f", "E_VALUE", J4)
def test_a_confidence_that_is_no_number() -> Made:
    """No rule could weigh by it, and the round could never be sealed."""
    return unnoticed(lambda made: made.mark("J-04", "S-1", "5", "5", facts={"confidence": {"idea": "-1"}}))


@attack("44g", "E_VALUE", of_judge("J-04"))
def test_a_hidden_ballot_has_a_fact_called_as_a_column() -> Made:
    """The same in a sealed round, where it comes to light only with the disclosure."""

    def bend(made: Maker) -> None:
        value = {"facts": {"mark": {"idea": "10"}}, "marks": {"idea": "5", "work": "5"}}
        own = Disclosure("ab" * 16, "J-04", 0, "marks", value)
        made.mark("J-04", "S-1", "5", "5", marks={"sha256": own.digest})
        made.opens["J-04"][-1] = own

    return unnoticed(bend, sealed=True)


@attack("45", "E_SUBMISSION", J4)
def test_a_submission_that_is_none() -> Made:
    """The judge marks a project that does not take part."""
    return unnoticed(lambda made: made.mark("J-04", "S-9", "5", "5"))


@attack("45b", "E_SUBMISSION", J4)
def test_a_record_that_is_another() -> Made:
    """The judge read another text of the project than the one that is judged."""
    return unnoticed(lambda made: made.mark("J-04", "S-1", "5", "5", record=digest(record_of("S-7").encode())))


@attack("46", "E_TIME", J4)
def test_a_ballot_dated_before_the_round() -> Made:
    """The judge claims to have marked before the round was opened."""
    return unnoticed(lambda made: made.mark("J-04", "S-1", "5", "5", at=made.clock(made.now - 10_000)))


@attack("46b", "E_TIME", J4)
def test_a_ballot_dated_before_the_one_before_it() -> Made:
    """The time of a journal goes back."""

    def bend(made: Maker) -> None:
        made.mark("J-04", "S-1", "5", "5")
        made.mark("J-04", "S-2", "5", "5", at=made.clock(made.now - 60))

    return unnoticed(bend)


@attack("47", "E_SEEN", J4)
def test_an_invented_entry_was_seen() -> Made:
    """The judge names an entry of the organizer that never was."""
    return unnoticed(lambda made: made.mark("J-04", "S-1", "5", "5", seen="ab" * 32))


@attack("47b", "E_SEEN", J4)
def test_an_older_entry_is_seen_later() -> Made:
    """The judge names an older entry of the organizer than before."""

    def bend(made: Maker) -> None:
        opened = made.last("organizer")
        made.ack("J-01")
        made.mark("J-04", "S-1", "5", "5")
        made.mark("J-04", "S-2", "5", "5", seen=opened)

    return unnoticed(bend)


def twice(**bent: object) -> Files:
    """Return a bundle in which J-04 marks S-1 twice."""

    def bend(made: Maker) -> None:
        made.mark("J-04", "S-2", "5", "5")
        made.mark("J-04", "S-1", "5", "5")
        made.mark("J-04", "S-1", "9", "5", **bent)

    return unnoticed(bend)


@attack("48", "E_REV", J4)
def test_a_second_ballot_that_revises_nothing() -> Made:
    """Two ballots for one project, and neither takes the place of the other."""
    return twice(rev=None)


@attack("49", "E_REV", J4)
def test_a_revision_of_another_ballot() -> Made:
    """A revision names the ballot for another project."""
    return twice(rev=0)


@attack("49b", "E_REV", J4)
def test_a_revision_without_a_reason() -> Made:
    """A mark is changed, and nobody is told why."""
    return twice(why="")


@attack("50", "E_CHALLENGE", J4)
def test_an_entry_of_another_challenge() -> Made:
    """The ballot was given in another challenge."""
    return unnoticed(lambda made: made.mark("J-04", "S-1", "5", "5", challenge="cd" * 32))


@attack("51", "E_JUDGE", J4)
def test_an_entry_in_another_judges_name() -> Made:
    """J-04 signs a ballot that says it is J-01's."""
    return unnoticed(lambda made: made.mark("J-04", "S-1", "5", "5", judge="J-01"))


@attack("52", "E_ROUND", J4)
def test_a_ballot_of_a_round_that_is_not_open() -> Made:
    """The ballot is for a round that nobody opened."""
    return unnoticed(lambda made: made.mark("J-04", "S-1", "5", "5", round="r9"))


@attack("53", "E_FIELD", J4)
def test_a_field_more() -> Made:
    """An entry carries what no entry of its type has."""
    return unnoticed(lambda made: made.mark("J-04", "S-1", "5", "5", weight="2"))


@attack("53b", "E_FIELD", J4)
def test_an_entry_that_only_the_organizer_may_write() -> Made:
    """A judge sets a colleague's ballot apart."""
    void = {"type": "void", "round": "r1", "judge": "J-01", "sub": "S-1", "why": "too kind"}
    return unnoticed(lambda made: made.add("J-04", void))


@attack("53c", "E_FORM", J4)
def test_a_judge_signs_another_spelling() -> Made:
    """The judge signs a line whose bytes are not the one spelling of what it says."""

    def bend(made: Maker) -> None:
        made.mark("J-04", "S-1", "5", "5")
        text = made.lines["J-04"].pop()
        body = text[8 : text.rindex(',"sig"')].replace('"judge"', ' "judge"', 1)
        signature = to_base64(key_of("J-04").sign(JUDGE + body.encode()))
        made.put("J-04", f'{{"body":{body},"sig":"{signature}"}}')

    return unnoticed(bend)


@attack("53d", "E_FIELD", J4)
def test_a_field_more_in_the_last_line() -> Made:
    """The line that hands in carries what it has no place for."""
    made = Maker()
    made.open()
    made.ballots(judges=JUDGES[:3])
    made.mark("J-04", "S-1", "5", "5")
    made.submit("J-04", promise="I was fair")
    made.seal()
    made.cosign()
    return made.publish()


@attack("53e", "E_COUNT", J4)
def test_a_last_line_that_counts_wrong() -> Made:
    """The line that hands in says that there are more lines than there are."""
    made = Maker()
    made.open()
    made.ballots(judges=JUDGES[:3])
    made.mark("J-04", "S-1", "5", "5")
    made.submit("J-04", count=7)
    made.seal()
    made.cosign()
    return made.publish()


@attack("54", "E_SEEN", J4)
def test_a_ballot_made_before_its_rubric_was_seen() -> Made:
    """The newest entry that the judge names is older than the opening of the round."""
    return unnoticed(lambda made: made.mark("J-04", "S-1", "5", "5", seen=made.entries("organizer")[4].hash))


@attack("54b", "E_RECUSED", J4)
def test_a_ballot_after_stepping_aside() -> Made:
    """The judge steps aside for a project, and marks it all the same."""

    def bend(made: Maker) -> None:
        made.recuse("J-04", "S-1")
        made.mark("J-04", "S-1", "10", "10")

    return unnoticed(bend)


@attack("54c", "E_VALUE", J4)
def test_an_open_ballot_in_a_sealed_round() -> Made:
    """Marks of a sealed round are hidden; one judge shows them to everybody."""
    return unnoticed(lambda made: made.mark("J-04", "S-1", "5", "5", marks={"idea": "5"}), sealed=True)


def copied(made: Maker) -> None:
    """Let J-04 put J-01's hidden ballot for S-1 in as its own."""
    made.mark("J-04", "S-1", "1", "1", marks=made.entries("J-01")[0].body["marks"])
    made.opens["J-04"] = [each for each in made.opens["J-04"] if each.field != "marks"]


@attack("82", "E_OPENING", of_judge("J-04"))
def test_a_hidden_ballot_is_copied_and_opened_by_the_copyist() -> Made:
    """J-04 copies the digest of J-01's ballot, and opens it with J-01's salt and marks in the own name."""

    def bend(made: Maker) -> None:
        copied(made)
        own = next(each for each in made.opens["J-01"] if each.field == "marks")
        made.opens["J-04"].append(Disclosure(own.salt, "J-04", 0, "marks", own.value))

    return unnoticed(bend, sealed=True)


@attack("82b", "E_OPENING", "journals/organizer.jsonl")
def test_a_hidden_ballot_is_copied_and_counted() -> Made:
    """The organizer counts the copy as opened, though what opens it is J-01's alone."""
    made = Maker()
    made.open(sealed=True)
    made.ballots(judges=JUDGES[:3])
    copied(made)
    made.submit("J-04")
    made.seal(unopened={})
    made.cosign()
    return made.publish()


@attack("84", "E_OPENING", of_judge("J-04"))
def test_a_hidden_ballot_is_opened_with_other_marks() -> Made:
    """The judge opens other marks than those that the entry holds the digest of."""

    def bend(made: Maker) -> None:
        made.mark("J-04", "S-1", "2", "2")
        own = made.opens["J-04"].pop()
        made.opens["J-04"].append(Disclosure(own.salt, "J-04", own.seq, "marks", {"facts": {}, "marks": {"idea": "9"}}))

    return unnoticed(bend, sealed=True)


@attack("84b", "E_VALUE", of_judge("J-04"))
def test_a_hidden_ballot_is_above_the_scale() -> Made:
    """What the judge opens is what was entered, and no mark of the scale."""
    return unnoticed(lambda made: made.mark("J-04", "S-1", "11", "5"), sealed=True)


@attack("85", "E_OPENING", of_judge("J-04"))
def test_a_salt_that_is_too_short() -> Made:
    """With a short salt, anybody could guess the marks behind a digest."""

    def bend(made: Maker) -> None:
        value = {"facts": {}, "marks": {"idea": "5", "work": "5"}}
        own = Disclosure("ab" * 15, "J-04", 0, "marks", value)
        made.opens["J-04"].append(own)
        made.mark("J-04", "S-1", "5", "5", marks={"sha256": own.digest})
        made.opens["J-04"].pop(-1)

    return unnoticed(bend, sealed=True)


@attack("90", "E_FORK", J4)
def test_a_judge_signs_two_entries_of_one_number() -> Made:
    """The judge kept another second entry than the one that was sealed: two signed lines prove it."""
    made = closed()
    other = closed()
    other.rewrite("J-04", 1, marks={"idea": "1", "work": "1"})
    return made.publish(), Kept(journals={"J-04.jsonl": other.data("J-04")})


def test_the_other_signature_is_valid() -> None:
    """What signs the same line otherwise is a signature that the key bears out, so that the case is one."""
    line = closed().entries("J-02")[-1].line
    again = signed_otherwise(b"J-02", JUDGE + line.body, b"any other number")
    assert again != line.signature
    assert PublicKey(key_of("J-02").public).signed(again, JUDGE + line.body)
