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
    "descriptor": said(wordings.WORDING, "what a mark of this level says of a submission"),
}
_POINT = {"mark": said(NUMBER, "the mark that this level describes"), **_WORDS}
_FROM = {"from": said(NUMBER, "the lowest mark of this level")}
_RANGES = {
    "to": {**_FROM, "to": said(NUMBER, "the highest mark of this level"), **_WORDS},
    "below": {**_FROM, "below": said(NUMBER, "the mark below which this level ends"), **_WORDS},
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
    "level": named("levels"),
}
_CODES = {"codes": said(by_key(ANY_TEXT), 'words a mark may be, without a number: { DNS = "did not start" }')}
_CRITERION = {
    "id": wordings.IDS,
    "title": wordings.TITLE,
    "weight": said(number(0), "its share; 0 is for feedback only"),
    "scale": named("own-scale"),
    "level": named("levels"),
    "facts": wordings.FACTS,
    "derived": said(lists(named("step"), 1), "steps that work it out on each ballot; judges mark it no more"),
}


def schema() -> Schema:
    """Return the schema of a rubric."""
    keys = {
        "title": wordings.TITLE,
        "weights": said(choice(*get_args(Weights)), "what the weights add up to; percent (default): to 100"),
        "scale": named("scale"),
        "criterion": said(lists(named("criterion"), 1), "what is marked"),
        "facts": said(by_key(ANY_TEXT), 'facts worked out from facts: { late = "max(0, minutes - 10)" }'),
        **rules.TABLES,
    }
    return {"title": "a rubric", **table(keys, ("criterion",)), "definitions": _definitions()}


def _definitions() -> dict[str, Schema]:
    ranges = [table(keys, ("from", end)) for end, keys in _RANGES.items()]
    return {
        "criterion": table(_CRITERION, ("id",), **wordings.grouping(*_CRITERION)),
        "scale": said(table({**_SCALE, **_CODES}), "which marks there are"),
        "own-scale": said(table(_SCALE), "a criterion's own scale, where it differs"),
        "levels": said(lists(either(table(_POINT, ("mark",)), *ranges)), "what marks mean, one by one or as ranges"),
        **rules.definitions(),
    }
