"""``tick``: run by cron, in a process of its own, since it keeps a log."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.command_line import CommandLine

PROGRAM = [sys.executable, "-c", "from xiangmu.cli import main; main()", "tick"]


@pytest.fixture
def ledger(xiangmu: CommandLine, tmp_path: Path) -> Path:
    """A ledger with nothing in it."""
    xiangmu("db", "upgrade")
    return tmp_path / "var" / "ledger.db"


def ticked(**settings: object) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {name: str(content) for name, content in settings.items()}
    return subprocess.run(PROGRAM, env=environment, capture_output=True, text=True, check=False)


def test_it_says_what_each_step_did(ledger: Path, tmp_path: Path) -> None:
    first, second = (ticked(XIANGMU_TICK_HEADS=tmp_path / "heads") for _ in range(2))
    assert (first.returncode, second.returncode) == (0, 0)
    assert {"分发通知: 0", "投递通知: 0", "导出账本末号: 1"} <= {*first.stdout.splitlines()}
    assert "导出账本末号: 0" in second.stdout.splitlines()
    with Path(f"{ledger}-tick").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert ticked().stdout == "另一个进程正在做定时事项, 这次不做\n"


def test_it_says_what_was_not_done(ledger: Path, tmp_path: Path) -> None:
    assert ledger.exists()
    (tmp_path / "occupied").write_text("", encoding="utf-8")
    failed = ticked(XIANGMU_TICK_HEADS=tmp_path / "occupied")
    assert failed.returncode == 1
    assert "导出账本末号: 没有做成" in failed.stdout.splitlines()
    assert failed.stderr.endswith("错误: 有的定时事项没有做成, 原因在日志里\n")
