"""The client that ariadne-codegen makes of ``schema.graphql`` passes mypy strictly, and a program asks with it.

It lives in an environment of its own, for the generator wants another graphql-core than the program.
"""

import shutil
import sys

from tests.clients.conftest import HERE, output

FOLDER = HERE / "python"
BIN = FOLDER / ".venv" / "bin"
MYPY = (sys.executable, "-m", "mypy", "--config-file=pyproject.toml", "--cache-dir=.venv/mypy")


def test_a_typed_program_gets_the_answers_that_it_expects(service: str, credential: str) -> None:
    shutil.rmtree(FOLDER / "generated", ignore_errors=True)
    output(str(BIN / "ariadne-codegen"), cwd=FOLDER)
    output(*MYPY, f"--python-executable={BIN / 'python'}", "ask.py", "generated", cwd=FOLDER)
    output(str(BIN / "python"), "ask.py", service, credential, cwd=FOLDER)
