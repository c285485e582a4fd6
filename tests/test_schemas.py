"""The schemas that editors read: they know every key that the readers know, and refuse nothing that these take."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from judge.acts.check import check
from judge.acts.init import TEMPLATES, start
from judge.acts.loading import load
from judge.assign.wanted import read as read_wanted
from judge.files import toml, toml_text
from judge.model.fields import Fields
from judge.model.place import Node, OutOfRange, Place
from judge.model.problem import Problem, Problems
from judge.schema import meanings, shelf
from judge.score.rule import keys_of
from judge.score.run import check_rules
from judge.score.ties import KINDS
from judge.score.verbs import VERBS
from tests import challenges
from tests.challenges import ROOT
from tests.docs.test_rules_examples import EXAMPLES, Example, write

Schema = dict[str, Any]

SCHEMAS = shelf.schemas()
VALID = {name: jsonschema.Draft4Validator(schema) for name, schema in SCHEMAS.items()}
ERRORS = ROOT / "tests/errors"
KEYWORDS = {
    "$schema", "$ref", "title", "description", "definitions", "type", "enum", "anyOf", "oneOf", "allOf", "not",
    "properties", "patternProperties", "additionalProperties", "required", "dependencies", "minProperties", "maxProperties",
    "items", "minItems", "maxItems", "uniqueItems", "pattern", "minLength",
    "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
}  # fmt: skip
"""The words of draft 4 that are used; a later draft's would be passed over in silence."""


def plain(value: Any) -> Any:
    """Return a file's bare value as JSON has it."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else float(value)
    if isinstance(value, OutOfRange):
        return 0
    return value if isinstance(value, str | int) else str(value.isoformat())


def data(text: str) -> Any:
    """Return what a file says, or None where it cannot be read."""
    node = toml.read(text, "", Problems())
    return None if node is None else plain(node.data())


def told(path: str, text: str) -> list[str]:
    """Return what the schema of a file says against it."""
    name = shelf.of_file(path)
    assert name is not None
    return [
        f"{path}: {'/'.join(map(str, each.path))}: {each.message[:200]}" for each in VALID[name].iter_errors(data(text))
    ]


def own(folder: Path) -> Iterator[str]:
    """Yield the files of a challenge that have a schema."""
    for pattern in ("challenge.toml", "decisions.toml", "criteria/*.toml", "submissions/*.toml"):
        yield from sorted(path.relative_to(folder).as_posix() for path in folder.glob(pattern) if path.is_file())


def _name(reference: Schema) -> str:
    """Return the definition that a reference names."""
    return str(reference["$ref"]).removeprefix("#/definitions/")


# -- the schemas themselves -------------------------------------------------------------------------------------------


def every(schema: Any) -> Iterator[Schema]:
    """Yield a schema and all schemas in it."""
    yield schema
    for key in ("definitions", "properties", "patternProperties"):
        for inner in schema.get(key, {}).values():
            yield from every(inner)
    for key in ("anyOf", "oneOf", "allOf"):
        for inner in schema.get(key, []):
            yield from every(inner)
    for key in ("items", "not", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            yield from every(schema[key])


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_valid_draft_4(name: str) -> None:
    """Its words are those of the draft, every reference leads somewhere, and every definition is referred to."""
    schema = SCHEMAS[name]
    jsonschema.Draft4Validator.check_schema(schema)
    assert {key for each in every(schema) for key in each} <= KEYWORDS
    used = {_name(each) for each in every(schema) if "$ref" in each}
    assert used == set(schema.get("definitions", {}))


@pytest.mark.parametrize("name", SCHEMAS)
def test_an_editor_that_follows_a_schema_comes_to_an_end(name: str) -> None:
    """Nothing leads to itself, and no ``allOf`` stands where keys are looked for: Taplo 0.9 would overflow."""

    def followed(schema: Schema, above: tuple[str, ...]) -> int:
        assert "allOf" not in schema
        inner = [*schema.get("properties", {}).values(), *schema.get("anyOf", [])]
        inner += [schema["items"]] if "items" in schema else []
        if "$ref" in schema:
            assert _name(schema) not in above
            return followed(SCHEMAS[name]["definitions"][_name(schema)], (*above, _name(schema)))
        return 1 + sum(followed(each, above) for each in inner)

    assert followed(SCHEMAS[name], ()) > 3


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_is_told_of(name: str) -> None:
    """Each key has words of its own, or those of what it refers to: what an editor shows beside it."""
    definitions = SCHEMAS[name].get("definitions", {})
    keys = [pair for each in every(SCHEMAS[name]) for pair in each.get("properties", {}).items()]
    told_of = [(definitions[_name(shape)] if "$ref" in shape else shape).get("description") for _, shape in keys]
    assert [key for (key, _), words in zip(keys, told_of, strict=True) if not words] == []


def test_verbs_are_told_of_as_in_the_table_of_the_rules() -> None:
    rows = re.findall(
        r"^\| `(\w+)` \| ([^|]+) \| [^|]+ \| §(3\.\d+) \|$", (ROOT / "docs/rules.md").read_text("utf-8"), re.M
    )
    assert {verb: words for verb, words, _ in rows} == meanings.VERBS
    assert {verb: clause for verb, _, clause in rows} == {name: verb.clause for name, verb in VERBS.items()}


def test_the_projects_own_are_fresh() -> None:
    """``docs/generate.py`` writes them; the files of the project's folder begin with their names."""
    assert {path: (ROOT / path).read_text("utf-8") for path in shelf.files()} == shelf.files()


