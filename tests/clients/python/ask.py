"""用生成的客户端问演示数据, 核对回答: python ask.py <地址>"""

import sys
from decimal import Decimal

from generated import Client

with Client(sys.argv[1]) as client:
    card = client.scorecard(policy="ruzhou-2023", group="area", unit="温泉镇", period="2023Q2").scorecard
    assert card.total == Decimal("92.67")
    assert card.place.position == 4
    assert sum(line.points for line in card.lines) == card.total
