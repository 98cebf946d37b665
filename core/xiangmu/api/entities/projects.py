"""Projects (项目): what they are by their confirmed facts, with all that was recorded of them."""

from collections.abc import Mapping

import strawberry
from strawberry import field

from xiangmu.access import field_rules
from xiangmu.api.costs import COUNTING, SHARING
from xiangmu.api.entities import hints
from xiangmu.api.entities.attachments import Attachment, attachments_of
from xiangmu.api.entities.codecs import WAN
from xiangmu.api.entities.commands import Command
from xiangmu.api.entities.enrolments import Admission, Enrolment
from xiangmu.api.entities.enums import Flag, ProjectKind, Stage
from xiangmu.api.entities.facts import live
from xiangmu.api.entities.hints import MutationName, viewer_can
from xiangmu.api.entities.history import Change, Trace, history, trace
from xiangmu.api.entities.issues import Issue
from xiangmu.api.entities.libraries import LibraryEntry
from xiangmu.api.entities.lights import LIGHTS, ProjectLight
from xiangmu.api.entities.listed import texts
from xiangmu.api.entities.lists import FundingStep, Listing
from xiangmu.api.entities.meetings import Meeting
from xiangmu.api.entities.origins import PROJECT_ORIGIN, ProjectOrigin
from xiangmu.api.entities.plans import MonthProgress, Plan
from xiangmu.api.entities.prefixes import PROJECT as PREFIX
from xiangmu.api.entities.preparation import Assignment, Procedure, YearPlan
from xiangmu.api.entities.profiles import ProjectProfile
from xiangmu.api.entities.project_filters import (
    ADVANCE,
    CLAIMED,
    FACTS,
    PROJECT_FILTERS,
    REGISTERED,
    in_force,
)
from xiangmu.api.entities.rulings import DUPLICATE_RULING
from xiangmu.api.entities.stages import StageEvent, StartEvent
from xiangmu.api.entities.units import Jurisdiction, Unit
from xiangmu.api.entities.versions import ProjectVersion
from xiangmu.api.reader.codecs import TRUTH, member, members
from xiangmu.api.reader.entity import (
    Column,
    Direction,
    Entity,
    Id,
    Many,
    One,
    Order,
    Pages,
    Sum,
    Through,
    Variant,
    VariantKind,
)
from xiangmu.api.reader.expressions import bytewise, or_null
from xiangmu.api.reader.types import Connection, Node
from xiangmu.api.scalars import Wan
from xiangmu.db import tables as t

_P = t.project.c
_CODE = t.project_code.c
_FOLLOWS = {"ProjectVersion": ("effective",), "Plan": ("madeOn", "milestone")}
_TRACES = (
    *(
        trace(entity, entity.table.c.project_id, _FOLLOWS.get(entity.name, ()))
        for entity in (*FACTS, PROJECT_ORIGIN, DUPLICATE_RULING)
    ),
    Trace(
        name="ProjectCode",
        prefix="cod",
        table=t.project_code,
        fields={"code": Column(column=_CODE.code)},
        owner=_CODE.project_id,
    ),
)


def project_entity(kinds: Mapping[str, VariantKind]) -> Entity:
    """The declaration of projects; ``kinds`` are the profiles of the loaded cities by jurisdiction."""
    return Entity(
        name="Project",
        title="项目",
        table=t.project,
        fields={
            "id": Id(prefix=PREFIX, column=_P.id),
            "jurisdiction": One(to="Jurisdiction", on=_P.jurisdiction, by=t.jurisdiction.c.key),
            "name": Column(column=_P.name),
            "total": Column(column=_P.total_yuan, codec=WAN),
            "kind": Column(column=_P.kind, codec=member(ProjectKind)),
            "sector": Column(column=or_null(_P.sector), nullable=True),
            "stage": Column(column=or_null(_P.stage), codec=member(Stage), nullable=True),
            "flags": Column(column=in_force(t.project_version.c.flags), codec=members(Flag)),
            "unit": One(to="Unit", on=_P.unit_id),
            "place": Column(column=or_null(_P.place), nullable=True),
            "sample": Column(column=or_null(_P.sample), nullable=True),
            "profile": Variant(to="ProjectProfile", tag=_P.jurisdiction, data=_P.profile, kinds=kinds),
            "version": Column(column=_P.version),
            "claimed": Column(column=CLAIMED, codec=TRUTH, nullable=True, shown=field_rules.own_project),
            "codes": texts(t.project_code, _CODE.code, _CODE.project_id, _P.id),
            "versions": Many(to="ProjectVersion", on=t.project_version.c.project_id),
            "enrolments": Many(to="Enrolment", on=t.enrolment.c.project_id),
            "admissions": Many(to="Admission", on=t.admission.c.project_id),
            "stages": Many(to="StageEvent", on=t.stage_event.c.project_id),
            "starts": Many(to="StartEvent", on=t.start_event.c.project_id),
            "plans": Many(to="Plan", on=t.plan.c.project_id),
            "progress": Many(to="MonthProgress", on=t.month_progress.c.project_id),
            "listings": Many(to="Listing", on=t.listing.c.project_id),
            "funding": Many(to="FundingStep", on=t.funding_step.c.project_id),
            "yearPlans": Many(to="YearPlan", on=t.year_plan.c.project_id),
            "procedures": Many(to="Procedure", on=t.project_procedure.c.project_id),
            "assignments": Many(to="Assignment", on=t.assignment.c.project_id),
            "issues": Pages(to="Issue", on=t.issue.c.project_id),
            "libraryEntries": Many(to="LibraryEntry", on=t.library_entry.c.project_id),
            "meetings": Many(
                to="Meeting",
                on=t.meeting_project.c.project_id,
                through=Through(to=t.meeting_project.c.meeting_id, where=live(t.meeting_project)),
            ),
            "origins": Many(to="ProjectOrigin", on=t.project_origin.c.project_id),
            "successors": Many(to="ProjectOrigin", on=t.project_origin.c.origin_id),
            "lights": LIGHTS,
            "attachments": attachments_of(t.project),
            "registered": One(to="Command", on=REGISTERED),
            "history": history(_P.id, *_TRACES),
            "viewerCan": viewer_can(t.project),
        },
        filters=PROJECT_FILTERS,
        orders={
            "RECORDED": Order(by=REGISTERED, description="登记先后"),
            "NAME": Order(by=bytewise(_P.name), description="名称"),
            "TOTAL": Order(by=_P.total_yuan, description="总投资"),
            "STAGE": Order(by=ADVANCE, description="阶段"),
        },
        order=(("RECORDED", Direction.DESC),),
        sums={"total": Sum(of=_P.total_yuan, codec=WAN)},
    )


