"""Short-lived addresses: what they lead to stands in them, signed with a secret of the installation.

Whoever has such an address may use it until it ends, without other credentials. All processes of an installation
share the secret, which is made when it is first needed; a database that was restored makes another one.
"""

import asyncio
import hmac
import re
from base64 import urlsafe_b64encode
from datetime import datetime
from hashlib import sha256

from sqlalchemy import insert, select

from xiangmu.db import tables as t
from xiangmu.db.engine import Database
from xiangmu.plugin.value import value
from xiangmu.services.identity.secrets import new_seed

SUBJECT = re.compile(r"[A-Za-z0-9_-]{1,200}", re.ASCII)
TOKEN = re.compile(r"([A-Za-z0-9_-]{1,200})\.([0-9]{1,12})\.([A-Za-z0-9_-]{43})", re.ASCII)
ONLY = 1
"""The id of the one secret."""


@value
class Seal:
    """Signs and checks with ``secret``; a token of one ``purpose`` is worth nothing for another."""

    secret: bytes

    def sign(self, purpose: str, subject: str, until: datetime) -> str:
        """A token for ``subject`` (letters, digits, ``_`` and ``-``) that is good before ``until``."""
        if not SUBJECT.fullmatch(subject):
            raise ValueError("只能签名由字母、数字、下划线和短横组成的内容")
        ends = int(until.timestamp())
        return f"{subject}.{ends}.{self._mac(purpose, subject, ends)}"

    def subject(self, purpose: str, token: str, now: datetime) -> str | None:
        """What the token is for; None for one that was made up, is for something else, or has ended."""
        found = TOKEN.fullmatch(token)
        if found is None:
            return None
        subject, ends, mac = found[1], int(found[2]), found[3]
        if not hmac.compare_digest(self._mac(purpose, subject, ends), mac):
            return None
        return subject if now.timestamp() < ends else None

    def _mac(self, purpose: str, subject: str, ends: int) -> str:
        content = f"{purpose}\n{subject}\n{ends}".encode()
        return urlsafe_b64encode(hmac.digest(self.secret, content, sha256)).decode().rstrip("=")


class Sealing:
    """Finds the installation's seal, once for the process."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._seal: Seal | None = None
        self._finding = asyncio.Lock()

    async def seal(self) -> Seal:
        """The seal. Raises UnavailableError."""
        if self._seal is None:
            async with self._finding:
                if self._seal is None:
                    self._seal = Seal(secret=bytes.fromhex(await self._find() or await self._make()))
        return self._seal

    async def _find(self) -> str | None:
        async with self._database.glancing() as connection:
            found: str | None = await connection.scalar(select(t.signing_key.c.secret))
            return found

    async def _make(self) -> str:
        """The secret, made now unless another process was first: writers come one after another."""
        async with self._database.writing() as connection:
            found: str | None = await connection.scalar(select(t.signing_key.c.secret))
            if found is None:
                found = new_seed()
                await connection.execute(insert(t.signing_key).values(id=ONLY, secret=found))
            return found
