"""Names of files as they may be kept and sent back: nothing that a disk, a header or a reader could take for more."""

import re
import unicodedata

from xiangmu.services.files.looking import ENDINGS

LONGEST = 120
NAMELESS = "附件"
FORBIDDEN = re.compile(r'[\\/:*?"<>|%;]')
DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)", re.IGNORECASE)
INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories of signs that nobody sees: among them those that turn the direction of writing round."""


def clean_name(given: str) -> str:
    """``given`` without its folder and what stands for anything but itself; never empty, at most 120 characters."""
    name = unicodedata.normalize("NFC", given)
    name = re.split(r"[\\/]", name)[-1]
    name = "".join(sign for sign in name if unicodedata.category(sign) not in INVISIBLE)
    name = FORBIDDEN.sub("_", " ".join(name.split())).strip(". ")
    if DEVICES.match(name):
        name = f"_{name}"
    if len(name) > LONGEST:
        stem, dot, ending = name.rpartition(".")
        short = dot and stem and len(ending) <= 5
        name = (
            f"{stem[: LONGEST - len(ending) - 1].rstrip('. ')}.{ending}"
            if short
            else name[:LONGEST].strip(". ")
        )
    return name or NAMELESS


def with_ending(name: str, of: str) -> str:
    """The name with an ending that says what the file is."""
    if name.lower().endswith(ENDINGS[of]):
        return name
    ending = ENDINGS[of][0]
    return f"{name[: LONGEST - len(ending)].rstrip('. ')}{ending}"
