"""Jurisdictions (辖区)."""
