"""Duties on record (责任在册)."""
