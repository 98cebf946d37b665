"""What all subscriptions of a process share."""

import asyncio

from xiangmu.db.engine import Database
from xiangmu.services.live.following import Follower

READERS = 4
"""Subscriptions that read at once: requests find connections to the database beside them."""


class Hub:
    """The follower, and whose turn it is to read."""

    def __init__(self, database: Database) -> None:
        self.follower = Follower(database)
        self.turns = asyncio.Semaphore(READERS)
