"""灵宝's own project fields: why a project is dispatched first (LB-06), the links that are followed (LB-23), and the
field of 三门峡's 8262 plan for what is reported upwards."""

from enum import StrEnum

from pydantic import Field

from xiangmu.plugin.profile import Classification, Profile, ProjectProfile, StageName
from xiangmu.plugin.vocabulary import Stage
from xiangmu_lingbao.policy import POLICY


class Ground(StrEnum):
    """The four grounds on which a project is dispatched first (LB-06)."""

    LEADING = "引领性"
    DRIVING = "带动性"
    SUPPORTING = "支撑性"
    TYPICAL = "代表性"


class LingbaoProfile(ProjectProfile):
    """What 灵宝 records of a project beyond the common fields."""

    grounds: tuple[Ground, ...] = Field(default=(), title="优先调度的理由", description="可选多项")
    field_8262: str = Field(
        default="", title="“8262”计划领域", description="上报三门峡市的项目填, 按市里的八个领域"
    )


PROFILE = Profile(
    model=LingbaoProfile,
    classifications=(
        Classification(key="grounds", title="优先调度的理由", values=tuple(Ground), clause="LB-06"),
    ),
    stages=tuple(
        StageName(policy=POLICY.key, key=key, title=title, stages=stages, clause="LB-23")
        for key, title, stages in (
            ("planned", "谋划储备", (Stage.RESERVED,)),
            ("signed", "签约落地", (Stage.SIGNED,)),
            ("procedures", "手续办理", (Stage.PRELIMINARY,)),
            ("factors", "要素保障", (Stage.STARTED,)),
            ("building", "建设环境", (Stage.BUILDING, Stage.COMPLETED)),
            ("capacity", "达效跟踪", (Stage.PRODUCING, Stage.AT_CAPACITY)),
        )
    ),
)
