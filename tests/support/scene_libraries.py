"""Libraries for the scene: a project returned once and admitted, one rejected, and the statistics office's list."""

from datetime import date
from uuid import UUID

from tests.support.city import POLICY
from tests.support.office import Office
from xiangmu.plugin.libraries import ReviewResult
from xiangmu.services.libraries.reviewing import LibraryCorrect, LibraryReview
from xiangmu.services.libraries.statistics import StatisticsEntry, StatisticsListEnter
from xiangmu.services.libraries.submitting import LibraryResubmit, LibrarySubmit, LibraryWithdraw

MAY, JUNE = date(2023, 5, 1), date(2023, 6, 1)


async def shelve(office: Office, project: UUID) -> None:
    """Every command about libraries."""
    await office.do(
        LibrarySubmit(project=project, policy=POLICY, library="planning", unit="town1", on=MAY, text="成熟")
    )
    await _review(office, project, "city", ReviewResult.RETURNED)
    await office.do(LibraryResubmit(project=project, policy=POLICY, on=JUNE, text="已补用地预审"))
    await _review(office, project, "city")
    await _review(office, project, "province", ReviewResult.REJECTED)
    corrected = LibraryCorrect(project=project, policy=POLICY, library="planning", result=ReviewResult.PASSED)
    await office.do(corrected, reason="录反了")
    await office.do(LibrarySubmit(project=project, policy=POLICY, library="works", unit="town1", on=JUNE))
    await office.do(LibraryWithdraw(project=project, policy=POLICY, on=JUNE, text="尚未开工"))
    lines = (
        StatisticsEntry(code="2301-990001-04-01-000002", name="碳材料厂"),
        StatisticsEntry(name="无名", place="北区"),
    )
    await office.do(StatisticsListEnter(policy=POLICY, month=MAY, on=JUNE, lines=lines))


async def _review(
    office: Office, project: UUID, step: str, result: ReviewResult = ReviewResult.PASSED
) -> None:
    given = {"reviewer": "发改委投资科", "text": "缺用地预审"}
    data = LibraryReview(project=project, policy=POLICY, step=step, result=result, on=JUNE, **given)
    await office.do(data)