# -- what is right is taken -------------------------------------------------------------------------------------------


def test_every_challenge_of_the_project_keeps_to_them() -> None:
    """The sample, what ships, and the examples, each beginning with the name of its schema; and the cases of the tests."""
    folders = [ROOT, *sorted((ROOT / "examples").iterdir()), *sorted((ROOT / "tests/cases").iterdir())]
    found = [(folder, file) for folder in folders for file in own(folder)]
    assert len(found) > 40
    assert [line for folder, file in found for line in told(file, (folder / file).read_text("utf-8"))] == []


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_new_challenge_leads_an_editor_to_them(template: str, tmp_path: Path) -> None:
    """Each TOML file begins with a relative path to its schema, which is there, and to which it keeps."""
    written = start(tmp_path, template)
    files = [file for file in written if file.endswith(".toml")]
    assert sorted(files) == sorted(own(tmp_path))
    for file in files:
        text = (tmp_path / file).read_text("utf-8")
        found = re.match(r"#:schema (\S+)\n(?!#:)", text)
        assert found is not None
        schema = (tmp_path / file).parent / found[1]
        assert json.loads(schema.read_text("utf-8")) == SCHEMAS[shelf.of_file(file) or ""]
        assert told(file, text) == []


def test_a_file_that_has_its_line_is_given_no_other() -> None:
    text = shelf.directed("criteria/a.toml", "title = 1\n")
    assert text == "#:schema ../.schemas/rubric.json\ntitle = 1\n"
    assert shelf.directed("criteria/a.toml", text) == text
    assert shelf.directed("challenge.toml", "") == "#:schema ./.schemas/challenge.json\n"
    for other in ("assignments.toml", "a/challenge.toml", "criteria/a/b.toml", "criteria/a.csv", "rubric.toml"):
        assert shelf.directed(other, "x") == "x"


def test_schemas_are_no_data(tmp_path: Path) -> None:
    """A challenge with them and without them is read alike."""
    start(tmp_path, "grant")
    before = check(tmp_path)
    for path in shelf.files():
        (tmp_path / path).write_text("no schema", "utf-8")
    assert [each.message for each in check(tmp_path).problems] == [each.message for each in before.problems]
    assert check(tmp_path).summary == before.summary


@pytest.mark.parametrize("example", EXAMPLES, ids=[f"{each.blocks[0].at}-{each.heading}" for each in EXAMPLES])
def test_an_example_of_the_rules_keeps_to_them(example: Example, tmp_path: Path) -> None:
    """Also one that is refused: for what it means, not for its shape."""
    write(example, tmp_path)
    assert [line for file in own(tmp_path) for line in told(file, (tmp_path / file).read_text("utf-8"))] == []


