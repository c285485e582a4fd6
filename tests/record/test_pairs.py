"""What a judge can do in a round of pairs, and how it is found."""

from collections.abc import Callable, Mapping

from judge.record.disclosure import of_judge, sealed_value
from judge.record.verify import verify
from tests.record.attack import Made, attack, first, judges
from tests.record.maker import JUDGES, ORGANIZER, SUBS, Files, Maker, digest, inputs, record_of

J4 = judges("J-04")
Marks = Mapping[str, str | None]


def of_pairs(*, sealed: bool = False) -> Files:
    """Return the inputs of a challenge with one round of pairs."""
    files = inputs(sealed=sealed)
    files["challenge.toml"] = files["challenge.toml"].replace(b'rubric = "r1"', b'rubric = "r1", ballot = "pairs"')
    files["criteria/r1.toml"] = b'scale = {low = 0, high = 1, step = 0.5}\ncriterion = [{id = "better"}]\n'
    return files


def compare(made: Maker, judge: str, one: str, other: str, marks: Marks, /, **bent: object) -> str:
    """Enter an answer on a pair, hidden if the round is sealed."""
    seq = len(made.lines.get(judge, ()))
    mine = [each for each in made.entries(judge) if each.type == "compare" and each.body["subs"] == [one, other]]
    rev = mine[-1].number("seq") if mine else None
    given: Mapping[str, object] = marks
    if "r1" in made.hidden:
        given = made.disclose(judge, seq, "marks", sealed_value(marks, {}))
    body = {
        "type": "compare", "judge": judge, "round": "r1", "seen": made.last(ORGANIZER), "subs": [one, other],
        "records": [digest(record_of(sub).encode()) for sub in (one, other)], "marks": given, "rev": rev,
        "why": "" if rev is None else "I had misread it",
    }  # fmt: skip
    return made.add(judge, {**body, **bent})


def bundle(bend: Callable[[Maker], object], *, sealed: bool = False) -> Files:
    """Return a sealed round of pairs in which J-04 did something, and the organizer did not look."""
    made = Maker()
    made.open(files=of_pairs(sealed=sealed), sealed=sealed)
    for judge in JUDGES[:3]:
        compare(made, judge, "S-1", "S-2", {"S-1": "1", "S-2": "0"})
        compare(made, judge, "S-2", "S-3", {"S-2": "0.5", "S-3": "0.5"})
        made.submit(judge)
    bend(made)
    made.submit("J-04")
    for judge in JUDGES:
        made.ack(judge)
    made.seal()
    made.cosign()
    return made.publish()


WON: Marks = {"S-1": "1", "S-3": "0"}


def test_an_honest_round_of_pairs_is_verified() -> None:
    """Nothing is found in answers, an answer changed with its reason, and one taken back, hidden or not."""

    def bend(made: Maker) -> None:
        compare(made, "J-04", "S-1", "S-3", WON)
        compare(made, "J-04", "S-1", "S-3", {"S-1": "0", "S-3": "1"})
        compare(made, "J-04", "S-1", "S-2", {"S-1": "1", "S-2": "0"})
        compare(made, "J-04", "S-1", "S-2", {"S-1": None, "S-2": None})

    for sealed in (False, True):
        made = bundle(bend, sealed=sealed)
        assert first(verify(made)) is None
        assert len(SUBS) == made["results/r1.1.jsonl"].count(b'"entry":"place"')
        assert b'"marks":{"S-1 ~ S-3":"0"}' in made["results/r1.1.jsonl"]


@attack("98", "E_VALUE", J4)
def test_a_mark_beyond_the_scale_of_a_pair() -> Made:
    """The better one gets 2, where the scale ends at 1."""
    return bundle(lambda made: compare(made, "J-04", "S-1", "S-3", {"S-1": "2", "S-3": "-1"}))


@attack("98b", "E_VALUE", J4)
def test_both_of_a_pair_are_the_better_one() -> Made:
    """Both submissions get the whole point."""
    return bundle(lambda made: compare(made, "J-04", "S-1", "S-3", {"S-1": "1", "S-3": "1"}))


