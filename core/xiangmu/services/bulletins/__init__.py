"""Bulletins (通报): gathered and drafted for an occurrence, published, rechecked."""
