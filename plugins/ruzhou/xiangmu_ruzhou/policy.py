"""The document of 2023 with its clauses and options."""

from datetime import date

from xiangmu.plugin.policy import Policies, Policy
from xiangmu.plugin.tables import read_clauses
from xiangmu_ruzhou.readings import RuzhouReadings

POLICY = Policy(
    key="ruzhou-2023",
    title="汝州市2023年“三个一批”重大项目建设实施方案",
    number="",
    jurisdiction="ruzhou",
    # The document prints no day of issue. It assesses the whole of 2023 by quarters, so nothing that fell due
    # before that year is late under it (A18).
    issued_on=date(2023, 1, 1),
    starts=date(2023, 1, 1),
    ends=date(2023, 12, 31),
    clauses=read_clauses("xiangmu_ruzhou"),
    readings=RuzhouReadings,
)
POLICIES = Policies(policies=(POLICY,))