@strawberry.type(description="项目,按已确认的事实;尚无已确认事实的按申报。")
class Project(Node):
    """A project."""

    jurisdiction: Jurisdiction | None = field(description="所属辖区。")
    name: str = field(description="项目名称。")
    total: Wan = field(description="总投资。")
    kind: ProjectKind = field(description="类别。")
    sector: str | None = field(description="国民经济行业分类代码,如 C26;未分类为空。")
    stage: Stage | None = field(description="现在所处的阶段;还没有到达任何阶段的为空。")
    flags: list[Flag] = field(description="影响计分或准入的标记。")
    unit: Unit | None = field(description="填报单位;没有的为空。考核单位见 enrolments。")
    place: str | None = field(description="建设地点;未填为空。")
    sample: str | None = field(description="哪些内容是演示用的虚构数据;真实项目为空。")
    profile: ProjectProfile | None = field(description="本地字段;没有填的为空。")
    version: int = field(description="属性记到第几版,变更时须原样带回。")
    claimed: bool | None = field(description="是否有待本辖区核实的事实;别的辖区的项目为空。")
    codes: list[str] = field(description="项目代码。")
    versions: list[ProjectVersion] = field(description="历次属性。")
    enrolments: list[Enrolment] = field(description="纳入考核。")
    admissions: list[Admission] = field(description="准入。")
    stages: list[StageEvent] = field(description="到达的阶段。")
    starts: list[StartEvent] = field(description="开工的三种日期。")
    plans: list[Plan] = field(description="计划。")
    progress: list[MonthProgress] = field(description="月度进度。")
    listings: list[Listing] = field(description="名单变动。")
    funding: list[FundingStep] = field(description="资金申报。")
    year_plans: list[YearPlan] = field(description="年度计划投资。")
    procedures: list[Procedure] = field(description="前期手续。")
    assignments: list[Assignment] = field(description="谁对本项目负什么责。")
    issues: Connection[Issue] = field(description="问题。")
    library_entries: list[LibraryEntry] = field(description="报审过的项目库,在库的和转出的都在内。")
    meetings: list[Meeting] = field(description="涉及本项目的会议。")
    origins: list[ProjectOrigin] = field(description="来历:从哪些项目拆出,并入了哪些项目。")
    successors: list[ProjectOrigin] = field(description="去向:拆出了哪些项目,并入了哪个项目。")
    lights: list[ProjectLight] | None = field(
        description="今天亮的各盏灯,按本辖区和上级现行的文件;文件都已期满的按最后一份的末日。无权查看结果的为空。",
        metadata=SHARING,
    )
    attachments: list[Attachment] = field(description="照片和文件。")
    registered: Command | None = field(description="登记项目的台账记录;无权查看的为空。")
    history: list[Change] = field(description="本项目及其各项事实的历次变动,新的在前,至多100次。")
    viewer_can: list[MutationName] = field(description=hints.TOLD)


@strawberry.type(description="符合筛选条件的全部项目的合计,不限于本页。")
class ProjectSums:
    """Sums over projects."""

    total: Wan = field(description="总投资合计。")


@strawberry.type(description="分页的项目列表。")
class ProjectConnection(Connection[Project]):
    """Projects a page at a time."""

    sums: ProjectSums = field(description="合计,不限于本页。", metadata=COUNTING)
