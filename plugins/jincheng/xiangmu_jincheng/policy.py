"""The plan of 晋城 for its year of transformation projects. Its goals are those of the whole year 2019."""

from datetime import date

from xiangmu.plugin.policy import Policies, Policy
from xiangmu.plugin.tables import read_clauses
from xiangmu_jincheng.readings import JinchengReadings

POLICY = Policy(
    key="jincheng-2019",
    title="晋城市深化转型项目建设年工作方案",
    number="晋市政办〔2019〕16号",
    jurisdiction="jincheng",
    issued_on=date(2019, 4, 22),
    starts=date(2019, 1, 1),
    ends=date(2019, 12, 31),
    clauses=read_clauses(__package__),
    readings=JinchengReadings,
)
POLICIES = Policies(policies=(POLICY,))
