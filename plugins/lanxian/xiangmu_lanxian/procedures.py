"""The eight procedures of the inventory (LX-04), and what the campaign wants of them.

Projects on the provincial, city and county lists are to have every one taken up at once (LX-10), all others when their
stage needs it. The document prints no days: the limits are those of the law. It names the departments, not which of
them acts on what: that is the product's own, and the record of a project says otherwise where it is otherwise.
"""

from datetime import date

from xiangmu.plugin.filters import Test, any_of, on_list
from xiangmu.plugin.limits import Limit
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
from xiangmu.plugin.snapshot import ProjectView
from xiangmu.plugin.vocabulary import ProcedureKind, Stage
from xiangmu_lanxian.courses import INVENTORY
from xiangmu_lanxian.measures import MAJOR
from xiangmu_lanxian.policy import POLICY

SIDE_BY_SIDE = ProcedureGroup(key="parallel", title="并联审批、平行推进")
"""What the document wants handled alongside: approval, land, environment, energy (LX-10)."""
LAND, APPROVAL = "ziran-ziyuan-ju", "xingzheng-shenpi-ju"
ENVIRONMENT, ENERGY = "shengtai-huanjing-fenju", "nengyuan-ju"


def looked_at(project: ProjectView, day: date) -> bool:
    """Continuing, new, preliminary and planned projects of the inventory (LX-04)."""
    return INVENTORY(project, day) and unfinished(project, day)


def _rule(
    kind: ProcedureKind,
    department: str,
    stage: Stage,
    statutory: Limit | None = None,
    source: str = "",
    group: ProcedureGroup | None = None,
) -> ProcedureRule:
    needed: Test = any_of(on_list(*MAJOR), from_stage(stage))
    return ProcedureRule(
        policy=POLICY.key,
        kind=kind,
        clause="LX-10" if group else "LX-04",
        department=department,
        applies=looked_at,
        needed=needed,
        statutory=statutory,
        source=source,
        group=group,
    )


PROCEDURES = (
    _rule(ProcedureKind.SITE, LAND, Stage.PRELIMINARY, LICENCE, LICENCE_SOURCE),
    _rule(ProcedureKind.APPROVAL, APPROVAL, Stage.PRELIMINARY, LICENCE, LICENCE_SOURCE, SIDE_BY_SIDE),
    _rule(ProcedureKind.LAND_PLANNING, LAND, Stage.STARTED, LICENCE, LICENCE_SOURCE, SIDE_BY_SIDE),
    _rule(ProcedureKind.WORKS_PLANNING, LAND, Stage.STARTED, LICENCE, LICENCE_SOURCE),
    _rule(ProcedureKind.EIA, ENVIRONMENT, Stage.STARTED, EIA, EIA_SOURCE, SIDE_BY_SIDE),
    _rule(ProcedureKind.ENERGY, ENERGY, Stage.STARTED, group=SIDE_BY_SIDE),
    _rule(ProcedureKind.TENDER, APPROVAL, Stage.STARTED),
    _rule(ProcedureKind.PERMIT, APPROVAL, Stage.STARTED, PERMIT, PERMIT_SOURCE),
)
