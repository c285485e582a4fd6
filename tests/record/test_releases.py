"""What is published of a sealed round is an entry as well: it names its seal and what it replaces, and keeps its embargo."""

from judge.record.audit import Kept
from judge.record.finding import LAYERS
from judge.record.verify import verify
from tests.record.attack import ORGANIZERS, Made, attack
from tests.record.maker import JUDGES, ORGANIZER, Files, Maker, handed_in, inputs
from tests.record.test_organizers import two_rounds

FIRST, SECOND = "1" * 64, "2" * 64


def sealed() -> Maker:
    """Return a record whose round is sealed once."""
    made = handed_in()
    made.seal()
    made.cosign()
    return made


def release(made: Maker, number: int = 1, **bent: object) -> None:
    """Publish the last seal, or whatever is said instead."""
    seal = next(each.hash for each in reversed(made.entries(ORGANIZER)) if each.type == "seal")
    body = {
        "type": "release", "round": "r1", "edition": "public", "number": number, "seal": seal, "stage": "public",
        "until": None, "results": FIRST, "replaces": None, "why": "",
    }  # fmt: skip
    made.add(ORGANIZER, {**body, **bent})


def later(made: Maker) -> Files:
    """Return the bundle of a second seal, in which the releases of the first one stand."""
    made.seal(version=2)
    made.cosign(JUDGES)
    return made.publish()


def embargo(made: Maker, seconds: int) -> str:
    """Publish under an embargo that ends so many seconds from now, and return its end."""
    until = made.clock(made.now + seconds)
    release(made, stage="embargoed", until=until)
    return until


def notes(made: Maker, files: Files) -> dict[str, str]:
    audit = verify(files, kept=Kept(anchors=(made.challenge,)))
    assert audit.findings.found == []
    assert {audit.verdict(layer) for layer in LAYERS} == {"passed"}
    return {each.code: each.text for each in audit.findings.notes}


def test_releases_that_follow_each_other_are_in_order() -> None:
    """An embargo that comes to its end needs no reason; what replaces a public release has one, which is told."""
    made = sealed()
    embargo(made, 90)
    release(made, 2, results=SECOND, replaces=FIRST)
    release(made, 3, replaces=SECOND, why="a name was misspelt")
    release(made, edition="judge")
    told = notes(made, later(made))
    assert told["N_RELEASED"].endswith("is no. 3 for everybody, and took the place of another one: a name was misspelt")


def test_a_first_release_may_give_a_reason_and_is_not_told() -> None:
    """There is nothing that it replaces."""
    made = sealed()
    release(made, why="the ceremony is over")
    assert "N_RELEASED" not in notes(made, later(made))


def test_a_correction_is_told_and_is_not_said_to_count_nowhere() -> None:
    """It comes after the seal, and is of what is published alone."""
    made = sealed()
    made.add(
        ORGANIZER, {"type": "correct", "round": "r1", "sub": "S-1", "field": "title", "value": "One", "why": "typo"}
    )
    told = notes(made, later(made))
    assert told["N_CORRECTED"] == "for publishing, the title of S-1 was corrected to “One”: typo"


def test_releases_after_a_seal_are_not_said_to_count_nowhere() -> None:
    """A later round is sealed, and the first one's releases stand before it."""
    made, files = Maker(), inputs(("r1", "r2"))
    made.open("r1", files)
    made.hand_in("r1")
    made.seal("r1")
    made.cosign()
    seal = made.entries(ORGANIZER)[-1].hash
    release(made)
    made.open("r2", files, builds={"r1": seal})
    made.hand_in("r2")
    made.seal("r2")
    made.cosign()
    assert "N_UNSEALED" not in notes(made, made.publish())


@attack("97", "E_ROUND", ORGANIZERS)
def test_a_round_that_is_not_open_is_published() -> Made:
    """There is nothing to publish of it."""
    made = sealed()
    release(made, round="r9")
    return later(made)


@attack("97b", "E_RELEASE", ORGANIZERS)
def test_a_release_shows_no_seal() -> Made:
    """It names an entry that is none."""
    made = sealed()
    release(made, seal=SECOND)
    return later(made)


@attack("97c", "E_RELEASE", ORGANIZERS)
def test_a_release_shows_the_seal_of_another_round() -> Made:
    """The second round is published with the seal of the first."""
    made = two_rounds()
    seal = next(each.hash for each in made.entries(ORGANIZER) if each.type == "seal")
    release(made, round="r2", seal=seal)
    made.seal("r2", version=2)
    made.cosign(JUDGES)
    return made.publish()


@attack("97d", "E_RELEASE", ORGANIZERS)
def test_a_release_is_left_out_of_the_count() -> Made:
    """The second one is called the third: one may have been made and hidden."""
    made = sealed()
    release(made)
    release(made, 3, replaces=FIRST, why="better")
    return later(made)


@attack("97e", "E_RELEASE", ORGANIZERS)
def test_a_release_replaces_another_than_the_last() -> Made:
    """What stood there before is not named."""
    made = sealed()
    release(made)
    release(made, 2, replaces=SECOND, why="better")
    return later(made)


@attack("97f", "E_RELEASE", ORGANIZERS)
def test_a_release_replaces_another_without_a_reason() -> Made:
    """Readers would find another page, and nobody would say why."""
    made = sealed()
    release(made)
    release(made, 2, replaces=FIRST)
    return later(made)


@attack("97g", "E_RELEASE", ORGANIZERS)
def test_an_embargo_is_broken_in_silence() -> Made:
    """It has an hour to go."""
    made = sealed()
    embargo(made, 3600)
    release(made, 2, replaces=FIRST)
    return later(made)


@attack("97h", "E_RELEASE", ORGANIZERS)
def test_an_embargo_without_an_end() -> Made:
    """Nobody could say when it was kept."""
    made = sealed()
    release(made, stage="embargoed")
    return later(made)


@attack("97i", "E_RELEASE", ORGANIZERS)
def test_another_seal_comes_out_at_the_end_of_an_embargo() -> Made:
    """What was announced was another result, and nobody says why."""
    made = sealed()
    embargo(made, 30)
    made.seal(version=2)
    made.cosign(JUDGES)
    release(made, 2, replaces=FIRST)
    made.seal(version=3, why="again")
    made.cosign(JUDGES)
    return made.publish()
