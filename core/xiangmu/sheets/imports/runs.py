"""Imports on their way, as they are kept: who asked for what, how far it is, and the preview."""

import json
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, NoReturn
from uuid import UUID

from sqlalchemy import RowMapping, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.access.principals import Principal
from xiangmu.access.roles import Permission
from xiangmu.catalog import Catalog
from xiangmu.db import tables as t
from xiangmu.db.engine import Database
from xiangmu.db.ids import derived_id
from xiangmu.plugin.forms import FormKind
from xiangmu.plugin.money import MoneyUnit
from xiangmu.plugin.value import value
from xiangmu.services.clock import Clock, business_day
from xiangmu.services.problems import Code, Problem, Refused
from xiangmu.sheets.forms import SheetForm, form_of
from xiangmu.sheets.forms.allowed import may_import
from xiangmu.sheets.imports.preview import Preview, loaded

SILENT = timedelta(seconds=30)
"""After so long without a beat nobody works on it any more."""
SILENT_RECORDING = timedelta(minutes=1)
"""The same while recording: it is one transaction, beside which nothing is noted."""
INTERRUPTED = "INTERRUPTED"
AGAIN_PREVIEW = "服务中断, 请重新预览"
AGAIN_RECORD = "服务中断, 可以再导入一次: 已写入的不会再写"
MOST_LISTED = 100


class RunState(StrEnum):
    """How far an import is."""

    READING = "READING"
    CHECKING = "CHECKING"
    READY = "READY"
    RECORDING = "RECORDING"
    DONE = "DONE"
    FAILED = "FAILED"


@value
class Asked:
    """What somebody wants imported: the file that they sent, as which form, and what the file itself does not say.

    ``on`` is the day from which what a row does not date is so, today if None; ``sheets`` the names of those that are
    wanted, all if empty; ``money`` the unit for sheets that name none.
    """

    request_id: UUID
    jurisdiction: str
    form: str
    upload: UUID
    policy: str = ""
    survey: UUID | None = None
    on: date | None = None
    money: MoneyUnit | None = None
    sheets: tuple[str, ...] = ()
    reason: str = ""


@value
class Run:
    """An import. ``code`` and ``message`` tell why it FAILED, or why the last attempt to record it was refused."""

    id: UUID
    principal: str
    jurisdiction: str
    form: str
    policy: str
    file: str
    sha256: str
    money: MoneyUnit | None
    sheets: tuple[str, ...]
    survey: UUID | None
    on: date
    reason: str
    created_at: datetime
    state: RunState
    done: int
    total: int
    code: str
    message: str
    first_no: int | None
    last_no: int | None


async def ask(
    database: Database, catalog: Catalog, principal: Principal, clock: Clock, asked: Asked
) -> tuple[Run, bool]:
    """The import, and whether it was asked for just now rather than before. Raises Refused."""
    form = _form(catalog, principal, asked)
    policy = _policy(catalog, asked, form)
    now = clock()
    async with database.writing() as connection:
        known = select(t.import_run).where(t.import_run.c.request_id == asked.request_id)
        found = (await connection.execute(known)).mappings().one_or_none()
        row = {
            "principal": principal.id,
            "jurisdiction": asked.jurisdiction,
            "form": asked.form,
            "policy": policy,
            "upload_id": asked.upload,
            "money": asked.money or "",
            "sheets": json.dumps(asked.sheets, ensure_ascii=False),
            "survey_id": asked.survey,
            "effective": asked.on or business_day(now),
            "reason": asked.reason.strip(),
        }
        if found is not None:
            if any(found[key] != content for key, content in row.items() if key != "effective" or asked.on):
                _refuse("requestId", Code.REQUEST_ID_REUSED, f"请求编号 {asked.request_id} 已用于另一内容")
            return _run(found, now), False
        row |= await _file(connection, principal, asked)
        row |= {
            "id": derived_id(now, asked.request_id, 1),
            "request_id": asked.request_id,
            "created_at": now,
            "beat_at": now,
            "state": RunState.READING,
            "done": 0,
            "total": 0,
            "code": "",
            "message": "",
            "preview": None,
            "head_no": 0,
            "first_no": None,
            "last_no": None,
        }
        await connection.execute(insert(t.import_run).values(row))
        return _run(row, now), True


async def find(database: Database, principal: Principal, clock: Clock, run: UUID) -> Run | None:
    """The import, for who asked for it."""
    own = select(*_COLUMNS).where(t.import_run.c.id == run, t.import_run.c.principal == principal.id)
    async with database.glancing() as connection:
        row = (await connection.execute(own)).mappings().one_or_none()
    return None if row is None else _run(row, clock())


async def by_id(database: Database, clock: Clock, run: UUID) -> Run | None:
    """The import, for who holds a signed address of it."""
    async with database.glancing() as connection:
        found = await connection.execute(select(*_COLUMNS).where(t.import_run.c.id == run))
    row = found.mappings().one_or_none()
    return None if row is None else _run(row, clock())


async def latest(
    database: Database, principal: Principal, clock: Clock, jurisdiction: str, most: int
) -> list[Run]:
    """Their own imports of a jurisdiction, the newest first."""
    columns = t.import_run.c
    own = select(*_COLUMNS).where(columns.principal == principal.id, columns.jurisdiction == jurisdiction)
    newest = own.order_by(columns.created_at.desc(), columns.id.desc()).limit(min(most, MOST_LISTED))
    async with database.glancing() as connection:
        rows = (await connection.execute(newest)).mappings().all()
    return [_run(row, clock()) for row in rows]


