"""The facts files."""

from conftest import Loader

from judge.model.challenge import Fact
from judge.model.place import Place

FILES = {
    "challenge.toml": '[[judge]]\nid = "J-1"\npanel = "jury"\n[[judge]]\nid = "J-2"\npanel = "public"\n',
    "submissions/s.csv": "id,title,region\nS-1,One,south\nS-2,Two,north\n",
}


def _facts(loaded: Loader, text: str) -> tuple[dict[str, Fact], list[tuple[str, int]]]:
    challenge, problems = loaded({**FILES, "facts/f.csv": text})
    named = {fact.name: fact for fact in challenge.facts if fact.sources[0].file == "facts/f.csv"}
    return named, [(problem.code, problem.place.line) for problem in problems]


def _rows(fact: Fact) -> list[tuple[str, ...]]:
    return list(zip(*fact.keys, fact.texts, strict=True))


def test_dimensions_are_keys(loaded: Loader) -> None:
    """The columns named after dimensions are the key; an empty cell is no fact; rows are sorted."""
    facts, problems = _facts(loaded, "criterion,Submission,difficulty,note\nc1,S-2,3.2,\nc1,S-1,2,x\n")
    assert problems == []
    assert facts["difficulty"].dimensions == ("submission", "criterion")
    assert _rows(facts["difficulty"]) == [("S-1", "c1", "2"), ("S-2", "c1", "3.2")]
    assert _rows(facts["note"]) == [("S-1", "c1", "x")]
    assert facts["difficulty"].sources[1] == Place("facts/f.csv", 2, "difficulty")


def test_a_field_is_a_key(loaded: Loader) -> None:
    """A field of judges is a key, unless the judge is there too."""
    facts, problems = _facts(loaded, "panel,submission,order\njury,S-1,1\n")
    assert problems == []
    assert facts["order"].dimensions == ("submission", "panel")
    facts, problems = _facts(loaded, "judge,panel,rank\nJ-1,jury,1\n")
    assert problems == []
    assert {name: fact.dimensions for name, fact in facts.items()} == {"panel": ("judge",), "rank": ("judge",)}


def test_a_field_of_submissions_is_a_key_alone(loaded: Loader) -> None:
    """What submissions say is a key where the table has no other."""
    facts, problems = _facts(loaded, "region,people\nsouth,7\n")
    assert problems == []
    assert facts["people"].dimensions == ("region",)


def test_what_is_wrong(loaded: Loader) -> None:
    """Unknown members, a key twice and a table without a key are problems."""
    assert _facts(loaded, "submission,x\nS-1,1\nS-9,2\n,3\n")[1] == [("unknown-submission", 3), ("empty-id", 4)]
    assert _facts(loaded, "panel,x\njuri,1\n")[1] == [("unknown-panel", 2)]
    assert _facts(loaded, "submission,x\nS-1,1\nS-1,1\n")[1] == [("fact-twice", 3)]
    assert _facts(loaded, "name,x\nS-1,1\n")[1] == [("facts-columns", 1)]
    assert _facts(loaded, "round,x\nfinale,1\n")[1] == [("unknown-round", 2)]
