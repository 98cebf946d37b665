"""Stages, the three dates of a start, and lists that projects are put on."""

from datetime import date
from uuid import UUID

from pydantic import Field

from xiangmu.db import tables as t
from xiangmu.plugin.facts import Listing, ProjectVersion, StageReached, Started
from xiangmu.plugin.vocabulary import STAGE_ORDER, STAGE_TITLES, KeyList, Stage, StartKind
from xiangmu.services.of_project import OfProject
from xiangmu.services.plain import EARLIEST
from xiangmu.services.problems import Code
from xiangmu.services.work import Work

REPEATED = (Stage.SUSPENDED, Stage.RESUMED)


class StageRecord(OfProject):
    """记录项目到达一个阶段。可以跳过阶段, 不能倒退。"""

    looks_at = (t.stage_event, t.project_version)

    stage: Stage = Field(title="阶段")
    on: date = Field(title="日期")


class StartRecord(OfProject):
    """记录开工的三个日期之一: 开工仪式、实质性开工、入库(A8)。"""

    looks_at = (t.start_event, t.stage_event, t.project_version)

    kind: StartKind = Field(title="哪一种开工")
    on: date = Field(title="日期")


class ListRecord(OfProject):
    """记录项目列入或移出一个名单。"""

    looks_at = (t.listing,)

    key_list: KeyList = Field(title="名单")
    on: date = Field(title="日期")
    delisted: bool = Field(False, title="移出")
    year: int | None = Field(None, title="哪一年的名单", description="逐年另定的名单填; 不填即当日所在年的")


def stage_record(work: Work, data: StageRecord) -> UUID:
    """The project reached a stage: no later than the stages after it, no earlier than those before."""
    work.project(data.project)
    work.past(data.on)
    _warn_before_first_version(work, data.project, data.on)
    reached = sorted(work.facts(StageReached, "project_id", data.project), key=lambda event: event.on)
    if data.stage in REPEATED:
        _check_pause(work, data, reached)
    else:
        _check_order(work, data, reached)
    _check_not_terminated(work, reached, data.on)
    work.require()
    event = StageReached(id=work.fact_id(), project=data.project, stage=data.stage, on=data.on)
    return work.append(event)


def start_record(work: Work, data: StartRecord) -> UUID:
    """One of the three dates of a start; each happens once."""
    work.project(data.project)
    work.past(data.on)
    _warn_before_first_version(work, data.project, data.on)
    for event in work.facts(Started, "project_id", data.project):
        if event.kind is data.kind:
            work.problem("kind", Code.DUPLICATE, f"已记录于 {event.on}; 如有误请更正")
    _check_not_terminated(work, work.facts(StageReached, "project_id", data.project), data.on)
    work.require()
    return work.append(Started(id=work.fact_id(), project=data.project, kind=data.kind, on=data.on))


def list_record(work: Work, data: ListRecord) -> UUID:
    """Put on a list, or taken off it; only what is on a list can be taken off."""
    work.project(data.project)
    work.past(data.on)
    if data.year is not None and not EARLIEST.year <= data.year <= data.on.year + 1:
        work.problem("year", Code.OUT_OF_RANGE, f"{data.on} 的变动不会是 {data.year} 年的名单")
    events = [
        event
        for event in work.facts(Listing, "project_id", data.project)
        if (event.key_list, event.year) == (data.key_list, data.year)
    ]
    before = max((e for e in events if e.on <= data.on), key=lambda e: e.on, default=None)
    if before is not None and before.on == data.on:
        work.problem("on", Code.DUPLICATE, f"{data.on} 已记录过这一名单的变动; 如有误请更正")
    elif (before is None or before.delisted) == data.delisted:
        state = "不在" if data.delisted else "已在"
        work.problem("key_list", Code.DUPLICATE, f"项目于 {data.on} {state}这一名单上")
    work.require()
    return work.append(
        Listing(
            id=work.fact_id(),
            project=data.project,
            key_list=data.key_list,
            on=data.on,
            delisted=data.delisted,
            year=data.year,
        )
    )


def _check_order(work: Work, data: StageRecord, reached: list[StageReached]) -> None:
    for event in reached:
        if event.stage is data.stage:
            work.problem(
                "stage", Code.DUPLICATE, f"已于 {event.on} {STAGE_TITLES[event.stage]}; 如有误请更正"
            )
        elif event.stage in STAGE_ORDER and data.stage in STAGE_ORDER:
            later = STAGE_ORDER.index(event.stage) > STAGE_ORDER.index(data.stage)
            if (event.on < data.on) if later else (event.on > data.on):
                work.problem(
                    "stage",
                    Code.REVERSED,
                    f"{STAGE_TITLES[event.stage]}在 {event.on}, {STAGE_TITLES[data.stage]}不能在 {data.on}",
                )


def _check_pause(work: Work, data: StageRecord, reached: list[StageReached]) -> None:
    pauses = [event for event in reached if event.stage in REPEATED]
    before = [event for event in pauses if event.on <= data.on]
    paused = bool(before) and before[-1].stage is Stage.SUSPENDED
    if any(event.on == data.on and event.stage is data.stage for event in pauses):
        work.problem("stage", Code.DUPLICATE, f"{data.on} 已记录{STAGE_TITLES[data.stage]}")
    elif paused != (data.stage is Stage.RESUMED):
        state = "已停建" if paused else "没有停建"
        work.problem("stage", Code.REVERSED, f"项目于 {data.on} {state}, 不能{STAGE_TITLES[data.stage]}")


def _check_not_terminated(work: Work, reached: list[StageReached], on: date) -> None:
    for event in reached:
        if event.stage is Stage.TERMINATED and event.on < on:
            work.problem("on", Code.REVERSED, f"项目已于 {event.on} 终止")


def _warn_before_first_version(work: Work, project: UUID, on: date) -> None:
    first = min((v.effective for v in work.facts(ProjectVersion, "project_id", project)), default=on)
    if on < first:
        work.warn("on", f"日期 {on} 早于项目最早的属性({first})")
