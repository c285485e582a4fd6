"""What `judge assign` goes by: ``[round.assign]``."""

from judge.assign.wanted import HEAVIEST
from judge.schema.shape import ANY_TEXT, TEXT, TEXTS, Schema, by_key, either, lists, said, table, whole

_PAIR: Schema = {**by_key(ANY_TEXT, 1), "maxProperties": 1}
_LIMIT = {
    "where": said(_PAIR, 'a field of the judges and its value: { role = "chair" }'),
    "least": said(whole(0), "fewest submissions of each of them"),
    "most": said(whole(0), "most submissions of each of them"),
}
_WEIGHT = {"weight": said(whole(0, HEAVIEST), "points for each time it is not so; default 1")}
_NAMED = {
    "share": "a field of which judge and record should have a value in common",
    "fact": "a fact by submission and judge: the higher, the better",
    "spread": "a field in which the judges of a submission should differ",
}
_AMONG = {
    "among": said(
        _PAIR, 'a field and a value that some judge of each submission should have: { seniority = "senior" }'
    ),
    "least": said(whole(1), "how many of them; default 1"),
    **_WEIGHT,
}
_WISHES = [table({kind: said(TEXT, words), **_WEIGHT}, (kind,)) for kind, words in _NAMED.items()]

ASSIGN: Schema = table(
    {
        "judges": said(whole(1), "judges of each submission"),
        "load": said(
            either(whole(0), {**lists(whole(0), 2), "maxItems": 2}),
            "fewest and most submissions of a judge; default: evenly",
        ),
        "share": said(TEXTS, "fields of which judge and record must have a value in common"),
        "apart": said(TEXTS, "fields of which they must not"),
        "limits": said(lists(table(_LIMIT, ("where",))), "bounds of groups of judges"),
        "wishes": said(lists(either(*_WISHES, table(_AMONG, ("among",)))), "what should be, by weight"),
        "fixed": said(TEXT, "a fact by submission and judge: 1 for a pair that must be, -1 for one that must not"),
    },
    ("judges",),
)
