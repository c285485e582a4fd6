"""``challenge.toml``: rounds, panel, conflicts of interest, and how tables are written."""

from judge.files.panel import CONFLICTS
from judge.files.style import KEYS
from judge.model.publishing import DEPTHS, FEEDBACK, TOLD
from judge.schema import assignment, rules, wordings
from judge.schema.shape import (
    ANY_TEXT,
    BOOLEAN,
    IDS,
    NUMBER,
    TEXT,
    TEXTS,
    Schema,
    choice,
    either,
    lists,
    named,
    said,
    table,
    whole,
)

_DECIMAL = choice("point", "comma")
_PROMISED = choice(*FEEDBACK, "none")
_PUBLISH = {
    "public": said(choice(*DEPTHS), "how much, each with all before it; default: marks"),
    "fields": said(TEXTS, "the fields of a record that are shown"),
    "place": said(choice(*TOLD), "what a letter tells of the place; default: as much as the public sees"),
}
_ROUND = {
    "id": said(wordings.IDS, "no dot, no slash, no space; a list for several rounds that are alike"),
    "title": wordings.TITLE,
    "rubric": said(TEXT, "the name of a file in criteria/, without .toml; a round without rubric has no marks"),
    "entrants": said(TEXT, "the round whose outcome takes part; default: all submissions"),
    "panel": said(IDS, "the judges of this round; default: all"),
    "seed": said(ANY_TEXT | {"minLength": 1}, "what a lot is drawn from: say what was thrown or drawn, where and when"),
    "facts": wordings.FACTS,
    "steps": named("steps"),
    **rules.TABLES,
    "sealed": said(BOOLEAN, "in a record, marks stay hidden until the round is sealed"),
    "shows": said(TEXTS, "the fields of a record that judges see; default: all"),
    "remarks": said(
        either(choice("each"), lists({"type": ["number", "string"]}, 1)), "marks beside which a judge owes a remark"
    ),
    "differ": said(NUMBER, "`judge status` tells where marks on one criterion lie further apart"),
    "ballot": said(
        choice("marks", "order", "pairs"),
        "order: judges put the submissions in order; pairs: they say which of two is better",
    ),
    "picks": said(whole(1), "of an order, how many places at most"),
    "comparisons": said(whole(1), "of pairs, how many each judge is asked for"),
    "decimal": said(_DECIMAL, "comma: judges may type 7,5; default: point"),
    "calibration": said(IDS, "submissions that every judge marks first, and that count for nothing"),
    "feedback": said(either(_PROMISED, lists(_PROMISED)), "what applicants are promised to hear"),
    "publish": named("publish"),
    "assign": named("assign"),
}
_JUDGE = {
    "id": wordings.ID,
    "name": said(TEXT, "kept out of every result"),
    "email": said(TEXT, "kept out of every result"),
    "organization": said(TEXT, "kept out of every result"),
    "note": said(TEXT, "kept out of every result"),
    "criteria": said(IDS, "what this judge is expected to mark; default: all"),
    "facts": wordings.FACTS,
}
_MEMBER = {
    "id": wordings.ID,
    "title": said(TEXT, "what people read"),
    "weight": said(wordings.FACT, "the fact `weight` of this member"),
    "facts": wordings.FACTS,
}
_CONFLICT = {
    "judge": said(TEXT, "the id of a judge"),
    "submission": said(TEXT, "the id of a submission"),
    "type": said(choice(*CONFLICTS), "none: looked into, and no conflict; default: other"),
    "reason": said(TEXT, "kept out of every result"),
}
_TABLES = {
    "decimal": said(_DECIMAL, "comma: 7,5 is 7.5; default: point"),
    "encoding": said(TEXT, "of CSV files, such as windows-1252; default: UTF-8"),
}
_COLUMNS = {key: said(TEXTS, f"the header, or headers, of the column `{key}`") for key in KEYS}


def schema() -> Schema:
    """Return the schema of ``challenge.toml``."""
    keys = {
        "title": wordings.TITLE,
        "languages": said(either(wordings.LANGUAGE, lists(wordings.LANGUAGE)), "codes; the first is the one shown"),
        "round": said(lists(named("round")), "the rounds, in the order in which they are run"),
        "judge": said(lists(named("judge")), "the panel; without any, every judge in the marks is one"),
        "conflict": said(lists(named("conflict")), "declared conflicts of interest: such a ballot never counts"),
        "columns": said(table(_COLUMNS, others=TEXTS), "headers of foreign tables"),
        "tables": said(table(_TABLES), "how the CSV files of this challenge are written"),
    }
    members = said(lists(named("member"), 1), "what is known of the members of a field: [[panel]], [[region]] …")
    field = f"^(?!(?:{'|'.join(keys)})$)"  # not `additionalProperties`, whose keys Taplo offers in every table
    return {
        "title": "a challenge",
        **table(keys, patternProperties={field: members}),
        "definitions": _definitions(),
    }


def _definitions() -> dict[str, Schema]:
    return {
        "round": table(_ROUND, ("id",)),
        "judge": table(_JUDGE, ("id",), **wordings.grouping(*_JUDGE)),
        "member": table(_MEMBER, ("id",), **wordings.grouping(*_MEMBER)),
        "conflict": table(_CONFLICT, ("judge", "submission")),
        "publish": said(table(_PUBLISH), "what is published"),
        "assign": said(assignment.ASSIGN, "what `judge assign` goes by"),
        **rules.definitions(),
    }
