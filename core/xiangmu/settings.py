"""What an installation sets in the environment. A leaf: imports nothing of the program.

Every field is one variable: ``limits.depth`` is ``XIANGMU_LIMITS_DEPTH``. ``docs/deployment.md`` lists them all.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic.fields import FieldInfo

PREFIX = "XIANGMU_"
LISTED = ","
DEFAULT_DATABASE_URL = "sqlite:///var/xiangmu.db"

MOST = 2**53
Amount = Annotated[int, Field(ge=1, le=MOST)]
AmountOrNone = Annotated[int, Field(ge=0, le=MOST)]
Seconds = Annotated[float, Field(gt=0, le=MOST)]
Origin = Annotated[str, Field(pattern=r"^[a-z][a-z0-9+.-]*://[^/*,\s]+$")]
Network = IPv4Network | IPv6Network


class SettingsError(Exception):
    """A variable of the environment cannot be used; the message says in Chinese which one, never what it holds."""


class Section(BaseModel):
    """Settings that belong together."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Documents(StrEnum):
    """Whether operations registered beforehand may, or must, be asked for by their hash."""

    OFF = "OFF"
    ALLOW = "ALLOW"
    ONLY = "ONLY"


class LogFormat(StrEnum):
    """How the log is written: to be read, or one JSON object a line."""

    TEXT = "TEXT"
    JSON = "JSON"


class LogLevel(StrEnum):
    """From which level on the log is written."""

    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"
    ERROR = "ERROR"


class ApiSettings(Section):
    """What clients may do with the schema."""

    introspection: bool = Field(default=True, description="是否可以查询模式本身;关闭后错误提示也不再建议名称")
    documents: Documents = Field(
        default=Documents.OFF,
        description="登记过的操作:`OFF` 不用,`ALLOW` 可按哈希调用,`ONLY` 只许按哈希调用",
    )


class LimitSettings(Section):
    """What one request may ask."""

    characters: Amount = Field(default=100_000, description="查询文本的字符数")
    tokens: Amount = Field(default=2_500, description="查询的词法单位")
    operations: Amount = Field(default=10, description="一个文件里的操作数")
    depth: Amount = Field(default=25, description="字段与片段的嵌套层数")
    aliases: Amount = Field(default=60, description="别名数")
    directives: Amount = Field(default=60, description="指令数")
    complexity: Amount = Field(default=200_000, description="一次请求的代价")
    variables: Amount = Field(default=10_000, description="变量里值的个数")
    variable_depth: Amount = Field(default=20, description="变量的嵌套层数")


class BudgetSettings(Section):
    """What one principal, or one address without credentials, may ask in a while."""

    seconds: Amount = Field(default=60, description="额度按多少秒一期")
    principal: AmountOrNone = Field(default=2_000_000, description="每个账号或令牌每期的代价额度;0 为不限")
    anonymous: AmountOrNone = Field(
        default=400_000, description="未登录时每个客户端地址每期的代价额度;0 为不限"
    )


class HttpSettings(Section):
    """How requests come in."""

    body: Amount = Field(default=1024 * 1024, description="请求正文的字节数")
    seconds: Seconds = Field(default=30, description="一次请求最多处理几秒,到时中止,数据库里的语句一并取消")
    at_once: Amount = Field(default=500, description="同时处理的请求数,超过的以 `BUSY` 拒绝")
    threads: Amount = Field(default=4, description="用于计算的线程数")
    origins: tuple[Origin, ...] = Field(
        default=(), description="允许哪些网站的网页跨域调用,如 `https://a.example`,逗号分隔"
    )
    proxies: tuple[Network, ...] = Field(
        default=(IPv4Network("127.0.0.0/8"), IPv6Network("::1/128")),
        description="哪些地址是反向代理:只信它们给出的 `X-Forwarded-For` 与 `X-Forwarded-Proto`,逗号分隔",
    )


class WebSettings(Section):
    """Which pages for people there are."""

    graphiql: bool = Field(default=True, description="是否有查询页 `/graphiql`")
    dashboard: bool = Field(default=True, description="是否有看板页 `/`")


