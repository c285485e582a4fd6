"""A page told to programs: what search engines for data read, as schema.org/Dataset."""

from collections.abc import Sequence

from judge.show.pages.evidence import files
from judge.show.pages.survey import Survey
from judge.show.pages.words.said import Said

KINDS = {
    "csv": "text/csv", "json": "application/json", "md": "text/markdown", "jsonl": "application/x-ndjson", "ndjson": "application/x-ndjson", "pdf": "application/pdf",
    "tsv": "text/tab-separated-values", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip


def dataset(survey: Survey, said: Said, title: str, description: str) -> dict[str, object]:
    """Return the description of an edition's data."""
    edition = survey.edition
    found: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": title,
        "description": description,
        "identifier": f"sha256:{edition.evidence.digest}",
        "version": str(edition.release.number),
        "inLanguage": list(edition.languages),
        "isAccessibleForFree": True,
        "variableMeasured": _variables(survey, said),
        "distribution": [_file(name) for name, _ in files(survey, said)],
    }
    return found | ({"dateModified": edition.evidence.at} if edition.evidence.at else {})


def _variables(survey: Survey, said: Said) -> Sequence[str]:
    edition = survey.edition
    found = [said("place")] if edition.shows("places") else []
    found += [said("score")] if edition.shows("scores") else []
    return [*found, *(each.title.in_language(said.language) or each.id for each in edition.criteria)]


def _file(name: str) -> dict[str, str]:
    kind = KINDS.get(name.rpartition(".")[2], "application/octet-stream")
    return {"@type": "DataDownload", "contentUrl": name, "encodingFormat": kind, "name": name}
