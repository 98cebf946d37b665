"""How an office reads what the 岚县 document leaves open: the options of readings X3, X4, X5, X6 and X9.

X2, X8 and X10 leave nothing to choose here: nothing is late that fell due before the document was issued, departments
with projects and the zone are ranked, shares are of the whole county's investment. Of X3 only what efficiency means.
"""

from pydantic import ConfigDict, RootModel, field_validator

from xiangmu.plugin.policy import Choice, Readings, Switch, reading


class ContributionBy(Choice):
    """What a unit's contribution to the county's fixed investment is (X6)."""

    GROWTH = "GROWTH", "单位增量占全县增量"
    SHARE = "SHARE", "单位投资占全县投资"


class FundsBase(Choice):
    """What the money of investors that is in place is divided by (X9)."""

    CONTRACTED = "CONTRACTED", "签约总额"
    YEAR_PLAN = "YEAR_PLAN", "年度计划投资"


class ProcedureEfficiency(Choice):
    """What the handling of preliminary procedures is ranked by (X3)."""

    DAYS = "DAYS", "用时的中位数，按自然日"
    WORKDAYS = "WORKDAYS", "用时的中位数，按工作日"
    IN_TIME = "IN_TIME", "按承诺期限办结的比例"


class Weights(RootModel[dict[str, int]]):
    """Weights by key of a ranking or of a class; what is not named weighs 1 (X4)."""

    model_config = ConfigDict(frozen=True)

    @field_validator("root")
    @classmethod
    def _not_negative(cls, weights: dict[str, int]) -> dict[str, int]:
        if any(weight < 0 for weight in weights.values()):
            raise ValueError("权重不能为负数")
        return weights

    def __str__(self) -> str:
        return "、".join(f"{key} {weight}" for key, weight in self.root.items()) or "各项相同"


class LanxianReadings(Readings):
    """The options of the 2022 campaign; every default is the reading as written."""

    composite: Switch = reading("X4", "各类与综合排名(系统推算)", Switch.OFF, "LX-21")
    weights: Weights = reading("X4", "各项、各类的权重", Weights({}), "LX-21")
    dormant_days: int = reading("X5", "多少天没有进展记录算僵尸项目", 180, "LX-03")
    contribution_by: ContributionBy = reading(
        "X6", "对全县固定资产投资的贡献", ContributionBy.GROWTH, "LX-15"
    )
    funds_base: FundsBase = reading("X9", "招引项目资金到位率的分母", FundsBase.CONTRACTED, "LX-16")

    procedure_efficiency: ProcedureEfficiency = reading(
        "X3", "前期手续办理效率", ProcedureEfficiency.DAYS, "LX-17", later=True
    )

    @field_validator("dormant_days")
    @classmethod
    def _some_days(cls, days: int) -> int:
        if days < 1:
            raise ValueError("天数至少为 1")
        return days
