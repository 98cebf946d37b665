"""The lights of all projects, worked out from figures once while nobody records anything new."""

from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.api.figures import Figures
from xiangmu.catalog import Catalog
from xiangmu.db.rhythm import workdays_of
from xiangmu.domain.lights import ProjectLights, by_project, lights_of
from xiangmu.domain.schedule.counting import WorkdayCount
from xiangmu.services.issues.of_projects import issues_of_projects


async def worked_out(
    connection: AsyncConnection, catalog: Catalog, figures: Figures
) -> tuple[ProjectLights, ...]:
    """Of all projects: what of it is shown is for the query to decide. Two statements."""
    question = figures.question
    workdays = await workdays_of(
        connection, catalog.policies[question.policy].jurisdiction, question.known_no
    )
    issues = await issues_of_projects(connection, question.policy, question.known_no)
    return await figures.derived.of(
        "lights", lambda: lights_of(catalog, figures.board, by_project(issues), WorkdayCount(workdays))
    )
