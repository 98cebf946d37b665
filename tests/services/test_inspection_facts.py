"""Inspections and findings as rules see them: from the ledger, as known at a number, on both databases."""

from datetime import date
from uuid import UUID

import pytest

from tests.support.city import CITY, POLICY
from tests.support.office import Office
from tests.support.supposing import board_if, known_now
from xiangmu.db.facts import head_no, load_facts
from xiangmu.plugin.facts import Facts
from xiangmu.plugin.inspections import Verdict
from xiangmu.plugin.vocabulary import FindingStepKind
from xiangmu.services.findings.letters import LetterIssue
from xiangmu.services.findings.raising import FindingRaise
from xiangmu.services.findings.rectifying import FindingJudge, FindingReport
from xiangmu.services.inspections import InspectionOpen, InspectionRecord
from xiangmu.services.problems import Refused
from xiangmu.services.whatif import FactRemove

pytestmark = pytest.mark.anyio
MAY, JUNE = date(2023, 5, 8), date(2023, 6, 1)


async def known(office: Office, no: int | None = None) -> Facts:
    async with office.database.reading() as connection:
        return await load_facts(connection, CITY, no or await head_no(connection))


async def opened(office: Office, *projects: UUID) -> UUID:
    given = {
        "policy": POLICY,
        "inspection_kind": "special",
        "manner": "OPEN",
        "since": MAY,
        "team": ({"post": "督查员"},),
        "projects": projects,
    }
    return UUID((await office.do(InspectionOpen.model_validate(given))).subject)


async def looked_at(office: Office, inspection: UUID, project: UUID, on: date) -> None:
    answers = ({"item": "started", "answer": "OK"},)
    given = {"inspection": inspection, "project": project, "on": on, "answers": answers}
    await office.do(InspectionRecord.model_validate(given))


async def test_only_what_was_looked_at_is_a_fact_and_a_correction_keeps_its_identity(office: Office) -> None:
    one, other = [await office.enrolled_project(name) for name in ("甲", "乙")]
    inspection = await opened(office, one, other)
    assert (await known(office)).inspections == ()
    await looked_at(office, inspection, one, MAY)
    [fact] = (await known(office)).inspections
    assert (fact.project, fact.policy, fact.on) == (one, POLICY, MAY)
    async with office.database.reading() as connection:
        then = await head_no(connection)
    await looked_at(office, inspection, one, JUNE)
    [corrected] = (await known(office)).inspections
    assert (corrected.id, corrected.on) == (fact.id, JUNE)
    assert (await known(office, then)).inspections == (fact,)


async def test_a_finding_tells_all_that_was_done_as_known_and_as_of_the_day(office: Office) -> None:
    project = await office.enrolled_project()
    given = {"policy": POLICY, "unit": "town1", "project": project, "on": MAY, "text": "进度滞后"}
    finding = UUID((await office.do(FindingRaise.model_validate(given | {"category": "slow"}))).subject)
    due = date(2023, 5, 20)
    await office.do(
        LetterIssue(finding=finding, number="1号", on=MAY, due=due, target="赶上", sender="办公室")
    )
    async with office.database.reading() as connection:
        then = await head_no(connection)
    await office.do(FindingReport(finding=finding, text="已赶上", on=JUNE))
    await office.do(FindingJudge(finding=finding, verdict=Verdict.ACCEPTED, on=date(2023, 6, 5)))
    [fact] = (await known(office)).findings
    assert (fact.id, fact.unit, fact.project, fact.category) == (finding, "town1", project, "slow")
    kinds = [
        FindingStepKind.FOUND,
        FindingStepKind.REMINDED,
        FindingStepKind.REPORTED,
        FindingStepKind.ACCEPTED,
    ]
    assert [step.kind for step in fact.steps] == kinds
    assert (fact.due, fact.closed_on) == (None, date(2023, 6, 5))
    on_31_may = fact.seen_on(date(2023, 5, 31))
    assert (on_31_may.due, on_31_may.closed_on) == (due, None)
    assert [on_31_may.overdue(day) for day in (due, date(2023, 5, 21))] == [False, True]
    assert fact.seen_on(JUNE).due is None
    assert (await known(office, then)).findings == (on_31_may,)


async def test_they_cannot_be_supposed_away(office: Office) -> None:
    project = await office.enrolled_project()
    await looked_at(office, await opened(office, project), project, MAY)
    given = {"policy": POLICY, "unit": "town1", "project": project, "on": MAY, "text": "进度滞后"}
    await office.do(FindingRaise.model_validate(given | {"category": "slow"}))
    facts = (await known_now(office)).facts
    said = []
    inspected, found = facts.inspections[0].id, facts.findings[0].id
    for fact in (inspected, found):
        with pytest.raises(Refused) as refused:
            await board_if(office, [FactRemove(fact=fact)])
        said += [problem.message for problem in refused.value.problems]
    assert said == ["核查不能移除", "核查发现不能移除"]
