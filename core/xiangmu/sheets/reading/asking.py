"""What is handed to the process: where the file is, what is looked for in it, and what it may cost."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from xiangmu.sheets.reading.limits import Limits
from xiangmu.sheets.reading.wanted import Content, Unit, Wanted, WantedColumn


def request(path: Path, wanted: Wanted, limits: Limits) -> bytes:
    """As JSON."""
    content = {"path": str(path), "wanted": asdict(wanted), "limits": asdict(limits)}
    return json.dumps(content, ensure_ascii=False).encode()


def requested(data: bytes) -> tuple[Path, Wanted, Limits]:
    """What ``request`` packed."""
    content: dict[str, Any] = json.loads(data)
    wanted = content["wanted"]
    return (
        Path(content["path"]),
        Wanted(
            columns=tuple(_column(column) for column in wanted["columns"]),
            money=Unit(wanted["money"]),
            said=Unit(wanted["said"]) if wanted["said"] else None,
        ),
        Limits(**content["limits"]),
    )


def _column(content: dict[str, Any]) -> WantedColumn:
    return WantedColumn(
        field=content["field"],
        labels=tuple(content["labels"]),
        content=Content(content["content"]),
        group=content["group"],
        required=content["required"],
        choices=tuple((value, label) for value, label in content["choices"]),
    )
