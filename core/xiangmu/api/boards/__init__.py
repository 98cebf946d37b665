"""Boards (榜)."""
