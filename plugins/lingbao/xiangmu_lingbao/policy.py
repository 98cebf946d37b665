"""The rules of 灵宝 for managing key projects.

They apply from the day of issue and print no end. The only year whose projects they name is 2021 (L6), so they are
taken to run to its last day.
"""

from datetime import date

from xiangmu.plugin.policy import Policies, Policy
from xiangmu.plugin.tables import read_clauses
from xiangmu_lingbao.readings import LingbaoReadings

POLICY = Policy(
    key="lingbao-2020",
    title="灵宝市重点项目建设管理办法",
    number="灵项领〔2020〕11号",
    jurisdiction="lingbao",
    issued_on=date(2020, 11, 1),
    starts=date(2020, 11, 1),
    ends=date(2021, 12, 31),
    clauses=read_clauses(__package__),
    readings=LingbaoReadings,
)
POLICIES = Policies(policies=(POLICY,))
