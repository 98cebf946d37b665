"""What one file may cost."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """``largest`` bytes of the file, ``unpacked`` bytes of all its parts, ``memory`` bytes of the process.

    ``cells`` counts every cell of the file, also blank ones, and ``rows`` those of a sheet that hold something.
    """

    largest: int
    unpacked: int
    parts: int
    cells: int
    rows: int
    memory: int
    seconds: int
