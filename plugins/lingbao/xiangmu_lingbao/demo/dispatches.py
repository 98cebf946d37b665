"""Dispatches and inspections, all made up: proposed, one of them returned at first, approved, held, with decisions."""

from datetime import date

from xiangmu.plugin.demo import DemoActivity, DemoDecision, DemoMeeting, demo_id
from xiangmu.plugin.vocabulary import ChairRole, MeetingKind
from xiangmu_lingbao.policy import POLICY

CITY = POLICY.jurisdiction
ZONE, EAST, OFFICE = "chanye-jiju-qu", "jiandong-qu", "xiangmu-guanli-ban"
WATER, TOURISM, TOURISM_2 = (demo_id(CITY, key) for key in ("sample-03", "sample-05", "sample-11"))


def _dispatch(on: date, **more: object) -> DemoMeeting:
    form: dict[str, object] = {
        "policy": POLICY.key,
        "obligation": "daily_dispatch",
        "on": on,
        "hour": "09:00",
        "place": "市政府第二会议室",
        "post": "常务副市长",
        "kind": MeetingKind.DISPATCH,
        "chair": ChairRole.DEPUTY,
        "units": (OFFICE, ZONE, EAST),
    }
    return DemoMeeting(**(form | more))  # type: ignore[arg-type]  # as the form and the callers give them


MEETINGS = (
    _dispatch(
        date(2020, 12, 16),
        matters="引水工程用地报批；函谷关文旅项目资金缺口",
        projects=(WATER, TOURISM),
        opinions=((ZONE, "用地组卷已完成，待上报（样例）"), (EAST, "银行授信在办（样例）")),
        decisions=(
            DemoDecision(
                unit=ZONE,
                text="引水工程用地组卷上报，明确专人跟踪（样例）",
                due=date(2021, 1, 15),
                project=WATER,
                category="land",
            ),
            DemoDecision(
                unit=EAST,
                text="与银行对接，落实函谷关文旅项目贷款（样例）",
                due=date(2021, 1, 31),
                project=TOURISM,
                category="funds",
            ),
        ),
        held_at="引水工程现场",
    ),
    _dispatch(
        date(2021, 1, 20),
        matters="上次议定事项的落实；函谷关文旅二期开工后的推进",
        projects=(WATER, TOURISM_2),
        opinions=((EAST, "二期场地已平整（样例）"),),
        decisions=(
            DemoDecision(
                unit=EAST,
                text="二期管线迁改在汛期前完成（样例）",
                due=date(2021, 4, 30),
                project=TOURISM_2,
            ),
        ),
        returned="请先征求产业集聚区的意见再报（样例）",
    ),
)
INSPECTIONS = (
    DemoActivity(
        policy=POLICY.key,
        obligation="monthly_inspection",
        due=date(2020, 12, 31),
        on=date(2020, 12, 24),
        units=(OFFICE, "ducha-shi", "mubiao-ban"),
        projects=(WATER, TOURISM),
        results="看了两个项目：议定的两件事都已着手，引水工程现场无人值守，当场提出（样例）",
        delivered_to="市委、市政府主要领导",
    ),
)
