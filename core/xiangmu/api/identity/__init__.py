"""Accounts, grants and tokens; signing in and out."""
