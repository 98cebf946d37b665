"""Inventories through the API, from an item's entry to its disposal."""

from tests.api.mutations.desk import Desk
from tests.support.city import POLICY

ENTRY = """entry { id policy inventory title name project { name } unit { key } lead { key }
    cells { column title text } amount area cause plan on status disposedOn result history { no } }"""


async def inventories(desk: Desk, project: str) -> None:
    """Every command about items of inventories."""
    payload = await desk.give(
        "inventoryItemAdd",
        ENTRY,
        policy=POLICY,
        inventory="land",
        name="一号地",
        project=project,
        unit="1镇",
        cells=[{"column": "place", "text": "东区"}, {"column": "use", "text": "工业"}],
        area="12.5",
        cause="企业停产",
        on="2023-06-01",
    )
    entry = payload["entry"]
    assert (entry["title"], entry["area"], entry["amount"]) == ("闲置土地", "12.50", None)
    assert entry["cells"][:3] == [
        {"column": "place", "title": "位置", "text": "东区"},
        {"column": "use", "title": "用途", "text": "工业"},
        {"column": "plots", "title": "宗数", "text": "1"},
    ]
    assert (entry["unit"], entry["lead"]) == ({"key": "town1"}, {"key": "bureau"})
    about = {"entry": entry["id"]}
    payload = await desk.give("inventoryItemChange", ENTRY, plan="收回", status="IN_HAND", **about)
    assert (payload["entry"]["status"], payload["entry"]["plan"]) == ("IN_HAND", "收回")
    payload = await desk.give("inventoryItemDispose", ENTRY, on="2023-06-20", result="已出让", **about)
    assert (payload["entry"]["status"], payload["entry"]["disposedOn"]) == ("DISPOSED", "2023-06-20")
    assert len(payload["entry"]["history"]) == 3
