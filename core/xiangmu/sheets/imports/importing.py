"""Imports at work: reading, previewing and recording go on while their author looks at other things."""

import asyncio
import logging
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, NoReturn
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.access.principals import Principal
from xiangmu.catalog import Catalog
from xiangmu.db.engine import Database
from xiangmu.db.ledger import read_head
from xiangmu.db.unavailable import UnavailableError
from xiangmu.plugin.forms import FormKind
from xiangmu.services.clock import Clock
from xiangmu.services.command import Command
from xiangmu.services.execute import execute_prepared
from xiangmu.services.files.opening import open_store
from xiangmu.services.files.store import Content, MissingFileError, Store, StoreError
from xiangmu.services.problems import Code, Problem, Refused
from xiangmu.settings import Settings
from xiangmu.sheets.forms import form_of
from xiangmu.sheets.imports import runs
from xiangmu.sheets.imports.ballots import require_together
from xiangmu.sheets.imports.chosen import Chosen, require_few, require_same
from xiangmu.sheets.imports.given import given_rows
from xiangmu.sheets.imports.held import UnclearError
from xiangmu.sheets.imports.preview import (
    PreviewRow,
    marks_of,
    plan,
    preview_of,
    rehearsed,
    stored,
)
from xiangmu.sheets.imports.rows import GivenRow, RowState, Task
from xiangmu.sheets.imports.runs import Asked, Run, RunState
from xiangmu.sheets.marking import marked
from xiangmu.sheets.reading.reader import read
from xiangmu.sheets.reading.refusals import UnreadableError
from xiangmu.sheets.reading.results import Progress, Reading

LOG = logging.getLogger(__name__)
AT_ONCE = 2
"""Imports that a process works on at a time; others wait."""
BEAT = 1.0
"""Seconds between two notes of how far it is."""
GONE = "文件已被清除, 请重新上传后预览"
BROKEN = "导入时出错, 没有写入任何内容, 请联系管理员"


@dataclass(slots=True)
class _Count:
    done: int = 0
    total: int = 0

    def note(self, done: int) -> None:
        """So many are done."""
        self.done = done


