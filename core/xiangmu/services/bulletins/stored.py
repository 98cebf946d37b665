"""The stored form of a bulletin: what it rests on and what it prints, as compressed canonical JSON."""

from pydantic import TypeAdapter

from xiangmu.db.blob import Blob, pack, unpack
from xiangmu.db.bulletins import Printout
from xiangmu.domain.bulletins.content import Content
from xiangmu.domain.bulletins.gathered import Gathered

FORMAT = 1
"""Of the two values below; a bulletin says in which format it is stored."""
GATHERED = TypeAdapter(Gathered)
CONTENT = TypeAdapter(Content)


def pack_gathered(gathered: Gathered) -> Blob:
    """To be stored; equal content gives the same hash."""
    return pack(GATHERED.dump_python(gathered, mode="json"))


def unpack_gathered(blob: Blob) -> Gathered:
    """What was stored. Raises ValueError when it cannot be read."""
    return GATHERED.validate_python(unpack(blob))


def pack_content(content: Content) -> Blob:
    """To be stored; equal content gives the same hash."""
    return pack(CONTENT.dump_python(content, mode="json"))


def unpack_content(blob: Blob) -> Content:
    """What was stored. Raises ValueError when it cannot be read."""
    return CONTENT.validate_python(unpack(blob))


def gathered_of(printout: Printout) -> Blob:
    """What a bulletin rests on, packed."""
    return Blob(content=printout.gathered, hash=printout.gathered_hash)


def content_of(printout: Printout) -> Blob:
    """What a bulletin prints, packed."""
    return Blob(content=printout.content, hash=printout.content_hash)