@attack("98c", "E_VALUE", J4)
def test_an_answer_marks_a_third_submission() -> Made:
    """The answer on two submissions gives a third one a mark."""
    return bundle(lambda made: compare(made, "J-04", "S-1", "S-3", {"S-1": "1", "S-2": "0"}))


@attack("98d", "E_VALUE", J4)
def test_half_an_answer() -> Made:
    """One of the two gets nothing."""
    return bundle(lambda made: compare(made, "J-04", "S-1", "S-3", {"S-1": "0", "S-3": None}))


@attack("98e", "E_SUBMISSION", J4)
def test_the_judge_compared_another_text() -> Made:
    """The record of one of the two is not the one that is judged."""
    return bundle(lambda made: compare(made, "J-04", "S-1", "S-3", WON, records=[digest(b"a"), digest(b"b")]))


@attack("98f", "E_RECUSED", J4)
def test_a_comparison_after_stepping_aside() -> Made:
    """The judge steps aside for a submission, and compares it."""

    def bend(made: Maker) -> None:
        made.recuse("J-04", "S-3")
        compare(made, "J-04", "S-1", "S-3", WON)

    return bundle(bend)


@attack("98g", "E_REV", J4)
def test_an_answer_is_given_twice() -> Made:
    """The second answer on a pair does not name the first."""

    def bend(made: Maker) -> None:
        compare(made, "J-04", "S-1", "S-3", WON)
        compare(made, "J-04", "S-1", "S-3", {"S-1": "0", "S-3": "1"}, rev=None)

    return bundle(bend)


@attack("98h", "E_REV", J4)
def test_an_answer_is_turned_round_without_a_reason() -> Made:
    """The second answer names the first, and does not say why it is another one."""

    def bend(made: Maker) -> None:
        compare(made, "J-04", "S-1", "S-3", WON)
        compare(made, "J-04", "S-1", "S-3", {"S-1": "0", "S-3": "1"}, why="")

    return bundle(bend)


@attack("98i", "E_VALUE", J4)
def test_a_ballot_in_a_round_of_pairs() -> Made:
    """The judge gives one submission a mark of its own."""
    return bundle(lambda made: made.mark("J-04", "S-1", None, None, marks={"better": "1"}))


@attack("98j", "E_VALUE", J4)
def test_a_comparison_where_nobody_asked_for_one() -> Made:
    """The round has marks, and the judge compares two submissions."""
    made = Maker()
    made.open()
    made.ballots(judges=JUDGES[:3])
    compare(made, "J-04", "S-1", "S-3", {"S-1": "10", "S-3": "0"})
    made.submit("J-04")
    for judge in JUDGES:
        made.ack(judge)
    made.seal()
    made.cosign()
    return made.publish()


@attack("98k", "E_VALUE", of_judge("J-04"))
def test_both_are_better_in_the_dark() -> Made:
    """A hidden answer says that both are the better one."""
    return bundle(lambda made: compare(made, "J-04", "S-1", "S-3", {"S-1": "1", "S-3": "1"}), sealed=True)


@attack("98l", "E_VALUE", J4)
def test_an_open_answer_in_a_sealed_round() -> Made:
    """The judge shows what should stay hidden."""
    return bundle(lambda made: compare(made, "J-04", "S-1", "S-3", {}, marks=dict(WON)), sealed=True)


@attack("98m", "E_FIELD", J4)
def test_a_pair_the_wrong_way_round() -> Made:
    """The two stand in the other order, so that one pair would have two histories."""
    return bundle(lambda made: compare(made, "J-04", "S-3", "S-1", WON))


@attack("98n", "E_VALUE", judges("organizer").replace("judges/", ""))
def test_the_organizer_enters_a_ballot_in_a_round_of_pairs() -> Made:
    """A ballot from paper gives one submission a mark of its own."""
    return bundle(lambda made: made.bring("J-04", "S-1", {"better": "1"}))
