"""How policies follow up problems."""