class LogSettings(Section):
    """What the log holds."""

    format: LogFormat = Field(
        default=LogFormat.TEXT, description="日志写法:`TEXT` 供人读,`JSON` 每行一个对象"
    )
    level: LogLevel = Field(default=LogLevel.INFO, description="从哪一级起记日志")
    slow_ms: AmountOrNone = Field(default=500, description="超过多少毫秒的语句记入慢查询日志;0 为不记")


class IdentitySettings(Section):
    """How people prove who they are."""

    issuers: str | None = Field(
        default=None, description="统一身份认证的设置文件(TOML);不设则只有本系统的账号"
    )


class MetricsSettings(Section):
    """What Prometheus may read."""

    token: SecretStr | None = Field(
        default=None, description="`/metrics` 的口令(`Authorization: Bearer …`);不设则没有 `/metrics`"
    )


class TickSettings(Section):
    """What is done because time passes."""

    seconds: AmountOrNone = Field(
        default=15, description="`serve` 每隔多少秒做一遍定时事项;0 为不做,由别处运行 `xiangmu tick`"
    )
    heads: str | None = Field(default=None, description="每天把账本末号导出到这个目录;不设则不导出")


class NoticeSettings(Section):
    """Where notifications may go."""

    origins: tuple[Origin, ...] = Field(
        default=(),
        description="除企业微信、钉钉、飞书以外,通知还可以发往哪些地址,如 `https://im.a.example`,逗号分隔",
    )


class ReminderSettings(Section):
    """When groups are reminded of what is due."""

    days: AmountOrNone = Field(default=2, description="报送到期前几个工作日提醒各单位的群;0 为只在当天提醒")


class LiveSettings(Section):
    """Live data: what subscribers may ask of one process."""

    connections: AmountOrNone = Field(
        default=1_000, description="每个进程至多几个订阅连接(WebSocket 与 SSE 合计);0 为关闭订阅"
    )
    per_address: Amount = Field(default=200, description="每个客户端地址至多几个订阅连接")
    per_principal: Amount = Field(default=20, description="每个账号或令牌至多几个订阅连接")
    per_connection: Amount = Field(default=10, description="一个 WebSocket 连接上同时至多几个订阅")
    message: Amount = Field(default=128 * 1024, description="客户端一条 WebSocket 消息的字节数")
    heartbeat: Seconds = Field(
        default=20, description="每隔多少秒发一次心跳并核对凭证;两次没有回应的连接被关闭"
    )
    init: Seconds = Field(default=5, description="WebSocket 连上后须在几秒内发来 `connection_init`")
    window: Amount = Field(default=20_000, description="断线后至多补多少号台账的变动,再久须全部重新读")


class BucketSettings(Section):
    """A bucket for files, instead of a folder."""

    name: str | None = Field(default=None, description="存放附件的桶(S3 兼容存储)的名称;不设则存放在本机目录")
    endpoint: str = Field(default="http://127.0.0.1:9000", description="S3 兼容存储的地址")
    region: str = Field(default="us-east-1", description="桶所在的区域")
    prefix: str | None = Field(default=None, description="桶内的前缀")
    key: SecretStr | None = Field(default=None, description="访问密钥的编号")
    secret: SecretStr | None = Field(default=None, description="访问密钥")
    host_style: bool = Field(default=False, description="桶名是否写在主机名里;不设则写在路径里")


class AttachmentSettings(Section):
    """How files are sent and kept."""

    folder: str | None = Field(
        default=None,
        description="存放附件的目录;不设为数据库文件旁的 `attachments`,不是文件的为 `var/attachments`",
    )
    largest: Amount = Field(default=20 * 1024 * 1024, description="一个附件的字节数")
    per_day: Amount = Field(default=2 * 1024**3, description="一个辖区一天上传的字节数")
    at_once: Amount = Field(default=20, description="同时传送的附件数,超过的以 `BUSY` 拒绝")
    seconds: Seconds = Field(default=600, description="传送一个附件最多几秒")
    keep_days: Amount = Field(default=7, description="传完而没有用上的附件保留几天")
    bucket: BucketSettings = BucketSettings()


class SheetSettings(Section):
    """What a workbook that people hand in may cost."""

    largest: Amount = Field(default=20 * 1024 * 1024, description="要读入的表格文件的字节数")
    unpacked: Amount = Field(default=300 * 1024 * 1024, description="表格文件解开后的字节数")
    parts: Amount = Field(default=2_000, description="表格文件里部件的个数")
    cells: Amount = Field(default=2_000_000, description="表格文件里单元格的个数,空格也算")
    rows: Amount = Field(default=20_000, description="一个工作表里有内容的行数")
    memory: Amount = Field(default=768 * 1024 * 1024, description="读表格的进程最多用多少字节内存")
    seconds: Amount = Field(default=60, description="读一个表格文件最多几秒")


