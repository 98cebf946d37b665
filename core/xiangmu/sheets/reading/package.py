"""The zip file of a workbook: looked at before anything is unpacked, and counted while it is."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from xiangmu.sheets.reading.limits import Limits
from xiangmu.sheets.reading.refusals import Refusal, UnreadableError, damaged
from xiangmu.sheets.reading.strangers import refuse_stranger

HARMLESS = 1024 * 1024
"""A part this small may be packed as tightly as it likes: bytes."""
RATIO = 250
"""Large sheets of real offices are packed 10 to 60 times."""
ENCRYPTED = 0x1
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
CHUNK = 1 << 16

LEFT_ALONE = {
    re.compile(r"xl/externallinks/"): "文件引用了其他工作簿: 没有去读它们, 只用了保存时的值",
    re.compile(r"xl/(connections\.xml|querytables/)"): "文件连着外部数据: 没有去取, 只用了保存时的值",
    re.compile(
        r"xl/embeddings/|\.(zip|rar|7z|xls[xmb]?|doc[xm]?|ppt[xm]?)$"
    ): "文件里嵌有其他文件: 没有打开它们",
}


class Package:
    """The parts of a workbook."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {entry.filename.lower(): entry for entry in archive.infolist()}

    def has(self, name: str) -> bool:
        """Whether there is such a part; case does not count."""
        return name.lower() in self._names

    @contextmanager
    def part(self, name: str) -> Iterator[IO[bytes]]:
        """A part to read; to its end, so that its checksum is compared. Raises UnreadableError."""
        entry = self._names.get(name.lower())
        if entry is None:
            raise damaged(f"no part {name[:200]!r}")
        with self._archive.open(entry) as part:
            yield part
            while part.read(CHUNK):
                pass

    def notices(self) -> tuple[str, ...]:
        """What is left alone of what the file holds, in Chinese."""
        return tuple(words for form, words in LEFT_ALONE.items() if any(map(form.search, self._names)))


@contextmanager
def opened(path: Path, limits: Limits) -> Iterator[Package]:
    """The workbook at ``path``. Raises UnreadableError, also for what goes wrong while it is read."""
    size = path.stat().st_size
    if size > limits.largest:
        raise UnreadableError(
            Refusal.TOO_LARGE, f"文件超过 {_megabytes(limits.largest)} MB, 请分成几个文件, 或删去其中的图片"
        )
    refuse_stranger(path)
    try:
        with zipfile.ZipFile(path) as archive:
            _look(archive, size, limits)
            yield Package(archive)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, zlib.error) as error:
        raise damaged(f"{type(error).__name__}: {error}") from error


def _look(archive: zipfile.ZipFile, size: int, limits: Limits) -> None:
    entries = archive.infolist()
    if len(entries) > limits.parts:
        raise UnreadableError(Refusal.TOO_LARGE, f"文件里有 {len(entries)} 个部件, 最多 {limits.parts} 个")
    if len({entry.filename.lower() for entry in entries}) < len(entries):
        raise UnreadableError(Refusal.UNSAFE, "文件里有同名的部件, 不予读取")
    if sum(entry.compress_size for entry in entries) > size:
        raise UnreadableError(Refusal.UNSAFE, "文件的各部件互相重叠, 不予读取")
    if sum(entry.file_size for entry in entries) > limits.unpacked:
        raise UnreadableError(
            Refusal.TOO_LARGE,
            f"文件解开后超过 {_megabytes(limits.unpacked)} MB, 请删去表格以外的空行空列, 再另存一份",
        )
    for entry in entries:
        _look_at(entry)


def _look_at(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & ENCRYPTED:
        raise UnreadableError(Refusal.PASSWORD, "文件加了密码, 请去掉密码后另存再传")
    if entry.compress_type not in METHODS:
        raise UnreadableError(Refusal.UNSAFE, "文件的压缩方法不是 xlsx 所用的, 请用 Excel 或 WPS 另存后再传")
    if (
        entry.filename.startswith("/")
        or ".." in PurePosixPath(entry.filename).parts
        or "\\" in entry.filename
    ):
        raise UnreadableError(Refusal.UNSAFE, "文件里有指向别处的部件名, 不予读取")
    if entry.file_size > max(HARMLESS, entry.compress_size * RATIO):
        raise UnreadableError(Refusal.TOO_LARGE, "文件压得异常紧, 解开后会大得多, 不予读取; 请另存后再传")


def _megabytes(count: int) -> int:
    return count // 1024**2
