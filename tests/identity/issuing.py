"""A single sign-on of a test: keys, tokens, and a server on this machine that shows the keys."""

import base64
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from jwt.algorithms import ECAlgorithm, OKPAlgorithm, RSAAlgorithm

from tests.support.city import CITY
from tests.support.office import NOON
from xiangmu.services.identity.external.issuers import Issuer

ISSUER, AUDIENCE = "https://sso.testville.example", "xiangmu"
NOW = int(NOON.timestamp())
GRANTS = (
    {"claim": "realm_access.roles", "value": "office", "role": "OFFICE", "jurisdiction": CITY},
    {"claim": "dept", "value": "town1", "role": "REPORTER", "jurisdiction": CITY, "unit": "town1"},
)
Claims = dict[str, Any]


class Key:
    """A private key called ``kid``."""

    def __init__(self, kid: str, algorithm: str = "RS256", bits: int = 2048) -> None:
        self.kid, self.algorithm = kid, algorithm
        self.private: Any
        if algorithm.startswith(("RS", "PS")):
            self.private = rsa.generate_private_key(65537, bits)
            public = RSAAlgorithm.to_jwk(self.private.public_key(), as_dict=True)
        elif algorithm == "ES256":
            self.private = ec.generate_private_key(ec.SECP256R1())
            public = ECAlgorithm.to_jwk(self.private.public_key(), as_dict=True)
        else:
            self.private = ed25519.Ed25519PrivateKey.generate()
            public = OKPAlgorithm.to_jwk(self.private.public_key(), as_dict=True)
        self.jwk: Claims = {**public, "kid": kid, "use": "sig"}

    def sign(self, header: Claims | None = None, **claims: Any) -> str:
        """A token with the usual claims but for ``claims``; None leaves one out."""
        usual = {
            "iss": ISSUER,
            "sub": "li",
            "aud": AUDIENCE,
            "iat": NOW,
            "exp": NOW + 300,
            "realm_access": {"roles": ["office", "other"]},
        }
        told = {name: content for name, content in (usual | claims).items() if content is not None}
        head = {"alg": self.algorithm, "typ": "JWT", "kid": self.kid} | (header or {})
        # by hand: the library would refuse to write much of what is tried here
        signed = f"{encoded(head)}.{encoded(told)}"
        signature = jwt.get_algorithm_by_name(self.algorithm).sign(signed.encode(), self.private)
        return f"{signed}.{base64url(signature)}"


def base64url(content: bytes) -> str:
    """As it stands in a token."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def encoded(content: Any) -> str:
    """JSON as it stands in a token."""
    return base64url(json.dumps(content).encode())


def issuer(keys: str, **more: Any) -> Issuer:
    """The settings for the test's issuer."""
    told = {"issuer": ISSUER, "audience": AUDIENCE, "keys": keys, "algorithms": ["RS256"], "grant": GRANTS}
    return Issuer.model_validate(told | more)


def jwks(*keys: Key) -> Claims:
    """What the issuer shows of its keys."""
    return {"keys": [key.jwk for key in keys]}


@contextmanager
def shown(answer: Callable[[BaseHTTPRequestHandler], None]) -> Iterator[str]:
    """A server on this machine; its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer(self)

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/jwks"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def saying(content: Any, status: int = 200, **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    """Answers with that JSON."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        request.send_response(status)
        for name, text in headers.items():
            request.send_header(name, text)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    return answer
