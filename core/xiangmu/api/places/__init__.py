"""Places (位次)."""
