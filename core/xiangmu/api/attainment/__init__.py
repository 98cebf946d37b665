"""Attainment (完成情况)."""
