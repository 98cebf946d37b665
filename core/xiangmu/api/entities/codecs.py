"""How money and instants are read."""

from datetime import UTC, datetime

from xiangmu.api.reader.codecs import Codec
from xiangmu.plugin.money import as_wan
from xiangmu.services.clock import SHANGHAI

WAN = Codec(leaf="Wan", wire=as_wan)


def _shown(instant: datetime | str) -> str:
    if isinstance(instant, str):
        stored = datetime.fromisoformat(instant)
        instant = stored if stored.tzinfo else stored.replace(tzinfo=UTC)
    return instant.astimezone(SHANGHAI).isoformat()


INSTANT = Codec(leaf="DateTime", wire=_shown)
