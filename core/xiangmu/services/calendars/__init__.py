"""Calendars that people subscribe to under secret addresses."""
