"""Documents and tables of offices (docx, xlsx): zip files of a known form, without programs in them."""

import re
import zipfile
from pathlib import Path

FORMS = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ),
}
"""The type of the main part, and of the file that has one."""
CONTENTS = "[Content_Types].xml"
LARGEST_CONTENTS = 1024 * 1024
MOST_PARTS = 10_000
LARGEST = 1024**3
"""Bytes of all parts unpacked: more would fill the memory of whoever opens the file."""
PROGRAMS = re.compile(r"vba|macrosheets|activex|\.(?:bin|exe|dll|js|vbs|bat|cmd|ps1|hta|jar)$", re.IGNORECASE)
HARMLESS = re.compile(r"printersettings[0-9]*\.bin$", re.IGNORECASE)
MACROS = re.compile(r"macroenabled|vbaproject|activex", re.IGNORECASE)


class UnacceptableError(Exception):
    """The file is not let in; the message says in Chinese why."""


def office_type(path: Path) -> str:
    """The type of the document in a zip file. Raises UnacceptableError."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST:
                raise UnacceptableError("文件解开后过大, 或所含部分太多")
            contents = _contents(archive)
            if MACROS.search(contents) or any(_is_program(part.filename) for part in parts):
                raise UnacceptableError("文件带有宏或可执行的内容, 请另存为不带宏的 docx 或 xlsx 再传")
    except UnacceptableError:
        raise
    except Exception as error:  # zipfile raises many kinds over what is malformed
        raise UnacceptableError("压缩包不收; 若是 docx、xlsx, 文件已损坏") from error
    for main, form in FORMS.items():
        if f'"{main}"' in contents or f"'{main}'" in contents:
            return form
    raise UnacceptableError("压缩包不收, 只收 docx、xlsx")


def _contents(archive: zipfile.ZipFile) -> str:
    with archive.open(CONTENTS) as part:
        content = part.read(LARGEST_CONTENTS + 1)
    if len(content) > LARGEST_CONTENTS:
        raise UnacceptableError("文件的目录过大")
    return content.decode("utf-8")


def _is_program(name: str) -> bool:
    return bool(PROGRAMS.search(name)) and not HARMLESS.search(name)
