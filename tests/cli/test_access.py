"""Accounts, grants and tokens, kept from the shell: from the first administrator on."""

import io
import re
import sys

import pytest

from tests.support.command_line import Answer, CommandLine

PASSWORD = "正确的-horse-battery"  # noqa: S105  # of nobody
SECRET = re.compile(r"^    (x[om]_\S+)$", re.MULTILINE)
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")


class Shell:
    """Runs ``xiangmu`` with something piped into it."""

    def __init__(self, xiangmu: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
        self._xiangmu, self._monkeypatch = xiangmu, monkeypatch
        self("db", "upgrade")

    def __call__(self, *arguments: str, piped: str = "") -> Answer:
        """As typed."""
        self._monkeypatch.setattr(sys, "stdin", io.StringIO(piped))
        return self._xiangmu(*arguments)

    def said(self, *arguments: str, piped: str = "") -> str:
        """What a command prints that does what it is asked."""
        answer = self(*arguments, piped=piped)
        assert (answer.code, answer.err) == (0, "")
        return answer.out

    def refusal(self, *arguments: str, piped: str = "") -> str:
        """The one line of a command that fails."""
        answer = self(*arguments, piped=piped)
        assert (answer.code, answer.out, answer.err.count("\n")) == (1, "", 1)
        return answer.err

    def secret(self, *arguments: str) -> str:
        """The secret that a command prints, once."""
        [secret] = SECRET.findall(self.said(*arguments))
        return str(secret)


@pytest.fixture
def shell(xiangmu: CommandLine, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """On a new database."""
    return Shell(xiangmu, monkeypatch)


def test_the_first_administrator_redeems_what_bootstrap_prints(shell: Shell) -> None:
    assert "account bootstrap" in shell.said("account", "list")
    secret = shell.secret("account", "bootstrap", "--login", "Boss")
    assert shell.said("account", "list") == "boss\t全系统\t待设口令\n"
    assert "太容易猜到" in shell.refusal("account", "redeem", piped=f"{secret}\n1234567890\n")
    assert "可以登录了" in shell.said("account", "redeem", piped=f"{secret}\n{PASSWORD}\n")
    assert shell.said("account", "list") == "boss\t全系统\t可用\n"
    assert "一次性口令无效" in shell.refusal("account", "redeem", piped=f"{secret}\n{PASSWORD}\n")
    assert "已有平台管理员" in shell.refusal("account", "bootstrap")
    assert "最后一位平台管理员" in shell.refusal("account", "disable", "boss")
    [granted] = shell.said("grant", "list").splitlines()
    assert granted.split("\t")[1:4] == ["boss", "PLATFORM_ADMIN", "全系统"]


def test_an_account_is_kept_from_opening_to_erasure(shell: Shell) -> None:
    assert "首次登录须改口令" in shell.said("account", "add", "li", "--password", piped=f"{PASSWORD}\n")
    assert "已被使用" in shell.refusal("account", "add", "LI")
    assert "口令至少" in shell.refusal("account", "add", "wang", "--password", piped="short\n")
    assert shell.said("account", "list") == "li\t全系统\t可用\n"
    assert shell.said("account", "disable", "li") == "已停用\n"
    assert "账号已停用" in shell.refusal("account", "disable", "li")
    assert shell.said("account", "enable", "li") == "已启用\n"
    assert shell.secret("account", "reset", "li").startswith("xo_")
    assert shell.said("account", "list") == "li\t全系统\t待设口令\n"
    assert "登录后须改口令" in shell.said("account", "reset", "li", "--password", piped=f"{PASSWORD}\n")
    assert "只留编号" in shell.said("account", "erase", "li")
    assert shell.said("account", "list") == "(已注销)\t全系统\t已停用\n"
    assert shell.refusal("account", "reset", "li") == "错误: 没有这个登录名, 可用 xiangmu account list 查看\n"
    assert shell.said("db", "verify").startswith("账本完好")


def test_grants_are_given_listed_and_ended(shell: Shell) -> None:
    shell.said("account", "add", "li")
    assert shell.said("grant", "list") == "还没有授权\n"
    assert "没有安装辖区 ruzhou" in shell.refusal("grant", "give", "li", "OFFICE", "--jurisdiction", "ruzhou")
    assert "范围不合" in shell.refusal("grant", "give", "li", "OFFICE")
    given = shell.said(
        "grant", "give", "li", "platform_admin", "--since", "2026-01-01", "--until", "2099-12-31"
    )
    [grant] = ID.findall(given)
    listed = shell.said("grant", "list", "--login", "li")
    assert listed == f"{grant}\tli\tPLATFORM_ADMIN\t全系统\t\t2026-01-01起至2099-12-31\n"
    shell.said("account", "bootstrap")
    assert shell.said("grant", "end", grant) == "已结束\n"
    assert shell.said("grant", "list", "--login", "li") == "还没有授权\n"


def test_tokens_are_issued_listed_and_revoked(shell: Shell) -> None:
    shell.said("account", "add", "li")
    said = shell.said(
        "token",
        "issue",
        "li",
        "--title",
        "大屏",
        "--scope",
        "read",
        "--scope",
        "AUDIT",
        "--until",
        "2099-12-31",
    )
    [token], [secret] = ID.findall(said), SECRET.findall(said)
    assert secret.startswith("xm_")
    listed = shell.said("token", "list")
    assert listed == f"{token}\tli\t大屏\tAUDIT、READ\t2099-12-31到期\t没有用过\n"
    assert shell.said("token", "revoke", token) == "已撤销\n"
    assert shell.said("token", "list") == "没有令牌\n"
    assert "没有令牌" in shell.refusal("token", "revoke", token)


def test_settings_of_issuers_that_are_not_there_stop_the_service(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XIANGMU_IDENTITY_ISSUERS", "nowhere.toml")
    assert "打不开" in shell.refusal("serve", "--port", "0")
