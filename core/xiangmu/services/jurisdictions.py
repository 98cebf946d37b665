"""Installing a jurisdiction with the units its plugin names, and units and names added later."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from pydantic import Field

from xiangmu.catalog.names import fold_name
from xiangmu.db import tables as t
from xiangmu.db.ids import jurisdiction_id, unit_id
from xiangmu.db.records import InstalledJurisdiction, InstalledUnit, UnitAlias
from xiangmu.plugin.units import Unit, UnitKind
from xiangmu.services.command import Input, Need
from xiangmu.services.problems import Code
from xiangmu.services.work import Work

SLUG = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*")
DIVISION = re.compile(r"\d{6}")


class JurisdictionInstall(Input):
    """把插件声明的辖区及其责任单位装入账本; 已装的按插件更新。"""

    jurisdiction: str = Field(title="辖区", description="须有插件声明")

    def needs(self) -> Iterable[Need]:
        """The names in use."""
        yield Need(table=t.unit_alias, column="jurisdiction", content=self.jurisdiction)


class UnitAdd(Input):
    """增加一个责任单位。"""

    jurisdiction: str = Field(title="辖区")
    key: str = Field(title="标识", description="小写字母、数字, 以 - 或 _ 连接; 辖区内唯一")
    title: str = Field(title="名称")
    kind: UnitKind = Field(title="类别")
    division_code: str = Field("", title="行政区划代码", description="六位; 功能区没有(A7)")
    since: date | None = Field(None, title="起日")
    until: date | None = Field(None, title="止日", description="含当日")
    aliases: tuple[str, ...] = Field((), title="别名")

    def needs(self) -> Iterable[Need]:
        """The names in use."""
        yield Need(table=t.unit_alias, column="jurisdiction", content=self.jurisdiction)


class UnitAliasAdd(Input):
    """给责任单位增加一个别名。"""

    jurisdiction: str = Field(title="辖区")
    unit: str = Field(title="责任单位")
    alias: str = Field(title="别名")

    def needs(self) -> Iterable[Need]:
        """The names in use."""
        yield Need(table=t.unit_alias, column="jurisdiction", content=self.jurisdiction)


def jurisdiction_install(work: Work, data: JurisdictionInstall) -> str:
    """Record the jurisdiction and its units as the plugin states them; what is unchanged stays."""
    stated = work.catalog.jurisdictions.get(data.jurisdiction)
    if stated is None:
        work.refuse("jurisdiction", Code.UNKNOWN_JURISDICTION, f"没有插件声明辖区 {data.jurisdiction}")
    work.extend(stated.key, "jurisdiction")
    _keep(
        work,
        InstalledJurisdiction(
            id=jurisdiction_id(stated.key),
            key=stated.key,
            title=stated.title,
            division_code=stated.division_code,
            parent=stated.parent,
        ),
    )
    for unit in work.catalog.city(stated.key).units.units:
        _keep(work, _installed(stated.key, unit))
        for alias in unit.aliases:
            _name(work, unit.key, alias, "jurisdiction")
    work.require()
    return stated.key


def unit_add(work: Work, data: UnitAdd) -> UUID:
    """Add a unit that the plugin does not name."""
    work.enter(data.jurisdiction)
    if not SLUG.fullmatch(data.key):
        work.problem("key", Code.MALFORMED, f"标识 {data.key!r} 须由小写字母和数字组成")
    if work.unit_row(data.key):
        work.problem("key", Code.TAKEN, f"标识 {data.key} 已被使用")
    if not data.title:
        work.problem("title", Code.REQUIRED, "名称不能为空")
    if data.division_code and not DIVISION.fullmatch(data.division_code):
        work.problem("division_code", Code.MALFORMED, "行政区划代码须为六位数字")
    if data.since and data.until and data.until < data.since:
        work.problem("until", Code.REVERSED, f"止日 {data.until} 早于起日 {data.since}")
    if owner := _owner(work, data.title):
        work.problem("title", Code.TAKEN, f"名称 {data.title} 已指 {work.named(owner)}")
    work.require()
    unit = Unit(
        key=data.key,
        title=data.title,
        kind=data.kind,
        division_code=data.division_code,
        since=data.since,
        until=data.until,
    )
    identity = work.append(_installed(data.jurisdiction, unit))
    for alias in data.aliases:
        _name(work, data.key, alias, "aliases")
    work.require()
    return identity


def unit_alias_add(work: Work, data: UnitAliasAdd) -> UUID:
    """Add a name; names are matched exactly after folding, so one name means one unit (A6)."""
    work.enter(data.jurisdiction)
    work.unit(data.unit)
    if not data.alias:
        work.problem("alias", Code.REQUIRED, "别名不能为空")
    work.require()
    _name(work, data.unit, data.alias, "alias")
    work.require()
    return unit_id(data.jurisdiction, data.unit)


def _installed(jurisdiction: str, unit: Unit) -> InstalledUnit:
    return InstalledUnit(
        id=unit_id(jurisdiction, unit.key),
        key=unit.key,
        title=unit.title,
        kind=unit.kind,
        division_code=unit.division_code,
        since=unit.since,
        until=unit.until,
    )


def _keep(work: Work, stated: InstalledJurisdiction | InstalledUnit) -> None:
    present = work.installed(type(stated), stated.id)
    if present is None:
        work.append(stated)
    elif present.fact != stated:
        work.replace(present, stated)


def _name(work: Work, unit: str, alias: str, path: str) -> None:
    owner = _owner(work, alias)
    if owner is None:
        work.append(UnitAlias(id=work.new_id(), unit=unit, alias=alias, folded=fold_name(alias)))
    elif owner != unit:
        work.problem(path, Code.TAKEN, f"名称 {alias} 已指 {work.named(owner)}")


def _owner(work: Work, name: str) -> str | None:
    folded = fold_name(name)
    return next((unit for taken, unit in _names(work) if taken == folded), None)


def _names(work: Work) -> Iterator[tuple[str, str]]:
    for row in work.rows.all(t.unit):
        if row["jurisdiction"] == work.scope:
            yield fold_name(row["title"]), row["key"]
            yield fold_name(row["key"]), row["key"]
    for alias in work.facts(UnitAlias, "jurisdiction", work.scope):
        yield alias.folded, alias.unit
