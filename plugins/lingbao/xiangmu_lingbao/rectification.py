"""What inspections found that a unit has to rectify, by how much of it is overdue and how much is open (L5)."""

from fractions import Fraction

from xiangmu.plugin.evidence import Evidence, EvidenceKind
from xiangmu.plugin.facts import Finding
from xiangmu.plugin.figures import Amount, said
from xiangmu.plugin.scoring import Standing
from xiangmu.plugin.snapshot import AnySnapshot
from xiangmu_lingbao.inspections import INSPECTIONS


def unrectified(snapshot: AnySnapshot) -> Standing:
    """How many findings are overdue, and then how many are open: fewer is better.

    A unit of which nothing was found only has a place once one of its projects was inspected: that nobody has looked
    is no merit.
    """
    found = snapshot.findings
    if not found and not _was_inspected(snapshot):
        return Standing(by=(), because="尚未核查，也没有核查发现")
    left = [one for one in found if one.closed_on is None]
    late = sum(one.overdue(snapshot.as_of) for one in left)
    told = (said(Fraction(number), Amount.COUNT) for number in (len(found), len(left), late))
    return Standing(
        by=(Fraction(late), Fraction(len(left))),
        because="核查发现{}，未结{}，其中逾期{}".format(*told),
        evidence=tuple(_pointer(one, snapshot) for one in left),
    )


def _was_inspected(snapshot: AnySnapshot) -> bool:
    return any(project.inspections for project in snapshot.projects if project.share_on(snapshot.as_of))


def _pointer(finding: Finding, snapshot: AnySnapshot) -> Evidence:
    category = INSPECTIONS.category(finding.category)
    late = "，已逾期" if finding.overdue(snapshot.as_of) else ""
    awaited = f"，须于{finding.due}前（含当日）整改并报告{late}" if finding.due else ""
    return Evidence(
        kind=EvidenceKind.FINDING,
        id=finding.id,
        project=finding.project,
        on=finding.on,
        note=f"{finding.on}发现{category.title if category else finding.category}{awaited}",
    )
