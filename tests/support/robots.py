"""The three vendors as one server that a test runs: it checks what it is sent as they would, by its own means."""

from base64 import b64encode
from collections import defaultdict, deque
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

WECOM, DINGTALK, FEISHU = (f"{name}-0123456789abcdef" for name in ("wecom", "dingtalk", "feishu"))
SIGNED = "SEC-加签密钥-只在试验里用"
URLS = {
    WECOM: f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={WECOM}",
    DINGTALK: f"https://oapi.dingtalk.com/robot/send?access_token={DINGTALK}",
    FEISHU: f"https://open.feishu.cn/open-apis/bot/v2/hook/{FEISHU}",
}
HOUR = 3600
MOST_BODY = 20_000


def hmac_of(key: bytes, content: bytes) -> bytes:
    """HMAC-SHA256 as RFC 2104 puts it together."""
    padded = (sha256(key).digest() if len(key) > 64 else key).ljust(64, b"\0")
    inner = sha256(bytes(byte ^ 0x36 for byte in padded) + content).digest()
    return sha256(bytes(byte ^ 0x5C for byte in padded) + inner).digest()


@dataclass
class Robots:
    """``now`` is their time. ``answers``: what a robot says to the next messages instead of what it would say."""

    now: datetime
    secrets: dict[str, str] = field(default_factory=lambda: {DINGTALK: SIGNED, FEISHU: SIGNED})
    received: list[tuple[str, str]] = field(default_factory=list)
    """(robot, text) of every message that was taken."""
    bodies: list[bytes] = field(default_factory=list)
    answers: dict[str, deque[Response]] = field(default_factory=lambda: defaultdict(deque))

    @property
    def app(self) -> Starlette:
        """As an application."""
        return Starlette(
            routes=[
                Route("/cgi-bin/webhook/send", self._wecom, methods=["POST"]),
                Route("/robot/send", self._dingtalk, methods=["POST"]),
                Route("/open-apis/bot/v2/hook/{robot}", self._feishu, methods=["POST"]),
            ]
        )

    def texts(self, robot: str) -> list[str]:
        """What the robot was told."""
        return [text for to, text in self.received if to == robot]

    async def _wecom(self, request: Request) -> Response:
        robot, sent = request.query_params["key"], await self._read(request)
        kind = sent["msgtype"]
        content = sent[kind]["content"]
        if robot != WECOM:
            return JSONResponse({"errcode": 93000, "errmsg": "invalid webhook url"})
        if len(content.encode()) > {"text": 2048, "markdown": 4096}[kind]:
            return JSONResponse({"errcode": 40058, "errmsg": f"{kind}.content exceed max length"})
        return self._take(robot, content, {"errcode": 0, "errmsg": "ok"})

    async def _dingtalk(self, request: Request) -> Response:
        given, sent = request.query_params, await self._read(request)
        robot, secret = given["access_token"], self.secrets.get(given["access_token"], "")
        if len(self.bodies[-1]) > MOST_BODY:
            return JSONResponse({"errcode": 460101, "errmsg": "message too long"})
        if secret:
            at = given.get("timestamp", "0")
            right = b64encode(hmac_of(secret.encode(), f"{at}\n{secret}".encode())).decode()
            if given.get("sign") != right or abs(int(at) / 1000 - self.now.timestamp()) > HOUR:
                return JSONResponse({"errcode": 310000, "errmsg": "sign not match"})
        text = sent["text"]["content"] if sent["msgtype"] == "text" else sent["markdown"]["text"]
        return self._take(robot, text, {"errcode": 0, "errmsg": "ok"})

    async def _feishu(self, request: Request) -> Response:
        robot, sent = request.path_params["robot"], await self._read(request)
        secret = self.secrets.get(robot, "")
        if len(self.bodies[-1]) > MOST_BODY:
            return JSONResponse({"code": 19002, "msg": "params error"}, 400)
        if secret:
            at = sent.get("timestamp", "0")
            right = b64encode(hmac_of(f"{at}\n{secret}".encode(), b"")).decode()
            if sent.get("sign") != right or abs(int(at) - self.now.timestamp()) > HOUR:
                return JSONResponse(
                    {"code": 19021, "msg": "sign match fail or timestamp is not within one hour"}
                )
        written = sent["content"] if sent["msg_type"] == "text" else sent["card"]["elements"][0]
        text = written.get("text") or written["content"]
        return self._take(robot, text, {"StatusCode": 0, "StatusMessage": "success", "code": 0})

    async def _read(self, request: Request) -> Any:
        assert request.headers["accept-encoding"] == "identity"
        body = await request.body()
        self.bodies.append(body)
        return orjson.loads(body)

    def _take(self, robot: str, text: str, answer: dict[str, Any]) -> Response:
        if self.answers[robot]:
            return self.answers[robot].popleft()
        self.received.append((robot, text))
        return JSONResponse(answer)
