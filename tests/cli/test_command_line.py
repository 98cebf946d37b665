"""Every error is one Chinese line and an exit code; every verb does what it says."""

import json
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.command_line import CommandLine
from xiangmu.cli import COMMANDS

ACCESS = [
    ["account", "add"],
    ["account", "bootstrap"],
    ["grant", "give"],
    ["grant", "list"],
    ["token", "issue"],
]
ROOT = Path(__file__).parents[2]


def test_every_command_is_where_it_is_looked_for() -> None:
    assert {name: command.name for name, command in COMMANDS.items()} == {name: name for name in COMMANDS}


def test_looking_after_the_database_does_not_load_what_serves_requests() -> None:
    asked = "import sys; from xiangmu.cli import COMMANDS as c; c['db']; print('xiangmu.api' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True)
    assert said.stdout == "False\n"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([], 2, "后面须写明命令, 可用: account、attachments、audit、"),
        (["account"], 2, "xiangmu account 后面须写明命令, 可用: add、bootstrap、"),
        (["grant", "give", "li", "KING"], 2, "参数 ROLE 的值不合要求: 须为 PLATFORM_ADMIN、OFFICE、"),
        (
            ["grant", "give", "li", "OFFICE", "--until", "明天"],
            2,
            "参数 --until 的值不合要求: 须为日期, 形如",
        ),
        (["token", "issue", "li"], 2, "缺少参数 --title"),
        (["token", "revoke", "x"], 2, "参数 TOKEN 的值不合要求: 不是有效的标识"),
        (["db"], 2, "xiangmu db 后面须写明命令, 可用: backup、check、"),
        (["xyzzy"], 2, "没有命令 xyzzy\n"),
        (["cover"], 2, "没有命令 cover, 是否指 coverage"),
        (["score"], 2, "缺少参数"),
        (["db", "upgrade", "--fast"], 2, "没有选项 --fast"),
        (["serve", "--port", "http"], 2, "参数 --port 的值不合要求: 须为 0 至 65535 的整数"),
        (["recheck", "第一号"], 2, "参数 PUBLICATION 的值不合要求: 不是有效的标识"),
        (["policies", "ruzhou-2023"], 2, "多余的参数 ruzhou-2023"),
        (["plugins", "--json=x"], 2, "选项 --json 后面缺少值, 或不该有值"),
        (["db", "backup", "."], 2, "参数 FILE 的值不合要求: 须为文件, 不能是目录"),
        (["db", "restore", "nowhere.zip"], 2, "参数 FILE 的值不合要求: 须为已有的文件"),
        (["plugin", "check", "nowhere"], 1, "没有目录 nowhere"),
        (["seed"], 1, "--demo"),
        (["score", "atlantis-2023", "2023Q2"], 1, "没有文件 atlantis-2023"),
        (["score", "ruzhou-2023", "二季度"], 1, "无法识别的考核期"),
        (["score", "ruzhou-2023", "2024Q1"], 1, "不含2024年第1季度"),
        (["score", "ruzhou-2023", "2023-05"], 1, "不按2023年5月计分"),
        (["score", "sanmenxia-2020", "2020-10"], 1, "不按2020年10月计分"),
        (["score", "ruzhou-2023", "2023Q2", "--group", "x"], 1, "没有分组 x"),
        (["score", "ruzhou-2023", "2023Q2", "--unit", "温泉"], 1, "没有单位 温泉"),
    ],
)
def test_a_mistake_is_answered_with_one_chinese_line(
    xiangmu: CommandLine, arguments: list[str], code: int, said: str
) -> None:
    answer = xiangmu(*arguments)
    assert answer.code == code
    assert answer.err.startswith("错误: ")
    assert said in answer.err
    assert answer.err.count("\n") == 1
    assert answer.out == ""


@pytest.mark.parametrize(
    "verb", [[], ["db"], ["db", "restore"], ["serve"], ["score"], ["plugin", "check"], *ACCESS]
)
def test_help_is_chinese_throughout(xiangmu: CommandLine, verb: list[str]) -> None:
    answer = xiangmu(*verb, "--help")
    assert answer.code == 0
    assert answer.out.startswith(" ".join(["用法: xiangmu", *verb, "[选项]"]))
    assert "--help" in answer.out
    for english in ("Usage", "Options", "Commands", "COMMAND", "ARGS", "TEXT", "Show", "default"):
        assert english not in answer.out


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("ledger", "数据库地址读不懂"),
        ("mysql://office@localhost/ledger", "不支持的数据库: mysql"),
        ("postgresql://office:secret@127.0.0.1:1/ledger", "postgresql://office:***@127.0.0.1:1/ledger"),
        ("sqlite:////", "连不上数据库 sqlite:////"),
    ],
)
def test_a_database_that_cannot_be_reached_is_named_without_its_password(
    xiangmu: CommandLine, monkeypatch: pytest.MonkeyPatch, url: str, said: str
) -> None:
    monkeypatch.setenv("XIANGMU_DATABASE_URL", url)
    for verb in (["db", "upgrade"], ["serve"]):
        answer = xiangmu(*verb)
        assert (answer.code, answer.out, answer.err.count("\n")) == (1, "", 1)
        assert said in answer.err


