"""What is printed of what was gathered: from that alone, by a pure function."""

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

from xiangmu.domain.bulletins.composing import compose
from xiangmu.domain.bulletins.content import Section
from xiangmu.domain.bulletins.gathered import (
    Decided,
    Gathered,
    Placed,
    Progress,
    Ranked,
    Remark,
    RollOf,
    UnitIssues,
    Words,
)
from xiangmu.domain.outcome import Outcome
from xiangmu.plugin.figures import Amount
from xiangmu.plugin.schedule import BulletinSection
from xiangmu.plugin.targets import Comparison
from xiangmu.services.bulletins.stored import pack_gathered, unpack_gathered

NOTHING = Gathered(
    jurisdiction="试验市",
    policy="试验办法",
    title="月通报",
    first=date(2023, 5, 1),
    last=date(2023, 5, 31),
    as_of=date(2023, 5, 31),
    at=datetime(2023, 6, 1, 1, tzinfo=UTC),
    sections=tuple(BulletinSection),
    words=Words(issuer="项目办"),
    corrected=None,
    before=None,
    progress=(),
    rankings=(),
    decided=(),
    rolls=(),
    movements=(),
    reporting=None,
    issues=(),
    deadlines=(),
)
TARGET = Progress(
    title="开工",
    unit="1镇",
    counts=Amount.COUNT,
    comparison=Comparison.MORE_THAN,
    goal=Fraction(10),
    amount=Fraction(3),
    rate=Fraction(3, 10),
    elapsed=Fraction(2, 5),
    outcome=Outcome.NOT_YET_DUE,
    shortfall=Fraction(7),
    forecast=Fraction(15, 2),
)


def ranked(*places: tuple[int | None, int | None], **more: Any) -> Ranked:
    found = tuple(
        Placed(unit=f"{n}镇", position=now, before=before, said="1个")
        for n, (now, before) in enumerate(places, 1)
    )
    said: dict[str, Any] = {"key": "starts", "title": "开工榜", "group": "乡镇", "period": "2023年5月"}
    return Ranked(**(said | more), places=found)


def printed(**gathered: Any) -> dict[BulletinSection, Section]:
    return {section.key: section for section in compose(replace(NOTHING, **gathered)).sections}


def test_what_the_policy_does_not_have_is_no_section() -> None:
    assert set(printed()) == {BulletinSection.MOVEMENTS, BulletinSection.ISSUES, BulletinSection.DEADLINES}
    words = Words(issuer="项目办", remarks=(Remark(section=BulletinSection.ROLLS, text="下期起列"),))
    assert printed(words=words)[BulletinSection.ROLLS].remarks == "下期起列"


def test_sections_come_in_the_order_stated() -> None:
    order = (BulletinSection.ISSUES, BulletinSection.PROGRESS)
    assert tuple(printed(progress=(TARGET,), sections=order)) == order


def test_progress_stands_beside_the_time_that_is_over() -> None:
    section = printed(progress=(TARGET,))[BulletinSection.PROGRESS]
    assert section.text[0] == "共1项目标任务：未到期1项。完成率低于时间进度的1项。"
    [table] = section.tables
    assert table.rows == (("1镇", "开工", "超10个", "3个", "30%", "40%", "未到期", "7个", "8个"),)


def test_places_rise_and_fall_against_the_bulletin_before() -> None:
    rankings = (ranked((1, 3), (2, 1), (3, 3), (4, None), (None, 4)),)
    section = printed(rankings=rankings, before=(2023, 4))[BulletinSection.RANKINGS]
    assert section.text == ("升降与2023年第4期相比。",)
    assert [row[-1] for row in section.tables[0].rows] == ["↑2", "↓1", "→", "—", "—"]


def test_totals_awards_and_accountability_come_from_what_was_approved_alone() -> None:
    unpublished = printed(rankings=(ranked(by_total=True),))[BulletinSection.RANKINGS]
    assert unpublished.tables == ()
    assert unpublished.text == ("开工榜（2023年5月）的结果尚未批准公布，本期不列。",)
    decided = Decided(
        group="乡镇", period="2023年5月", publication=2, awards=("一等奖1镇（5万元）",), accountable=("3镇",)
    )
    [award, list_] = printed(decided=(decided,))[BulletinSection.RANKINGS].items
    assert (award, list_) == (
        "乡镇（2023年5月，第2号公布稿）奖项：一等奖1镇（5万元）",
        "乡镇（2023年5月，第2号公布稿）问责名单：3镇",
    )


def test_rolls_and_problems_are_listed() -> None:
    issues = (
        UnitIssues(unit="1镇", open=3, overdue=1, raised=2, closed=1),
        UnitIssues(unit="", open=1, overdue=0, raised=0, closed=0),
    )
    told = printed(rolls=(RollOf(title="红黑榜", best=("1镇",), slowest=()),), issues=issues)
    assert told[BulletinSection.ROLLS].tables[0].rows == (("1镇", "无"),)
    section = told[BulletinSection.ISSUES]
    assert section.text == ("本期新提出2件，办结1件；现有未办结4件，其中逾期1件。",)
    assert [row[0] for row in section.tables[0].rows] == ["1镇", "尚未定责"]


def test_what_is_stored_is_read_back_and_composes_the_same() -> None:
    gathered = replace(NOTHING, progress=(TARGET,), rankings=(ranked((1, None)),))
    blob = pack_gathered(gathered)
    assert unpack_gathered(blob) == gathered
    assert pack_gathered(unpack_gathered(blob)) == blob
    assert compose(unpack_gathered(blob)) == compose(gathered)