def test_the_examples_of_other_pages_keep_to_them() -> None:
    """``docs/challenge.md`` shows every file; an ellipsis in it stands for a text."""
    blocks = re.findall(r"^## (\S+)\n\n```toml\n(.*?)```", (ROOT / "docs/challenge.md").read_text("utf-8"), re.S | re.M)
    shown = {name.replace("&lt;rubric&gt;", "rubric"): text for name, text in blocks}
    assert list(shown) == ["challenge.toml", "criteria/rubric.toml", "decisions.toml"]
    assert [line for name, text in shown.items() for line in told(name, text)] == []
    (organizing,) = re.findall(r"```toml\n(.*?)```", (ROOT / "docs/organizing.md").read_text("utf-8"), re.S)
    assert told("challenge.toml", organizing) == []


# -- what is wrong in its shape is refused ------------------------------------------------------------------------------

SHAPE = {
    "aside-as-number", "assign-where", "assign-wish", "breaker-unclear", "empty-text", "gate-unfit", "missing-key",
    "negative-weight", "no-criteria", "no-verb", "outcome-without-limit", "state-key", "two-verbs",
    "unknown-choice", "unknown-key", "unknown-language", "wrong-kind", "wrong-number",
}  # fmt: skip
"""The problems that a schema knows of as well; all others are about what names, numbers and files mean together."""


def test_problems_of_shape_are_refused_and_no_others() -> None:
    """Of the folders of all problems, a schema refuses a file in these, and takes every file that can be read in the others."""
    refusing = {
        folder.name
        for folder in ERRORS.iterdir()
        for file in own(folder)
        if (text := _text(folder / file)) and data(text) is not None and told(file, text)
    }
    assert refusing == SHAPE


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (UnicodeDecodeError, OSError):
        return ""


# -- held to the readers ----------------------------------------------------------------------------------------------

