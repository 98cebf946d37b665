"""Accountability lists (问责名单)."""
