"""Secrets that the program makes: 256 bits behind a prefix that says what they are for. Only hashes are kept."""

import hmac
import secrets
from hashlib import sha256

ACCESS = "xs_"
"""Of a session, for some minutes."""
REFRESH = "xr_"
"""Renews a session, once."""
API = "xm_"
"""Of a program."""
CALENDAR = "xc_"
"""In the address of a calendar."""
ONCE = "xo_"
"""Sets a password, once."""
BYTES = 32


def new_secret(prefix: str) -> str:
    """A secret that nobody can guess."""
    return prefix + secrets.token_urlsafe(BYTES)


def new_seed() -> str:
    """What ``next_secret`` needs beside the secret before; worth nothing alone."""
    return secrets.token_hex(BYTES)


def next_secret(prefix: str, seed: str, before: str, request: str) -> str:
    """The secret that follows ``before`` in the request: the same again when the request is sent again.

    Neither the seed, which is stored, nor the secret before, which travelled, is enough to know it.
    """
    mixed = hmac.new(bytes.fromhex(seed), "\n".join((prefix, before, request)).encode(), sha256)
    return prefix + mixed.hexdigest()


def hash_of(secret: str) -> str:
    """What is stored of a secret. So many random bits need no salt and no slow hash."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