class ExportSettings(Section):
    """What an export may cost."""

    rows: Amount = Field(default=50_000, description="一次导出至多几行")
    at_once: Amount = Field(default=2, description="每个进程同时生成几份导出文件,其余等候")
    wait: Seconds = Field(default=30, description="等候生成至多几秒,再久以 503 拒绝")


class Settings(Section):
    """One installation. ``plugins`` None loads the plugins that come with the program."""

    database_url: str = Field(
        default=DEFAULT_DATABASE_URL,
        description="数据库地址,`sqlite:///相对路径`、`sqlite:////绝对路径` 或 `postgresql://…`",
    )
    plugins: tuple[str, ...] | None = Field(
        default=None, description="装载哪些插件,名称用逗号分隔;不设为随程序带来的五个"
    )
    api: ApiSettings = ApiSettings()
    limits: LimitSettings = LimitSettings()
    budget: BudgetSettings = BudgetSettings()
    http: HttpSettings = HttpSettings()
    web: WebSettings = WebSettings()
    log: LogSettings = LogSettings()
    metrics: MetricsSettings = MetricsSettings()
    attachments: AttachmentSettings = AttachmentSettings()
    identity: IdentitySettings = IdentitySettings()
    live: LiveSettings = LiveSettings()
    tick: TickSettings = TickSettings()
    notices: NoticeSettings = NoticeSettings()
    reminders: ReminderSettings = ReminderSettings()
    sheets: SheetSettings = SheetSettings()
    exports: ExportSettings = ExportSettings()

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """What the variables say that begin with ``XIANGMU_``. Raises SettingsError, also for one that is unknown."""
        given = os.environ if environment is None else environment
        known = {variable.name: variable for variable in variables()}
        content: dict[str, Any] = {}
        for name in sorted(name for name in given if name.startswith(PREFIX)):
            if name not in known:
                raise SettingsError(f"不认识环境变量 {name}{_suggested(name, known)}")
            variable = known[name]
            if given[name] or variable.is_list:
                *sections, field = variable.path
                within = content
                for section in sections:
                    within = within.setdefault(section, {})
                within[field] = _entries(given[name]) if variable.is_list else given[name]
        try:
            return cls.model_validate(content)
        except ValidationError as error:
            place = error.errors()[0]["loc"]
            wrong = next(one for one in known.values() if one.path == place[: len(one.path)])
            raise SettingsError(f"环境变量 {wrong.name} 的值不合要求: {wrong.wanted}") from None


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable of the environment, and where in the settings it stands."""

    path: tuple[str, ...]
    field: FieldInfo

    @property
    def name(self) -> str:
        """As it is called in the environment."""
        return PREFIX + "_".join(self.path).upper()

    @property
    def is_list(self) -> bool:
        """Whether it holds several entries, separated by commas."""
        kind = self.field.annotation
        return any(get_origin(one) is tuple for one in (kind, *get_args(kind)))

    @property
    def wanted(self) -> str:
        """What its value must be, in Chinese."""
        kind = self.field.annotation
        if kind is int:
            least = next(bound.ge for bound in self.field.metadata if hasattr(bound, "ge"))
            return f"须为整数, 不小于 {least}"
        if kind is float:
            return "须为正数"
        if kind is bool:
            return "须为 true 或 false"
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return f"须为 {'、'.join(kind)} 之一"
        return f"应为: {self.field.description}"


def variables(model: type[Section] = Settings, above: tuple[str, ...] = ()) -> Iterator[Variable]:
    """All that can be set, in the order of the settings."""
    for name, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, Section):
            yield from variables(kind, (*above, name))
        else:
            yield Variable((*above, name), field)


def _entries(text: str) -> list[str]:
    return [entry.strip() for entry in text.split(LISTED) if entry.strip()]


def _suggested(name: str, known: Iterable[str]) -> str:
    close = get_close_matches(name, known, 1)
    return f", 是否指 {close[0]}" if close else ""
