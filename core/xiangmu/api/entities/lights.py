"""What the lights of a project show today: the field ``lights``.

They are those of the policies in force of its own jurisdiction and of the one above, as far as whoever asks sees
results there. Of a jurisdiction whose policies have all run out it is the last one, on its last day.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from sqlalchemy import select
from strawberry import field

from xiangmu.api.enums import Basis
from xiangmu.api.figures import Figures
from xiangmu.api.lights.working_out import worked_out
from xiangmu.api.reader.entity import Computed, Environment
from xiangmu.api.reader.expressions import among
from xiangmu.catalog import Catalog
from xiangmu.db import tables as t
from xiangmu.db.facts import head_no
from xiangmu.domain.lights import Lit
from xiangmu.plugin.periods import Period
from xiangmu.plugin.policy import Policy
from xiangmu.services.clock import business_day
from xiangmu.services.results import Question

_P = t.project.c
_E = t.enabled_policy.c


@strawberry.type(description="项目的一盏灯今天亮什么。依据和往日的见 projectLights。")
class ProjectLight:
    """What one light of a project shows today."""

    policy: str = field(description="按哪一份文件,写其键。")
    key: str = field(description="灯的键。")
    title: str = field(description="灯的名称。")
    state: str = field(description="状态的键,如 GREEN、YELLOW、RED、UNDEFINED;文件另有的状态从其文件。")
    state_title: str = field(description="状态的名称。")
    because: str = field(description="理由,写明所据的数。")
    basis: Basis = field(description="亮灯的界限出自文件明定、通行做法,还是系统推算。")
    clause: str | None = field(description="所依据的条款编号;系统通用的灯为空。")


async def _lights(environment: Environment, needs: Sequence[Sequence[Any]]) -> list[Any]:
    context, catalog = environment.context, environment.context.catalog
    wanted = {project for project, _ in needs}
    looking = {key: _looking(catalog, key) for _, key in needs}
    seen = {key for keys in looking.values() for key in keys if context.sights.of(key).part()}
    today = business_day(context.clock())
    found: dict[UUID, list[Any]] = defaultdict(list)
    for policy in await _policies(environment, seen, today):
        figures = await context.figures.within(
            environment.connection, await _question(environment, policy, today)
        )
        for one in await worked_out(environment.connection, catalog, figures):
            if one.project in wanted:
                found[one.project] += (_shown(lit, figures) for lit in one.lit)
    return [found[project] if seen.intersection(looking[key]) else None for project, key in needs]


def _looking(catalog: Catalog, jurisdiction: str) -> tuple[str, ...]:
    """The jurisdictions whose policies may look at projects of ``jurisdiction``."""
    own = catalog.jurisdictions.get(jurisdiction)
    return tuple(filter(None, (jurisdiction, own.parent if own else "")))


async def _policies(environment: Environment, jurisdictions: Collection[str], today: date) -> list[Policy]:
    """Those in force by whose lights projects are looked at today."""
    if not jurisdictions:
        return []
    enabled = (
        select(_E.policy)
        .distinct()
        .where(_E.ended_no.is_(None), _E.since <= today, among(_E.jurisdiction, sorted(jurisdictions)))
        .order_by(_E.policy)
    )
    stated: Mapping[str, Policy] = environment.context.catalog.policies
    by: dict[str, list[Policy]] = defaultdict(list)
    for row in await environment.execute(enabled):
        if (policy := stated.get(row.policy)) and policy.starts <= today:
            by[policy.jurisdiction].append(policy)
    return [policy for policies in by.values() for policy in _in_force(policies, today)]


def _in_force(policies: Iterable[Policy], today: date) -> Iterator[Policy]:
    latest_first = sorted(policies, key=lambda policy: policy.ends, reverse=True)
    running = [policy for policy in latest_first if policy.ends >= today]
    yield from running or latest_first[:1]


async def _question(environment: Environment, policy: Policy, today: date) -> Question:
    day = min(today, policy.ends)
    no = await head_no(environment.connection)
    return Question(policy=policy.key, period=Period.parse(str(day.year)), as_of=day, known_no=no)


def _shown(lit: Lit, figures: Figures) -> Mapping[str, Any]:
    rule, light = lit.rule, lit.light
    return {
        "policy": figures.question.policy,
        "key": rule.key,
        "title": rule.title,
        "state": light.state.key,
        "stateTitle": light.state.title,
        "because": figures.projects.told(light.because),
        "basis": str(rule.basis),
        "clause": rule.clause or None,
    }


LIGHTS = Computed(type="[ProjectLight!]", needs=(_P.id, _P.jurisdiction), fill=_lights)
