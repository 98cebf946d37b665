"""Whether the built pages are those of the sources beside this file: a hash of the sources, written with the pages.

Reads files only and imports nothing beyond Python, for package builds run in an environment of their own.
"""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

SOURCES = Path(__file__).parent
BUILT = Path("core/xiangmu/web/assets")
"""Where the pages go, from the root of the repository."""
STAMP = "stamp"
NOT_SOURCES = {"node_modules", "__pycache__"}


def fingerprint(sources: Path = SOURCES) -> str:
    """The hash of the names and contents of all sources."""
    digest = sha256()
    for path in _files(sources):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(sources).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def is_current(built: Path, sources: Path = SOURCES) -> bool:
    """Whether ``built`` holds the pages of the sources, whole: the stamp is written last."""
    stamp = built / STAMP
    return stamp.is_file() and stamp.read_text(encoding="ascii").strip() == fingerprint(sources)


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_file():
            yield path
        elif path.name not in NOT_SOURCES:
            yield from _files(path)
