"""Two inspections, of December 2020 and March 2021, and what followed, and three visits, all made up."""

from datetime import date

from xiangmu.plugin.demo import DemoFinding, DemoInspection, DemoVisit, demo_id
from xiangmu.plugin.inspections import Answer, Manner
from xiangmu_lingbao.policy import POLICY

CITY = POLICY.jurisdiction
WATER, TOURISM, WATER_2, FOIL = (
    demo_id(CITY, key) for key in ("sample-03", "sample-05", "sample-21", "sample-23")
)
SENDER = "市重点项目管理办公室"

INSPECTIONS = (
    DemoInspection(
        policy=POLICY.key,
        kind="special",
        manner=Manner.COVERT,
        unannounced=True,
        on=date(2020, 12, 24),
        team=("xiangmu-guanli-ban", "ducha-shi", "mubiao-ban"),
        projects=(WATER, TOURISM),
        text="年末专项核查（样例）",
        answers=(
            ("false_start", Answer.OK, ""),
            ("works", Answer.OK, ""),
            ("node", Answer.PROBLEM, "晚于年初计划的节点（样例）"),
            ("land", Answer.OK, ""),
            ("approvals", Answer.NOT_APPLICABLE, ""),
        ),
        findings=(
            DemoFinding(
                category="slow",
                unit="jiandong-qu",
                project=TOURISM,
                text="贷款未落实，场地平整停了二十天（样例）",
                number="灵重项办函〔2020〕1号",
                issued_on=date(2020, 12, 28),
                due=date(2021, 1, 15),
                target="与银行签订贷款合同，恢复施工（样例）",
                sender=SENDER,
                reported_on=date(2021, 1, 12),
                report="合同已签，1月10日复工（样例）",
                judged_on=date(2021, 1, 14),
            ),
            DemoFinding(
                category="inaction",
                unit="chanye-jiju-qu",
                project=WATER,
                text="用地组卷退回后一个多月无人补正（样例）",
                number="灵重项办函〔2020〕2号",
                issued_on=date(2020, 12, 28),
                due=date(2021, 1, 8),
                target="查明原因，补正上报（样例）",
                sender=SENDER,
            ),
        ),
    ),
    DemoInspection(
        policy=POLICY.key,
        kind="sample",
        manner=Manner.OPEN,
        unannounced=False,
        on=date(2021, 3, 18),
        team=("xiangmu-guanli-ban", "ducha-shi"),
        projects=(WATER, WATER_2, FOIL),
        text="一季度重点抽查（样例）",
        answers=(
            ("false_start", Answer.OK, ""),
            ("investment", Answer.OK, ""),
            ("utilities", Answer.PROBLEM, "临时用电容量不足（样例）"),
        ),
        findings=(
            DemoFinding(
                category="factors",
                unit="guxian-zhen",
                project=WATER_2,
                text="施工用电未架通，泵站停工待电（样例）",
                number="灵重项办函〔2021〕1号",
                issued_on=date(2021, 3, 22),
                due=date(2021, 4, 15),
                target="架通临时用电，恢复泵站施工（样例）",
                sender=SENDER,
            ),
        ),
    ),
)
VISITS = (
    DemoVisit(
        project=WATER,
        post="常务副市长",
        on=date(2020, 11, 20),
        seen="管线走向已定，用地未批（样例）",
        promised="督促用地组卷（样例）",
    ),
    DemoVisit(
        project=WATER, post="常务副市长", on=date(2020, 12, 16), seen="泵站基坑开挖（样例）", promised=""
    ),
    DemoVisit(
        project=TOURISM,
        post="分管工业的副市长",
        on=date(2020, 12, 3),
        seen="游客中心主体完工（样例）",
        promised="协调贷款（样例）",
    ),
)
