"""Files that commands carry: what was uploaded becomes part of the record with what it belongs to, never before."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from pydantic import Field
from sqlalchemy import Table

from xiangmu.access.attachments import OWNERS
from xiangmu.db import tables as t
from xiangmu.db.ledger import Row
from xiangmu.db.records import Attachment, AttachmentLink
from xiangmu.services.command import Need
from xiangmu.services.problems import Code
from xiangmu.services.work import Live, Work

ATTACHMENTS: Any = Field((), title="附件", description="已经上传的文件, 见 attachmentUpload")
"""The field by which an input carries files: ``attachments: tuple[UUID, ...] = ATTACHMENTS``."""
MOST = 100
"""Files that one thing may have."""


def attachment_needs(files: Iterable[UUID], owner: UUID | None = None) -> Iterable[Need]:
    """What ``attach`` looks at; ``owner``: of what is there already, the files that it has."""
    for file in files:
        yield Need(table=t.upload, column="id", content=file)
        yield Need(table=t.attachment, column="fact_id", content=file)
    if owner is not None:
        yield Need(table=t.attachment_link, column="owner_id", content=owner)


def attach(
    work: Work, owner: Table, owner_id: UUID, files: Sequence[UUID], field: str = "attachments"
) -> tuple[UUID, ...]:
    """Let ``files`` belong to a row of ``owner``, which is of the jurisdiction that the command is about.

    They are what the principal uploaded, or files that they see. Notes what is wrong at ``field``; the links' ids.
    """
    if owner not in OWNERS:
        raise ValueError(f"表 {owner.name} 没有写进 OWNERS, 不能带附件")
    links: list[UUID] = []
    for place, file in enumerate(files):
        path = f"{field}.{place}"
        if file in files[:place]:
            work.problem(path, Code.DUPLICATE, "同一附件列了两次")
        elif _found(work, file, path):
            link = AttachmentLink(id=work.new_id(), owner_kind=owner.name, owner_id=owner_id, attachment=file)
            links.append(work.append(link))
    return tuple(links)


def links_of(work: Work, owner: Table, owner_id: UUID) -> list[Live[AttachmentLink]]:
    """Which files belong to it, where the command said that it needs them."""
    found = work.find(AttachmentLink, "owner_id", owner_id)
    return [link for link in found if link.fact.owner_kind == owner.name]


def _found(work: Work, file: UUID, path: str) -> bool:
    """Whether the file may be used; one that belonged to nothing is recorded."""
    known = work.rows.named(t.attachment, "fact_id", file)
    uploads = [row for row in work.rows.find(t.upload, "id", file) if _is_own(work, row)]
    found = [*known, *uploads]
    if not found:
        work.problem(path, Code.NOT_FOUND, "没有这个附件: 须是自己上传的, 或者自己看得到的")
    elif found[0]["jurisdiction"] != work.scope:
        work.problem(path, Code.NOT_ALLOWED, "附件是为别的辖区上传的")
    elif not known and found[0]["received_at"] is None:
        work.problem(path, Code.REQUIRED, "附件还没有传完")
    else:
        if not known:
            _record(work, found[0])
        return True
    return False


def _is_own(work: Work, upload: Row) -> bool:
    return not upload["recorded"] and upload["principal"] == work.principal.id


def _record(work: Work, upload: Row) -> None:
    names = ("id", "name", "type", "size", "sha256", "taken_at", "latitude", "longitude")
    work.append(Attachment(**{name: upload[name] for name in names}))
    work.change(t.upload, upload, recorded=True)
