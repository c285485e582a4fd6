"""What an organizer and judges can do together, and what finds it: witnesses, or what somebody kept."""

from judge.record.audit import Kept
from tests.record.attack import Made, attack, judges
from tests.record.maker import JUDGES, ORGANIZER, Maker, closed, inputs
from tests.record.test_organizers import two_rounds, two_worlds


@attack("56", "E_QUORUM", "seals/r1.1.checkpoint")
def test_a_judge_is_declared_absent_and_the_others_cosign() -> Made:
    """Three judges and the organizer agree to leave the fourth out, where four must cosign."""
    made = Maker(witnesses=4)
    made.open()
    made.ballots(judges=JUDGES[:3])
    made.seal(absent={"J-04": "fell ill"})
    made.cosign(JUDGES[:3])
    return made.publish()


@attack("73", "E_SEAL", judges("J-02"))
def test_the_second_round_rewrites_a_line_of_the_first() -> Made:
    """J-02 signs a ballot of the sealed first round anew before the second one is sealed."""
    made = Maker()
    files = inputs(("r1", "r2"))
    made.open("r1", files)
    made.hand_in("r1")
    made.seal("r1")
    made.cosign()
    made.rewrite("J-02", 1, marks={"idea": "10", "work": "10"})
    made.open("r2", files, builds={"r1": made.entries(ORGANIZER)[-1].hash})
    made.hand_in("r2")
    made.seal("r2")
    made.cosign()
    return made.publish()


@attack("73b", "E_SPLIT", "head of the first round")
def test_everybody_rewrites_the_first_round() -> Made:
    """Organizer and judges make both rounds anew, with another ballot in the first; somebody kept its head."""
    honest, false = closed(), Maker()
    files = inputs(("r1", "r2"))
    false.open("r1", files)
    false.ballots("r1", JUDGES[1:])
    for sub in ("S-1", "S-2", "S-3"):
        false.mark("J-01", sub, "10", "10", "r1")
    false.submit("J-01", "r1")
    for judge in JUDGES:
        false.ack(judge)
    false.seal("r1")
    false.cosign()
    false.open("r2", files, builds={"r1": false.entries(ORGANIZER)[-1].hash})
    false.hand_in("r2")
    false.seal("r2")
    false.cosign()
    return false.publish(), Kept(heads={"head of the first round": honest.files["seals/r1.1.checkpoint"]})


@attack("75", "E_SPLIT", "another.checkpoint")
def test_two_cosigned_heads_of_one_size() -> Made:
    """All judges cosigned two heads of one size with two roots: the two notes are the evidence."""
    one, other = two_worlds()
    assert len(one.leaves) == len(other.leaves)
    return one.publish(), Kept(heads={"another.checkpoint": other.files["seals/r1.1.checkpoint"]})


@attack("75b", "E_ROLLBACK", "head of the second round")
def test_the_second_round_is_kept_back() -> Made:
    """Both rounds were sealed; the bundle ends with the first, and somebody kept the head of the second."""
    made = two_rounds()
    first = closed()
    return first.publish(), Kept(heads={"head of the second round": made.files["seals/r2.1.checkpoint"]})
