"""GraphQL types of what stands behind one leader."""

from datetime import date

import strawberry
from strawberry import field

from xiangmu.api.computation.types import Computation
from xiangmu.api.duties.types import DutyGap
from xiangmu.api.entities.enums import Duty
from xiangmu.api.lights.types import Light
from xiangmu.api.projects.types import ScoredProject
from xiangmu.api.units.types import AssessedUnit


@strawberry.type(description="一个职务对一个项目在任的一项责任。")
class LedDuty:
    """A duty in force."""

    id: strawberry.ID = field(description="责任的标识。")
    duty: Duty = field(description="哪一种责任。")
    post: str = field(description="职务。")
    since: date = field(description="自哪一天起。")
    until: date | None = field(description="到哪一天为止,当天算在内;空为不限。")


@strawberry.type(description="包联的一个项目。")
class LedProject:
    """A project that somebody stands behind."""

    project: ScoredProject = field(description="项目。")
    units: list[AssessedUnit] = field(description="考核单位;没有纳入考核的为空列表。")
    duties: list[LedDuty] = field(description="在任的责任。")
    lights: list[Light] = field(description="到这一天项目的各盏灯。")
    open_issues: int = field(description="还没有销号的问题几个,内容见 issues。")
    open_findings: int = field(description="还没有结案的核查发现几个,内容见 findings。")
    last_visit: date | None = field(description="本人(或本职务)最近一次走访;没有的为空。")
    last_visit_of_anyone: date | None = field(description="任何领导最近一次走访;没有的为空。")
    last_meeting: date | None = field(description="本年涉及本项目的最近一次会议;没有的为空。")
    gaps: list[DutyGap] = field(description="本项目的责任缺口。")


@strawberry.type(description="一位领导的包联情况:到某一天在任的全部项目。")
class LeaderBoard:
    """What stands behind one leader."""

    projects: list[LedProject] = field(description="在任的项目,按名称。")
    computation: Computation = field(description="计算依据。")
