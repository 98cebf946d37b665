"""Evidence (依据)."""
