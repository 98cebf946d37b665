"""Procedures of projects (手续) and how far they have come."""
