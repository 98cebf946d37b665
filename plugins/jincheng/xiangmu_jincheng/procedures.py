"""Procedures before the works (JC-15), and the acceptance of completed works in parallel (JC-19).

The document names approval, planning, land and environment and prints no days: the limits are those of the law; which
department acts on what is the product's own, and the record of a project says otherwise where it is otherwise.
"""

from xiangmu.plugin.limits import Limit
from xiangmu.plugin.policy import Basis
from xiangmu.plugin.procedures import (
    EIA,
    EIA_SOURCE,
    LICENCE,
    LICENCE_SOURCE,
    ProcedureGroup,
    ProcedureRule,
    from_stage,
    unfinished,
)
from xiangmu.plugin.vocabulary import ProcedureKind, Stage
from xiangmu_jincheng.policy import POLICY

SIDE_BY_SIDE = ProcedureGroup(key="parallel", title="竣工验收并联办理")
APPROVAL, LAND = "xingzheng-shenpi-ju", "guihua-ziran-ziyuan-ju"
ENVIRONMENT, HOUSING = "shengtai-huanjing-ju", "zhujian-ju"


def _before_works(
    kind: ProcedureKind, department: str, stage: Stage, statutory: Limit, source: str
) -> ProcedureRule:
    return ProcedureRule(
        policy=POLICY.key,
        kind=kind,
        clause="JC-15",
        department=department,
        applies=unfinished,
        needed=from_stage(stage),
        statutory=statutory,
        source=source,
    )


def _acceptance(kind: ProcedureKind, department: str) -> ProcedureRule:
    # the document wants acceptance in parallel; what is accepted is common practice
    return ProcedureRule(
        policy=POLICY.key,
        kind=kind,
        clause="JC-19",
        basis=Basis.PRACTICE,
        department=department,
        needed=from_stage(Stage.COMPLETED),
        group=SIDE_BY_SIDE,
    )


PROCEDURES = (
    _before_works(ProcedureKind.APPROVAL, APPROVAL, Stage.PRELIMINARY, LICENCE, LICENCE_SOURCE),
    _before_works(ProcedureKind.LAND_PLANNING, LAND, Stage.STARTED, LICENCE, LICENCE_SOURCE),
    _before_works(ProcedureKind.WORKS_PLANNING, LAND, Stage.STARTED, LICENCE, LICENCE_SOURCE),
    _before_works(ProcedureKind.EIA, ENVIRONMENT, Stage.STARTED, EIA, EIA_SOURCE),
    _acceptance(ProcedureKind.PLANNING_ACCEPTANCE, LAND),
    _acceptance(ProcedureKind.FIRE_ACCEPTANCE, HOUSING),
    _acceptance(ProcedureKind.COMPLETION_ACCEPTANCE, HOUSING),
)
