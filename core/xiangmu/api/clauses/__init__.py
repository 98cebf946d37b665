"""Clauses (条款)."""
