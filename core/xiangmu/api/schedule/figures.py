"""Figures of reports (报告的数字): read from the ledger, frozen with the report."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from strawberry import field

from xiangmu.api.entities.prefixes import PROJECT
from xiangmu.api.enums import EvidenceKind, describe
from xiangmu.api.scalars import Wan
from xiangmu.domain.schedule.movements import Counts
from xiangmu.plugin.money import in_words

describe(Counts, "合计数的是什么。", {Counts.COUNT: "项目个数", Counts.YUAN: "金额"}, name="ReportSumKind")


@strawberry.type(description="报告中的一个合计数。")
class ReportSum:
    """A figure over all movements of a kind."""

    title: str = field(description="合计的是什么,如 开工项目数。")
    counts: Counts = field(description="个数还是金额。")
    text: str = field(description="已确认的数,带单位,如 3个、2.5亿元。")
    claimed_text: str | None = field(description="另有多少尚待核实,带单位;没有的为空。")
    exact: str = field(description="已确认的精确数:个数,或元。")
    claimed_exact: str = field(description="尚待核实的精确数:个数,或元。")


@strawberry.type(description="报告期间账本里的一件进展。")
class ReportMovement:
    """One fact of a project in the window."""

    project: strawberry.ID = field(description="项目标识,可凭它用 node 查项目。")
    name: str = field(description="项目当时的名称。")
    on: date = field(description="日期;完成投资记在当月末日。")
    what: str = field(description="什么进展,如 开工、2020-09完成投资。")
    amount: Wan | None = field(description="金额:阶段和开工为总投资,完成投资和资金为所涉金额;没有的为空。")
    claimed: bool = field(description="是否尚待核实。")
    kind: EvidenceKind = field(description="哪一类事实。")


@strawberry.type(description="报告的数字:从账本取出,随报告冻结,不必再填一遍。")
class ReportFigures:
    """What moved in a window."""

    first: date = field(description="期间的第一天。")
    last: date = field(description="期间的最后一天。")
    projects: int = field(description="期末有多少项目。")
    sums: list[ReportSum] = field(description="各类进展的合计。")
    movements: list[ReportMovement] = field(description="逐件进展,按日期。")
    hidden_movements: int = field(description="另有几件关于无权查看的项目,不列出。")


def shown(packed: Mapping[str, Any], hides: Callable[[UUID], bool]) -> dict[str, Any]:
    """Packed figures as the reader tells them, without what is about projects that ``hides`` says are hidden."""
    movements = [m for m in packed["movements"] if not hides(UUID(m["project"]))]
    return {
        "first": date.fromisoformat(packed["first"]),
        "last": date.fromisoformat(packed["last"]),
        "projects": packed["projects"],
        "sums": [_sum(one) for one in packed["sums"]],
        "movements": [_movement(one) for one in movements],
        "hiddenMovements": len(packed["movements"]) - len(movements),
    }


def _sum(packed: Mapping[str, Any]) -> dict[str, Any]:
    counts = Counts(packed["counts"])

    def said(figure: int) -> str:
        return in_words(figure) if counts is Counts.YUAN else f"{figure}个"

    return {
        "title": packed["title"],
        "counts": counts,
        "text": said(packed["confirmed"]),
        "claimedText": said(packed["claimed"]) if packed["claimed"] else None,
        "exact": str(packed["confirmed"]),
        "claimedExact": str(packed["claimed"]),
    }


def _movement(packed: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "project": f"{PROJECT}_{UUID(packed['project']).hex}",
        "name": packed["name"],
        "on": date.fromisoformat(packed["on"]),
        "what": packed["what"],
        "amount": packed["yuan"],
        "claimed": packed["claimed"],
        "kind": EvidenceKind(packed["kind"]),
    }
