"""The submissions."""

import pytest
from conftest import Loader

from judge.model.number import Unreadable, parse
from judge.model.place import Place


def test_records(loaded: Loader) -> None:
    """A record's further keys are its texts; facts stand under `facts`; `id` wins over the name of the file."""
    challenge, problems = loaded(
        {
            "submissions/S-2.toml": 'title.es = "Dos"\ncities = ["A", "B"]\nyear = 2014\nopen = true\n'
            "facts = { population = 48000 }\n[team]\nsize = 2.5\n",
            "submissions/x.toml": 'id = "S-1"\n',
        }
    )
    assert problems == []
    first, second = challenge.submissions
    assert (first.id, first.title) == ("S-1", "S-1")
    assert (second.id, second.title, second.place) == ("S-2", "Dos", Place("submissions/S-2.toml", 1))
    assert dict(second.texts) == {"cities": "A, B", "year": "2014", "open": "true", "team": '{"size":"2.5"}'}
    assert second.facts["population"].value == 48000


@pytest.mark.parametrize(
    ("name", "table", "text"),
    [
        ("all.csv", "id;population\nS-1;48.125\n", "48\u202f125"),
        ("all.csv", "id;population\nS-1;48,125\n", "48.125"),
        ("all.json", '[{"id": "S-1", "population": 48.125}]', "48.125"),
        ("all.ndjson", '{"id": "S-1", "population": "48.125"}', "48\u202f125"),
    ],
)
def test_a_point_beside_decimal_commas(loaded: Loader, name: str, table: str, text: str) -> None:
    """Where a comma is the decimal sign, 48.125 in a text is no number, and never 48.125; a number of JSON is one."""
    challenge, problems = loaded({f"submissions/{name}": table, "challenge.toml": '[tables]\ndecimal = "comma"\n'})
    assert problems == []
    (fact,) = challenge.facts
    assert list(fact.texts) == [text]
    assert isinstance(parse(text), Unreadable) == ("\u202f" in text)


def test_tables(loaded: Loader) -> None:
    """A further column is a text of the record and a fact, `name.criterion` a fact for a criterion."""
    text = "ID;Title;region;difficulty.c1;difficulty.c2;difficulty.x\nS-1;One;south;3,2;2;9\nS-2;;;;1;\n"
    challenge, problems = loaded(
        {"submissions/all.csv": text, "challenge.toml": '[tables]\ndecimal = "comma"\n'},
    )
    assert problems == []
    first, second = challenge.submissions
    assert (first.title, second.title) == ("One", "S-2")
    assert dict(first.texts)["difficulty.c1"] == "3,2"
    facts = {fact.name: fact for fact in challenge.facts}
    assert sorted(facts) == ["difficulty", "difficulty.x", "region"]
    difficulty = facts["difficulty"]
    assert difficulty.dimensions == ("submission", "criterion")
    assert list(zip(*difficulty.keys, difficulty.texts, strict=True)) == [
        ("S-1", "c1", "3.2"),
        ("S-1", "c2", "2"),
        ("S-2", "c2", "1"),
    ]
    assert difficulty.sources[0] == Place("submissions/all.csv", 2, "difficulty.c1")


def test_an_id_stands_once(loaded: Loader) -> None:
    """The same id in two files is refused with both places; composed and decomposed letters are the same."""
    _, problems = loaded(
        {"submissions/a.csv": "id\ne\u0301\nx\n", "submissions/b.json": '[\n{"id": "\u00e9"},\n{"id": "X"}]'}
    )
    assert [(problem.code, str(problem.place)) for problem in problems] == [
        ("duplicate-id", "submissions/b.json:2"),
        ("ids-differ-in-case", "submissions/b.json:3"),
    ]
    assert "submissions/a.csv:2" in problems[0].message


def test_what_is_wrong(loaded: Loader) -> None:
    """A table needs a column `id`, a row an id."""
    _, problems = loaded({"submissions/a.csv": "name\nx\n", "submissions/b.csv": "id,title\n,x\n"})
    assert [(problem.code, problem.place.file) for problem in problems] == [
        ("submissions-columns", "submissions/a.csv"),
        ("empty-id", "submissions/b.csv"),
    ]


def test_foreign_headers(loaded: Loader) -> None:
    """`[columns]` names foreign headers; a claimed header wins over a column of the same name."""
    challenge, problems = loaded(
        {
            "submissions/a.csv": "Number,id,Project\nS-1,17,One\n",
            "challenge.toml": '[columns]\nid = ["Nr", "number"]\ntitle = "project"\n',
        }
    )
    assert [(each.id, each.title) for each in challenge.submissions] == [("S-1", "One")]
    assert [problem.code for problem in problems] == ["column-ignored"]


def test_other_files(loaded: Loader) -> None:
    """A file in a format that is not read is named; notes are not."""
    _, problems = loaded({"submissions/a.ods": "x", "submissions/README.md": "x", "submissions/.hidden.ods": "x"})
    assert [(problem.code, problem.place.file) for problem in problems] == [("file-not-read", "submissions/a.ods")]


def test_many_problems_are_counted(loaded: Loader) -> None:
    """Past a score of problems of one kind in one file the rest is counted."""
    _, problems = loaded({"submissions/a.csv": "id,title\n" + "S,x\n" * 101})
    assert (len(problems), problems[-1].more) == (20, 80)
