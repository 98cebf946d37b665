"""Boards: places with what they compare, units that cannot be ranked apart from them, and who is best and slowest."""

from collections.abc import Iterator
from typing import Any

from xiangmu.api.exports.figures.laying import (
    COMPUTATION,
    About,
    Found,
    Laid,
    amount,
    exact,
    filled,
    readings,
    worked_out,
)
from xiangmu.sheets.exports.tables import Head, Heading, Kind, Table

PLACE = """unit { title } position tied total standing because previousPosition change
  evidence { id } hiddenEvidence award { title amount }"""
FIELDS = f"""
  key title group {{ title }} basis direction reading clause {{ id locator }} members {{ title weight }}
  places {{ {PLACE} }} rolls {{ title clause {{ id }} best {{ unit {{ title }} position }}
    slowest {{ unit {{ title }} position }} }} {COMPUTATION}"""
PLACES = (
    Heading(title="位次", kind=Kind.INTEGER),
    Heading(title="单位"),
    Heading(title="是否并列"),
    Heading(title="总分", kind=Kind.POINTS),
    Heading(title="所比的数", kind=Kind.POINTS),
    Heading(title="次比的数", width=24),
    Heading(title="上期位次", kind=Kind.INTEGER),
    Heading(title="升降", kind=Kind.INTEGER),
    Heading(title="说明", kind=Kind.LONG, width=60),
    Heading(title="依据件数", kind=Kind.INTEGER),
    Heading(title="奖项"),
    Heading(title="奖金", kind=Kind.MONEY),
)
UNRANKED = (
    Heading(title="榜", width=30),
    Heading(title="单位"),
    Heading(title="原因", kind=Kind.LONG, width=60),
)
ROLLS = (
    Heading(title="红黑榜", width=30),
    Heading(title="一端"),
    Heading(title="单位"),
    Heading(title="位次", kind=Kind.INTEGER),
    Heading(title="条款"),
)
ENDS = {"best": "居前", "slowest": "居后"}


def _lay(boards: list[Found], about: About) -> Iterator[Table]:
    for board in boards:
        head = Head(
            name=board["title"],
            title=f"{about.policy}{board['title']}",
            lines=(_rule(board, about), worked_out(board["computation"]), about.moment),
            headings=PLACES,
        )
        yield filled(head, [_place(place) for place in board["places"] if place["position"] is not None])
    unranked = [
        [board["title"], place["unit"]["title"], place["because"]]
        for board in boards
        for place in board["places"]
        if place["position"] is None
    ]
    if unranked or not boards:
        yield _more("不能排名的单位", UNRANKED, unranked, about)
    rolls = [row for board in boards for roll in board["rolls"] for row in _roll(roll)]
    if rolls:
        yield _more("红黑榜", ROLLS, rolls, about)
    yield from readings(boards[0]["computation"] if boards else None, about)


def _more(name: str, headings: tuple[Heading, ...], rows: list[list[Any]], about: About) -> Table:
    head = Head(name=name, title=f"{about.policy}{name}", lines=(about.moment,), headings=headings)
    return Table(head=head, rows=rows)


def _rule(board: Found, about: About) -> str:
    told = [
        f"分组：{board['group']['title']}",
        f"来历：{about.words.of('Basis', board['basis'])}",
        f"次序：{about.words.of('RankingDirection', board['direction'])}",
        f"条款：{board['clause']['id']}（{board['clause']['locator']}）",
    ]
    if board["reading"]:
        told.append(f"口径：{board['reading']}")
    if board["members"]:
        weights = "、".join(f"{one['title']}×{one['weight']}" for one in board["members"])
        told.append(f"合成：{weights}")
    return "；".join(told)


def _place(place: Found) -> list[Any]:
    first, *further = place["standing"] or [None]
    award = place["award"]
    return [
        place["position"],
        place["unit"]["title"],
        "是" if place["tied"] else "否",
        amount(place["total"]),
        exact(first),
        "、".join(str(one) for one in further) or None,
        place["previousPosition"],
        place["change"],
        place["because"],
        len(place["evidence"]) + place["hiddenEvidence"] or None,
        award["title"] if award else None,
        amount(award["amount"]) if award else None,
    ]


def _roll(roll: Found) -> Iterator[list[Any]]:
    for end, title in ENDS.items():
        for place in roll[end]:
            yield [roll["title"], title, place["unit"]["title"], place["position"], roll["clause"]["id"]]


BOARDS = Laid(title="排名", fields=FIELDS, lay=_lay)
