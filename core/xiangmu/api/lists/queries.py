"""The query ``projectLists``."""

from typing import Annotated

import strawberry
from strawberry import argument

from xiangmu.api.arguments import (
    OWN_RESULTS,
    AsKnownAt,
    AsOf,
    IncludeClaimed,
    PeriodText,
    PolicyKey,
    SomeUnit,
    read_arguments,
)
from xiangmu.api.computation.building import computation_of
from xiangmu.api.context import Info
from xiangmu.api.costs import FOLDING
from xiangmu.api.errors import not_found, quoted
from xiangmu.api.lists.types import ProjectList
from xiangmu.domain.lists import members_of

SomeList = Annotated[str | None, argument(description="清单的键;不填为全部清单。")]


async def project_lists(
    info: Info,
    policy: PolicyKey,
    period: PeriodText,
    key: SomeList = None,
    unit: SomeUnit = None,
    as_of: AsOf = None,
    as_known_at: AsKnownAt = None,
    include_claimed: IncludeClaimed = None,
) -> list[ProjectList]:
    """The lists of the policy, in the order stated; of ``unit`` only the projects enrolled for it."""
    asked = await read_arguments(
        info.context,
        policy=policy,
        period=period,
        unit=unit,
        as_of=as_of,
        as_known_at=as_known_at,
        include_claimed=include_claimed,
        shown=OWN_RESULTS,
    )
    stated = [one for one in info.context.catalog.lists_of(policy) if key in (None, one.key)]
    if key is not None and not stated:
        raise not_found("key", f"{asked.policy.policy.title}没有清单{quoted(key)}")
    figures = await info.context.figures.answer(asked.question)
    found = await figures.derived.of(
        "lists",
        lambda: {one.key: members_of(figures.board, one) for one in info.context.catalog.lists_of(policy)},
    )
    return [
        ProjectList(
            policy=asked.policy,
            projects=figures.projects,
            listed=[
                listed
                for listed in found[one.key]
                if (asked.unit is None or asked.unit in listed.units) and listed.project in figures.projects
            ],
            key=one.key,
            title=one.title,
            clause=asked.policy.clauses[one.clause],
            computation=computation_of(figures, asked.policy),
        )
        for one in stated
    ]


@strawberry.type
class ProjectListQueries:
    """Lists of projects."""

    project_lists: list[ProjectList] = strawberry.field(
        resolver=project_lists,
        description="项目清单:到考核期内某一天,文件要求列出的各类项目,如应统未统、久无进展、调度范围。",
        metadata=FOLDING,
    )
