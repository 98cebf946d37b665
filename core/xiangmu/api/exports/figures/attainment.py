"""How far targets have come, with their milestones; and who is to be reported."""

from collections.abc import Iterator
from typing import Any

from xiangmu.api.exports.figures.laying import (
    COMPUTATION,
    About,
    Found,
    Laid,
    amount,
    day,
    readings,
    said,
    whole,
    worked_out,
)
from xiangmu.sheets.exports.tables import Head, Heading, Kind, Table

FIELDS = f"""
  attainments {{
    target {{ title measure group {{ title }} unit {{ title }} lead {{ title }} clause {{ id locator }} }}
    period {{ title }} goal {{ text }} value {{ text }} percent met due outcome shortfall {{ text }}
    forecast {{ value {{ text }} }} because verdict evidence {{ id }} hiddenEvidence
    milestones {{ milestone {{ due percent clause {{ id }} }} wanted {{ text }} value {{ text }} outcome
      shortfall {{ text }} because }} }}
  notices {{ text clause {{ id }} }} {COMPUTATION}"""
WHOSE = (
    Heading(title="分组"),
    Heading(title="单位"),
    Heading(title="目标任务", width=34),
    Heading(title="考核期"),
)
TARGETS = (
    *WHOSE,
    Heading(title="怎样计数", kind=Kind.LONG),
    Heading(title="目标值"),
    Heading(title="完成数"),
    Heading(title="完成率(%)", kind=Kind.POINTS),
    Heading(title="是否达到"),
    Heading(title="截止日期", kind=Kind.DATE),
    Heading(title="情形"),
    Heading(title="还差"),
    Heading(title="推算到期时"),
    Heading(title="怎样算得", kind=Kind.LONG, width=50),
    Heading(title="结论", kind=Kind.LONG, width=50),
    Heading(title="条款"),
    Heading(title="依据件数", kind=Kind.INTEGER),
)
MILESTONES = (
    *WHOSE,
    Heading(title="节点日期", kind=Kind.DATE),
    Heading(title="应完成(%)", kind=Kind.POINTS),
    Heading(title="应完成"),
    Heading(title="完成数"),
    Heading(title="情形"),
    Heading(title="还差"),
    Heading(title="说明", kind=Kind.LONG, width=60),
    Heading(title="条款"),
)
NOTICES = (Heading(title="提示", kind=Kind.LONG, width=100), Heading(title="条款"))
UNITS = """key title group { title } clause { id locator }
  units { unit { title } shortfalls { because clause { id } evidence { id } hiddenEvidence } } """
SHORTFALLS = (
    Heading(title="单位"),
    Heading(title="未达到的要求", kind=Kind.LONG, width=90),
    Heading(title="条款"),
    Heading(title="依据件数", kind=Kind.INTEGER),
)


def _lay(report: Found, about: About) -> Iterator[Table]:
    lines = (worked_out(report["computation"]), about.moment)
    attainments = report["attainments"]
    yield Table(
        head=Head(name="完成情况", title=f"{about.policy}目标任务完成情况", lines=lines, headings=TARGETS),
        rows=[_target(one, about) for one in attainments],
    )
    milestones = [row for one in attainments for row in _milestones(one, about)]
    if milestones:
        head = Head(name="节点", title=f"{about.policy}目标任务节点", lines=lines, headings=MILESTONES)
        yield Table(head=head, rows=milestones)
    if report["notices"]:
        head = Head(name="提示", title=f"{about.policy}提示", lines=lines, headings=NOTICES)
        yield Table(head=head, rows=[[one["text"], one["clause"]["id"]] for one in report["notices"]])
    yield from readings(report["computation"], about)


def _whose(one: Found) -> list[Any]:
    target = one["target"]
    group = target["group"]["title"] if target["group"] else None
    return [group, whole(target["unit"]), target["title"], one["period"]["title"]]


def _target(one: Found, about: About) -> list[Any]:
    return [
        *_whose(one),
        one["target"]["measure"],
        said(one["goal"]),
        said(one["value"]),
        amount(one["percent"]),
        "是" if one["met"] else "否",
        day(one["due"]),
        about.words.of("TargetOutcome", one["outcome"]),
        said(one["shortfall"]),
        said(one["forecast"]["value"]) if one["forecast"] else None,
        one["because"],
        one["verdict"],
        one["target"]["clause"]["id"],
        len(one["evidence"]) + one["hiddenEvidence"],
    ]


def _milestones(one: Found, about: About) -> Iterator[list[Any]]:
    for found in one["milestones"]:
        milestone = found["milestone"]
        yield [
            *_whose(one),
            day(milestone["due"]),
            amount(milestone["percent"]),
            said(found["wanted"]),
            said(found["value"]),
            about.words.of("TargetOutcome", found["outcome"]),
            said(found["shortfall"]),
            found["because"],
            milestone["clause"]["id"],
        ]


def _lay_units(lists: list[Found], about: About) -> Iterator[Table]:
    for one in lists:
        where = f"分组：{one['group']['title']}；条款：{one['clause']['id']}（{one['clause']['locator']}）"
        yield Table(
            head=Head(
                name=one["title"],
                title=f"{about.policy}{one['title']}",
                lines=(where, worked_out(one["computation"]), about.moment),
                headings=SHORTFALLS,
            ),
            rows=[
                [
                    found["unit"]["title"],
                    shortfall["because"],
                    shortfall["clause"]["id"],
                    len(shortfall["evidence"]) + shortfall["hiddenEvidence"],
                ]
                for found in one["units"]
                for shortfall in found["shortfalls"]
            ],
        )
    yield from readings(lists[0]["computation"] if lists else None, about)
    if not lists:
        head = Head(
            name="问责名单", title=f"{about.policy}没有问责名单", lines=(about.moment,), headings=SHORTFALLS
        )
        yield Table(head=head, rows=[])


ATTAINMENT = Laid(title="目标任务完成情况", fields=FIELDS, lay=_lay)
ACCOUNTABILITY = Laid(title="问责名单", fields=f"{UNITS} {COMPUTATION}", lay=_lay_units)
