"""Every subscription in the guide to the interface fits the schema."""

import re
from pathlib import Path

from graphql import build_schema, parse, validate

ROOT = Path(__file__).parents[2]


def test_every_subscription_of_the_guide_fits_the_schema() -> None:
    schema = build_schema((ROOT / "schema.graphql").read_text(encoding="utf-8"))
    guide = (ROOT / "docs" / "api_guide.md").read_text(encoding="utf-8")
    told = re.findall(r"^```gql\n(.*?)^```$", guide, re.MULTILINE | re.DOTALL)
    assert told
    for text in told:
        assert validate(schema, parse(text)) == [], text
