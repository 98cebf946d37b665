"""``/graphiql`` in a browser without internet: tabs, sign-in, documentation, history; and the plain page."""

import re
from uuid import uuid4

import httpx
from playwright.sync_api import Page, Route, expect

from tests.clients.browser.conftest import Open
from xiangmu.seed.accounts import PASSWORD
from xiangmu.web.assets import PLAIN, STATIC

LOGIN = "ruzhou.office"
NEW_PROJECT = "温泉镇智能温室项目"
REGISTER = f"""mutation {{
  projectRegister(input: {{
    requestId: "{uuid4()}", jurisdiction: "ruzhou", name: "{NEW_PROJECT}"
    kind: AGRICULTURE, total: "1200", unit: "温泉镇", effective: "2024-01-10"
  }}) {{ errors {{ message }} }}
}}"""
QUESTION = "{ me { id grants { jurisdiction } } }"


def sign_in(page: Page, password: str = PASSWORD) -> None:
    page.get_by_label("登录名").fill(LOGIN)
    page.get_by_label("口令", exact=True).fill(password)
    page.locator("form").get_by_role("button", name="登录", exact=True).click()


def run(page: Page, operation: str) -> None:
    # a menu as soon as the operations of the tab are known
    page.locator(".graphiql-execute-button[aria-haspopup]").click()
    page.get_by_role("menuitem", name=operation, exact=True).click()


def test_signing_in_fills_the_header_and_a_query_of_a_tab_is_answered(visit: Open) -> None:
    seen = visit("/graphiql")
    page = seen.page
    expect(page.locator(".graphiql-tab")).to_have_count(6)
    headers = page.get_by_label("请求头").locator(".graphiql-editor:not(.hidden) .view-lines")
    answer = page.get_by_label("结果").locator(".view-lines")

    run(page, "RuzhouScore")
    expect(answer).to_contain_text("NOT_FOUND")
    sign_in(page, "猜的口令")
    expect(page.get_by_label("登录", exact=True).get_by_role("alert")).not_to_be_empty()
    sign_in(page)
    expect(page.get_by_role("status").filter(has_text=LOGIN)).to_be_visible()
    expect(headers).to_contain_text("Bearer xs_")
    run(page, "RuzhouScore")
    expect(answer).to_contain_text("92.67")
    assert seen.sent[-1].headers["authorization"].startswith("Bearer xs_")

    # the next tab has it as well, and nothing of it outlasts the page
    page.locator(".graphiql-tab").nth(1).click()
    expect(headers).to_contain_text("Bearer xs_")
    assert "xs_" not in page.evaluate("JSON.stringify(localStorage)")
    page.get_by_role("button", name="退出").click()
    expect(headers).not_to_contain_text("Bearer")


def test_documentation_explorer_and_history_are_there_in_chinese(visit: Open) -> None:
    page = visit("/graphiql").page
    run(page, "RuzhouScore")
    page.get_by_label("打开文档").click()
    page.get_by_role("link", name="Query", exact=True).click()
    expect(page.get_by_label("文档", exact=True)).to_contain_text("有这一标识的项目")
    page.get_by_label("打开历史").click()
    expect(page.get_by_label("历史", exact=True)).to_contain_text("RuzhouScore")
    page.get_by_label("打开组装查询").click()
    expect(page.locator(".docExplorerWrap")).to_contain_text("scorecardPreview")


def test_the_plain_page_signs_in_and_asks(visit: Open) -> None:
    seen = visit("/livez")
    page = seen.page

    def stand_in(route: Route) -> None:
        name = route.request.url.removeprefix(seen.root + "/").replace("graphiql", "graphiql.html")
        route.fulfill(path=PLAIN / name)

    page.route(f"{seen.root}/graphiql", stand_in)
    page.route(f"{seen.root}/{STATIC}/*", stand_in)
    page.goto(f"{seen.root}/graphiql")
    sign_in(page)
    expect(page.get_by_label("Authorization")).to_have_value(re.compile("^Bearer xs_"))
    page.get_by_label("查询").fill(QUESTION)
    page.get_by_role("button", name="查询").click()
    expect(page.locator("#result")).to_contain_text('"jurisdiction": "ruzhou"')


def test_a_subscription_hears_what_happens(visit: Open, service: str, credential: str) -> None:
    seen = visit("/graphiql")
    page = seen.page
    sign_in(page)
    expect(page.get_by_role("status").filter(has_text=LOGIN)).to_be_visible()
    page.locator(".graphiql-tab").nth(5).click()
    page.locator(".graphiql-execute-button:not([aria-haspopup])").click()
    answer = page.get_by_label("结果").locator(".view-lines")
    expect(answer).to_contain_text('"changes": []')
    headers = {"Authorization": f"Bearer {credential}"}
    httpx.post(service, json={"query": REGISTER}, headers=headers).raise_for_status()
    expect(answer).to_contain_text(NEW_PROJECT)
    assert [url for url in seen.asked if url.startswith("ws://")] == [service.replace("http", "ws", 1)]