PLAYED = """\
[tables]
decimal = "point"
[columns]
judge = "Evaluator"
[[round]]
id = "final"
rubric = "r"
facts = { factor = 2 }
[round.publish]
public = "marks"
place = "none"
[[round.eligibility]]
field = "country"
is = "x"
[[round.outcome]]
seats = 1
[round.assign]
judges = 1
limits = [{ where = { role = "chair" }, most = 2 }]
wishes = [{ share = "t" }, { fact = "bid" }, { spread = "t" }, { among = { role = "chair" }, least = 1, weight = 2 }]
[[judge]]
id = "J"
role = "chair"
t = "x"
criteria = ["a"]
[[conflict]]
judge = "J"
submission = "S"
"""
"""What no example of the rules has: the tables that say nothing of scores."""
PLAYED_RUBRIC = """\
[scale]
low = 0
high = 4
level = [{ mark = 4 }, { from = 0, below = 4, title = "low" }]
[[criterion]]
id = "a"
scale = { low = 0, high = 1 }
"""


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Challenges in which every key of every table stands somewhere."""
    played = tmp_path_factory.mktemp("played")
    texts = {"challenge.toml": PLAYED, "criteria/r.toml": PLAYED_RUBRIC, "decisions.toml": ""}
    more = {
        "submissions/S.toml": 'title = "S"\nt = "x"\nfacts = { country = "x" }\n',
        "facts/bids.csv": "submission,judge,bid\nS,J,1\n",
    }
    found = [challenges.write(played, texts | more)]
    assert refused(played) == []
    for example in EXAMPLES:
        found.append(tmp_path_factory.mktemp("example"))
        write(example, found[-1])
    return found


def refused(folder: Path) -> list[Problem]:
    """Return what forbids scoring, before there are marks."""
    loaded = load(folder)
    if not loaded.problems.refused:
        check_rules(loaded.challenge, loaded.problems)
    for round_ in loaded.challenge.rounds:
        read_wanted(loaded.challenge, round_, loaded.problems)
    return [problem for problem in loaded.problems if problem.severity == "refused"]


TABLES = {
    r"challenge\.toml": ("challenge",),
    r"\[tables\]": ("challenge", "properties", "tables"),
    r"a round|the round _": ("challenge", "definitions", "round"),
    r"_ of the round _": ("challenge", "definitions", "publish"),
    r"\[round\.assign\] .*": ("challenge", "definitions", "assign"),
    r"a limit": ("challenge", "definitions", "assign", "properties", "limits"),
    r"a wish": ("challenge", "definitions", "assign", "properties", "wishes"),
    r"a judge|the judge _": ("challenge", "definitions", "judge"),
    r"a member of .*": ("challenge", "definitions", "member"),
    r"a conflict of interest": ("challenge", "definitions", "conflict"),
    r"the rubric": ("rubric",),
    r"a criterion|the criterion _": ("rubric", "definitions", "criterion"),
    r"the scale": ("rubric", "definitions", "scale"),
    r"a criterion's scale": ("rubric", "definitions", "own-scale"),
    r"a level": ("rubric", "definitions", "levels"),
    r"\[score\]": ("rubric", "definitions", "score"),
    r"\[rank\]": ("rubric", "definitions", "rank"),
    r"\[\[outcome\]\]": ("rubric", "definitions", "outcome"),
    r"eligibility _": ("rubric", "definitions", "gate"),
    r"a tie-break|the last of _": ("rubric", "definitions", "ties"),
    r"decisions\.toml": ("decisions",),
    r"a decision": ("decisions", "properties", "decision"),
    r"the submission": ("submission",),
}
"""Every table that a reader takes keys from, by what its problems call it, and where its schema stands."""


def keys_in(schema: Schema, root: Schema) -> set[str]:
    """Return the keys of a table, whatever forms it has."""
    if "properties" in schema:
        return set(schema["properties"])
    parts = [*schema.get("anyOf", []), *schema.get("allOf", []), *([schema["items"]] if "items" in schema else [])]
    parts += [root["definitions"][_name(schema)]] if "$ref" in schema else []
    return {key for part in parts for key in keys_in(part, root)}


def test_they_know_the_keys_that_the_readers_know(folders: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Each table of each file: no key more, none less. Members of a field stand beside the keys of ``challenge.toml``."""
    taken: dict[str, set[str]] = defaultdict(set)
    rest = Fields.rest

    def watched(fields: Fields) -> dict[str, Node]:
        taken[re.sub(r"`[^`]*`|\d+$", "_", re.sub(r"^\[\[outcome\]\] .*", "[[outcome]]", fields.what))] |= fields._known
        return rest(fields)

    monkeypatch.setattr(Fields, "rest", watched)
    kinds = set()
    for folder in folders:
        kinds |= {group.kind for group in load(folder).challenge.groups}
        refused(folder)
    taken["challenge.toml"] -= kinds
    known: dict[str, set[str]] = defaultdict(set)
    for what, keys in taken.items():
        if not what.startswith("step "):
            (pattern,) = [pattern for pattern in TABLES if re.fullmatch(pattern, what)]
            known[pattern] |= keys
    expected = {}
    for pattern, (name, *steps) in TABLES.items():
        schema = SCHEMAS[name]
        for step in steps:
            schema = schema[step]
        expected[pattern] = keys_in(schema, SCHEMAS[name])
    assert known == expected


def test_a_step_has_the_keys_of_its_verb() -> None:
    """``aside`` means something in a fold alone; elsewhere it is a key only to be refused."""
    for name, verb in VERBS.items():
        keys = set(SCHEMAS["rubric"]["definitions"][f"verb-{name}"]["properties"])
        assert keys == set(keys_of(verb)) - (set() if verb.folds else {"aside"})
    assert SCHEMAS["rubric"]["definitions"]["step"]["anyOf"] == [
        {"$ref": f"#/definitions/verb-{name}"} for name in VERBS
    ]


