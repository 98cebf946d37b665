"""Bulletins (通报): what was gathered for one, and what is printed of it."""
