"""用生成的客户端问演示数据, 核对回答: python ask.py <地址> <凭证>"""

import sys
from datetime import date
from decimal import Decimal
from uuid import uuid4

from generated import (
    Client,
    ProjectFilter,
    ProjectKind,
    ProjectProfileInput,
    ProjectRegisterInput,
    RuzhouLeadingIndustry,
    RuzhouProfileInput,
    StartKind,
    StartRecordContent,
    SupposedChange,
)

POLICY, GROUP, UNIT, PERIOD = "ruzhou-2023", "area", "温泉镇", "2023Q2"


def reads_a_card(client: Client) -> None:
    card = client.scorecard(policy=POLICY, group=GROUP, unit=UNIT, period=PERIOD).scorecard
    assert card.total == Decimal("92.67")
    assert card.place
    assert card.place.position == 4
    assert sum(line.points for line in card.lines) == card.total


def turns_pages(client: Client) -> None:
    listed = ProjectFilter(jurisdiction=["ruzhou"], text=UNIT)
    names: list[str] = []
    after: str | None = None
    while True:
        page = client.projects(filter_=listed, first=5, after=after).projects
        names += [project.name for project in page.nodes]
        if not page.page_info.has_next_page:
            break
        after = page.page_info.end_cursor
    assert len(set(names)) == page.total_count


def registers_once(client: Client) -> None:
    industry = RuzhouProfileInput(leading_industry=RuzhouLeadingIndustry.EQUIPMENT_MANUFACTURING)
    new = ProjectRegisterInput(
        request_id=uuid4(),
        jurisdiction="ruzhou",
        name="由 Python 登记的项目",
        kind=ProjectKind.MANUFACTURING,
        total=Decimal("25000.5"),
        effective=date(2024, 1, 10),
        profile=ProjectProfileInput(ruzhou=industry),
    )
    for replayed in (False, True):
        outcome = client.register(input=new).project_register
        assert outcome.project
        assert (outcome.project.total, outcome.replayed) == (new.total, replayed)
    wrong = new.model_copy(update={"request_id": uuid4(), "total": Decimal(-1)})
    refused = client.register(input=wrong).project_register
    assert refused.project is None
    assert [error.field for error in refused.errors] == [["total"]]


def supposes(client: Client) -> None:
    listed = ProjectFilter(jurisdiction=["ruzhou"], text="食用菌罐藏")
    [project] = client.projects(filter_=listed, first=2).projects.nodes
    start = StartRecordContent(project=project.id, kind=StartKind.LIBRARY_ENTRY, on=date(2023, 6, 28))
    preview = client.preview(
        policy=POLICY,
        group=GROUP,
        unit=UNIT,
        period=PERIOD,
        changes=[SupposedChange(start_record=start)],
    ).scorecard_preview
    assert preview.after
    assert (preview.before.total, preview.after.total) == (Decimal("92.67"), Decimal("110.67"))


address, credential = sys.argv[1:]
with Client(address, {"Authorization": f"Bearer {credential}"}) as opened:
    for asks in (reads_a_card, turns_pages, registers_once, supposes):
        asks(opened)
