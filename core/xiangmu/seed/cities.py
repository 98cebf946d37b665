"""All that the loaded cities tell, as steps."""

from collections.abc import Iterator
from datetime import date

from xiangmu.catalog import Catalog, City
from xiangmu.plugin.policy import Policy
from xiangmu.seed.bulletins import bulletin_steps
from xiangmu.seed.dispatching import dispatching_steps
from xiangmu.seed.facts import fact_steps
from xiangmu.seed.inspecting import inspecting_steps
from xiangmu.seed.issues import issue_steps
from xiangmu.seed.libraries import library_steps, statistics_steps
from xiangmu.seed.projects import project_steps
from xiangmu.seed.publications import publication_steps
from xiangmu.seed.registers import inventory_steps
from xiangmu.seed.reports import report_steps
from xiangmu.seed.steps import Rank, Step, Telling, in_order, morning, ready, request_id
from xiangmu.seed.surveys import survey_steps
from xiangmu.seed.undertakings import undertaking_steps
from xiangmu.services.jurisdictions import JurisdictionInstall
from xiangmu.services.policies import PolicyEnable

WITHOUT_POLICY = date(2020, 1, 1)
"""When the ledger of a city opens that has no policy yet."""


def stories(catalog: Catalog) -> list[list[Step]]:
    """What each city tells, in order. All cities are installed when the first one begins."""
    openings = {city.info.key: _opening(city) for city in catalog.cities}
    founding = min(openings.values(), default=WITHOUT_POLICY)
    return [in_order(_steps(catalog, city, founding, openings[city.info.key])) for city in catalog.cities]


def _steps(catalog: Catalog, city: City, founding: date, opening: date) -> Iterator[Step]:
    yield _install(city, founding)
    yield from map(_enable, city.policies.policies)
    telling = Telling(
        catalog=catalog,
        jurisdiction=city.info.jurisdiction.key,
        facts=city.demo.facts,
        opening=opening,
        daily=bool(city.demo.publications),
    )
    yield from project_steps(telling)
    yield from fact_steps(telling)
    yield from undertaking_steps(telling)
    yield from dispatching_steps(telling, city.demo.meetings, city.demo.activities)
    yield from inspecting_steps(telling, city.demo.inspections, city.demo.visits)
    yield from issue_steps(telling, city.demo.issues)
    yield from inventory_steps(telling, city.demo.inventories)
    yield from library_steps(telling, city.demo.libraries)
    yield from statistics_steps(telling, city.demo.statistics)
    yield from report_steps(telling, city.demo.reports)
    yield from bulletin_steps(telling, city.demo.bulletins)
    yield from survey_steps(telling)
    yield from publication_steps(telling, city.demo.publications)


def _opening(city: City) -> date:
    return min((policy.starts for policy in city.policies.policies), default=WITHOUT_POLICY)


def _install(city: City, on: date) -> Step:
    jurisdiction = city.info.jurisdiction.key
    return Step(
        at=morning(on),
        rank=Rank.INSTALL,
        request=request_id("install", jurisdiction),
        data=ready(JurisdictionInstall(jurisdiction=jurisdiction)),
    )


def _enable(policy: Policy) -> Step:
    return Step(
        at=morning(policy.starts),
        rank=Rank.ENABLE,
        request=request_id("enable", policy.key),
        data=ready(PolicyEnable(policy=policy.key, since=policy.starts)),
    )
