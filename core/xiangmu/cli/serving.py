"""``serve`` and ``schema``."""

import gc
import shlex
import socket
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path

import click
import orjson
import uvicorn
from starlette.applications import Starlette

from xiangmu.api.schema import sdl
from xiangmu.cli.chinese import Command
from xiangmu.cli.errors import Failure
from xiangmu.cli.installation import catalog, settings, with_database
from xiangmu.db.engine import Database
from xiangmu.seed.accounts import TOKEN, has_demo_accounts
from xiangmu.services import maintenance
from xiangmu.services.identity import directory
from xiangmu.settings import HttpSettings, LiveSettings
from xiangmu.web import logs
from xiangmu.web.app import create_app

SCHEMA = Path("schema.graphql")
LIVE = LiveSettings()
KEEP_ALIVE = 75
"""Seconds that a connection may be idle: longer than reverse proxies keep theirs, so that they close first."""
BACKLOG = 2048
"""Connections that may wait to be accepted; what uvicorn takes by itself."""
JSON = "-H 'Content-Type: application/json'"
FIRST_QUESTION = """{ scorecard(policy: "%s", group: "%s", unit: "%s", period: "%s") {
  unit { title } total place { position } lines { title points because clause { id } evidence { note } } } }"""


@click.command("serve", help="提供 GraphQL 服务", cls=Command)
@click.option("--host", default="127.0.0.1", metavar="地址", help="监听地址, 默认 127.0.0.1")
@click.option(
    "--port", default=8000, metavar="端口", type=click.IntRange(0, 65535), help="监听端口, 默认 8000"
)
@click.option("--allow-demo-accounts", is_flag=True, help="有演示账号时也许监听本机以外的地址")
def serve_command(host: str, port: int, allow_demo_accounts: bool) -> None:
    with_database(maintenance.require_current, current=False)
    demo = with_database(lambda database: has_demo_accounts(database, catalog()))
    if demo and not allow_demo_accounts and not _is_loopback(host):
        raise Failure(
            f"库里有演示账号, 口令人人知道, 不能监听 {host}; "
            "请先用 xiangmu account disable 停用它们, 或写明 --allow-demo-accounts"
        )
    database = Database.open(settings().database_url, slow_ms=settings().log.slow_ms)
    app = create_app(catalog(), database, settings=settings())
    listening = listen(host, port)
    address = f"http://{host}:{listening.getsockname()[1]}/graphql"
    click.echo(f"地址: {address}")
    if settings().web.dashboard:
        click.echo(f"看板: {address.removesuffix('graphql')}")
    if settings().web.graphiql:
        click.echo(f"查询页: {address.removesuffix('graphql')}graphiql")
    if demo:
        _suggest_question(address)
    elif not with_database(_has_admin):
        click.echo("还没有平台管理员, 请运行 xiangmu account bootstrap")
    logs.configure(settings().log)
    run(app, listening, settings().http, settings().live)


@click.command("schema", help="输出 GraphQL 模式; --check 则与 schema.graphql 核对", cls=Command)
@click.option("--check", "checks", is_flag=True, help="与当前目录的 schema.graphql 核对, 不同则退出码为1")
def schema_command(checks: bool) -> None:
    if not checks:
        click.echo(sdl(catalog()), nl=False)
    elif not SCHEMA.is_file() or SCHEMA.read_text(encoding="utf-8") != sdl(catalog()):
        raise Failure(f"{SCHEMA} 与程序的模式不同, 请运行 xiangmu schema > {SCHEMA}")
    else:
        click.echo(f"{SCHEMA} 与程序的模式一致")


def run(app: Starlette, listening: socket.socket, http: HttpSettings, live: LiveSettings = LIVE) -> None:
    """Serve until told to stop: requests under way are finished then, and new ones find nobody listening."""
    # what was loaded stays: looking through it for garbage would hold requests up
    gc.collect()
    gc.freeze()
    with suppress(KeyboardInterrupt):
        Server(served(app, http, live), app).run(sockets=[listening])


class Server(uvicorn.Server):
    """Lets those go who are told of changes, before it waits for everybody else to be answered."""

    def __init__(self, config: uvicorn.Config, app: Starlette) -> None:
        super().__init__(config)
        self._app = app

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop."""
        self._app.state.release()
        await super().shutdown(sockets)


def served(app: Starlette, http: HttpSettings, live: LiveSettings) -> uvicorn.Config:
    """How the server serves."""
    return uvicorn.Config(
        app,
        # without compression: what is small on the way cannot become large in memory
        ws="websockets-sansio",
        ws_max_size=live.message,
        ws_per_message_deflate=False,
        # the program's own log has a line for each request, and the format that was chosen
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(http.proxies),
        forwarded_allow_ips=[str(network) for network in http.proxies],
        timeout_keep_alive=KEEP_ALIVE,
        # whoever is still waiting then gets no answer
        timeout_graceful_shutdown=round(http.seconds) + 1,
    )


def listen(host: str, port: int) -> socket.socket:
    """A socket on that address, taken before anything is printed about it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        raise Failure(f"无法监听 {host} 的端口 {port}: 地址不对、端口已被占用或无权使用") from error
    # connections inherit it; without it every answer waits for the client's acknowledgement of its headers
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


async def _has_admin(database: Database) -> bool:
    async with database.reading() as connection:
        return await directory.has_admin(connection)


def _suggest_question(address: str) -> None:
    """A question that the demonstration answers, ready to be sent."""
    click.echo("演示账号可用, 登录名与口令见 README; 只供在本机试用")
    if question := _first_question():
        body = orjson.dumps({"query": question}).decode()
        click.echo(
            "不妨先问一句: 这个单位的得分, 逐行说明理由与条款\n\n"
            f"curl {address} {JSON} -H 'Authorization: Bearer {TOKEN}' -d {shlex.quote(body)}\n"
        )


def _first_question() -> str:
    """A query on what the first city with a demonstration suggests to ask; "" when none does."""
    asked = (city.demo.first_question for city in catalog().cities if city.demo.first_question)
    question = next(asked, None)
    if question is None:
        return ""
    keys = (question.policy, question.group, question.unit, question.period)
    return " ".join((FIRST_QUESTION % keys).split())
