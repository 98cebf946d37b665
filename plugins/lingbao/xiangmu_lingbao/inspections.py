"""How key projects are inspected (LB-13…LB-18), and what follows from what is found (LB-19…LB-21, L3, L4)."""

from xiangmu.plugin.inspections import (
    CheckHead,
    CheckItem,
    Contradicted,
    FindingCategory,
    InspectionKind,
    InspectionRules,
)
from xiangmu_lingbao.key_lists import is_key_project
from xiangmu_lingbao.policy import POLICY
from xiangmu_lingbao.readings import LingbaoReadings, Same


def _head(key: str, title: str, clause: str, **items: str) -> CheckHead:
    return CheckHead(
        key=key,
        title=title,
        clause=clause,
        items=tuple(CheckItem(key=item, title=asked) for item, asked in items.items()),
    )


HEADS = (
    _head(
        "truth",
        "项目真实性",
        "LB-15",
        false_start="开工属实，不是假开工",
        illegal_start="开工合法，没有未批先建",
        investment="实际完成投资与上报的一致",
        works="实物工作量与上报的一致",
        match="工程进度与投资进度相称",
        node="达到计划的节点",
        completion="如期竣工",
    ),
    _head(
        "compliance",
        "项目合规性",
        "LB-16",
        strategy="合乎国家战略和宏观调控",
        environment="合乎环保要求",
        land_use="合乎土地利用规划",
        industry="不属限制、淘汰或产能过剩之列",
        procedures="固定资产投资各项手续齐备合法",
    ),
    _head(
        "factors",
        "要素保障",
        "LB-17",
        land="用地及时保障",
        funds="资金及时到位",
        energy="用能指标落实",
        materials="建材供应及时",
        utilities="油、电、气、路配套到位",
        effect="没有因要素短缺拖住落地、开工、建设、投产或达效",
    ),
    _head(
        "environment",
        "营商环境",
        "LB-18",
        approvals="审批没有超出规定时限",
        inaction="没有不作为、慢作为、乱作为",
        coordination="困难和问题及时有人协调",
    ),
)


def _same_project(readings: LingbaoReadings) -> bool:
    return readings.same_problem is Same.PROJECT_AND_KIND


INSPECTIONS = InspectionRules(
    policy=POLICY.key,
    title="重点项目核查",
    clause="LB-13",
    organised="LB-14",
    organisers=("市委督查室", "市政府办公室目标办", "市重点项目管理办公室"),
    kinds=(
        InspectionKind(key="special", title="专项核查", clause="LB-14"),
        InspectionKind(key="sample", title="重点抽查", clause="LB-14", sample=True),
    ),
    heads=HEADS,
    categories=(
        FindingCategory(key="slow", title="工作不力、推进迟缓", clause="LB-20"),
        FindingCategory(key="untrue_rectification", title="整改不实或不到位", clause="LB-20"),
        FindingCategory(
            key="false_start",
            title="虚假开工",
            clause="LB-15",
            contradicts=Contradicted.START,
            investigated="LB-21",
        ),
        FindingCategory(
            key="false_investment",
            title="虚报投资",
            clause="LB-15",
            contradicts=Contradicted.INVESTMENT,
            investigated="LB-21",
        ),
        FindingCategory(key="illegal_start", title="违法开工", clause="LB-15"),
        FindingCategory(key="compliance", title="项目不合规", clause="LB-16"),
        FindingCategory(key="factors", title="要素保障不到位", clause="LB-17"),
        FindingCategory(key="inaction", title="不作为、慢作为、乱作为", clause="LB-18", investigated="LB-21"),
        FindingCategory(key="other_fraud", title="其他弄虚作假", clause="LB-21", investigated="LB-21"),
        FindingCategory(key="other", title="其他问题", clause="LB-19"),
    ),
    covers=is_key_project,
    letters="LB-19",
    interviews="LB-20",
    escalation="LB-21",
    escalate_when=lambda readings: readings.escalate,
    same_project=_same_project,
)
