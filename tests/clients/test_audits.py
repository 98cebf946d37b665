"""GraphQL over HTTP to the letter: the audits of the npm package ``graphql-http``."""

import json

from tests.clients.conftest import Npm

AUDITS = 61
"""How many the pinned version of the package has."""


def test_every_audit_passes(service: str, npm: Npm) -> None:
    audits = [json.loads(line) for line in npm("audits", service).splitlines()]
    assert [audit for audit in audits if audit["status"] != "ok"] == []
    assert len(audits) == AUDITS
