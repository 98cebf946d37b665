"""Identities: time-ordered ones for what commands record, named ones for what has a key."""

from datetime import datetime
from hashlib import sha256
from uuid import UUID, uuid5

NAMES = UUID("0f6e1f5c-6f6b-5c0e-9d59-7869616e676d")


def derived_id(recorded_at: datetime, request: UUID, ordinal: int) -> UUID:
    """The UUIDv7 number ``ordinal`` of a request: the same request at the same time gives the same id."""
    milliseconds = int(recorded_at.timestamp() * 1000)
    hashed = int.from_bytes(sha256(request.bytes + ordinal.to_bytes(4)).digest()[:8])
    return UUID(int=milliseconds << 80 | 7 << 76 | (ordinal & 0xFFF) << 64 | 0b10 << 62 | hashed >> 2)


def jurisdiction_id(key: str) -> UUID:
    """The identity of the jurisdiction called ``key``."""
    return uuid5(NAMES, f"jurisdiction/{key}")


def unit_id(jurisdiction: str, key: str) -> UUID:
    """The identity of the unit called ``key`` in ``jurisdiction``."""
    return uuid5(NAMES, f"unit/{jurisdiction}/{key}")
