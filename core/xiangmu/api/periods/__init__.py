"""Periods (考核期)."""
