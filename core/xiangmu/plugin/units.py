"""Jurisdictions (辖区), responsible units (责任单位) and their groups: the hooks ``plugin_info`` and ``units``."""

from datetime import date
from enum import StrEnum

from xiangmu.plugin.value import value


@value
class Jurisdiction:
    """A government whose key-project office uses the program. ``parent`` is the key of the one above, or ""."""

    key: str
    title: str
    division_code: str = ""
    parent: str = ""


@value
class PluginInfo:
    """Who a plugin speaks for; ``version`` is printed with every published result."""

    key: str
    title: str
    version: str
    jurisdiction: Jurisdiction


class UnitKind(StrEnum):
    """What a responsible unit is."""

    COUNTY = "COUNTY"
    TOWNSHIP = "TOWNSHIP"
    ZONE = "ZONE"
    DEPARTMENT = "DEPARTMENT"
    ENTERPRISE = "ENTERPRISE"
    OFFICE = "OFFICE"


UNIT_KIND_TITLES = {
    UnitKind.COUNTY: "县(市、区)",
    UnitKind.TOWNSHIP: "乡镇、街道",
    UnitKind.ZONE: "功能区",
    UnitKind.DEPARTMENT: "政府部门和直属单位",
    UnitKind.ENTERPRISE: "企业",
    UnitKind.OFFICE: "工作机构",
}


@value
class Unit:
    """A responsible unit. ``key`` is a slug of its own; zones have no ``division_code`` (A7).

    Names are matched exactly on title or alias after width and space folding, never fuzzily (A6).
    """

    key: str
    title: str
    kind: UnitKind
    division_code: str = ""
    aliases: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


@value
class Group:
    """Units that a policy assesses together. A unit may be in several groups."""

    policy: str
    key: str
    title: str
    units: tuple[str, ...]
    clause: str


@value
class Body:
    """A leading group or office by posts, never by names: who does what under the policy."""

    policy: str
    key: str
    title: str
    host: str
    """Key of the unit that houses it, or ""."""
    posts: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    clause: str


@value
class Units:
    """What the hook ``units`` returns."""

    units: tuple[Unit, ...]
    groups: tuple[Group, ...] = ()
    bodies: tuple[Body, ...] = ()
