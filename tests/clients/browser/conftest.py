"""A headless Chromium that reaches the service and nothing else, and a record of all that it asked for."""

import shutil
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Request,
    Route,
    expect,
    sync_playwright,
)

PATIENCE = 30_000
"""Milliseconds that a page may take to come to what is expected."""
NOWHERE = "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
IN_THE_PAGE = ("data", "blob")
EXPLORER = "arg mismatch"
"""What GraphiQL's explorer says of an argument that is a list of inputs: it shows none."""


class Visit:
    """One address, opened in a browser profile of its own."""

    def __init__(self, context: BrowserContext, service: str) -> None:
        self.root = service.removesuffix("/graphql")
        self.asked: list[str] = []
        """Addresses, also those that workers ask for and sockets go to."""
        self.sent: list[Request] = []
        self.complaints: list[str] = []
        """What the browser or a script found wrong, such as what the page's policy forbids."""
        context.on("request", self._asked)
        context.route("**/*", self._within)
        self.page = context.new_page()
        self.page.on("websocket", lambda socket: self.asked.append(socket.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._said)

    def is_own(self, url: str) -> bool:
        """Whether the service answers there, or the page itself."""
        parts = urlsplit(url)
        return parts.scheme in IN_THE_PAGE or parts.netloc == urlsplit(self.root).netloc

    def _asked(self, request: Request) -> None:
        self.asked.append(request.url)
        self.sent.append(request)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(EXPLORER):
            self.complaints.append(message.text)

    def _within(self, route: Route) -> None:
        if self.is_own(route.request.url):
            route.fallback()
        else:
            route.abort()


Open = Callable[..., Visit]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser of the machine; without it the tests fail."""
    program = shutil.which("chromium")
    assert program, "没有 Chromium: apt-get install chromium fonts-noto-cjk"
    with sync_playwright() as playwright:
        # the sandbox refuses to work for root, which is who works in containers
        sealed = ["--no-sandbox", f"--host-resolver-rules={NOWHERE}"]
        browser = playwright.chromium.launch(executable_path=program, args=sealed)
        expect.set_options(timeout=PATIENCE)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, service: str) -> Iterator[Open]:
    """Opens an address of the service; in the end nothing foreign was asked for and nothing complained."""
    visits: list[Visit] = []

    def opened(address: str, width: int = 1400, height: int = 900) -> Visit:
        context = chromium.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
        visits.append(Visit(context, service))
        visits[-1].page.goto(visits[-1].root + address)
        return visits[-1]

    yield opened
    for one in visits:
        one.page.context.close()
    for one in visits:
        assert [url for url in one.asked if not one.is_own(url)] == []
        assert one.complaints == []
