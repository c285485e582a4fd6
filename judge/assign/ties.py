"""Ties that may be conflicts of interest: the same organization, the same domain of an address, a judge's own name."""

from collections.abc import Iterator, Mapping

from judge.assign.wanted import values
from judge.model.challenge import Submission

ORGANIZATIONS = ("organization", "organisation", "applicant", "institution", "affiliation", "company")
PEOPLE = ("author", "authors", "team", "members", "contact", "nominee", "nominator", "coach", "supervisor")
ADDRESSES = ("email", "e-mail", "emails", "contact")
PUBLIC = frozenset(
    [
        "gmail.com",
        "googlemail.com",
        "yahoo.com",
        "hotmail.com",
        "outlook.com",
        "live.com",
        "icloud.com",
        "proton.me",
        "protonmail.com",
        "gmx.net",
        "gmx.de",
        "mail.com",
        "aol.com",
        "yandex.ru",
        "qq.com",
        "163.com",
    ]
)
"""Providers whose address says nothing of an organization."""


def proposed(
    judges: Mapping[str, Mapping[str, str]], records: tuple[Submission, ...]
) -> Iterator[tuple[str, str, str]]:
    """Yield judge, submission and reason of each tie that a person should look into."""
    said = [(record.id, {key.casefold(): text for key, text in record.texts.items()}) for record in records]
    for judge in sorted(judges):
        own = judges[judge]
        organizations, name = values(own.get("organization", "")), own.get("name", "").casefold()
        domain = _domain(own.get("email", ""))
        for submission, texts in said:
            if shared := organizations & _of(texts, ORGANIZATIONS):
                yield judge, submission, f"same organization: {min(shared)}"
            elif name and name in _of(texts, PEOPLE):
                yield judge, submission, f"named in the record: {name}"
            elif domain and domain in {_domain(each) for each in _of(texts, ADDRESSES)}:
                yield judge, submission, f"same domain of the e-mail address: {domain}"


def _of(texts: Mapping[str, str], keys: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*(values(texts[key]) for key in keys if key in texts))


def _domain(address: str) -> str:
    domain = address.rpartition("@")[2].strip().casefold() if "@" in address else ""
    return "" if domain in PUBLIC else domain
