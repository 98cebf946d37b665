"""How projects are inspected, and how far a list of them was (核查覆盖)."""
