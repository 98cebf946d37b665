"""The command ``xiangmu`` as someone at a terminal meets it."""

import sys
from dataclasses import dataclass

import pytest

from xiangmu.cli import installation, main


@dataclass(frozen=True)
class Answer:
    """What a call printed and how it ended."""

    code: int
    out: str
    err: str


class CommandLine:
    """Calls ``xiangmu`` in this process, on one database."""

    def __init__(self, url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch, self._capsys = monkeypatch, capsys
        monkeypatch.setenv("XIANGMU_DATABASE_URL", url)

    def __call__(self, *arguments: str) -> Answer:
        """Run ``xiangmu`` with ``arguments``."""
        installation.settings.cache_clear()
        installation.catalog.cache_clear()
        self._monkeypatch.setattr(sys, "argv", ["xiangmu", *arguments])
        with pytest.raises(SystemExit) as left:
            main()
        said = self._capsys.readouterr()
        return Answer(code=int(left.value.code or 0), out=said.out, err=said.err)