async def preview_of(database: Database, run: UUID) -> Preview | None:
    """What the import would change; None while that is being found out."""
    async with database.glancing() as connection:
        kept = await connection.scalar(select(t.import_run.c.preview).where(t.import_run.c.id == run))
    return None if kept is None else loaded(kept)


async def claim(database: Database, run: UUID, now: datetime) -> bool:
    """Take up recording it; False when somebody else has.

    Whoever is still at it in spite of their silence is waited for: their transaction holds the row, see ``hold``.
    """
    columns = t.import_run.c
    left = (columns.state == RunState.RECORDING) & (columns.beat_at < now - SILENT_RECORDING)
    free = (columns.state == RunState.READY) | left
    taking = update(t.import_run).where(columns.id == run, free)
    async with database.noting() as connection:
        done = await connection.execute(
            taking.values(state=RunState.RECORDING, beat_at=now, code="", message="")
        )
        return done.rowcount == 1


async def hold(connection: AsyncConnection, run: UUID) -> bool:
    """Keep others from recording it until the transaction ends; False when it has been recorded meanwhile."""
    columns = t.import_run.c
    own = update(t.import_run).where(columns.id == run, columns.state == RunState.RECORDING)
    return (await connection.execute(own.values(state=RunState.RECORDING))).rowcount == 1


async def note(database: Database, run: UUID, now: datetime, **cells: Any) -> None:
    """Write how far it is."""
    async with database.noting() as connection:
        await note_in(connection, run, now, **cells)


async def note_in(connection: AsyncConnection, run: UUID, now: datetime, **cells: Any) -> None:
    """The same within a transaction. What is done stays done."""
    columns = t.import_run.c
    open_ = update(t.import_run).where(columns.id == run, columns.state != RunState.DONE)
    await connection.execute(open_.values(beat_at=now, **cells))


_COLUMNS = tuple(column for column in t.import_run.c if column.name != "preview")


def _run(row: RowMapping | dict[str, Any], now: datetime) -> Run:
    state, code, message = RunState(row["state"]), row["code"], row["message"]
    silent = now - row["beat_at"]
    if state in (RunState.READING, RunState.CHECKING) and silent > SILENT:
        state, code, message = RunState.FAILED, INTERRUPTED, AGAIN_PREVIEW
    if state is RunState.RECORDING and silent > SILENT_RECORDING:
        state, code, message = RunState.READY, INTERRUPTED, AGAIN_RECORD
    return Run(
        id=row["id"],
        principal=row["principal"],
        jurisdiction=row["jurisdiction"],
        form=row["form"],
        policy=row["policy"],
        file=row["file"],
        sha256=row["sha256"],
        money=MoneyUnit(row["money"]) if row["money"] else None,
        sheets=tuple(json.loads(row["sheets"])),
        survey=row["survey_id"],
        on=row["effective"],
        reason=row["reason"],
        created_at=row["created_at"],
        state=state,
        done=row["done"],
        total=row["total"],
        code=code,
        message=message,
        first_no=row["first_no"],
        last_no=row["last_no"],
    )


def _form(catalog: Catalog, principal: Principal, asked: Asked) -> SheetForm:
    known = principal.everywhere(Permission.READ) or asked.jurisdiction in principal.within(Permission.READ)
    if asked.jurisdiction not in catalog.jurisdictions or not known:
        _refuse("jurisdiction", Code.UNKNOWN_JURISDICTION, f"没有安装辖区 {asked.jurisdiction}")
    form = form_of(catalog, asked.jurisdiction, asked.form)
    if form is None:
        _refuse("form", Code.UNKNOWN_ITEM, f"没有表样 {asked.form}")
    if not may_import(principal, form.kind, asked.jurisdiction):
        _refuse("form", Code.NOT_ALLOWED, f"没有导入{form.title}的权限")
    return form


def _policy(catalog: Catalog, asked: Asked, form: SheetForm) -> str:
    """The policy that the rows are about: the form's own, or the one that is asked for."""
    policy = form.policy or asked.policy
    known = catalog.policies.get(policy)
    if policy and (known is None or known.jurisdiction != asked.jurisdiction):
        _refuse("policy", Code.UNKNOWN_POLICY, f"这个辖区没有文件 {policy}")
    if form.policy and asked.policy and asked.policy != form.policy:
        _refuse("policy", Code.NOT_ALLOWED, f"{form.title}属于文件 {form.policy}")
    if not policy and form.kind in (FormKind.TASKS, FormKind.ISSUES):
        _refuse("policy", Code.REQUIRED, f"{form.title}属于哪份文件, 须指明")
    if asked.survey is None and form.kind is FormKind.BALLOTS:
        _refuse("survey", Code.REQUIRED, "测评票属于哪一期评议, 须指明")
    return policy


async def _file(connection: AsyncConnection, principal: Principal, asked: Asked) -> dict[str, str]:
    own = select(t.upload).where(t.upload.c.id == asked.upload, t.upload.c.principal == principal.id)
    found = (await connection.execute(own)).mappings().one_or_none()
    if found is None or found["jurisdiction"] != asked.jurisdiction:
        _refuse("upload", Code.NOT_FOUND, "没有这个文件, 请先上传")
    if found["received_at"] is None:
        _refuse("upload", Code.NOT_FOUND, "这个文件还没有传完, 或已过期清除")
    return {"file": found["name"], "sha256": found["sha256"]}


def _refuse(path: str, code: Code, message: str) -> NoReturn:
    raise Refused((Problem(path=(path,), code=code, message=message),))
