"""An inspection with all that can follow from it, and a visit."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from tests.support.city import POLICY
from tests.support.office import Office
from xiangmu.db import tables as t
from xiangmu.plugin.inspections import Verdict
from xiangmu.services.findings.disputes import DisputeDecide
from xiangmu.services.findings.letters import LetterIssue
from xiangmu.services.findings.raising import FindingRaise
from xiangmu.services.findings.rectifying import FindingInterview, FindingJudge, FindingReport
from xiangmu.services.inspections import InspectionOpen, InspectionRecord
from xiangmu.services.visits import VisitRecord

JUNE = date(2023, 6, 1)


async def inspect(office: Office, project: UUID) -> None:
    """Everything that is done about a finding where a policy prints nothing, and a fact that is struck."""
    opened = await office.do(
        InspectionOpen.model_validate(
            {
                "policy": POLICY,
                "inspection_kind": "special",
                "manner": "OPEN",
                "since": JUNE,
                "team": ({"unit": "bureau", "post": "局长"},),
                "projects": (project,),
            }
        )
    )
    answers = ({"item": "started", "answer": "PROBLEM", "text": "未见施工"},)
    record = {"inspection": opened.subject, "project": project, "on": JUNE, "answers": answers}
    await office.do(InspectionRecord.model_validate(record))
    given = {"policy": POLICY, "unit": "town1", "project": project, "on": JUNE, "text": "未见施工"}
    slow = FindingRaise.model_validate(given | {"category": "slow", "inspection": opened.subject})
    finding = UUID((await office.do(slow)).subject)
    due = date(2023, 6, 20)
    await office.do(
        LetterIssue(finding=finding, number="1号", on=JUNE, due=due, target="恢复施工", sender="办公室")
    )
    await office.do(FindingReport(finding=finding, text="已恢复", on=due))
    judged = FindingJudge(finding=finding, verdict=Verdict.POOR, text="只有两人", on=due)
    await office.do(judged)
    await office.do(FindingInterview(finding=finding, post="镇长", text="限期", on=due))
    await office.do(FindingReport(finding=finding, text="已恢复", on=due))
    await office.do(judged.model_copy(update={"verdict": Verdict.ACCEPTED}))
    await office.do(FindingRaise.model_validate(given | {"category": "false_start"}))
    async with office.database.reading() as connection:
        columns = t.disputed_fact.c
        found = await connection.execute(select(columns.fact_id, columns.disputed_id).order_by(columns.kind))
        dispute, fact = found.all()[0]
    await office.do(DisputeDecide(dispute=dispute, fact=fact, upheld=False), reason="已开工")
    await office.do(VisitRecord(project=project, post="市长", on=JUNE, seen="进场"))
