"""The log: lines to be read, or one JSON object a line; always with the request and the operation they belong to."""

import logging
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import orjson

from xiangmu.api.seen import SEEN
from xiangmu.plugin.recurrence import SHANGHAI
from xiangmu.settings import LogFormat, LogSettings

PLAIN = re.compile(r"[\w./:+-]+")
"""What needs no quotes in a line to be read."""
QUIETER = ("aiosqlite", "alembic", "asyncio", "uvicorn")
"""Libraries of which only warnings are of interest."""


def configure(settings: LogSettings) -> None:
    """Write the log of this process to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if settings.format is LogFormat.JSON else Lines())
    logging.basicConfig(handlers=[handler], level=settings.level.value, force=True)
    for name in QUIETER:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelName(settings.level.value)))
    logging.captureWarnings(True)


class Lines(logging.Formatter):
    """``2023-07-01 12:00:00.000 INFO xiangmu.access [request operation] message name=content …``"""

    def format(self, record: logging.LogRecord) -> str:
        """One record; its trace, if it has one, on the lines below."""
        request, told = _about(record)
        at = datetime.fromtimestamp(record.created, SHANGHAI).isoformat(sep=" ", timespec="milliseconds")[:23]
        of = f" [{' '.join(request.values())}]" if request else ""
        message = record.getMessage().replace("\n", "\\n")
        parts = "".join(f" {name}={_shown(content)}" for name, content in told.items() if content != "")
        line = f"{at} {record.levelname} {record.name}{of} {message}{parts}"
        return f"{line}\n{trace}" if (trace := self._trace(record)) else line

    def _trace(self, record: logging.LogRecord) -> str:
        return self.formatException(record.exc_info) if record.exc_info else ""


class JsonLines(Lines):
    """An object with ``at``, ``level``, ``logger``, ``message``, then what is told; the trace in ``exception``."""

    def format(self, record: logging.LogRecord) -> str:
        """One record in one line."""
        request, told = _about(record)
        line = {
            "at": datetime.fromtimestamp(record.created, UTC),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **request,
            **told,
        }
        trace = self._trace(record)
        return orjson.dumps(line | ({"exception": trace} if trace else {}), default=str).decode()


def _about(record: logging.LogRecord) -> tuple[dict[str, str], Mapping[str, Any]]:
    seen = SEEN.get()
    request = {"request": seen.request_id, "operation": seen.operation} if seen else {}
    return {name: content for name, content in request.items() if content}, getattr(record, "told", {})


def _shown(content: object) -> str:
    text = str(content)
    # as JSON, so that nobody writes lines of their own
    return text if PLAIN.fullmatch(text) else orjson.dumps(text).decode()
