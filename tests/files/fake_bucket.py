"""A store that speaks as much S3 as is needed here, on 127.0.0.1."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import md5
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from xml.sax.saxutils import escape


class Bucket(BaseHTTPRequestHandler):
    """Answers for objects in ``held``, to requests that are signed; ``fails`` makes every answer a 500."""

    held: dict[str, bytes]
    asked: list[str]
    fails = False
    protocol_version = "HTTP/1.1"

    def do_PUT(self) -> None:
        """Keep an object."""
        content = self.rfile.read(int(self.headers["content-length"]))
        if self._admitted():
            self.held[self.path] = content
            self._answer(200, b"", {"ETag": f'"{md5(content, usedforsecurity=False).hexdigest()}"'})

    def do_GET(self) -> None:
        """Give an object out."""
        if not self._admitted():
            return
        content = self.held.get(self.path)
        if content is None:
            self._answer(404, self._error("NoSuchKey"))
        else:
            dated = {"ETag": '"x"', "Last-Modified": "Sat, 01 Jul 2023 04:00:00 GMT"}
            self._answer(200, content, dated)

    def do_POST(self) -> None:
        """Forget objects."""
        content = self.rfile.read(int(self.headers["content-length"])).decode()
        if self._admitted():
            keys = re.findall("<Key>(.*?)</Key>", content)
            for key in keys:
                self.held.pop(f"{self.path.partition('?')[0]}/{key}", None)
            told = "".join(f"<Deleted><Key>{escape(key)}</Key></Deleted>" for key in keys)
            self._answer(200, f"<DeleteResult>{told}</DeleteResult>".encode())

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def _admitted(self) -> bool:
        self.asked.append(self.headers.get("authorization", ""))
        if self.fails:
            self._answer(400, self._error("Broken"))
        elif not self.headers.get("authorization", "").startswith("AWS4-HMAC-SHA256 Credential=key/"):
            self._answer(403, self._error("AccessDenied"))
        else:
            return True
        return False

    def _error(self, code: str) -> bytes:
        return f"<Error><Code>{escape(code)}</Code></Error>".encode()

    def _answer(self, status: int, content: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, told in (headers or {}).items():
            self.send_header(name, told)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def bucket() -> Iterator[tuple[str, type[Bucket]]]:
    """Its address, and what answers there."""
    answering = type("Answering", (Bucket,), {"held": {}, "asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), answering)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", answering
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