class Imports:
    """The imports of this process."""

    def __init__(self, catalog: Catalog, database: Database, clock: Clock, settings: Settings) -> None:
        self._catalog, self._database, self._clock, self._settings = catalog, database, clock, settings
        self._room = asyncio.Semaphore(AT_ONCE)
        self._tasks: set[asyncio.Task[None]] = set()

    @cached_property
    def _store(self) -> Store:
        return open_store(self._settings)

    async def preview(self, principal: Principal, asked: Asked) -> Run:
        """Begin to find out what a file would change. Raises Refused."""
        run, new = await runs.ask(self._database, self._catalog, principal, self._clock, asked)
        if new:
            self._begin(run, principal, self._look(run, principal), RunState.FAILED)
        return run

    async def record(self, principal: Principal, run: Run, chosen: Chosen) -> Run:
        """Begin to record what the preview showed, all chosen rows or none. Raises Refused."""
        if run.state in (RunState.RECORDING, RunState.DONE):
            return run
        if run.state is not RunState.READY:
            _refuse("import", Code.NOT_ALLOWED, "预览完成之后才能导入")
        preview = await runs.preview_of(self._database, run.id)
        if preview is None or any(table.proposed for table in preview.tables):
            _refuse("money", Code.REQUIRED, "表里没有写明金额单位, 请指明单位重新预览")
        places = {row.place for row in preview.rows}
        if unknown := (chosen.without | (chosen.only or frozenset())) - places:
            _refuse("rows", Code.NOT_FOUND, f"预览里没有第 {min(unknown)} 项")
        wanted = [row for row in preview.rows if chosen.takes(row)]
        wrong = [row for row in wanted if row.state is RowState.ERROR]
        if wrong:
            where = "、".join(f"“{row.sheet}”第 {row.number} 行" for row in wrong[:5])
            _refuse("rows", Code.NOT_ALLOWED, f"{len(wrong)} 行有错误, 请改正或不选它们: {where}")
        if await runs.claim(self._database, run.id, self._clock()):
            self._begin(run, principal, self._write(run, principal, wanted), RunState.READY)
        return await self._again(principal, run)

    async def mark(self, run: UUID, out: Path) -> str | None:
        """Write the file of an import, its problems marked, to ``out``; its name, None for what has no preview.

        Raises UnavailableError, StoreError, MissingFileError, UnmarkableError.
        """
        found = await runs.by_id(self._database, self._clock, run)
        preview = await runs.preview_of(self._database, run) if found else None
        if found is None or preview is None:
            return None
        async with self._file(found) as path:
            await marked(path, marks_of(preview), out, self._settings.sheets)
        return found.file

    async def settle(self) -> None:
        """Wait for what is under way."""
        while self._tasks:
            await asyncio.gather(*self._tasks)

    async def stop(self) -> None:
        """Give up what is under way: nothing of it is half recorded."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _again(self, principal: Principal, run: Run) -> Run:
        found = await runs.find(self._database, principal, self._clock, run.id)
        return found or run

    def _begin(self, run: Run, principal: Principal, work: Coroutine[Any, Any, None], back: RunState) -> None:
        """``back`` is what it is again when it can be repeated."""
        task = asyncio.create_task(self._guarded(run, work, back), name=f"import {run.id} of {principal.id}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _guarded(self, run: Run, work: Coroutine[Any, Any, None], back: RunState) -> None:
        """Whatever happens, the run tells how it ended."""
        try:
            await work
        except asyncio.CancelledError:
            again = runs.AGAIN_RECORD if back is RunState.READY else runs.AGAIN_PREVIEW
            await self._failed(run, runs.INTERRUPTED, again, back)
            raise
        except (UnreadableError, UnclearError) as error:
            await self._failed(run, str(error.code), str(error))
        except MissingFileError:
            await self._failed(run, Code.NOT_FOUND, GONE)
        except Refused as refused:
            messages = "; ".join(dict.fromkeys(problem.message for problem in refused.problems[:5]))
            await self._failed(run, refused.problems[0].code, messages, back)
        except (UnavailableError, StoreError) as error:
            LOG.warning("import %s: %s", run.id, error)
            await self._failed(run, Code.BUSY, "数据库或文件库此刻不可用, 请稍后再试", back)
        except Exception:
            LOG.exception("import %s broke", run.id)
            await self._failed(run, "FAILED", BROKEN)

    async def _failed(self, run: Run, code: str, message: str, state: RunState = RunState.FAILED) -> None:
        await runs.note(self._database, run.id, self._clock(), state=state, code=code, message=message)

    async def _look(self, run: Run, principal: Principal) -> None:
        async with self._turn(run, RunState.READING):
            task = self._task(run)
            reading, rows = await self._read(run, task)
            count = _Count(total=len(rows))
            async with (
                self._telling(run, RunState.CHECKING, count),
                self._database.reading() as connection,
            ):
                head = await read_head(connection)
                planned = await plan(connection, task, principal, rows, count.note)
                require_few(task, planned)
                planned = await rehearsed(connection, task, principal, planned)
            preview = await asyncio.to_thread(lambda: stored(preview_of(task, reading, planned)))
            ready = {"state": RunState.READY, "preview": preview, "head_no": head.no}
            await runs.note(self._database, run.id, self._clock(), done=len(rows), total=len(rows), **ready)

    async def _write(self, run: Run, principal: Principal, wanted: Sequence[PreviewRow]) -> None:
        async with self._turn(run, RunState.RECORDING):
            _, rows = await self._read(run, self._task(run), RunState.RECORDING)

            async def prepare(connection: AsyncConnection, now: datetime) -> list[Command]:
                if not await runs.hold(connection, run.id):
                    return []
                task = self._task(run, now)
                planned = await plan(connection, task, principal, rows, lambda _: None)
                require_same(planned, wanted)
                if task.form.kind is FormKind.BALLOTS:
                    require_together(planned, {row.place for row in wanted})
                commands = [command for row in wanted for command in task.commands(planned[row.place])]
                head = await read_head(connection)
                done = {"state": RunState.DONE, "done": len(wanted), "total": len(wanted)}
                written = {"first_no": head.no + 1, "last_no": head.no + len(commands)} if commands else {}
                await runs.note_in(connection, run.id, self._clock(), **done, **written)
                return commands

            await execute_prepared(
                self._database, self._catalog, prepare, principal=principal, clock=self._clock
            )

    async def _read(
        self, run: Run, task: Task, state: RunState = RunState.READING
    ) -> tuple[Reading, tuple[GivenRow, ...]]:
        count = _Count()

        def told(progress: Progress) -> None:
            count.done, count.total = progress.understood, progress.read

        async with self._telling(run, state, count), self._file(run) as path:
            reading = await read(path, task.form, self._settings.sheets, said=run.money, told=told)
        if run.sheets:
            tables = tuple(table for table in reading.tables if table.sheet in run.sheets)
            reading = Reading(tables=tables, others=reading.others, notices=reading.notices)
        return reading, given_rows(task.form, reading)

    def _task(self, run: Run, now: datetime | None = None) -> Task:
        form = form_of(self._catalog, run.jurisdiction, run.form)
        if form is None:
            raise UnclearError("form", Code.UNKNOWN_ITEM, f"不再有表样 {run.form}")
        return Task(
            catalog=self._catalog,
            jurisdiction=run.jurisdiction,
            form=form,
            run=run.id,
            file=run.file,
            on=run.on,
            now=now or self._clock(),
            policy=run.policy,
            survey=run.survey,
            reason=run.reason,
        )

    @asynccontextmanager
    async def _turn(self, run: Run, state: RunState) -> AsyncIterator[None]:
        """Wait until there is room for one more, and tell that somebody waits."""
        async with self._telling(run, state, _Count()):
            await self._room.acquire()
        try:
            yield
        finally:
            self._room.release()

    @asynccontextmanager
    async def _file(self, run: Run) -> AsyncIterator[Path]:
        """The file, as one on this machine."""
        content = Content(jurisdiction=run.jurisdiction, sha256=run.sha256)
        path = self._place()
        try:
            with path.open("wb") as file:
                async for chunk in self._store.read(content):
                    await asyncio.to_thread(file.write, chunk)
            yield path
        finally:
            path.unlink(missing_ok=True)

    def _place(self) -> Path:
        """Where what a killed process leaves behind is cleared away."""
        return self._store.incoming.absolute() / f"import-{uuid4().hex}.xlsx"

    @asynccontextmanager
    async def _telling(self, run: Run, state: RunState, count: _Count) -> AsyncIterator[None]:
        """Note now and then how far it is, while the block is at work."""

        async def beat() -> None:
            while True:
                try:
                    now = self._clock()
                    await runs.note(
                        self._database, run.id, now, state=state, done=count.done, total=count.total
                    )
                except UnavailableError:
                    LOG.info("import %s goes on untold", run.id)
                await asyncio.sleep(BEAT)

        beating = asyncio.create_task(beat())
        try:
            yield
        finally:
            beating.cancel()
            await asyncio.gather(beating, return_exceptions=True)


def _refuse(path: str, code: Code, message: str) -> NoReturn:
    raise Refused((Problem(path=(path,), code=code, message=message),))
