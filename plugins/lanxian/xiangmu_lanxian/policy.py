"""The plan of 岚县 for its campaign of 2022. It was issued two weeks after the campaign began, and bears no number."""

from datetime import date

from xiangmu.plugin.policy import Policies, Policy
from xiangmu.plugin.tables import read_clauses
from xiangmu_lanxian.readings import LanxianReadings

POLICY = Policy(
    key="lanxian-2022",
    title="全县重点项目建设“大起底、大会战、大比拼”百日攻坚行动方案",
    number="",
    jurisdiction="lanxian",
    issued_on=date(2022, 9, 29),
    starts=date(2022, 9, 15),
    ends=date(2022, 12, 25),
    clauses=read_clauses(__package__),
    readings=LanxianReadings,
    span_clause="LX-01",
)
POLICIES = Policies(policies=(POLICY,))
