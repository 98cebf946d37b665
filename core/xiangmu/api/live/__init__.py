"""Subscriptions: what changes, told as it happens, to those who may see it now."""
