"""The command line on a database that does not exist yet."""

from pathlib import Path

import pytest

from tests.support.command_line import CommandLine


@pytest.fixture
def xiangmu(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> CommandLine:
    """``xiangmu`` on an empty place."""
    return CommandLine(f"sqlite:///{tmp_path / 'var' / 'ledger.db'}", monkeypatch, capsys)
