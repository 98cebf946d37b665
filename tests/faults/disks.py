"""Places that can be full."""

import errno
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from xiangmu.plugin.value import value

BLOCK = b"\0" * 4096


@value
class Place:
    """What fills a place, and what makes room again; ``how`` says what is tried."""

    how: str
    fill: Callable[[], None]
    free: Callable[[], None]


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path | None]:
    """``folder`` as a disk of its own, if this machine lets us."""
    mount = ("mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=777", "tmpfs", str(folder))
    try:
        mounted = subprocess.run(mount, check=False, capture_output=True).returncode == 0
    except FileNotFoundError:
        mounted = False
    try:
        yield folder if mounted else None
    finally:
        if mounted:
            # its last user may still be going
            unmount = ("umount", "--lazy", str(folder))
            subprocess.run(unmount, check=True)


def filled(folder: Path) -> None:
    """Leave not a byte free."""
    with (folder / "filler").open("ab", buffering=0) as filler:
        size = len(BLOCK)
        while size:
            try:
                filler.write(BLOCK[:size])
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise
                size //= 2


def freed(folder: Path) -> None:
    """Take the filler away."""
    (folder / "filler").unlink()


def largest_in(folder: Path) -> int:
    """The size of the largest file beneath ``folder``."""
    return max(file.stat().st_size for file in folder.rglob("*") if file.is_file())
