"""Scorecards: totals with subtotals, then every line with its reason."""

from collections.abc import Iterator
from typing import Any

from xiangmu.api.exports.figures.laying import (
    COMPUTATION,
    About,
    Found,
    Laid,
    amount,
    exact,
    readings,
    worked_out,
)
from xiangmu.sheets.exports.tables import Head, Heading, Kind, Table

FIELDS = f"""
  group {{ title }} unit {{ title }} total exact noTotal disqualified status
  subtotals {{ section exact }} place {{ position previousPosition change }}
  published {{ total position }} publication {{ number }}
  lines {{ title section kind exact because clause {{ id locator }} evidence {{ id }} hiddenEvidence
    awaiting {{ title }} disqualifies }}
  {COMPUTATION}"""
POINTS = Heading(title="分值", kind=Kind.POINTS)
TOTALS = (
    Heading(title="分组"),
    Heading(title="单位"),
    Heading(title="位次", kind=Kind.INTEGER),
    Heading(title="上期位次", kind=Kind.INTEGER),
    Heading(title="基础分", kind=Kind.POINTS),
    Heading(title="加分", kind=Kind.POINTS),
    Heading(title="减分", kind=Kind.POINTS),
    Heading(title="尾差", kind=Kind.POINTS),
    Heading(title="总分", kind=Kind.POINTS),
    Heading(title="没有总分的原因", kind=Kind.LONG),
    Heading(title="取消年度评先资格"),
    Heading(title="与公布稿的关系"),
    Heading(title="公布稿总分", kind=Kind.POINTS),
)
LINES = (
    Heading(title="分组"),
    Heading(title="单位"),
    Heading(title="部分"),
    Heading(title="得分项", width=30),
    Heading(title="性质", width=24),
    POINTS,
    Heading(title="为什么", kind=Kind.LONG, width=60),
    Heading(title="条款"),
    Heading(title="条款位置", width=24),
    Heading(title="依据件数", kind=Kind.INTEGER),
    Heading(title="另有无权查看的", kind=Kind.INTEGER),
    Heading(title="等待认定"),
)


def _lay(cards: list[Found], about: About) -> Iterator[Table]:
    told = worked_out(cards[0]["computation"] if cards else None)
    lines = (told, about.moment)
    yield Table(
        head=Head(name="得分汇总", title=f"{about.policy}得分汇总", lines=lines, headings=TOTALS),
        rows=[_total(card, about) for card in cards],
    )
    yield Table(
        head=Head(name="得分行", title=f"{about.policy}得分表", lines=lines, headings=LINES),
        rows=[row for card in cards for row in _lines(card, about)],
    )
    yield from readings(cards[0]["computation"] if cards else None, about)


def _total(card: Found, about: About) -> list[Any]:
    sections = {one["section"]: exact(one["exact"]) for one in card["subtotals"]}
    rounding = [exact(line["exact"]) for line in card["lines"] if line["kind"] == "ROUNDING"]
    place, published = card["place"] or {}, card["published"] or {}
    return [
        card["group"]["title"],
        card["unit"]["title"],
        place.get("position") or published.get("position"),
        place.get("previousPosition"),
        *(sections.get(section) for section in ("BASE", "BONUS", "DEDUCTION")),
        next(iter(rounding), None),
        amount(card["total"]),
        card["noTotal"],
        "是" if card["disqualified"] else "否",
        about.words.of("ResultStatus", card["status"]),
        amount(published.get("total")),
    ]


def _lines(card: Found, about: About) -> Iterator[list[Any]]:
    whose = [card["group"]["title"], card["unit"]["title"]]
    for line in card["lines"]:
        yield [
            *whose,
            about.words.of("Section", line["section"]),
            line["title"],
            about.words.of("LineKind", line["kind"]),
            exact(line["exact"]),
            line["because"],
            line["clause"]["id"],
            line["clause"]["locator"],
            len(line["evidence"]),
            line["hiddenEvidence"] or None,
            line["awaiting"]["title"] if line["awaiting"] else None,
        ]
    yield [*whose, None, "总分", None, amount(card["total"]), card["noTotal"], *[None] * 5]


SCORECARDS = Laid(title="得分表", fields=FIELDS, lay=_lay)
