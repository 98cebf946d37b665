"""How money and instants are read."""

from datetime import datetime

from xiangmu.api.reader.codecs import Codec
from xiangmu.api.scalars import SCALARS
from xiangmu.plugin.money import as_wan

WAN = Codec(leaf="Wan", wire=as_wan)
INSTANT = Codec(leaf="DateTime", wire=SCALARS[datetime].serialize)
