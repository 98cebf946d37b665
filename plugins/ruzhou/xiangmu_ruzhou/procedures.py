"""Procedures with their limits (RZ-11) and joint acceptance planned ahead (RZ-10).

The document wants every step of approval followed against its limits and names neither the steps nor any days: the
steps are common practice, the limits those of the law. Which department acts on what is the product's own, and the
record of a project says otherwise where it is otherwise.
"""

from xiangmu.plugin.limits import Limit
from xiangmu.plugin.policy import Basis
from xiangmu.plugin.procedures import (
    EIA,
    EIA_SOURCE,
    LICENCE,
    LICENCE_SOURCE,
    PERMIT,
    PERMIT_SOURCE,
    ProcedureGroup,
    ProcedureRule,
    from_stage,
    unfinished,
)
from xiangmu.plugin.vocabulary import ProcedureKind, Stage
from xiangmu_ruzhou.policy import POLICY

SIDE_BY_SIDE = ProcedureGroup(key="parallel", title="分阶段并联办理")
JOINT = ProcedureGroup(key="joint", title="联合验收", joint=True)
LAND, HOUSING = "ziran-ziyuan-guihua-ju", "zhufang-chengxiang-jianshe-ju"
DEVELOPMENT, ENVIRONMENT = "fagai-wei", "shengtai-huanjing-fenju"


def _before_works(
    kind: ProcedureKind, department: str, stage: Stage, statutory: Limit | None = None, source: str = ""
) -> ProcedureRule:
    return ProcedureRule(
        policy=POLICY.key,
        kind=kind,
        clause="RZ-11",
        basis=Basis.PRACTICE,
        department=department,
        applies=unfinished,
        needed=from_stage(stage),
        statutory=statutory,
        source=source,
        group=SIDE_BY_SIDE,
    )


def _acceptance(kind: ProcedureKind, department: str) -> ProcedureRule:
    # the document wants acceptance joint; what is accepted is common practice
    return ProcedureRule(
        policy=POLICY.key,
        kind=kind,
        clause="RZ-10",
        basis=Basis.PRACTICE,
        department=department,
        needed=from_stage(Stage.COMPLETED),
        group=JOINT,
    )


PROCEDURES = (
    _before_works(ProcedureKind.SITE, LAND, Stage.PRELIMINARY, LICENCE, LICENCE_SOURCE),
    _before_works(ProcedureKind.APPROVAL, DEVELOPMENT, Stage.PRELIMINARY, LICENCE, LICENCE_SOURCE),
    _before_works(ProcedureKind.LAND_PLANNING, LAND, Stage.STARTED, LICENCE, LICENCE_SOURCE),
    _before_works(ProcedureKind.WORKS_PLANNING, LAND, Stage.STARTED, LICENCE, LICENCE_SOURCE),
    _before_works(ProcedureKind.EIA, ENVIRONMENT, Stage.STARTED, EIA, EIA_SOURCE),
    _before_works(ProcedureKind.ENERGY, DEVELOPMENT, Stage.STARTED),
    _before_works(ProcedureKind.TENDER, "", Stage.STARTED),
    _before_works(ProcedureKind.PERMIT, HOUSING, Stage.STARTED, PERMIT, PERMIT_SOURCE),
    _acceptance(ProcedureKind.PLANNING_ACCEPTANCE, LAND),
    _acceptance(ProcedureKind.FIRE_ACCEPTANCE, HOUSING),
    _acceptance(ProcedureKind.COMPLETION_ACCEPTANCE, HOUSING),
)
