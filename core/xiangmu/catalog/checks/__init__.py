"""What must hold of a plugin's answers before the program starts."""

from xiangmu.catalog.catalog import City
from xiangmu.catalog.checks.demo import check_demo
from xiangmu.catalog.checks.documents import check_policies, check_units
from xiangmu.catalog.checks.forms import check_forms
from xiangmu.catalog.checks.inspections import check_inspections
from xiangmu.catalog.checks.inventories import check_inventories
from xiangmu.catalog.checks.libraries import check_libraries
from xiangmu.catalog.checks.procedures import check_lights, check_procedures
from xiangmu.catalog.checks.projects import check_leaders, check_lists, check_profile
from xiangmu.catalog.checks.schedule import check_schedule
from xiangmu.catalog.checks.scoring import check_scoring
from xiangmu.catalog.checks.stating import Stating
from xiangmu.catalog.checks.supervision import check_supervision
from xiangmu.catalog.checks.targets import check_targets
from xiangmu.catalog.errors import CatalogError


def _check_supervision(says: Stating) -> None:
    check_supervision(says)
    check_inspections(says)
    check_inventories(says)
    check_libraries(says)
    check_procedures(says)
    check_lights(says)


def _check_profile(says: Stating) -> None:
    check_profile(says)
    check_forms(says)


CHECKS = {
    "policies": check_policies,
    "units": check_units,
    "targets": check_targets,
    "schedule": check_schedule,
    "leaders": check_leaders,
    "lists": check_lists,
    "supervision": _check_supervision,
    "scoring": check_scoring,
    "profile": _check_profile,
}


def check(cities: tuple[City, ...]) -> None:
    """Raise CatalogError at the first thing that does not hold, naming plugin, hook and item."""
    _no_shared_keys(cities)
    for city in cities:
        for hook, holds in CHECKS.items():
            holds(Stating(city, hook))
        check_demo(Stating(city, "demo"), cities)


def _no_shared_keys(cities: tuple[City, ...]) -> None:
    owners: dict[tuple[str, str], City] = {}
    for city in cities:
        keys = [("plugin_info", city.info.key), ("plugin_info", f"辖区 {city.info.jurisdiction.key}")]
        keys += [("policies", policy.key) for policy in city.policies.policies]
        for hook, key in keys:
            owner = owners.setdefault((hook, key), city)
            if owner is not city:
                raise CatalogError(city.info.key, hook, f"{key} 已由插件 {owner.info.key} 使用")
