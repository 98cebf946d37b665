"""The addresses under which files are sent and fetched, each signed and good for a while only."""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from xiangmu.plugin.value import value
from xiangmu.services.signing import Seal

UPLOADS, FILES, LETTERS, BULLETINS = "/uploads", "/files", "/letters", "/bulletins"
TEMPLATES, IMPORTS, EXPORTS = "/templates", "/imports", "/exports"
"""Paths on the server; the token goes into the query, which is in no log of the program."""
FETCHED_WITHIN = timedelta(minutes=10)
SENT_WITHIN = timedelta(hours=1)
_UPLOAD, _FILE, _LETTER, _PAPER = "upload", "file", "letter", "bulletin"
_TEMPLATE, _BETWEEN, _MARKED, _EXPORT = "template", "--", "marked", "export"
_WHOLE, _PLAIN = "w", "p"
_DRAFT, _PUBLISHED = "d", "p"


@value
class Fetched:
    """A file that an address leads to; ``whole``: with what the picture tells of its place."""

    file: UUID
    whole: bool


class PaperForm(StrEnum):
    """As what a bulletin is handed over."""

    PAGE = "PAGE"
    DOCX = "DOCX"
    XLSX = "XLSX"


@value
class PaperOf:
    """A bulletin, or a draft of one, that an address leads to."""

    id: UUID
    drafted: bool
    form: PaperForm


@value
class TemplateOf:
    """The empty workbook of a form that an address leads to; ``form`` is a key without two hyphens in a row."""

    jurisdiction: str
    form: str


def upload_address(seal: Seal, upload: UUID, until: datetime) -> str:
    """Where to send the bytes of an upload."""
    return f"{UPLOADS}?token={seal.sign(_UPLOAD, upload.hex, until)}"


def upload_of(seal: Seal, token: str, now: datetime) -> UUID | None:
    """The upload that the token is for."""
    return _identity(_UPLOAD, seal, token, now)


def file_address(seal: Seal, fetched: Fetched, now: datetime) -> str:
    """Where to fetch a file."""
    subject = f"{fetched.file.hex}-{_WHOLE if fetched.whole else _PLAIN}"
    return _fetched_at(FILES, _FILE, subject, seal, now)


def file_of(seal: Seal, token: str, now: datetime) -> Fetched | None:
    """The file that the token is for."""
    subject = seal.subject(_FILE, token, now)
    if subject is None:
        return None
    file, _, how = subject.partition("-")
    return Fetched(file=UUID(file), whole=how == _WHOLE)


def letter_address(seal: Seal, letter: UUID, now: datetime) -> str:
    """Where to read a reminder letter as it is printed."""
    return _fetched_at(LETTERS, _LETTER, letter.hex, seal, now)


def letter_of(seal: Seal, token: str, now: datetime) -> UUID | None:
    """The reminder letter that the token is for."""
    return _identity(_LETTER, seal, token, now)


def paper_address(seal: Seal, paper: PaperOf, now: datetime) -> str:
    """Where to fetch a bulletin."""
    subject = f"{paper.id.hex}-{_DRAFT if paper.drafted else _PUBLISHED}-{paper.form}"
    return _fetched_at(BULLETINS, _PAPER, subject, seal, now)


def paper_of(seal: Seal, token: str, now: datetime) -> PaperOf | None:
    """The bulletin that the token is for."""
    subject = seal.subject(_PAPER, token, now)
    if subject is None:
        return None
    id_, state, form = subject.split("-")
    return PaperOf(id=UUID(id_), drafted=state == _DRAFT, form=PaperForm(form))


def template_address(seal: Seal, template: TemplateOf, now: datetime) -> str:
    """Where to fetch the empty workbook of a form."""
    subject = f"{template.jurisdiction}{_BETWEEN}{template.form}"
    return _fetched_at(TEMPLATES, _TEMPLATE, subject, seal, now)


def template_of(seal: Seal, token: str, now: datetime) -> TemplateOf | None:
    """The form that the token is for."""
    subject = seal.subject(_TEMPLATE, token, now)
    if subject is None:
        return None
    jurisdiction, _, form = subject.rpartition(_BETWEEN)
    return TemplateOf(jurisdiction=jurisdiction, form=form)


def marked_address(seal: Seal, run: UUID, now: datetime) -> str:
    """Where to fetch the workbook of an import with its problems marked."""
    return _fetched_at(IMPORTS, _MARKED, run.hex, seal, now)


def marked_of(seal: Seal, token: str, now: datetime) -> UUID | None:
    """The import that the token is for."""
    return _identity(_MARKED, seal, token, now)


def export_address(seal: Seal, request: UUID, now: datetime) -> str:
    """Where to fetch what was asked to be exported."""
    return _fetched_at(EXPORTS, _EXPORT, request.hex, seal, now)


def export_of(seal: Seal, token: str, now: datetime) -> UUID | None:
    """The export that the token is for."""
    return _identity(_EXPORT, seal, token, now)


def _fetched_at(path: str, purpose: str, subject: str, seal: Seal, now: datetime) -> str:
    return f"{path}?token={seal.sign(purpose, subject, now + FETCHED_WITHIN)}"


def _identity(purpose: str, seal: Seal, token: str, now: datetime) -> UUID | None:
    """What the token is for, where that is one thing with an id."""
    subject = seal.subject(purpose, token, now)
    return UUID(subject) if subject else None
