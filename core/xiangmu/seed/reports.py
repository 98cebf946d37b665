"""Reports that units handed in, each at its own moment."""

from collections.abc import Iterable, Iterator
from datetime import UTC

from xiangmu.access.principals import Grant, Principal
from xiangmu.access.roles import Role
from xiangmu.db.ids import unit_id
from xiangmu.plugin.demo import DemoReport
from xiangmu.seed.steps import Rank, Step, Telling, ready, request_id
from xiangmu.services.reporting import ReportSubmit


def report_steps(telling: Telling, reports: Iterable[DemoReport]) -> Iterator[Step]:
    """One step for each, by the unit's reporter."""
    for told in reports:
        unit = unit_id(telling.jurisdiction, told.unit)
        grant = Grant(role=Role.REPORTER, jurisdiction=telling.jurisdiction, unit=unit)
        yield Step(
            at=told.at.astimezone(UTC),
            rank=Rank.WORK_OUT,
            request=request_id("report", told.policy, told.obligation, told.unit, told.at.isoformat()),
            data=ready(
                ReportSubmit(
                    policy=told.policy,
                    obligation=told.obligation,
                    due=told.due,
                    unit=told.unit,
                    text=told.text,
                )
            ),
            by=Principal(id=f"demo:reporter:{told.unit}", grants=(grant,)),
        )
