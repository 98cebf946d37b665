"""Handing in a report: its figures are read from the ledger, seen by who hands it in, then frozen with it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import AwareDatetime, Field
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.access.principals import Principal
from xiangmu.catalog import Catalog
from xiangmu.db.engine import Database
from xiangmu.db.facts import head_no
from xiangmu.db.rhythm import Rhythm, rhythm_of
from xiangmu.domain.fold import Board
from xiangmu.domain.schedule.movements import WindowFigures, figures_of
from xiangmu.plugin.periods import Period, PeriodKind
from xiangmu.plugin.policy import Policy
from xiangmu.plugin.recurrence import Slot
from xiangmu.plugin.snapshot import AnySnapshot
from xiangmu.services.attaching import ATTACHMENTS
from xiangmu.services.clock import Clock, business_day
from xiangmu.services.command import Command, Receipt
from xiangmu.services.execute import execute
from xiangmu.services.plain import check_plain
from xiangmu.services.reports import LONGEST, OfOccurrence, ReportRecord
from xiangmu.services.results import Question, fold_known, read
from xiangmu.services.rhythm import slots_of

FORMAT = 1


class ReportSubmit(OfOccurrence):
    """为一次调度事项提交报告。数字由系统从账本取, 先看 reportForm 再提交; 提交后不能再改, 退回后才能重报。"""

    text: str = Field("", title="文字", max_length=LONGEST)
    attachments: tuple[UUID, ...] = ATTACHMENTS
    seen: str = Field(
        "", title="所见数字", description="reportForm 给出的 figuresHash; 填了而数字已变的不予提交"
    )
    received_at: AwareDatetime | None = Field(
        None, title="收到时间", description="只有重点项目办代为登记纸质或电话报送时填; 不填即现在"
    )


async def submit_report(
    database: Database,
    catalog: Catalog,
    data: ReportSubmit,
    *,
    request_id: UUID,
    principal: Principal,
    clock: Clock,
    reason: str = "",
) -> Receipt:
    """Read the figures of the window and hand them in with the text. Raises Refused."""
    check_plain(data, reason)
    figures: dict[str, Any] = packed(WindowFigures(first=data.due, last=data.due, projects=0, movements=()))
    known_no = 0
    policy = catalog.policies.get(data.policy)
    if policy is not None:
        async with database.reading() as connection:
            known_no = await head_no(connection)
            rhythm = await rhythm_of(connection, policy, known_no)
            slot = slot_of(catalog, rhythm, data)
            if slot:
                figures = packed(await window_figures(connection, catalog, rhythm, data.unit, slot, clock()))
    record = ReportRecord(
        **{name: getattr(data, name) for name in ReportRecord.model_fields if hasattr(data, name)},
        figures=figures,
        known_no=known_no,
    )
    command = Command(request_id=request_id, data=record, reason=reason)
    return (await execute(database, catalog, [command], principal=principal, clock=clock))[0]


def slot_of(catalog: Catalog, rhythm: Rhythm, data: OfOccurrence) -> Slot | None:
    """The slot that the input names; None where there is none."""
    obligation = catalog.obligations.get((data.policy, data.obligation))
    return next(slots_of(rhythm, obligation, data.due, data.due), None) if obligation else None


async def window_figures(
    connection: AsyncConnection, catalog: Catalog, rhythm: Rhythm, unit: str, slot: Slot, now: datetime
) -> WindowFigures:
    """What moved in the slot's window of the projects that count for ``unit`` ("": of the whole jurisdiction)."""
    last = min(slot.last, business_day(now))
    confirmed = await _board(connection, catalog, rhythm.policy, last, include_claimed=False)
    everything = await _board(connection, catalog, rhythm.policy, last, include_claimed=True)
    known = {movement.id for movement in _figures(confirmed, unit, slot.first, last).movements}
    found = _figures(everything, unit, slot.first, last)
    claimed = {movement.id for movement in found.movements} - known
    return _figures(everything, unit, slot.first, last, claimed)


async def _board(
    connection: AsyncConnection, catalog: Catalog, policy: Policy, day: date, *, include_claimed: bool
) -> Board:
    question = Question(
        policy=policy.key,
        period=Period.holding(PeriodKind.YEAR, day),
        as_of=day,
        known_no=await head_no(connection),
        include_claimed=include_claimed,
    )
    return fold_known(catalog, await read(connection, catalog, question))


def _figures(
    board: Board, unit: str, first: date, last: date, claimed: set[UUID] | None = None
) -> WindowFigures:
    snapshot = _snapshot(board, unit)
    projects = snapshot.projects if snapshot else ()
    return figures_of(projects, first, last, claimed or ())


def _snapshot(board: Board, unit: str) -> AnySnapshot | None:
    """The unit's in whichever group it is assessed; all of its projects are in each."""
    if not unit:
        return board.whole
    return next((snapshot for (_, key), snapshot in board.units.items() if key == unit), None)


def packed(figures: WindowFigures) -> dict[str, Any]:
    """The figures as they are kept: only text and numbers."""
    return {
        "format": FORMAT,
        "first": figures.first.isoformat(),
        "last": figures.last.isoformat(),
        "projects": figures.projects,
        "sums": [
            {"title": s.title, "counts": str(s.counts), "confirmed": s.confirmed, "claimed": s.claimed}
            for s in figures.sums
        ],
        "movements": [
            {
                "project": str(m.project),
                "name": m.name,
                "on": m.on.isoformat(),
                "what": m.what,
                "kind": str(m.kind),
                "id": str(m.id),
                "yuan": m.yuan,
                "claimed": m.claimed,
            }
            for m in figures.movements
        ],
    }
