"""岚县's own project fields: the sectors of its large projects (LX-11), tags of the reserve library (LX-03), and which
money of next year a project is kept in reserve for (LX-12)."""

from enum import StrEnum

from pydantic import Field

from xiangmu.plugin.profile import Classification, Profile, ProjectProfile, StageName
from xiangmu.plugin.vocabulary import Stage
from xiangmu_lanxian.forms import FORMS
from xiangmu_lanxian.policy import POLICY


class Sector(StrEnum):
    """The sectors whose large projects drive the county's investment (LX-11)."""

    TRAFFIC = "交通物流"
    WATER = "水利"
    CATCHMENT = "小流域综合治理"
    COUNTY_TOWN = "县城基础设施"
    NEW_ENERGY = "新能源"
    CULTURE = "文化旅游"
    COAL_CHAIN = "煤炭产业链延伸"
    CASTING = "铸造及深加工"


class Tag(StrEnum):
    """Those of the seven tags of the reserve library that only a person can set (LX-03, X5)."""

    WITHIN_YEAR = "年内必须完成"
    READY = "具备开工条件"
    INVESTMENT = "有望形成实物投资"


class NextYear(StrEnum):
    """The money of next year that a project is kept in reserve for (LX-12)."""

    SPECIAL_BOND = "专项债券"
    CENTRAL_BUDGET = "中央预算内投资"


class LanxianProfile(ProjectProfile):
    """What 岚县 records of a project beyond the common fields."""

    sector: Sector | None = Field(default=None, title="大项目行业")
    tags: tuple[Tag, ...] = Field(default=(), title="储备库标签", description="可选多项")
    attraction: bool = Field(default=False, title="招商引资项目")
    next_year: NextYear | None = Field(default=None, title="明年储备的资金类别")


PROFILE = Profile(
    model=LanxianProfile,
    classifications=(
        Classification(key="sector", title="大项目行业", values=tuple(Sector), clause="LX-11"),
        Classification(key="tags", title="储备库标签", values=tuple(Tag), clause="LX-03"),
        Classification(key="next_year", title="明年储备的资金类别", values=tuple(NextYear), clause="LX-12"),
    ),
    stages=(
        StageName(
            policy=POLICY.key,
            key="preliminary",
            title="前期项目",
            stages=(Stage.RESERVED, Stage.SIGNED, Stage.PRELIMINARY),
            clause="LX-03",
        ),
    ),
    forms=FORMS,
)
