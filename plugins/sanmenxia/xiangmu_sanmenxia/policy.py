"""The notice of 三门峡 on its “百日攻坚” campaign.

The notice prints its year but no day of issue. It opens the campaign on 21 September 2020, so it was out by then:
that day is taken. No deadline of it falls earlier.
"""

from datetime import date

from xiangmu.plugin.policy import Policies, Policy
from xiangmu.plugin.tables import read_clauses
from xiangmu_sanmenxia.readings import SanmenxiaReadings

POLICY = Policy(
    key="sanmenxia-2020",
    title="关于在全市开展重大项目谋划储备实施“百日攻坚”行动的通知",
    number="三政重点办〔2020〕15号",
    jurisdiction="sanmenxia",
    issued_on=date(2020, 9, 21),
    starts=date(2020, 9, 21),
    ends=date(2020, 12, 31),
    clauses=read_clauses(__package__),
    readings=SanmenxiaReadings,
    span_clause="SMX-01",
)
POLICIES = Policies(policies=(POLICY,))
