"""A submission's record: ``submissions/<id>.toml``."""

from judge.schema import wordings
from judge.schema.shape import TEXT, Schema, said, table


def schema() -> Schema:
    """Return the schema of a record, which may have any further keys."""
    keys = {"id": said(TEXT, "default: the file's name"), "title": wordings.TITLE, "facts": wordings.FACTS}
    return {"title": "a submission", **table(keys, others={})}
