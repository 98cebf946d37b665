"""What the commands on notifications show."""

from collections.abc import Mapping
from uuid import UUID

from xiangmu.api.entities.notices import CHANNEL, DELIVERY, NotificationChannel, NotificationDelivery
from xiangmu.api.mutations.payloads import Done, Gives, named
from xiangmu.api.reader.ids import Key
from xiangmu.services.command import Input
from xiangmu.services.notices.channels import (
    ChannelAdd,
    ChannelAddressSet,
    ChannelChange,
    ChannelDisable,
    ChannelEnable,
    ChannelTest,
    DeliveryRetry,
)


def _subject(done: Done) -> Key:
    return UUID(done.receipt.subject)


_CHANNEL = Gives(
    name="channel",
    type=NotificationChannel,
    of=lambda _: named(CHANNEL),
    description="通知渠道。",
    key=_subject,
)
_DELIVERY = Gives(
    name="delivery",
    type=NotificationDelivery,
    of=lambda _: named(DELIVERY),
    description="投递。",
    key=_subject,
)
NOTICES: Mapping[type[Input], tuple[Gives, ...]] = {
    **dict.fromkeys(
        (ChannelAdd, ChannelChange, ChannelAddressSet, ChannelDisable, ChannelEnable, ChannelTest),
        (_CHANNEL,),
    ),
    DeliveryRetry: (_DELIVERY,),
}
