"""Suspected duplicates (疑似重复)."""
