"""The queries in the tabs of GraphiQL fit the schema; ``make test-web`` asks them."""

from pathlib import Path

from graphql import build_schema, parse, validate

ROOT = Path(__file__).parents[2]
TABS = sorted((ROOT / "frontend" / "graphiql" / "tabs").iterdir())


def test_every_tab_fits_the_schema() -> None:
    schema = build_schema((ROOT / "schema.graphql").read_text(encoding="utf-8"), assume_valid_sdl=True)
    assert len(TABS) == 6
    for tab in TABS:
        assert validate(schema, parse(tab.read_text(encoding="utf-8"))) == [], tab.name
