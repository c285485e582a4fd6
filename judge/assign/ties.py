"""Ties that may be conflicts of interest: the same organization, the same domain of an address, a judge's own name."""

from collections.abc import Callable, Iterable, Iterator, Mapping

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
    firms, people = _index(said, ORGANIZATIONS), _index(said, PEOPLE)
    domains = _index(said, ADDRESSES, _domain)
    for judge in sorted(judges):
        own, found = judges[judge], dict[str, str]()
        for organization in sorted(values(own.get("organization", ""))):
            for submission in firms.get(organization, ()):
                found.setdefault(submission, f"same organization: {organization}")
        name, domain = own.get("name", "").casefold(), _domain(own.get("email", ""))
        for submission in people.get(name, ()):
            found.setdefault(submission, f"named in the record: {name}")
        for submission in domains.get(domain, ()):
            found.setdefault(submission, f"same domain of the e-mail address: {domain}")
        yield from ((judge, submission, found[submission]) for submission in sorted(found))


def _index(
    said: Iterable[tuple[str, Mapping[str, str]]], keys: tuple[str, ...], part: Callable[[str], str] = str
) -> dict[str, list[str]]:
    """Return by what stands under some keys of the records, the submissions."""
    found: dict[str, list[str]] = {}
    for submission, texts in said:
        every = frozenset().union(*(values(texts[key]) for key in keys if key in texts))
        for each in {part(value) for value in every} - {""}:
            found.setdefault(each, []).append(submission)
    return found


def _domain(address: str) -> str:
    domain = address.rpartition("@")[2].strip().casefold() if "@" in address else ""
    return "" if domain in PUBLIC else domain
