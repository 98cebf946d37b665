"""The process that reads a file: a request on its input, lines on its output."""

import resource
import signal
import sys
import traceback

from xiangmu.sheets.reading.asking import requested
from xiangmu.sheets.reading.limits import Limits
from xiangmu.sheets.reading.protocol import Line, line
from xiangmu.sheets.reading.refusals import Refusal, UnreadableError
from xiangmu.sheets.reading.working import Work

FILES = 16
"""Open at once: the pipes, the file, and modules while they are imported."""


def main() -> None:
    """Read the file of the request within its limits. Whoever asked may be gone: the limits hold without them."""
    path, wanted, limits = requested(sys.stdin.buffer.read())
    _confine(limits)
    out = sys.stdout.buffer
    try:
        Work(wanted, limits, out).read(path)
    except UnreadableError as error:
        out.write(line(Line.REFUSED, error.code, error.message, error.detail))
    except MemoryError:
        out.write(line(Line.REFUSED, Refusal.TOO_LARGE, "读这个文件要用太多内存, 请分成几个文件", "memory"))
    except Exception:
        out.write(
            line(Line.REFUSED, Refusal.FAILED, "读这个文件时出错, 请联系管理员", traceback.format_exc())
        )
    out.flush()


def _confine(limits: Limits) -> None:
    for kind, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_NOFILE, FILES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))
    signal.alarm(limits.seconds)


if __name__ == "__main__":
    main()
