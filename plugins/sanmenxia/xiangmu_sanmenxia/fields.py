"""三门峡's own project field: which of the eight fields of the 8262 plan a project belongs to (SMX-04), and what its
notice calls the stages that projects roll through (SMX-02)."""

from collections.abc import Iterator
from enum import StrEnum

from pydantic import Field

from xiangmu.plugin.facts import ProjectVersion
from xiangmu.plugin.money import yi
from xiangmu.plugin.profile import (
    Classification,
    Fault,
    Profile,
    ProjectProfile,
    ProjectRule,
    Severity,
    StageName,
)
from xiangmu.plugin.vocabulary import Stage
from xiangmu_sanmenxia.policy import POLICY


class PlanField(StrEnum):
    """The eight fields of the 8262 plan (SMX-04)."""

    MANUFACTURING = "制造业高质量发展"
    SERVICES = "现代服务业"
    INFRASTRUCTURE = "重大基础设施"
    RURAL = "乡村振兴"
    URBAN = "新型城镇化"
    INNOVATION = "双创"
    ECOLOGY = "生态环保"
    SOCIAL = "社会事业"


class SanmenxiaProfile(ProjectProfile):
    """What 三门峡 records of a project beyond the common fields."""

    field_8262: PlanField | None = Field(default=None, title="“8262”计划领域")


def field_is_stated(version: ProjectVersion) -> Iterator[Fault]:
    """A project of 1亿 or more without one of the plan's fields; a county's that is reported upwards may name any."""
    if version.total_yuan >= yi(1) and (version.profile or {}).get("field_8262") not in tuple(PlanField):
        yield Fault(field="profile.field_8262", message="亿元以上项目须归入“8262”计划八个领域之一")


PROFILE = Profile(
    model=SanmenxiaProfile,
    classifications=(
        Classification(key="field_8262", title="“8262”计划领域", values=tuple(PlanField), clause="SMX-04"),
    ),
    stages=tuple(
        StageName(policy=POLICY.key, key=key, title=title, stages=stages, clause="SMX-02")
        for key, title, stages in (
            ("planned", "谋划储备", (Stage.RESERVED, Stage.SIGNED)),
            ("approved", "审核批准", (Stage.PRELIMINARY,)),
            ("started", "开工实施", (Stage.STARTED, Stage.BUILDING)),
            ("produced", "投产见效", (Stage.COMPLETED, Stage.PRODUCING, Stage.AT_CAPACITY)),
        )
    ),
    rules=(
        ProjectRule(
            policy=POLICY.key,
            key="field_8262",
            title="“8262”计划项目的领域",
            clause="SMX-04",
            severity=Severity.ERROR,
            check=field_is_stated,
        ),
    ),
)
