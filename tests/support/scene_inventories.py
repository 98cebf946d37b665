"""Items of inventories for the scene: one in hand, one disposed of."""

from datetime import date
from uuid import UUID

from tests.support.city import POLICY
from tests.support.office import Office
from xiangmu.plugin.inventories import InventoryStatus
from xiangmu.plugin.money import wan
from xiangmu.services.inventories import (
    InventoryCell,
    InventoryItemAdd,
    InventoryItemChange,
    InventoryItemDispose,
)

MAY, JUNE = date(2023, 5, 1), date(2023, 6, 1)


async def take_stock(office: Office, project: UUID) -> None:
    """Every command about inventories."""
    land = InventoryItemAdd(
        policy=POLICY,
        inventory="land",
        name="一号地",
        project=project,
        unit="town1",
        cells=(InventoryCell(column="place", text="东区"), InventoryCell(column="use", text="工业")),
        area=1205,
        cause="企业停产",
        on=MAY,
    )
    funds = InventoryItemAdd(
        policy=POLICY, inventory="funds", name="结转资金", amount_yuan=wan(35) + 7, plan="收回", on=MAY
    )
    entries = [UUID((await office.do(data)).subject) for data in (land, funds)]
    change = InventoryItemChange(entry=entries[0], plan="重新出让", status=InventoryStatus.IN_HAND)
    await office.do(change)
    await office.do(InventoryItemDispose(entry=entries[1], on=JUNE, result="已收回"))
