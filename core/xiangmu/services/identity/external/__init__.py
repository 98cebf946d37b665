"""Identities that a city's own single sign-on vouches for, by signed tokens (JWT)."""
