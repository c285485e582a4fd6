"""Form: each line is whole, in its one spelling, and says what an entry of its type may say."""

from collections.abc import Mapping

from judge.record import journal
from judge.record.audit import Audit, judge_of
from judge.record.entries import JUDGES, ORGANIZERS, Check, fault, file_name
from judge.record.finding import Findings
from judge.record.journal import Entry
from judge.record.line import LONGEST, Line, Misspelt

LAYER = "form"


def check(audit: Audit) -> None:
    """Read every journal, and say what is wrong with its lines."""
    _read(audit, audit.findings)


def read(audit: Audit) -> None:
    """Read every journal without a word: what is no entry is passed over, for an audit without this layer."""
    _read(audit, Findings())


def _read(audit: Audit, findings: Findings) -> None:
    if journal.ORGANIZER not in audit.files:
        findings.add("E_OMITTED", LAYER, journal.ORGANIZER, "the organizer's journal is not there")
    for file in sorted(audit.files):
        if file == journal.ORGANIZER:
            _journal(audit, findings, file, ORGANIZERS)
        elif file.startswith(f"{journal.JUDGES}/"):
            if file_name(judge_of(file)) and journal.of_judge(judge_of(file)) == file:
                _journal(audit, findings, file, JUDGES)
            else:
                findings.add("E_FILESET", LAYER, file, "no journal has such a name")


def _journal(audit: Audit, findings: Findings, file: str, kinds: Mapping[str, Mapping[str, Check]]) -> None:
    data = audit.files[file]
    if data.count(b"\n") + sum(map(len, audit.lines.values())) > journal.MOST_LINES:
        text = f"there are more than {journal.MOST_LINES} lines; all journals together do not have so many"
        findings.add("E_FORM", LAYER, file, text)
        audit.lines[file], audit.entries[file] = [], []
        return
    lines = journal.cut(data, file)
    if data and not data.endswith(b"\n"):
        last = lines.pop()
        text = f"the file ends in the middle of a line, at byte {len(data)}"
        findings.add("E_TORN", LAYER, file, text, last.number, len(data))
    audit.lines[file] = lines
    audit.entries[file] = [each for line in lines if (each := _entry(findings, line, kinds)) is not None]


def _entry(findings: Findings, line: Line, kinds: Mapping[str, Mapping[str, Check]]) -> Entry | None:
    words, at = "", 0
    if len(line.data) > LONGEST:
        words = f"the line has {len(line.data)} bytes, more than any entry"
    elif not line.framed:
        words = _unframed(line.data)
    elif line.signature is None:
        words, at = "the signature is not base64 in its one spelling", len(line.data) - 90
    if words:
        findings.add("E_FORM", LAYER, line.file, words, line.number, line.start + at, because=line.file)
        return None
    try:
        found = journal.entry(line)
    except Misspelt as wrong:
        at = line.start + 8 + wrong.at
        findings.add("E_FORM", LAYER, line.file, str(wrong), line.number, at, because=line.file)
        return None
    wrong_keys = fault(found.body, kinds)
    if wrong_keys is not None:
        code, text = wrong_keys
        findings.add(code, LAYER, line.file, text, line.number, line.start)
        return None
    return found


def _unframed(data: bytes) -> str:
    if not data:
        return "the line is empty"
    if data.startswith(b"\xef\xbb\xbf"):
        return "a byte order mark stands before the line; an editor put it there"
    if data.endswith(b"\r"):
        return "the line ends as Windows ends lines; git or an editor changed it (see `.gitattributes`)"
    if data.startswith((b"<<<<<<<", b"=======", b">>>>>>>")):
        return "git left the marks of a merge in the file"
    return "this is no entry: a body and a signature should stand here"
