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
    subject = seal.subject(_UPLOAD, token, now)
    return UUID(subject) if subject else None


def file_address(seal: Seal, fetched: Fetched, now: datetime) -> str:
    """Where to fetch a file."""
    subject = f"{fetched.file.hex}-{_WHOLE if fetched.whole else _PLAIN}"
    return f"{FILES}?token={seal.sign(_FILE, subject, now + FETCHED_WITHIN)}"


def letter_address(seal: Seal, letter: UUID, now: datetime) -> str:
    """Where to read a reminder letter as it is printed."""
    return f"{LETTERS}?token={seal.sign(_LETTER, letter.hex, now + FETCHED_WITHIN)}"


def letter_of(seal: Seal, token: str, now: datetime) -> UUID | None:
    """The reminder letter that the token is for."""
    subject = seal.subject(_LETTER, token, now)
    return UUID(subject) if subject else None


def paper_address(seal: Seal, paper: PaperOf, now: datetime) -> str:
    """Where to fetch a bulletin."""
    subject = f"{paper.id.hex}-{_DRAFT if paper.drafted else _PUBLISHED}-{paper.form}"
    return f"{BULLETINS}?token={seal.sign(_PAPER, subject, now + FETCHED_WITHIN)}"


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
    return f"{TEMPLATES}?token={seal.sign(_TEMPLATE, subject, now + FETCHED_WITHIN)}"


def template_of(seal: Seal, token: str, now: datetime) -> TemplateOf | None:
    """The form that the token is for."""
    subject = seal.subject(_TEMPLATE, token, now)
    if subject is None:
        return None
    jurisdiction, _, form = subject.rpartition(_BETWEEN)
    return TemplateOf(jurisdiction=jurisdiction, form=form)


def marked_address(seal: Seal, run: UUID, now: datetime) -> str:
    """Where to fetch the workbook of an import with its problems marked."""
    return f"{IMPORTS}?token={seal.sign(_MARKED, run.hex, now + FETCHED_WITHIN)}"


def marked_of(seal: Seal, token: str, now: datetime) -> UUID | None:
    """The import that the token is for."""
    subject = seal.subject(_MARKED, token, now)
    return UUID(subject) if subject else None


def export_address(seal: Seal, request: UUID, now: datetime) -> str:
    """Where to fetch what was asked to be exported."""
    return f"{EXPORTS}?token={seal.sign(_EXPORT, request.hex, now + FETCHED_WITHIN)}"


def export_of(seal: Seal, token: str, now: datetime) -> UUID | None:
    """The export that the token is for."""
    subject = seal.subject(_EXPORT, token, now)
    return UUID(subject) if subject else None


def file_of(seal: Seal, token: str, now: datetime) -> Fetched | None:
    """The file that the token is for."""
    subject = seal.subject(_FILE, token, now)
    if subject is None:
        return None
    file, _, how = subject.partition("-")
    return Fetched(file=UUID(file), whole=how == _WHOLE)
