"""What is done because time passes: steps in order, by one leader, each safe to do again at any time.

Add a step to ``STEPS``: a function of a ``Tick`` that returns how much it did. It does what is due by the clock and
leaves what is not; whatever it did before, doing it again changes nothing. It opens short transactions of its own
and holds none while it waits for anything outside of the database.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from xiangmu.catalog import Catalog
from xiangmu.db.engine import Database
from xiangmu.db.leading import leading
from xiangmu.plugin.value import value
from xiangmu.services import audit
from xiangmu.services.clock import Clock
from xiangmu.services.files.keeping import forget_imports, sweep
from xiangmu.services.files.opening import open_store
from xiangmu.services.findings.due import escalate_overdue
from xiangmu.services.issues import overdue as overdue_issues
from xiangmu.services.notices.delivering import deliver
from xiangmu.services.notices.robots.sending import Sender
from xiangmu.services.notices.spreading import spread
from xiangmu.services.notices.tidying import tidy
from xiangmu.services.reminders.reminding import remind
from xiangmu.settings import Settings

LOG = logging.getLogger("xiangmu.tick")


def _never() -> bool:
    return False


@value
class Tick:
    """What a step works with. ``stopping``: the process is to end, begin nothing more that takes long."""

    database: Database
    catalog: Catalog
    clock: Clock
    settings: Settings
    stopping: Callable[[], bool] = _never
    sender: Callable[[Settings], Sender] = lambda settings: Sender(settings.notices.origins)


@value
class Step:
    """One of them: what people call it, and what does it. ``run`` returns how much was done."""

    title: str
    run: Callable[[Tick], Awaitable[int]]


@value
class Done:
    """What a step did; None when it failed, which the log tells about."""

    title: str
    count: int | None


async def _escalate_findings(tick: Tick) -> int:
    return await escalate_overdue(tick.database, tick.catalog, tick.clock)


async def _spread(tick: Tick) -> int:
    return await spread(tick.database, tick.clock())


async def _deliver(tick: Tick) -> int:
    async with tick.sender(tick.settings) as sender:
        return await deliver(tick.database, tick.clock, sender, tick.stopping)


async def _export_head(tick: Tick) -> int:
    if tick.settings.tick.heads is None:
        return 0
    _, new = await audit.export_head(tick.database, tick.catalog, Path(tick.settings.tick.heads), tick.clock)
    return int(new)


async def _tidy(tick: Tick) -> int:
    return await tidy(tick.database, tick.clock())


async def _sweep(tick: Tick) -> int:
    store = open_store(tick.settings)
    return await sweep(tick.database, store, tick.clock, tick.settings.attachments.keep_days)


async def _forget_imports(tick: Tick) -> int:
    return await forget_imports(tick.database, tick.clock, tick.settings.attachments.keep_days)


async def _escalate_issues(tick: Tick) -> int:
    return await overdue_issues.escalate_overdue(tick.database, tick.catalog, tick.clock)


async def _remind(tick: Tick) -> int:
    return await remind(tick.database, tick.catalog, tick.clock(), tick.settings.reminders.days)


STEPS: Sequence[Step] = (
    Step(title="问题逾期提级", run=_escalate_issues),
    Step(title="核查发现逾期提级", run=_escalate_findings),
    Step(title="提醒报送", run=_remind),
    Step(title="分发通知", run=_spread),
    Step(title="投递通知", run=_deliver),
    Step(title="导出账本末号", run=_export_head),
    Step(title="清理旧通知", run=_tidy),
    Step(title="清除没有用上的附件", run=_sweep),
    Step(title="清除旧导入的预览", run=_forget_imports),
)
"""In this order: what comes before the spreading can still be told in the same tick."""


async def run_once(tick: Tick, steps: Sequence[Step] = STEPS) -> tuple[Done, ...] | None:
    """Do every step once; None when another process leads. A step that fails keeps none of the others from it."""
    async with leading(tick.database) as leads:
        if not leads:
            return None
        return tuple([await _do(step, tick) for step in steps if not tick.stopping()])


async def _do(step: Step, tick: Tick) -> Done:
    try:
        count = await step.run(tick)
    except Exception:
        LOG.exception("定时事项没有做成: %s", step.title)
        return Done(title=step.title, count=None)
    if count:
        LOG.info("定时事项", extra={"told": {"step": step.title, "count": count}})
    return Done(title=step.title, count=count)


class Ticking:
    """Ticks now and then in the background, until it is stopped."""

    def __init__(
        self,
        tick: Callable[[Callable[[], bool]], Tick],
        seconds: float,
        steps: Sequence[Step] = STEPS,
    ) -> None:
        self._stop = asyncio.Event()
        self._steps = steps
        self._tick = tick(self._stop.is_set)
        self._seconds = seconds
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Finish what is under way and no more."""
        self._stop.set()
        await self._task

    async def _run(self) -> None:
        while not self._stop.is_set():
            try:
                await run_once(self._tick, self._steps)
            except Exception:
                LOG.exception("定时事项没有开始")
            try:
                async with asyncio.timeout(self._seconds):
                    await self._stop.wait()
            except TimeoutError:
                continue
