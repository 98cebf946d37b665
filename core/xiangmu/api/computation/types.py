"""GraphQL type that says from what a result was worked out."""

from datetime import date

import strawberry
from strawberry import field

from xiangmu.api.periods.types import Period
from xiangmu.api.policies.types import Reading


@strawberry.type(description="计算依据:结果据哪一号台账、看到哪一天、用什么口径算出。依据相同,结果永远相同。")
class Computation:
    """From what a result was worked out."""

    policy: str = field(description="文件的键。")
    period: Period = field(description="考核期。")
    as_of: date = field(description="只看发生在这一天及以前的事实。")
    known_at: int = field(description="台账序号:只看这一号及以前的记录。")
    includes_claimed: bool = field(description="是否计入已申报、尚未确认的事实。")
    provisional: bool = field(description="考核期是否还没有看完:截止日早于期末,或年度中还有未公布的季度。")
    readings: list[Reading] = field(description="所用的口径。")
