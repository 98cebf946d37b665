"""Inventories as a policy states them, and how far they have come."""
