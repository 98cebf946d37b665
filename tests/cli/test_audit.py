"""``audit``: what it prints, and how it ends."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.command_line import CommandLine


@pytest.fixture
def ledger(xiangmu: CommandLine, tmp_path: Path) -> Path:
    """A ledger with one command in it."""
    xiangmu("db", "upgrade")
    xiangmu("account", "bootstrap")
    return tmp_path / "var" / "ledger.db"


def test_a_day_s_head_is_exported_once_and_agrees(xiangmu: CommandLine, ledger: Path, tmp_path: Path) -> None:
    folder = str(tmp_path / "heads")
    first, second = (xiangmu("audit", "export-head", "--to", folder) for _ in range(2))
    assert (first.code, first.out, first.err) == (0, second.out, "")
    assert second.err == "今天已导出过, 这是当时的末号\n"
    assert ledger.exists()
    verified = xiangmu("audit", "verify", "--head", str(tmp_path / "heads" / "heads.txt"))
    assert (verified.code, verified.err) == (0, "")
    assert verified.out.endswith(", 与导出的 1 个末号相符\n")


def test_what_was_changed_is_told_on_a_line_each_and_by_the_exit_code(
    xiangmu: CommandLine, ledger: Path
) -> None:
    with closing(sqlite3.connect(ledger)) as connection, connection:
        connection.execute("DROP TRIGGER command_fix")
        connection.execute("UPDATE command SET principal = 'nobody' WHERE no = 1")
    found = xiangmu("audit", "verify")
    assert (found.code, found.out) == (3, "")
    change, trigger, count = found.err.splitlines()
    assert change.split("\t")[:4] == ["command", "第 1 号", "-", "principal"]
    assert trigger.split("\t") == ["command", "-", "-", "-", "缺少触发器 command_fix: command 可以被改动"]
    assert count == "账本有 2 处不符"
    assert xiangmu("audit", "verify", "--most", "1").err.endswith("账本有 1 处不符, 未全部列出\n")


def test_what_is_no_head_is_told_from_a_ledger_that_does_not_hold(
    xiangmu: CommandLine, ledger: Path, tmp_path: Path
) -> None:
    (tmp_path / "note.txt").write_text("没有", encoding="utf-8")
    (tmp_path / "picture.txt").write_bytes(b"\xff\xfe")
    for name, said in (("note.txt", "里面没有账本末号"), ("picture.txt", "不是文本文件")):
        answer = xiangmu("audit", "verify", "--head", str(tmp_path / name))
        assert (answer.code, answer.out) == (1, "")
        assert said in answer.err
    folder = xiangmu("audit", "export-head", "--to", str(ledger))
    assert (folder.code, folder.err) == (2, "错误: 参数 --to 的值不合要求: 须为目录, 不能是文件\n")
