"""Policies as enabled (文件的启用) and what was published under them (公布稿)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import strawberry
from strawberry import field

from xiangmu.api.entities.facts import Recorded, recorded
from xiangmu.api.reader.entity import Column, Computed, Direction, Environment, Order
from xiangmu.api.reader.expressions import bytewise
from xiangmu.api.reader.filters import days, one_of
from xiangmu.db import tables as t

_E = t.enabled_policy.c
_P = t.publication.c


async def _chosen(_: Environment, needs: Sequence[Sequence[Any]]) -> list[list[dict[str, str]]]:
    return [
        [{"key": key, "chosen": str(chosen)} for key, chosen in readings.items()] for (readings,) in needs
    ]


ENABLED_POLICY = recorded(
    "EnabledPolicy",
    "文件的启用",
    "pol",
    t.enabled_policy,
    {
        "policy": Column(column=_E.policy),
        "since": Column(column=_E.since),
        "until": Column(column=_E.until),
        "readings": Computed(type="[ChosenReading!]!", needs=(_E.readings,), fill=_chosen),
    },
    filters={
        "policy": one_of(str, _E.policy, "文件的键"),
        "since": days(_E.since, "启用日期。"),
    },
    orders={"SINCE": Order(by=_E.since, description="启用日期")},
    order=(("SINCE", Direction.DESC),),
)

PUBLICATION_HEAD = recorded(
    "PublicationHead",
    "公布稿目录",
    "pub",
    t.publication,
    {
        "policy": Column(column=_P.policy),
        "group": Column(column=_P.group_key),
        "period": Column(column=_P.period),
        "number": Column(column=_P.number),
        "publishedOn": Column(column=_P.published_on),
        "asOf": Column(column=_P.as_of),
        "knownAt": Column(column=_P.known_no),
        "plugin": Column(column=_P.plugin),
        "pluginVersion": Column(column=_P.plugin_version),
        "resultsHash": Column(column=_P.results_hash),
    },
    filters={
        "policy": one_of(str, _P.policy, "文件的键"),
        "group": one_of(str, _P.group_key, "分组的键"),
        "period": one_of(str, _P.period, "考核期"),
        "publishedOn": days(_P.published_on, "公布日期。"),
    },
    orders={
        "PERIOD": Order(by=bytewise(_P.period), description="考核期"),
        "PUBLISHED_ON": Order(by=_P.published_on, description="公布日期"),
        "NUMBER": Order(by=_P.number, description="号"),
    },
    order=(("PUBLISHED_ON", Direction.DESC), ("NUMBER", Direction.DESC)),
)


@strawberry.type(description="启用文件时所定的一项口径。")
class ChosenReading:
    """One option as it was chosen."""

    key: str = field(description="口径的键。")
    chosen: str = field(description="所选的值。")


@strawberry.type(description="文件的启用:自某日起在本辖区适用,按所列口径理解。")
class EnabledPolicy(Recorded):
    """A policy applies in its jurisdiction."""

    policy: str = field(description="文件的键。")
    since: date = field(description="自哪一天起。")
    until: date | None = field(description="到哪一天为止;空为不限。")
    readings: list[ChosenReading] = field(description="启用时所定的口径。")


@strawberry.type(description="公布稿目录:一份公布稿是什么、据什么算出;内容见 publications。")
class PublicationHead(Recorded):
    """What a publication is, without what it printed."""

    policy: str = field(description="文件的键。")
    group: str = field(description="分组的键。")
    period: str = field(description="考核期,如 2023Q2。")
    number: int = field(description="同一分组、同一期的第几号;第2号起为更正。")
    published_on: date = field(description="公布日期。")
    as_of: date = field(description="所据事实的截止日期。")
    known_at: int = field(description="所据台账序号。")
    plugin: str = field(description="计算所用的插件。")
    plugin_version: str = field(description="插件的版本。")
    results_hash: str = field(description="印出的内容的校验值。")