def test_a_port_in_use_is_said_before_anything_is_printed(xiangmu: CommandLine) -> None:
    xiangmu("db", "upgrade")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        answer = xiangmu("serve", "--port", port)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == f"错误: 无法监听 127.0.0.1 的端口 {port}: 地址不对、端口已被占用或无权使用\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["score", "ruzhou-2023", "2023Q2"],
        ["recheck"],
        ["seed", "--demo"],
        ["db", "check"],
        ["db", "verify"],
        ["db", "backup", "x.zip"],
        ["serve"],
    ],
)
def test_a_database_that_is_not_there_yet_names_the_command_that_makes_it(
    xiangmu: CommandLine, arguments: list[str]
) -> None:
    answer = xiangmu(*arguments)
    assert (answer.code, answer.err) == (1, "错误: 数据库尚未建立, 请先运行 xiangmu db upgrade\n")


def test_a_database_is_made_checked_and_moved(xiangmu: CommandLine, tmp_path: Path) -> None:
    assert xiangmu("db", "upgrade").code == 0
    assert xiangmu("db", "check").out == "数据库结构与程序一致\n"
    assert xiangmu("db", "verify").out == "账本完好: 到第 0 号, 末号校验值 无\n核对了 0 条命令所记的 0 行\n"
    archive = str(tmp_path / "backup.zip")
    assert xiangmu("db", "backup", archive).code == 0
    again = xiangmu("db", "backup", archive)
    assert (again.code, "已有同名文件" in again.err) == (1, True)
    assert "核对无误" in xiangmu("db", "restore", archive).out


def test_a_restore_sets_up_a_database_without_tables_and_leaves_an_older_one_alone(
    xiangmu: CommandLine, tmp_path: Path
) -> None:
    archive, ledger = str(tmp_path / "backup.zip"), tmp_path / "var" / "ledger.db"
    xiangmu("db", "upgrade")
    xiangmu("db", "backup", archive)
    with closing(sqlite3.connect(ledger)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
    older = xiangmu("db", "restore", archive)
    assert (older.code, "早于程序所需的" in older.err) == (1, True)
    with closing(sqlite3.connect(ledger)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
        connection.execute("PRAGMA journal_mode=DELETE")
    ledger.unlink()
    assert "核对无误" in xiangmu("db", "restore", archive).out
    assert xiangmu("db", "check").code == 0


def test_a_broken_archive_is_refused(xiangmu: CommandLine, tmp_path: Path) -> None:
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK")
    answer = xiangmu("db", "restore", str(broken))
    assert answer.code == 1
    assert answer.err.startswith("错误: 备份")


def test_every_clause_of_every_policy_has_a_status(xiangmu: CommandLine) -> None:
    answer = xiangmu("coverage", "--json")
    clauses = json.loads(answer.out)
    assert len(clauses) == 20 + 24 + 39 + 26 + 39
    assert all(set(clause) == {"policy", "clause", "status", "by", "reason"} for clause in clauses)
    assert {clause["status"] for clause in clauses} <= {"implemented", "nothing_to_compute", "open"}
    assert all(bool(clause["by"]) == (clause["status"] == "implemented") for clause in clauses)
    assert answer.code == int(any(clause["status"] == "open" for clause in clauses))


def test_every_clause_is_implemented_or_asks_nothing_of_a_program(xiangmu: CommandLine) -> None:
    clauses = json.loads(xiangmu("coverage", "--json").out)
    assert [c["clause"] for c in clauses if c["status"] == "open"] == []
    assert len(clauses) == 148


def test_plugins_and_policies_are_listed(xiangmu: CommandLine) -> None:
    assert [plugin["key"] for plugin in json.loads(xiangmu("plugins", "--json").out)] == [
        line.split("\t")[0] for line in xiangmu("plugins").out.splitlines()
    ]
    assert "ruzhou-2023" in xiangmu("policies").out


def test_a_plugin_is_checked_where_it_lies(xiangmu: CommandLine) -> None:
    answer = xiangmu("plugin", "check", str(ROOT / "plugins" / "ruzhou"))
    assert answer.code == 0
    assert "0个问题" in answer.out
