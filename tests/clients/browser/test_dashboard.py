"""``/`` in a browser without internet: what people see of rankings, targets, agenda, lights and what-ifs."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.clients.browser.conftest import Open, Visit
from xiangmu.seed.accounts import PASSWORD

AXE = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
PHONE, DESKTOP = 390, 1280
GRAVE = {"serious", "critical"}
VIEWS = ("榜", "目标与节点", "本周日程", "项目亮灯", "假设试算")
QUARTER = "/?policy=ruzhou-2023&period=2023Q2"
OCTOBER = "/?policy=sanmenxia-2020&period=2020-10"


def sign_in(page: Page, login: str, password: str = PASSWORD) -> None:
    page.get_by_label("登录名").fill(login)
    page.get_by_label("口令", exact=True).fill(password)
    page.get_by_role("button", name="登录", exact=True).click()


def signed_in(visit: Open, login: str, address: str, width: int = DESKTOP) -> Visit:
    seen = visit(address, width)
    sign_in(seen.page, login)
    expect(seen.page.get_by_role("button", name="退出")).to_be_visible()
    return seen


def view(page: Page, title: str) -> None:
    page.get_by_role("link", name=title, exact=True).click()
    settled(page, title)


def settled(page: Page, title: str) -> None:
    expect(page.get_by_role("heading", name=title, level=2)).to_be_visible()
    expect(page.locator(".waiting")).to_have_count(0)


def judge(page: Page) -> None:
    """Nothing grave for people who do not see, or use no mouse."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")["violations"]
    grave = [one for one in found if one["impact"] in GRAVE]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in grave] == []