STRANGE = (-1, Fraction(5, 2), "", ["x"], {"x": 1}, None)
"""What is put in the place of every value; None takes it away."""
MEANT = {
    "negative distance": r"`clip` is a distance",
    "z needs a deviation, and a mean a spread": r"`standardise` by \"z\" has no `deviation`|`onto` has no `spread`",
    "the mean and the like need a dimension": r"needs `over`",
    "no text is one of none": r"has no condition for",
    "a range upside down": r"a level goes from",
    "a field that nobody has": r"is no part of a challenge",
}
"""What a reader refuses with the code of a shape, and which is about how values go together."""


def node(value: object) -> Node:
    """Return a bare value as a file would say it."""
    if isinstance(value, dict):
        return Node({key: node(item) for key, item in value.items()}, Place(""))
    return Node(tuple(map(node, value)), Place("")) if isinstance(value, list) else Node(value, Place(""))


def values(
    inner: Node, path: tuple[str | int, ...] = (), kind: str = ""
) -> Iterator[tuple[tuple[str | int, ...], str, Node]]:
    """Yield each value in a file: where it is, the table and key that it is of, and itself."""
    if isinstance(inner.value, dict):
        tags = [key for key in inner.value if key in {*VERBS, *KINDS, "field", "question", "of"}]
        table = next((step for step in reversed(path) if isinstance(step, str)), "")
        for key, item in inner.value.items():
            where = key if key in meanings.COMMON else f"{table} {tags} {key}"
            yield (*path, key), where, item
            yield from values(item, (*path, key), where)
    elif isinstance(inner.value, tuple):
        for at, item in enumerate(inner.value):
            yield (*path, at), f"{kind} []", item
            yield from values(item, (*path, at), f"{kind} []")


def with_another(whole: Node, path: tuple[str | int, ...], other: Node | None) -> Node:
    """Return a file with another value at one place, or with none."""
    if not path:
        assert other is not None
        return other
    first, rest = path[0], path[1:]
    items = dict(whole.value) if isinstance(whole.value, dict) else dict(enumerate(whole.value))  # type: ignore[arg-type]
    if rest or other is not None:
        items[first] = with_another(items[first], rest, other)  # type: ignore[index]
    else:
        del items[first]  # type: ignore[arg-type]
    return Node(items if isinstance(whole.value, dict) else tuple(items.values()), whole.place)  # type: ignore[arg-type]


def changes(folder: Path, seen: set[tuple[str, str]]) -> Iterator[tuple[str, Node, str]]:
    """Yield files with one value changed, once for each table and key."""
    for file in own(folder):
        whole = toml.read((folder / file).read_text("utf-8"), file, Problems())
        assert whole is not None
        for path, where, item in values(whole):
            if (shelf.of_file(file) or "", where) not in seen:
                seen.add((shelf.of_file(file) or "", where))
                others = [None if value is None else node(value) for value in STRANGE]
                if isinstance(item.value, dict):
                    others.append(Node({**item.value, "strange": node(1)}, item.place))
                for other in others:
                    yield file, with_another(whole, path, other), f"{file} {path} {other and other.data()}"


def test_they_refuse_what_the_readers_refuse_for_its_shape_and_nothing_else(folders: list[Path]) -> None:
    """Every value of every table is replaced by others: what a schema refuses is refused by the readers, and the other way
    round where the problem is one of shape."""
    seen: set[tuple[str, str]] = set()
    stricter, laxer, tried = [], [], 0
    for folder in folders:
        if refused(folder):
            continue
        for file, changed, what in changes(folder, seen):
            before = (folder / file).read_bytes()
            (folder / file).write_text(toml_text.write(changed.value), "utf-8")
            fits, found = VALID[shelf.of_file(file) or ""].is_valid(plain(changed.data())), refused(folder)
            (folder / file).write_bytes(before)
            tried += 1
            stricter += [what] if not fits and not found else []
            laxer += [f"{what}: {each.message}" for each in found if fits and each.code in SHAPE]
    assert tried > 1500
    assert stricter == []
    assert [words for words in laxer if not any(re.search(pattern, words) for pattern in MEANT.values())] == []
