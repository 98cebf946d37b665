"""Notifications: channels, and how messages reach them."""