def fits(page: Page) -> None:
    """Nothing beyond the edge of a phone's screen."""
    page.set_viewport_size({"width": PHONE, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    page.set_viewport_size({"width": DESKTOP, "height": 900})


def test_without_credentials_there_are_the_goals_and_a_way_to_sign_in(visit: Open) -> None:
    page = visit("/").page
    page.get_by_label("辖区").select_option("汝州市")
    expect(page.get_by_role("row", name=re.compile("全市谋划储备5000万元以上项目"))).to_contain_text("200个")
    expect(page.get_by_role("navigation")).to_have_count(0)
    judge(page)
    sign_in(page, "ruzhou.office", "猜的口令")
    expect(page.get_by_role("alert")).to_contain_text("登录名或口令")


def test_a_unit_of_the_ranking_tells_why_it_has_its_points(visit: Open) -> None:
    page = signed_in(visit, "ruzhou.office", QUARTER).page
    unit = page.get_by_role("button", name="温泉镇", exact=True)
    expect(unit).to_have_attribute("aria-expanded", "false")
    unit.click()
    expect(unit).to_have_attribute("aria-expanded", "true")
    reasons = page.locator(".reasons")
    expect(reasons.locator(".sum")).to_contain_text("92.67")
    expect(reasons.get_by_role("listitem")).to_have_count(21)
    first = reasons.get_by_role("listitem").first
    expect(first).to_contain_text("到本季度末应谋划储备6个，实际7个")
    expect(first).to_contain_text("条款 RZ-20")
    first.get_by_text("依据 7 件").click()
    expect(first.get_by_role("listitem")).to_have_count(7)

    # the address shows the same to whom it is sent, and the way back leads back
    assert "unit=wenquan-zhen" in page.url
    page.reload()
    expect(reasons.locator(".sum")).to_contain_text("92.67")
    page.go_back()
    expect(unit).to_have_attribute("aria-expanded", "false")


def test_what_would_be_if_a_project_had_entered_the_library(visit: Open) -> None:
    page = signed_in(visit, "ruzhou.office", f"{QUARTER}&unit=wenquan-zhen&view=what-if").page
    page.get_by_role("combobox", name="项目", exact=True).select_option("温泉镇年产3千吨食用菌罐藏食品项目")
    page.get_by_label("发生什么").select_option("入库")
    page.get_by_label("哪一天").fill("2023-06-28")
    page.get_by_role("button", name="试算").click()
    totals = page.locator(".total")
    expect(totals).to_contain_text(["92.67第 4 名", "110.67第 2 名"])
    expect(page.get_by_role("row", name=re.compile("开工情况"))).to_contain_text("+10")
    judge(page)
    fits(page)
    page.get_by_label("哪一天").fill("2022-06-28")
    page.get_by_role("button", name="试算").click()
    expect(page.locator(".trouble")).not_to_be_empty()


def test_targets_stand_as_bars_against_their_milestones(visit: Open) -> None:
    page = signed_in(visit, "sanmenxia.office", f"{OCTOBER}&view=targets&unit=lingbao-shi", PHONE).page
    reserve = page.get_by_role("listitem").filter(
        has=page.get_by_role("heading", name=re.compile("^谋划储备亿元以上项目 条款"))
    )
    bar = reserve.get_by_role("img")
    expect(bar).to_have_accessible_name(re.compile("谋划储备亿元以上项目: .*目前15个"))
    expect(bar.locator(".sign.bad path")).to_have_count(2)
    expect(bar.locator(".sign.open path")).to_have_count(1)
    expect(reserve).to_contain_text("9月30日 80%:逾期未完成")
    expect(reserve).to_contain_text("11月30日 100%:未到期")
    judge(page)
    view(page, "榜")
    page.get_by_label("考核期").select_option("整个行动期")
    expect(page.locator(".reasons")).to_contain_text("没有总分:文件没有规定计分办法")
    view(page, "假设试算")
    expect(page.get_by_role("status")).to_contain_text("没有总分,无从试算")


def test_every_view_can_be_read_by_everybody(visit: Open) -> None:
    page = signed_in(visit, "ruzhou.office", f"{QUARTER}&unit=wenquan-zhen&week=2023-06-26").page
    for title in VIEWS:
        view(page, title)
        judge(page)
        fits(page)


def test_the_week_and_the_lights(visit: Open) -> None:
    page = signed_in(visit, "ruzhou.office", f"{QUARTER}&view=agenda&week=2023-06-28").page
    friday = page.get_by_role("region", name=re.compile("6月30日 周五"))
    expect(friday).to_contain_text("月度排名通报")
    page.get_by_role("link", name="上一周").click()
    expect(page.get_by_text("2023-06-19 至 2023-06-25")).to_be_visible()

    view(page, "项目亮灯")
    count = page.get_by_role("button", name=re.compile("计划节点红灯"))
    count.click()
    expect(count).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("heading", name=re.compile("计划节点为红灯的 1 个项目"))).to_be_visible()
    expect(page.locator(".projects")).to_contain_text("最早的已逾期91天")


def test_the_keyboard_is_enough(visit: Open) -> None:
    page = visit(f"{QUARTER}&unit=").page
    focused = page.locator(":focus")
    expect(page.get_by_role("heading", name="登录")).to_be_visible()
    page.keyboard.press("Tab")
    expect(focused).to_have_text("跳到内容")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("ruzhou.office")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    # who has signed in goes on with the content
    expect(page.locator("main")).to_be_focused()
    settled(page, "榜")
    for _ in range(2):
        page.keyboard.press("Tab")
    expect(focused).to_have_text("经开区管委会")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(focused).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".sum")).to_contain_text("114.24")
    for _ in range(4):
        page.keyboard.press("Shift+Tab")
    expect(focused).to_have_text("本周日程")
    page.keyboard.press("Enter")
    settled(page, "本周日程")


def test_a_reporter_sees_what_was_published_and_the_own_reasons(visit: Open) -> None:
    page = signed_in(visit, "ruzhou.reporter", "/").page
    page.get_by_label("考核期").select_option("2023年第2季度")
    expect(page.locator(".source")).to_contain_text("2023-07-12 公布第 1 号")
    expect(page.locator(".reasons .sum")).to_contain_text("92.67")
    page.get_by_label("辖区").select_option("三门峡市")
    expect(page.get_by_text("本账号在三门峡市没有授权")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("谋划储备亿元以上项目 条款"))).to_contain_text("2600个")


def test_whose_session_has_ended_signs_in_again(visit: Open) -> None:
    seen = signed_in(visit, "ruzhou.office", QUARTER)
    page = seen.page
    # nothing is under way that would be refused before the click is
    expect(page.get_by_role("button", name="温泉镇", exact=True)).to_be_visible()
    page.context.add_cookies([{"name": "xiangmu", "value": "xs_spent", "url": seen.root}])
    page.get_by_role("link", name="项目亮灯").click()
    expect(page.get_by_text("会话已结束,请重新登录")).to_be_visible()
    assert all("401" in complaint for complaint in seen.complaints)
    seen.complaints.clear()
    sign_in(page, "ruzhou.office")
    expect(page.get_by_role("button", name=re.compile("计划节点红灯"))).to_be_visible()
    page.get_by_role("button", name="退出").click()
    expect(page.get_by_role("button", name="登录", exact=True)).to_be_visible()
    assert page.context.cookies() == []
