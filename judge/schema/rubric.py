"""A rubric: ``criteria/<id>.toml``."""

from typing import get_args

from judge.model.rubric import Weights
from judge.schema import rules, wordings
from judge.schema.places import SENSE
from judge.schema.shape import (
    ANY_TEXT,
    NUMBER,
    Schema,
    by_key,
    choice,
    either,
    lists,
    named,
    number,
    said,
    table,
)

_WORDS = {
    "title": wordings.TITLE,
    "descriptor": said(named("wording"), "what a mark of this level says of a submission"),
}
_POINT = {"mark": said(NUMBER, "the mark that this level describes"), **_WORDS}
_RANGE = {
    "from": said(NUMBER, "the lowest mark of this level"),
    "to": said(NUMBER, "the highest mark of this level"),
    "below": said(NUMBER, "the mark below which this level ends"),
    **_WORDS,
}
_SCALE = {
    "low": said(NUMBER, "the lowest mark"),
    "high": said(NUMBER, "the highest mark"),
    "step": said(
        {**NUMBER, "minimum": 0, "exclusiveMinimum": True}, "marks are low, low + step …; without it any number"
    ),
    "better": said(SENSE, "which marks are better; default: higher"),
    "words": said(
        either(choice("yes-no"), by_key(NUMBER)), 'words that stand for marks: { good = 3, fair = 1.5 }, or "yes-no"'
    ),
    "level": said(named("levels"), "named points or ranges of the scale"),
}
_CODES = {"codes": said(by_key(ANY_TEXT), 'words a mark may be, without a number: { DNS = "did not start" }')}
_CRITERION = {
    "id": wordings.IDS,
    "title": wordings.TITLE,
    "weight": said(number(0), "its share; 0 is for feedback only"),
    "scale": said(named("own-scale"), "its own scale, if it differs"),
    "level": said(named("levels"), "what a mark means for this criterion"),
    "facts": wordings.FACTS,
    "derived": said(lists(named("step"), 1), "steps that work it out on each ballot; judges mark it no more"),
}


def schema() -> Schema:
    """Return the schema of a rubric."""
    keys = {
        "title": wordings.TITLE,
        "weights": said(choice(*get_args(Weights)), "what the weights add up to; percent (default): to 100"),
        "scale": said(named("scale"), "which marks there are"),
        "criterion": said(lists(named("criterion"), 1), "what is marked"),
        "facts": said(by_key(ANY_TEXT), 'facts worked out from facts: { late = "max(0, minutes - 10)" }'),
        **rules.TABLES,
    }
    return {"title": "a rubric", **table(keys, ("criterion",)), "definitions": _definitions()}


def _definitions() -> dict[str, Schema]:
    ranges = table(_RANGE, ("from",), oneOf=[{"required": ["to"]}, {"required": ["below"]}])
    return {
        "criterion": table(_CRITERION, ("id",), **wordings.grouping(*_CRITERION)),
        "scale": table({**_SCALE, **_CODES}),
        "own-scale": table(_SCALE),
        "levels": lists(either(table(_POINT, ("mark",)), ranges)),
        **wordings.definitions(),
        **rules.definitions(),
    }
