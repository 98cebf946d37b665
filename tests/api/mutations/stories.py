"""Small stories of 汝州 as a case in YAML tells them."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from xiangmu.testing import words

FIRST, LAST = date(2023, 1, 5), date(2023, 9, 30)
UNITS = ("温泉镇", "临汝镇", "小屯镇")
STAGES = ("谋划储备", "签约", "前期", "开工", "在建", "竣工", "投产", "达效")
KINDS = ("制造业", "现代服务业", "基础设施", "社会事业")
TOTALS = ("1亿", "2.9999亿", "3亿", "5亿", "10.0001亿", "20亿", "100亿")
PLANNED = ("开工", "竣工", "投产")
JUDGED = {"signing": 10, "starts": 10, "production": 10}
"""Items of the areas' card that a person decides, with the most points of each."""
days = st.integers(0, (LAST - FIRST).days).map(lambda n: FIRST + timedelta(days=n))
Row = dict[str, Any]


def ordered(draw: st.DrawFn, most: int) -> list[date]:
    return sorted(draw(st.lists(days, unique=True, max_size=most)))


@st.composite
def projects(draw: st.DrawFn, number: int) -> Row:
    """One project's history, in the order in which such things happen."""
    told: Row = {
        "名称": f"项目{number}",
        "总投资": draw(st.sampled_from(TOTALS)),
        "类别": draw(st.sampled_from(KINDS)),
        "标记": draw(st.lists(st.sampled_from(sorted(words.FLAGS)), unique=True, max_size=2)),
    }
    reached = ordered(draw, len(STAGES))
    places = sorted(draw(st.permutations(range(len(STAGES))))[: len(reached)])
    told |= {STAGES[place]: day for place, day in zip(places, reached, strict=True)}
    if not told.keys() & STAGES:
        told["谋划储备"] = FIRST
    if draw(st.booleans()):
        told["纳入"] = draw(days)
    starts = draw(st.lists(st.sampled_from(sorted(words.STARTS)), unique=True))
    told |= {title: draw(days) for title in starts}
    planned = draw(st.lists(st.sampled_from(PLANNED), unique=True))
    told["计划"] = {title: draw(plans()) for title in planned}
    lists = draw(st.lists(st.sampled_from(sorted(words.LISTS)), unique=True, max_size=2))
    told["清单"] = [{"清单": title, "日期": draw(days)} for title in lists]
    told["资金"] = draw(applications())
    told["变更"] = draw(changes())
    if draw(st.integers(0, 5)) == 0:
        told["终止"] = LAST
    return told


@st.composite
def plans(draw: st.DrawFn) -> list[Row]:
    """A first plan, and perhaps a change of it."""
    made, due = draw(days), draw(days)
    first = {"日期": due, "定于": made}
    if made == LAST or draw(st.booleans()):
        return [first]
    changed = draw(st.dates(made + timedelta(days=1), LAST))
    approved = {"批准": draw(st.dates(changed, LAST))} if draw(st.booleans()) else {}
    return [first, {"日期": draw(days), "定于": changed, **approved}]


@st.composite
def applications(draw: st.DrawFn) -> list[Row]:
    """The steps of one application, as far as it came."""
    source, amount = draw(st.sampled_from(sorted(words.SOURCES))), draw(st.sampled_from(["600万", "1亿"]))
    steps = zip(("申报", "批复", "下达"), ordered(draw, 3), strict=False)
    return [{"来源": source, "步骤": step, "金额": amount, "日期": day} for step, day in steps]


@st.composite
def changes(draw: st.DrawFn) -> list[Row]:
    """What became of a project's amount."""
    return [{"日期": day, "总投资": draw(st.sampled_from(TOTALS))} for day in ordered(draw, 2)]


@st.composite
def conduct(draw: st.DrawFn) -> Row:
    """What the unit did, what befell it, and what was decided."""

    def events(**kinds: dict[str, Any]) -> list[Row]:
        return [
            {key: draw(st.sampled_from(sorted(meanings))) for key, meanings in kinds.items()}
            | {"日期": day, "事项": f"事项{day:%m%d}"}
            for day in ordered(draw, 2)
        ]

    meetings = [
        {"形式": "现场办公", "主持": draw(st.sampled_from(sorted(words.CHAIRS))), "解决": solved, "日期": day}
        for day in ordered(draw, 3)
        for solved in [draw(st.booleans())]
    ]
    judged = draw(st.lists(st.sampled_from(sorted(JUDGED)), unique=True))
    return {
        "会议": meetings,
        "表扬": events(来源=words.PRAISES),
        "批评": events(形式=words.CRITICISMS),
        "损害": events(种类=words.HARMS, 查实=words.VERIFIERS),
        "认定": [
            {"项": item, "分值": f"{draw(st.integers(0, JUDGED[item] * 100)) / 100:.2f}", "理由": "酌情"}
            for item in judged
        ],
    }


@st.composite
def cases(draw: st.DrawFn) -> Row:
    """A case."""
    count = draw(st.integers(0, 3))
    return {
        "案例": "故事",
        "组": "area",
        "单位": draw(st.sampled_from(UNITS)),
        "考核期": draw(st.sampled_from(["2023Q1", "2023Q2", "2023Q3"])),
        "项目": [draw(projects(number)) for number in range(1, count + 1)],
        **draw(conduct()),
        "期望": {},
    }
