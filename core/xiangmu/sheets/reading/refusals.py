"""Why a whole file cannot be read."""

from enum import StrEnum


class Refusal(StrEnum):
    """The stable code of a refusal."""

    NOT_XLSX = "NOT_XLSX"
    LEGACY = "LEGACY"
    """The format before 2007 (.xls, .et)."""
    BINARY = "BINARY"
    """The binary format (.xlsb)."""
    MACROS = "MACROS"
    PASSWORD = "PASSWORD"  # noqa: S105 - the name of a refusal
    DAMAGED = "DAMAGED"
    UNSAFE = "UNSAFE"
    """Document types, entities, parts that lie about their names or sizes."""
    TOO_LARGE = "TOO_LARGE"
    TOO_MANY_CELLS = "TOO_MANY_CELLS"
    TOO_MANY_ROWS = "TOO_MANY_ROWS"
    TOO_SLOW = "TOO_SLOW"
    NO_TABLE = "NO_TABLE"
    """No sheet has a header with the labels of the form."""
    FAILED = "FAILED"
    """The reader itself broke; ``detail`` is for the log."""


class UnreadableError(Exception):
    """The file is not read. The message says in Chinese why and what to do; ``detail`` is for the log only."""

    def __init__(self, code: Refusal, message: str, detail: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.detail = detail


DAMAGED = "文件已损坏或不完整, 请用 Excel 或 WPS 打开后另存为 xlsx 再传"


def damaged(detail: str) -> UnreadableError:
    """The file does not hold together."""
    return UnreadableError(Refusal.DAMAGED, DAMAGED, detail)
