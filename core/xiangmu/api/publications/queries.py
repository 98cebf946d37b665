"""The queries ``publications`` and ``publicationDrafts``."""

from typing import Annotated

import strawberry
from strawberry import argument

from xiangmu.api.arguments import (
    OWN_RESULTS,
    PUBLISHED,
    AsKnownAt,
    OnDay,
    PolicyKey,
    SomeGroup,
    find_group,
    find_policy,
    read_period,
)
from xiangmu.api.context import Info
from xiangmu.api.known import known_no
from xiangmu.api.projects.reading import projects_when_asked
from xiangmu.api.publications.reading import read_drafts, read_publications
from xiangmu.api.publications.types import Publication, PublicationDraft
from xiangmu.services.clock import business_day


async def publications(
    info: Info,
    policy: PolicyKey,
    period: Annotated[str | None, argument(description="考核期,如 2023Q2;不填为全部。")] = None,
    group: SomeGroup = None,
    as_of: OnDay = None,
    as_known_at: AsKnownAt = None,
) -> list[Publication]:
    """What was published by ``as_of``, by group, period and number."""
    context = info.context
    stated = find_policy(context, policy, PUBLISHED)
    periods = None if period is None else [str(read_period(stated, period))]
    group_key = None if group is None else find_group(stated, group)
    day = as_of or business_day(context.clock())
    async with context.database.reading() as connection:
        no = await known_no(connection, as_known_at)
        found = await read_publications(connection, policy, no, group=group_key, periods=periods)
    projects = projects_when_asked(context, stated.policy, day, no)
    return [
        Publication.of(published, stated, projects)
        for published in found
        if published.record.published_on <= day
    ]


async def publication_drafts(
    info: Info,
    policy: PolicyKey,
    period: Annotated[str | None, argument(description="考核期,如 2023Q2;不填为全部。")] = None,
    group: SomeGroup = None,
) -> list[PublicationDraft]:
    """What was drafted, by group, period and round."""
    context = info.context
    stated = find_policy(context, policy, OWN_RESULTS)
    periods = None if period is None else [str(read_period(stated, period))]
    group_key = None if group is None else find_group(stated, group)
    async with context.database.reading() as connection:
        no = await known_no(connection, None)
        found = await read_drafts(connection, policy, no, group=group_key, periods=periods)
    projects = projects_when_asked(context, stated.policy, business_day(context.clock()), no)
    return [PublicationDraft.of(drafted, stated, projects) for drafted in found]


@strawberry.type
class PublicationQueries:
    """Publications."""

    publications: list[Publication] = strawberry.field(
        resolver=publications, description="公布稿,按分组、考核期和号排列。"
    )
    publication_drafts: list[PublicationDraft] = strawberry.field(
        resolver=publication_drafts, description="公布稿草稿,按分组、考核期和稿次排列。"
    )
